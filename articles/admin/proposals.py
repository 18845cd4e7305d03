"""What a text proposes, as the form's script needs it: which row each proposal would enter.

A proposal is a dictionary: `label`; `told`, what tells it from its namesakes; `note`, by what it
was recognised; `confidence`; `quote`, its words, of which occurrence `nth` (from 0) is meant; and
`choices`: usually one, for namesakes several, each with `label`, `told` and `rows`. A row names
its formset and gives `fields`, each a value or a pair of value and label. A proposal without
choices is `create`d first, in a dialog that begins with `draft`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy, pgettext

from actors.choices import Certainty
from actors.matching import PRESELECT
from articles.admin.proposed_records import document, encounter
from articles.choices import MentionRole, Review, StatementKind
from articles.sentences import around
from articles.suggestion.printing import HOWS, KINDS
from articles.suggestion.result import Found, How, Suggestion, Thing, Words

Proposal = dict[str, Any]
ACTORS = ("person", "country", "organisation")
WORDS = {
    StatementKind.QUOTE: gettext_lazy("Words"),
    StatementKind.CLAIM: gettext_lazy("Reported words"),
    StatementKind.RELAYED: gettext_lazy("Messages"),
    StatementKind.TERM: gettext_lazy("Expressions"),
}


def proposals(found: Suggestion, tenures: dict[tuple[int, int], int], own: int) -> list[Proposal]:
    """All proposals in groups, each group with `code`, `title` and `items`.

    tenures: keys of what is on record, by person and office. own: characters before the lead,
    which no quotation may come from.
    """
    groups = [
        {"code": kind, "title": str(title), "items": list(_names(found, kind, tenures))}
        for kind, title in KINDS.items()
    ]
    said = [one for one in found.words if one.start >= own]
    groups += [
        {"code": kind, "title": str(title), "items": [_said(found, one) for one in some]}
        for kind, title in WORDS.items()
        if (some := [one for one in said if _kind(one) == kind])
    ]
    met = [encounter(one) | _place(found.text, one.start, one.text) for one in found.encounters]
    papers = [document(one) | _place(found.text, one.start, one.text) for one in found.documents]
    groups += [
        {"code": "meeting", "title": pgettext("proposals", "Meetings"), "items": met},
        {"code": "agreement", "title": pgettext("proposals", "Documents"), "items": papers},
    ]
    return [group for group in groups if group["items"]]


def _names(found: Suggestion, kind: str, tenures: dict[tuple[int, int], int]) -> Iterator[Proposal]:
    """Names of one kind, each way of writing one thing once, with how often it stands there."""
    seen: dict[Any, Proposal] = {}
    for one in found.found:
        if one.kind != kind:
            continue
        key = (tuple(thing.pk for thing in one.things), one.text)
        if key in seen:
            seen[key]["times"] += 1
            seen[key]["confidence"] = max(seen[key]["confidence"], round(one.confidence, 2))
            continue
        item = _office(found, one, tenures) if kind == "office" else _name(one)
        if item:
            seen[key] = item | _place(found.text, one.start, one.text)
            yield seen[key]


def _name(one: Found) -> Proposal:
    notes = [str(HOWS[one.how])] if one.how not in (How.NAME, How.NEW) else []
    notes += [one.via.name] if one.via else []
    item = _item(one.text, " · ".join(notes), one.confidence)
    if one.things:
        item["choices"] = [_mention(one, thing) for thing in one.things]
    else:
        kind = one.kind if one.kind in ACTORS else ""
        item |= {"create": "actor", "draft": {"name": one.text, "kind": kind}}
        item["then"] = {"prefix": "mentions", "field": "actor", "fields": _printed(one)}
    return item


def _mention(one: Found, thing: Thing) -> dict[str, Any]:
    column = "actor" if thing.kind in ACTORS else "place"
    fields = _printed(one) | {column: [thing.pk, _label(thing)]}
    rows = [{"prefix": "mentions", "fields": fields}]
    return {"label": thing.name, "told": thing.told, "rows": rows}


def _printed(one: Found) -> dict[str, Any]:
    fields: dict[str, Any] = {"spelling": one.text, "role": MentionRole.MENTIONED}
    fields["certainty"] = Certainty.INFERRED if one.via else Certainty.EXPLICIT
    return fields | ({"is_metonym": True} if one.how is How.METONYM else {})


def _office(found: Suggestion, one: Found, tenures: dict[tuple[int, int], int]) -> Proposal | None:
    """A post beside a name: the sentence is evidence that the person held it that day."""
    office, bearer = one.thing, one.bearer
    pk = tenures.get((bearer.pk, office.pk)) if office and bearer else None
    if pk is None or office is None or bearer is None:
        return None
    label = f"{bearer.name} – {office.name}"
    start, end = around(found.text, one.start, one.end)
    fields = {
        "exact": found.text[start:end],
        "fact": [f"tenure:{pk}", label],
        "certainty": Certainty.EXPLICIT,
        "review": Review.CONFIRMED,
    }
    rows = [{"prefix": "evidence", "fields": fields}]
    choice = {"label": label, "told": "", "rows": rows}
    return _item(one.text, "", one.confidence) | {"choices": [choice]}


def _said(found: Suggestion, one: Words) -> Proposal:
    kind = _kind(one)
    fields: dict[str, Any] = {
        "kind": kind,
        "text": one.text,
        "certainty": Certainty.EXPLICIT,
        "review": Review.CONFIRMED,
        "source_as_written": one.source,
        "said_on": _day(one.day),
    }
    for name in ("speaker", "addressee", "originator"):
        if thing := getattr(one, name):
            fields[name] = [thing.pk, _label(thing)]
    speaker = "" if one.is_term else (one.speaker.name if one.speaker else one.source)
    earlier = found.words[one.continues].text if one.continues is not None else ""
    row = {"prefix": "statements", "fields": fields}
    item = _item(one.text, "", one.confidence) | _place(found.text, one.start, one.text)
    return item | {
        "choices": [{"label": speaker, "told": "", "rows": [row]}],
        "continues": earlier,
    }


def _kind(one: Words) -> StatementKind:
    return StatementKind.TERM if one.is_term else StatementKind(one.kind)


def _item(label: str, note: str, confidence: float) -> Proposal:
    return {
        "label": label,
        "note": note,
        "confidence": round(confidence, 2),
        "times": 1,
        "choices": [],
    }


def is_sure(item: Proposal) -> bool:
    """Whether it is among those that are accepted all at once."""
    return len(item["choices"]) == 1 and item["confidence"] >= PRESELECT


def _place(text: str, start: int, quote: str) -> dict[str, Any]:
    return {"quote": quote, "nth": text.count(quote, 0, start) if quote else 0}


def _label(thing: Thing) -> str:
    return f"{thing.name} · {thing.told}" if thing.told else thing.name


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
