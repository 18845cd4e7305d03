"""Loads office-holders of six Sahel and neighbouring states, of Russia and of other countries.

The file goes through the same importer as `manage.py import_popolo`; besides Popolo's own
members its posts have a French label and a level.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from actors.choices import OfficeLevel
from actors.importers import popolo
from actors.models import Office
from newsroom.demo.tables import document


def size() -> int:
    """How many rows `load` goes through."""
    return sum(popolo.size(part) for part in document("people.json"))


def load(advance: Callable[[int], object]) -> None:
    """Enter who is missing; RuntimeError if the file, which is ours, has a row that is no good."""
    for part in document("people.json"):
        titles = {post["id"]: post["label_fr"] for post in part["posts"]}
        report = popolo.import_popolo(part, titles=titles, progress=advance)
        if report.rejects:
            raise RuntimeError("\n".join(str(remark) for remark in report.rejects))
        _give_levels(part["posts"])


def _give_levels(posts: list[dict[str, Any]]) -> None:
    """Say what level a post has, where its English label did not tell the importer."""
    by_level: dict[str, list[str]] = defaultdict(list)
    for post in posts:
        by_level[post["level"]].append(post["id"])
    for level, items in by_level.items():
        untold = Office.objects.filter(wikidata__in=items, level=OfficeLevel.OTHER)
        if level != OfficeLevel.OTHER:
            untold.update(level=level)
