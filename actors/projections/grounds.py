"""The sentences on which facts rest, as documents name them: asked of whoever keeps sentences."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model
from rest_framework import serializers

# Sentences of one fact that a document names: the newest.
SHOWN = 5

# The newest public sentences of rows, by label of the model and primary key: how many at most.
Finder = Callable[[Mapping[str, list[int]], int], dict[tuple[str, int], list[dict[str, Any]]]]

_finders: list[Finder] = []


class GroundMember(serializers.Serializer):
    """A sentence on which the fact rests: the story, and the sentence among its evidence."""

    article = serializers.UUIDField()
    evidence = serializers.UUIDField()


def grounds_member() -> serializers.Serializer:
    """The member `evidence` of a fact; its row must have been given to `ground`."""
    return GroundMember(
        many=True,
        source="grounds",
        help_text=f"Sentences of public stories that state it: the newest {SHOWN}.",
    )


def know_grounds(finder: Finder) -> None:
    """Make known who keeps the sentences of stories, when that app is loaded."""
    _finders.append(finder)


def ground(rows: Iterable[Model]) -> None:
    """Give each row its `grounds`; in one question for all of them."""
    facts: list[Any] = list(rows)
    wanted: dict[str, list[int]] = {}
    for fact in facts:
        wanted.setdefault(_table(fact), []).append(fact.pk)
        fact.grounds = []
    for find in _finders if facts else ():
        found = find(wanted, SHOWN)
        for fact in facts:
            fact.grounds = found.get((_table(fact), fact.pk), [])


def _table(fact: Model) -> str:
    """The model that sentences speak of: of a person, the actor that it is."""
    parents = fact._meta.get_parent_list()
    return (parents[-1] if parents else type(fact))._meta.label_lower
