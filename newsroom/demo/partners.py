"""The partner of the demo, with a key and a key for trying, which are printed on the screen."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from newsroom.partners import keys
from newsroom.partners.models import Key, Partner

SLUG, NAME = "demo", "La Gazette de la démonstration"


@dataclass(frozen=True)
class DemoKey:
    """One key: `says` tells in English what it reads."""

    text: str
    says: str


# The file that keeps each key, whether it is one for trying, and what it reads.
KEYS = (
    ("key-live", False, "reads what is public"),
    ("key-test", True, "reads the sandbox: POST /api/v1/sandbox plays a story"),
)


@transaction.atomic
def ensure_keys(folder: Path) -> list[DemoKey]:
    """Make the partner and its keys where they are missing; their texts are kept in the folder.

    A key that the newsroom has revoked stays so. An archive made anew accepts the same keys.
    """
    partner, _ = Partner.objects.get_or_create(slug=SLUG, defaults={"name": NAME})
    found = []
    for name, is_test, says in KEYS:
        written = kept_key(folder / name, is_test=is_test)
        Key.objects.get_or_create(
            name=written.name,
            defaults={
                "partner": partner,
                "digest": written.digest,
                "last_four": written.text[-4:],
                "purpose": "make demo",
                "is_test": is_test,
            },
        )
        found.append(DemoKey(written.text, says))
    return found


def kept_key(path: Path, *, is_test: bool) -> keys.Written:
    """The key that the file keeps, made at the first call; nobody else may read it."""
    known = keys.read(path.read_text()) if path.exists() else None
    if known is not None:
        return known
    made = keys.make(is_test=is_test)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # one that was damaged
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made.text)
    return made
