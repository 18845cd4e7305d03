"""Finds the texts that the packages mark for translation, in Python and in templates."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("newsroom", "articles", "actors")
TEMPLATES = (".html", ".txt", ".xml")

# Which arguments hold the text, its plural and, marked "c", its context.
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def collect(root: Path = CHECKOUT, packages: tuple[str, ...] = PACKAGES) -> Catalog:
    """Collect every marked text of the packages below `root`, with the files it stands in."""
    found = Catalog(locale="fr")
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            place = path.relative_to(root).as_posix()
            for text, context in _texts(path):
                found.add(text, locations=[(place, 0)], context=context)
    return found


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    if path.suffix == ".py":
        source = path.read_text(encoding="utf-8")
    elif path.suffix in TEMPLATES and "templates" in path.parts:
        made = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # Indented as HTML is, it would not be read as Python.
        source = "\n".join(line.lstrip() for line in made.splitlines())
    else:
        return
    file = BytesIO(source.encode())
    for _, text, _, context in extract("python", file, KEYWORDS, options={"encoding": "utf-8"}):
        yield text, context
