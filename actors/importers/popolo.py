"""Popolo JSON (popoloproject.com): people, organisations, posts and who held them.

Wikidata items, and nothing else, say that a row is somebody whom the record knows already: two
people of one name stay two, and the pair is reported. An import adds what is missing and fills
what is empty. It never changes what the record says: where the file differs, that is reported.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actors.choices import Visibility
from actors.importers.bodies import load_bodies
from actors.importers.offices import load_offices
from actors.importers.origins import origin_of
from actors.importers.people import load_people
from actors.importers.report import Report
from actors.importers.rows import InvalidDocument, listed
from actors.importers.tenures import load_tenures

PARTS = ("organizations", "persons", "posts", "memberships")

__all__ = ["InvalidDocument", "import_popolo", "size"]


def size(document: dict[str, Any]) -> int:
    """How many rows the document has, for a progress bar; InvalidDocument if it is not Popolo."""
    if not isinstance(document, dict):
        raise InvalidDocument(_("The file holds no JSON object."))
    if not any(document.get(part) for part in PARTS):
        raise InvalidDocument(_("The file has no people, organisations, posts or memberships."))
    return sum(len(listed(document, part)) for part in PARTS)


def import_popolo(
    document: dict[str, Any],
    *,
    titles: Mapping[str, str] | None = None,
    country: str = "",
    visibility: str = Visibility.PUBLIC,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Store the document in one transaction; a second time nothing changes.

    titles: French titles of offices, by Wikidata item of the post; without one, the post's own
        label serves until an editor writes a better one.
    country: ISO 3166-1 alpha-2 code of the country of posts that name no organisation.
    visibility: of the records that are made; that of existing ones stays.
    progress: called with the number of rows done since its last call.

    Rows that cannot be stored are in `rejects` with a JSON pointer, the rest goes in. Raises
    InvalidDocument, and stores nothing, if the document is not Popolo or if a country that it
    names is not in the record.
    """
    size(document)  # the wrong shape is found before anything is done
    report, tell, note = Report(), progress or (lambda _number: None), provenance(document)
    with transaction.atomic():
        bodies = load_bodies(document, report, tell, visibility=visibility, country=country)
        people = load_people(document, report, tell, visibility=visibility, note=note)
        offices = load_offices(
            document, bodies, report, tell, visibility=visibility, note=note, titles=titles or {}
        )
        load_tenures(document, people, offices, report, tell, origin=origin_of(document))
    return report


def provenance(document: dict[str, Any]) -> str:
    """Where and when the file was true, from its `meta`: a note for the newsroom."""
    meta = document.get("meta")
    if not isinstance(meta, dict):
        return ""
    parts = [str(meta[key]) for key in ("origin", "source", "commit", "date") if meta.get(key)]
    return "Popolo: " + ", ".join(parts) if parts else ""
