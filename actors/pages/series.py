"""The meetings tied to a meeting; of these its series, in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from newsroom.register.models import Item, Reference
from newsroom.register.pages import Things, document
from newsroom.register.reading import Scope, resolve

SAME_SERIES = "same_series"
STEPS = 5  # ties between two meetings of one series, at most; each is one query
LONGEST = 200


@dataclass(frozen=True)
class Link:
    """A tie between the meeting of the page and another. `back`: it is the other that says so."""

    item: Item
    kind: str
    certainty: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
    back: bool = False


@dataclass(frozen=True)
class Member:
    """A meeting of the series, and how the meeting of the page is tied to it, if it is."""

    item: Item
    links: list[Link]


def links_of(item: Item, things: Things, others: Iterable[Item]) -> list[Link]:
    """The ties that the meeting names itself, then those by which the others name it."""
    own = [
        Link(things[link["meeting"]], link["kind"], link["certainty"], link["evidence"])
        for link in document(item)["links"]
        if link["meeting"] in things
    ]
    return own + [
        Link(other, link["kind"], link["certainty"], back=True)
        for other in others
        for link in document(other)["links"]
        if link["meeting"] == str(item.uid)
    ]


def members(item: Item, links: list[Link], scope: Scope) -> list[Member]:
    """The series with the ties to each of its meetings; empty if there is none."""
    found = series(item, scope) if SAME_SERIES in {link.kind for link in links} else []
    return [Member(one, [link for link in links if link.item.uid == one.uid]) for one in found]


def series(item: Item, scope: Scope) -> list[Item]:
    """All visible meetings of the series, the earliest first; empty if there is none.

    Whoever is tied to one of them belongs to the series; a meeting that the reader may not see
    does not show through as a missing link either.
    """
    found = reached = {item.uid}
    for _step in range(STEPS):
        ties = Reference.objects.visible(scope).filter(rel=SAME_SERIES)
        pairs = ties.filter(Q(item__in=reached) | Q(target__in=reached)).values_list(
            "item", "target"
        )
        reached = {uid for pair in pairs[: LONGEST * STEPS] for uid in pair} - found
        if not reached or len(found) > LONGEST:
            break
        found = found | reached
    if found == {item.uid}:
        return []
    items = resolve(found, scope).values()
    return sorted(items, key=lambda one: (one.sort_at, str(one.uid)))
