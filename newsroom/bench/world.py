"""International bodies and office-holders of open data, entered to read stories against them."""

import json
from pathlib import Path
from typing import Any

from actors.choices import NameKind, OrganisationType, Visibility
from actors.importers.popolo import import_popolo
from actors.models import Organisation, Spelling
from newsroom.register.text import words

BODIES = Path("data") / "organisations" / "international-organisations.json"
PEOPLE = Path("data") / "people-popolo"
_OTHERS = ("name_en", "name_other_en", "name_other_2_en")
_ACRONYMS = ("abbreviation_fr", "abbreviation_en")


def enter(shared: Path) -> None:
    """Enter the bodies that the archive does not have by any name, then the people."""
    known = set(Spelling.objects.values_list("folded", flat=True))
    for row in json.loads((shared / BODIES).read_text("utf-8")):
        texts = [row[key] for key in ("name_fr", *_OTHERS) if row.get(key)]
        if not known & {" ".join(words(text)) for text in texts}:
            _enter_body(row, texts)
    for file in sorted((shared / PEOPLE).glob("??-*.json")):
        document = json.loads(file.read_text("utf-8"))
        import_popolo(document, country=file.name[:2].upper(), visibility=Visibility.HELD)


def _enter_body(row: dict[str, Any], texts: list[str]) -> None:
    # Wikidata has some French names in small letters, as it has its own headings.
    name = texts[0][:1].upper() + texts[0][1:]
    body = Organisation.objects.create(
        name=name, name_en=row["name_en"], type=OrganisationType.INTERNATIONAL
    )
    for text in dict.fromkeys(texts[1:]):
        if text != row["name_en"]:
            body.names.create(text=text, kind=NameKind.SPELLING, language="en")
    for text in dict.fromkeys(row[key] for key in _ACRONYMS if row.get(key)):
        body.names.create(text=text, kind=NameKind.ACRONYM, language="fr")
