"""Meetings and documents that a text reports, as the form's script needs them."""

from typing import Any

from django.utils.translation import gettext as _

from actors.choices import AgreementKind, Capacity
from articles.choices import CoverageRole
from articles.suggestion.result import Attendee, Document, Encounter, Thing


def encounter(one: Encounter) -> dict[str, Any]:
    """A meeting: those of the record that it may be, and what a new one would begin with."""
    role = CoverageRole.NEWS if one.is_news else CoverageRole.BACKGROUND
    names = [
        thing.name for who in one.attendees if (thing := who.person or who.office or who.delegation)
    ]
    day = one.day.isoformat() if one.day else ""
    notes = (day, one.place.name if one.place else "", ", ".join(names))
    draft = {
        "title": _title(one, names),
        "labels": one.label,
        "when": day,
        "place": pair(one.place),
        "participants": [_participant(who) for who in one.attendees],
    }
    return {
        "label": one.text,
        "note": " · ".join(note for note in notes if note),
        "confidence": round(one.confidence, 2),
        "times": 1,
        "choices": [_known(thing, role) for thing in one.known],
        "create": "meeting",
        "draft": draft,
        "then": {"prefix": "coverages", "field": "meeting", "fields": {"role": role}},
    }


def _title(one: Encounter, names: list[str]) -> str:
    label = (one.label or _("meeting")).capitalize()
    where = one.place.name if one.place else ""
    return " – ".join(part for part in (label, ", ".join(names[:4]), where) if part)[:300]


def _known(thing: Thing, role: CoverageRole) -> dict[str, Any]:
    fields = {"meeting": [thing.pk, thing.name], "role": role}
    rows = [{"prefix": "coverages", "fields": fields}]
    return {"label": thing.name, "told": thing.told, "rows": rows}


def _participant(who: Attendee) -> dict[str, Any]:
    return {
        "delegation": pair(who.delegation),
        "person": pair(who.person),
        "office": pair(who.office),
        # What is printed of a side as a whole is no name of somebody.
        "name_as_written": who.printed if who.person or who.office or not who.delegation else "",
        "person_is_inferred": who.is_inferred and bool(who.person and who.office),
        "capacity": Capacity.HEAD,
    }


def document(one: Document) -> dict[str, Any]:
    """A document: nothing of the form refers to one, so it is entered on record."""
    day = one.day.isoformat() if one.day else ""
    parties = ", ".join(party.name for party in one.parties)
    draft = {
        "title": one.text[:1].upper() + one.text[1:],
        "kind": AgreementKind(one.kind),
        "signed": day if one.is_signed else "",
        "in_force": "" if one.is_signed else day,
        "parties": [pair(party) for party in one.parties],
    }
    return {
        "label": one.text,
        "note": " · ".join(note for note in (day, parties) if note),
        "confidence": round(one.confidence, 2),
        "times": 1,
        "choices": [],
        "create": "agreement",
        "draft": draft,
    }


def pair(thing: Thing | None) -> list[Any] | None:
    """Key and label of a thing, as a choice by typing shows it."""
    if thing is None:
        return None
    return [thing.pk, f"{thing.name} · {thing.told}" if thing.told else thing.name]
