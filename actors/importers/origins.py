"""Who says what a Popolo document says: of a tenure as a whole, and for days that it gives."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from actors.dates import parse
from actors.importers.rows import Row, storable
from actors.models import Attestation, Tenure

_ITEM = re.compile(r"Q[1-9][0-9]*")
_LONGEST = 300


def origin_of(document: dict[str, Any]) -> str:
    """What its `meta` names as the origin, else as the source; empty where it names none."""
    meta = document.get("meta")
    if not isinstance(meta, dict):
        return ""
    named = (meta.get(key) for key in ("origin", "source"))
    texts = (text.strip() for text in named if isinstance(text, str) and storable(text))
    return next(filter(None, texts), "")[:_LONGEST]


def source_of(row: Row, origin: str) -> dict[str, str]:
    """Who says what a membership says, and where: its own first source, else that of the file."""
    for given in row.rows("sources")[:1]:
        return {"source": given.text("note"), "source_url": given.text("url")}
    person = row.text("person_id")
    is_there = "wikidata" in origin.lower() and _ITEM.fullmatch(person)
    address = f"https://www.wikidata.org/wiki/{person}" if is_there else ""
    return {"source": origin, "source_url": address}


def attest(pairs: Iterable[tuple[Tenure, Tenure]]) -> None:
    """Say of tenures of the record, each with that of the file, for which days the file has them.

    Only for days in which the two agree: which of two ends is right, an editor decides.
    """
    rows = [
        Attestation(tenure=ours, day=day, source=theirs.source, source_url=theirs.source_url)
        for ours, theirs in pairs
        if theirs.source or theirs.source_url
        for day in sorted({*_day(theirs.began), *_day(theirs.ended)})
        if day.isoformat() in (ours.began, ours.ended)
    ]
    # What the file attested before is there already.
    Attestation.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


def _day(text: str) -> list[date]:
    """The day that a partial date is, if it is one, and nothing doubts it."""
    first = parse(text).earliest if text else None
    return [first] if first and first.isoformat() == text else []
