"""Columns of people, organisations, countries, meetings, offices, agreements and places."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from actors.models import Membership, Participation, Party, Tenure
from articles.exporting.table import Column, Table, names

UID = Column("id", _("public identifier"), lambda row: str(row.uid))
NAME = Column("name", _("name"), lambda row: row.name)
NAME_EN = Column("name_en", _("name in English"), lambda row: row.name_en)
SUMMARY = Column("summary", _("summary"), lambda row: row.summary)
VISIBILITY = Column("visibility", _("visibility"), lambda row: str(row.get_visibility_display()))
OTHER_NAMES = Column(
    "other_names", _("other names"), lambda row: [one.text for one in row.names.all()]
)
IDENTIFIERS = Column(
    "identifiers", _("external identifiers"), lambda row: names(row.identifiers.all())
)


def spans(rows: Any, told: str) -> list[dict[str, Any]]:
    """Rows that hold for a time: what they tell of, since when, until when."""
    return [
        {"name": str(getattr(row, told)), "began": row.began, "ended": row.ended} for row in rows
    ]


def present(meeting: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": str(one.person or one.office or one.name_as_written or ""),
            "delegation": str(one.delegation or ""),
            "capacity": one.capacity,
        }
        for one in meeting.participations.all()
    ]


def bound(agreement: Any) -> list[dict[str, Any]]:
    return [
        {"name": str(one.actor), "signatory": str(one.signatory or "")}
        for one in agreement.parties.all()
    ]


MEMBER_OF = Column("member_of", _("is a member of"),
                   lambda row: spans(row.memberships.all(), "organisation"))  # fmt: skip
MEMBERSHIPS = Prefetch("memberships", Membership.objects.select_related("organisation"))

PEOPLE = Table(
    (
        UID,
        NAME,
        Column("family_name", _("family name"), lambda p: p.family_name),
        Column("given_name", _("given name"), lambda p: p.given_name),
        OTHER_NAMES,
        Column("nationality", _("nationality"), lambda p: str(p.nationality or "")),
        Column("born", _("born"), lambda p: p.born),
        Column("died", _("died"), lambda p: p.died),
        Column("offices", _("offices"), lambda p: spans(p.tenures.all(), "office")),
        Column("ranks", _("ranks"), lambda p: spans(p.ranks.all(), "title")),
        MEMBER_OF,
        IDENTIFIERS,
        SUMMARY,
        VISIBILITY,
    ),
    related=("nationality",),
    linked=(
        "names",
        "identifiers",
        "ranks",
        Prefetch("tenures", Tenure.objects.select_related("office")),
        MEMBERSHIPS,
    ),
)

ORGANISATIONS = Table(
    (
        UID,
        NAME,
        NAME_EN,
        OTHER_NAMES,
        Column("type", _("type"), lambda o: str(o.get_type_display())),
        Column("parent", _("part of"), lambda o: str(o.parent or "")),
        Column("home_country", _("country"), lambda o: str(o.home_country or "")),
        Column("founded", _("founded"), lambda o: o.founded),
        Column("dissolved", _("dissolved"), lambda o: o.dissolved),
        MEMBER_OF,
        IDENTIFIERS,
        SUMMARY,
        VISIBILITY,
    ),
    related=("parent", "home_country"),
    linked=("names", "identifiers", MEMBERSHIPS),
)

COUNTRIES = Table(
    (
        UID,
        NAME,
        NAME_EN,
        OTHER_NAMES,
        Column("iso2", _("ISO code of two letters"), lambda c: c.iso2),
        Column("iso3", _("ISO code of three letters"), lambda c: c.iso3),
        Column("capital", _("capital"), lambda c: str(c.capital or "")),
        Column("began", _("since"), lambda c: c.began),
        Column("ended", _("until"), lambda c: c.ended),
        MEMBER_OF,
        IDENTIFIERS,
        VISIBILITY,
    ),
    related=("capital",),
    linked=("names", "identifiers", MEMBERSHIPS),
)

MEETINGS = Table(
    (
        UID,
        Column("title", _("title"), lambda m: m.title),
        Column("kind", _("kind"), lambda m: str(m.get_kind_display())),
        Column("when", _("when"), lambda m: m.when),
        Column("status", _("status"), lambda m: str(m.get_status_display())),
        Column("level", _("level"), lambda m: str(m.get_level_display())),
        Column("place", _("place"), lambda m: m.place.name if m.place else ""),
        Column("country", _("country"), lambda m: _country(m.place)),
        Column("host", _("host"), lambda m: str(m.host or "")),
        Column("participants", _("participants"), present),
        Column("agreements", _("documents"), lambda m: [a.title for a in m.agreements.all()]),
        Column("topic", _("topic"), lambda m: m.topic),
        Column("outcome", _("outcome"), lambda m: m.outcome),
        Column("source", _("source"), lambda m: m.source),
        VISIBILITY,
    ),
    related=("place__country", "host"),
    linked=(
        "agreements",
        Prefetch(
            "participations",
            Participation.objects.select_related("person", "office", "delegation"),
        ),
    ),
)

OFFICES = Table(
    (
        UID,
        Column("title", _("title"), lambda o: o.title),
        Column("title_en", _("title in English"), lambda o: o.title_en),
        Column("level", _("level"), lambda o: str(o.get_level_display())),
        Column("organisation", _("organisation"), lambda o: str(o.organisation or "")),
        Column("country", _("country"), lambda o: str(o.country or "")),
        Column("holders", _("holders"), lambda o: spans(o.tenures.all(), "person")),
        VISIBILITY,
    ),
    related=("organisation", "country"),
    linked=(Prefetch("tenures", Tenure.objects.select_related("person")),),
)

AGREEMENTS = Table(
    (
        UID,
        Column("title", _("title"), lambda a: a.title),
        Column("title_en", _("title in English"), lambda a: a.title_en),
        Column("kind", _("kind"), lambda a: str(a.get_kind_display())),
        Column("signed", _("signed"), lambda a: a.signed),
        Column("in_force", _("known to be in force"), lambda a: a.in_force),
        Column("meeting", _("signed at"), lambda a: str(a.meeting or "")),
        Column("parties", _("parties"), bound),
        Column("subject", _("subject"), lambda a: a.subject),
        Column("text", _("text"), lambda a: a.text),
        Column("text_url", _("where it can be read"), lambda a: a.text_url),
        VISIBILITY,
    ),
    related=("meeting",),
    linked=(Prefetch("parties", Party.objects.select_related("actor", "signatory")),),
)

PLACES = Table(
    (
        UID,
        NAME,
        NAME_EN,
        Column("other_names", _("other names"), lambda p: list(p.other_names)),
        Column("kind", _("kind"), lambda p: str(p.get_kind_display())),
        Column("within", _("within"), lambda p: p.within.name if p.within else ""),
        Column("country", _("country"), lambda p: _country(p)),
        Column("latitude", _("latitude"), lambda p: _degrees(p.latitude)),
        Column("longitude", _("longitude"), lambda p: _degrees(p.longitude)),
        Column("geonames", _("GeoNames number"), lambda p: p.geonames),
    ),
    related=("within", "country"),
)


def _degrees(value: Any) -> float | None:
    return None if value is None else float(value)


def _country(place: Any) -> str:
    return str(place.country) if place is not None and place.country is not None else ""
