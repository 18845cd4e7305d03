"""Documents as rows of tables, for researchers: things, and the links between them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa

from newsroom.register.reading import mentioned

_INSTANT = pa.timestamp("us", tz="UTC")

ITEMS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("type", pa.string(), nullable=False),
        pa.field("version", pa.int32(), nullable=False),
        pa.field("changed_at", _INSTANT, nullable=False),
        pa.field("published_at", _INSTANT),
        pa.field("language", pa.string()),
        pa.field("section", pa.string()),
        pa.field("name", pa.string()),
        pa.field("earliest", pa.string()),
        pa.field("latest", pa.string()),
    ]
)
LINKS = pa.schema(
    [
        pa.field("from", pa.string(), nullable=False),
        pa.field("rel", pa.string(), nullable=False),
        pa.field("to", pa.string(), nullable=False),
        pa.field("certainty", pa.string()),
    ]
)
# What a document calls the thing itself, by whichever of these members it has.
_NAMES = ("headline", "name", "title", "text")
# When something was: the member of a meeting, of an agreement, of a statement.
_TIMES = ("when", "signed", "said_on")


def item_row(item: Any, doc: dict[str, Any]) -> dict[str, Any]:
    """The thing as one row; only what this document shows."""
    published = doc.get("published_at")
    time: dict[str, Any] = next(
        (doc[name] for name in _TIMES if isinstance(doc.get(name), dict)), {}
    )
    return {
        "id": doc["id"],
        "type": doc["type"],
        "version": item.version,
        "changed_at": item.sequenced_at,
        "published_at": datetime.fromisoformat(published) if published else None,
        "language": doc.get("language") or None,
        "section": _code(doc.get("section")),
        "name": next((doc[name] for name in _NAMES if doc.get(name)), None),
        "earliest": time.get("earliest"),
        "latest": time.get("latest"),
    }


def link_rows(item: Any, doc: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The thing's links to what this document names; what it leaves out is linked to neither."""
    named = mentioned(doc)
    for ref in sorted(item.references.all(), key=lambda ref: (ref.rel, ref.target)):
        if ref.target in named:
            yield {
                "from": doc["id"],
                "rel": ref.rel,
                "to": str(ref.target),
                "certainty": ref.certainty or None,
            }


def _code(section: Any) -> str | None:
    return (section.get("code") if isinstance(section, dict) else section) or None
