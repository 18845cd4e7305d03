"""Shows a proposal in a terminal, and gives it as JSON."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles.suggestion.result import Document, Encounter, Found, How, Suggestion, Thing, Words

KINDS = {
    "person": gettext_lazy("People"),
    "country": gettext_lazy("Countries"),
    "organisation": gettext_lazy("Organisations"),
    "office": gettext_lazy("Offices"),
    "place": gettext_lazy("Places"),
    "name": gettext_lazy("Other names"),
}
HOWS = {
    How.NAME: gettext_lazy("by name"),
    How.CONTEXT: gettext_lazy("by the full name in the text"),
    How.NEAR: gettext_lazy("close to a known spelling"),
    How.DEMONYM: gettext_lazy("by adjective"),
    How.METONYM: gettext_lazy("capital for government"),
    How.OFFICE: gettext_lazy("inferred from the office"),
    How.AMBIGUOUS: gettext_lazy("to be chosen"),
    How.NEW: pgettext_lazy("name in a text", "new"),
}


def as_json(proposal: Suggestion) -> str:
    """The whole proposal; the text itself is left out."""
    body = asdict(proposal)
    del body["text"]
    return json.dumps(body, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be shown")


def as_lines(proposal: Suggestion) -> Iterator[str]:
    """Lines for people: names by kind, then words, meetings and documents."""
    for kind, title in KINDS.items():
        rows = [one for one in proposal.found if one.kind == kind]
        if rows:
            yield f"{title} ({len(rows)})"
            yield from map(_found, rows)
            yield ""
    yield from _section(_("Words"), map(_words, proposal.words))
    yield from _section(_("Meetings"), map(_encounter, proposal.encounters))
    yield from _section(_("Documents"), map(_document, proposal.documents))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"{title} ({len(lines)})"
        yield from lines
        yield ""


def _line(start: int, end: int, printed: str, arrow: str, notes: Iterable[str], sure: float) -> str:
    remarks = ", ".join(note for note in notes if note)
    printed = " ".join(printed.split())
    return f"  {start:>6}–{end:<6} {sure:4.0%}  {printed}{arrow}" + (
        f"  ({remarks})" if remarks else ""
    )


def _found(one: Found) -> str:
    names = " | ".join(map(_thing, one.things))
    notes = [
        str(HOWS[one.how]),
        _("office: %(office)s") % {"office": one.via.name} if one.via else "",
        _("of %(person)s") % {"person": one.bearer.name} if one.bearer else "",
        _("misprint") if one.misprint else "",
    ]
    arrow = f" → {names}" if names else ""
    return _line(one.start, one.end, one.text, arrow, notes, one.confidence)


def _thing(thing: Thing) -> str:
    return f"{thing.name} [{thing.told}]" if thing.told else thing.name


def _words(one: Words) -> str:
    speaker = one.speaker.name if one.speaker else one.source or _("unknown speaker")
    kind = {"quote": _("quotation"), "claim": _("claim"), "relayed": _("message")}.get(
        one.kind, one.kind
    )
    notes = [
        kind,
        _("to %(person)s") % {"person": one.addressee.name} if one.addressee else "",
        _("words of %(person)s") % {"person": one.originator.name} if one.originator else "",
        one.source if one.speaker else "",
        _("an expression, not somebody's words") if one.is_term else "",
        _("continues no. %(number)d") % {"number": one.continues + 1}
        if one.continues is not None
        else "",
        one.day.isoformat() if one.day else "",
    ]
    arrow = "" if one.is_term else f" → {speaker}"
    return _line(one.start, one.end, f"« {one.text} »", arrow, notes, one.confidence)


def _encounter(one: Encounter) -> str:
    people = [
        (attendee.person or attendee.office or attendee.delegation) for attendee in one.attendees
    ]
    notes = [
        one.label,
        one.day.isoformat() if one.day else "",
        one.place.name if one.place else "",
        *(_("on record: %(meeting)s") % {"meeting": thing.name} for thing in one.known),
    ]
    who = ", ".join(
        person.name + (_(" (inferred)") if attendee.is_inferred else "")
        for person, attendee in zip(people, one.attendees, strict=True)
        if person
    )
    return _line(one.start, one.end, one.text, f" → {who}" if who else "", notes, one.confidence)


def _document(one: Document) -> str:
    notes = [
        pgettext("document", "signed") if one.is_signed else pgettext("document", "exists"),
        one.day.isoformat() if one.day else "",
        ", ".join(party.name for party in one.parties),
    ]
    return _line(one.start, one.end, one.text, "", notes, one.confidence)
