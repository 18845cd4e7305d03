"""The facets of what was found, each value with its number and the address that narrows to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from newsroom.local_days import in_words
from newsroom.register.labels import Label
from newsroom.register.pages import Things, called, document, title
from newsroom.register.pool import Pool
from newsroom.register.text import sort_key
from newsroom.search.asking import LABELS, PERIOD, THINGS, Asked
from newsroom.templatetags.page_tags import KINDS

NAMES = {
    "kind": _("Kind"),
    "year": _("Year"),
    "country": _("Country"),
    "person": _("Person"),
    "organisation": _("Organisation"),
    "meeting": _("Meeting"),
    "section": _("Section"),
    "subject": _("Subject"),
    "author": _("Signature"),
    "language": _("Language"),
}
DAYS = {"from": _("Since"), "to": _("Until")}
YEARS = 12


@dataclass(frozen=True)
class Value:
    """A value that answers have: the value and its words, how many, the address of these alone."""

    value: str
    words: str
    number: int
    address: str


@dataclass(frozen=True)
class Facet:
    """One way of narrowing, with the most frequent values."""

    name: str
    words: Any
    values: Sequence[Value]


@dataclass(frozen=True)
class Condition:
    """A condition of the question, in words, with the address of the question without it."""

    name: str
    value: str
    sort: Any
    words: str
    without: str


def named_by(asked: Asked, pool: Pool) -> set[UUID]:
    """The things whose documents say what the facets and conditions are called."""
    counts = [count for found in pool.things.values() for count in found]
    examples = {count.example for found in pool.labels.values() for count in found}
    return {count.uid for count in counts} | examples | set(asked.targets)


def facets(asked: Asked, pool: Pool, things: Things) -> list[Facet]:
    """What narrows the answers further: only values that some have and that are not asked for."""
    labels = _labels(things)
    found: dict[str, list[Value]] = {}
    if not asked.kind:
        found["kind"] = _in_order(
            Value(kind, str(KINDS[kind]), times, asked.narrowed("kind", kind))
            for kind, times in pool.kinds.items()
        )
    if not any(name in asked.data for name in PERIOD):
        found["year"] = [
            Value(str(year), str(year), times, asked.narrowed("year", str(year)))
            for year, times in sorted(pool.years.items(), reverse=True)[:YEARS]
        ]
    for kind in THINGS:
        found[kind] = _in_order(
            Value(uid, title(things[uid]), count.number, asked.narrowed(kind, uid))
            for count in pool.things.get(kind, ())
            if (uid := str(count.uid)) in things and count.uid not in asked.targets
        )
    for sort in LABELS:
        found[sort] = _in_order(
            Value(label.code, words, count.number, asked.narrowed(sort, label.code))
            for count in pool.labels.get(sort, ())
            if count.uid in labels and sort not in asked.data
            for label, words in [labels[count.uid]]
        )
    return [Facet(name, words, found[name]) for name, words in NAMES.items() if found.get(name)]


def _in_order(values: Iterable[Value]) -> list[Value]:
    # By name where the numbers are the same: identifiers would put them in any order, another
    # in each archive.
    return sorted(values, key=lambda one: (-one.number, sort_key(one.words), one.value))


def conditions(asked: Asked, things: Things) -> list[Condition]:
    """What narrows the question, in words."""
    labels = dict(_labels(things).values()) if asked.labels else {}
    found = []
    for name, value in asked.conditions:
        words = value
        if name in THINGS:
            item = things.get(value.lower())
            words = title(item) if item else value
        elif name in LABELS:
            words = labels.get(Label(name, value), value)
        elif name in DAYS:
            words = in_words(asked.form.cleaned_data[name])
        sort = NAMES.get(name) or DAYS[name]
        found.append(Condition(name, value, sort, words, asked.without(name, value)))
    return found


def _labels(things: Things) -> dict[UUID, tuple[Label, str]]:
    """The labels in these documents, by their buckets, with what they are called."""
    found = {}
    for item in things.values():
        for label, words in _labels_of(document(item)):
            found[label.bucket] = (label, words)
    return found


def _labels_of(doc: dict[str, Any]) -> Iterator[tuple[Label, str]]:
    if section := doc.get("section"):
        yield Label("section", section["code"]), called(section)
    if language := doc.get("language"):
        own = Locale.parse(get_language() or "fr", sep="-").languages.get(language, language)
        yield Label("language", language), own
    for subject in doc.get("subjects") or ():
        yield Label("subject", subject["code"]), called(subject)
    for one in doc.get("signatories") or ():
        yield Label("author", one["initials"]), one["initials"]
