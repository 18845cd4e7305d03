"""Two actors of a kind with links of every sort, and what the database holds of everything."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import services
from tests import factories as make

# What a merger does not restore, or what is made by rule out of the rest.
BESIDE = {"actors.merge", "actors.spelling", "actors.stalespelling", "admin.logentry"}


def dump() -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row of the record, column by column, but for the hour of the last saving."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if model._meta.app_label not in ("actors", "articles", "auth") or label in BESIDE:
            continue
        names = [f.attname for f in model._meta.local_concrete_fields if f.name != "updated_at"]
        for values in model._base_manager.order_by().values(*names):
            found[label, values[model._meta.pk.attname]] = values
    return found


class World:
    """Two actors, and a small stock of things to tie them to, so that ties often coincide."""

    def __init__(self, kind: str = "person", **how: Any) -> None:
        self.kind = kind
        self.kept = MAKE[kind](name="Salifou Mody", **how)
        self.gone = MAKE[kind](name="Salifou Modi", name_en="Salifu Modi", **how)
        self.others = [make.PersonFactory(public=True) for _ in range(2)]
        self.countries = [make.CountryFactory(public=True) for _ in range(2)]
        self.bodies = [make.OrganisationFactory(public=True) for _ in range(2)]
        self.offices = [
            make.OfficeFactory(country=country, public=True) for country in self.countries
        ]
        self.meetings = [make.MeetingFactory(public=True) for _ in range(2)]
        self.agreements = [make.AgreementFactory(public=True) for _ in range(2)]
        self.stories = [make.ArticleFactory() for _ in range(2)]
        self.statements = [make.StatementFactory(article=story) for story in self.stories]

    def tie(self, kind: str, who: int, which: int, more: int) -> None:
        """Make one link; one that the database refuses is not made."""
        with suppress(IntegrityError, ValidationError), transaction.atomic():
            ties(self.kind)[kind](self, (self.kept, self.gone)[who], which, more)

    def publish(self, which: int) -> None:
        services.publish(self.stories[which], by=None)

    def other(self, who: Any) -> Any:
        """Of the two, the one that this is not."""
        return self.gone if who == self.kept else self.kept


MAKE: dict[str, Any] = {
    "person": make.PersonFactory,
    "country": make.CountryFactory,
    "organisation": make.OrganisationFactory,
}


def _evidence(world: World, which: int, **fact: Any) -> None:
    make.EvidenceFactory(article=world.stories[which], **fact)


def _name(world: World, who: Any, which: int, more: int) -> None:
    dates = {"began": ("", "1980", "1980")[more], "ended": ("1970", "", "1990")[more]}
    row = make.NameFactory(actor=who, text=f"S. Mod{'iy'[which]}", language="", **dates)
    if more:
        _evidence(world, which, name=row)


def _tenure(world: World, who: Any, which: int, more: int) -> None:
    held = {"visibility": "held"} if more == 2 else {}
    days = {"attested_first": f"20{10 + more}-01-01", "attested_last": f"20{10 + more}-02-01"}
    row = make.TenureFactory(person=who, office=world.offices[which], **days, **held)
    if more:
        _evidence(world, which, tenure=row)
        make.AttestationFactory(tenure=row, day=f"2020-01-0{more}")


def _rank(world: World, who: Any, which: int, more: int) -> None:
    row = make.RankFactory(person=who, title=("général", "colonel")[which])
    if more:
        _evidence(world, which, rank=row)


def _participation(world: World, who: Any, which: int, more: int) -> None:
    row = make.ParticipationFactory(
        meeting=world.meetings[which],
        person=who,
        delegation=(None, *world.countries)[more],
        office=world.offices[which] if more else None,
        name_as_written=f"{who.name} {more}",
    )
    if more:
        _evidence(world, which, participation=row)


def _delegation(world: World, who: Any, which: int, more: int) -> None:
    row = make.ParticipationFactory(
        meeting=world.meetings[which],
        person=(None, *world.others)[more],
        delegation=who,
        office=world.offices[which] if more else None,
    )
    if more:
        _evidence(world, which, participation=row)


def _party(world: World, who: Any, which: int, more: int) -> None:
    signs = {"signatory": who} if world.kind == "person" else {}
    actor = world.countries[which] if more and signs else who
    row = make.PartyFactory(agreement=world.agreements[which], actor=actor, **signs)
    if more:
        _evidence(world, which, party=row)


def _mention(world: World, who: Any, which: int, more: int) -> None:
    row = make.MentionFactory(article=world.stories[which], actor=who, spelling=f"Mod{'iyé'[more]}")
    _evidence(world, which, mention=row)


def _statement(world: World, who: Any, which: int, more: int) -> None:
    column = ("speaker", "originator", "addressee")[more]
    type(world.statements[which]).objects.filter(pk=world.statements[which].pk).update(
        **{column: who.pk}
    )


def _subject(world: World, who: Any, which: int, more: int) -> None:
    make.StatementSubjectFactory(statement=world.statements[which], actor=who)


def _about(world: World, who: Any, which: int, more: int) -> None:
    _evidence(world, which, actor=who)


def _host(world: World, who: Any, which: int, more: int) -> None:
    column = ("host", "inviter", "host")[more]
    meeting = world.meetings[which]
    type(meeting).objects.filter(pk=meeting.pk).update(**{column: who.pk})


def _identifier(world: World, who: Any, which: int, more: int) -> None:
    make.IdentifierFactory(actor=who, scheme=("wikidata", "viaf")[which])


def _membership(world: World, who: Any, which: int, more: int) -> None:
    days = {"attested_first": f"20{10 + more}-01-01", "attested_last": f"20{10 + more}-02-01"}
    row = make.MembershipFactory(member=who, organisation=world.bodies[which], **days)
    if more:
        _evidence(world, which, membership=row)
        make.AttestationFactory(membership=row, day=f"2020-01-0{more}")


def _member(world: World, who: Any, which: int, more: int) -> None:
    """A member of the body: a country, or the record with which it is to be merged."""
    member = (world.countries[which], world.bodies[which], world.other(who))[more]
    held = {"visibility": "held"} if more == 1 else {}
    row = make.MembershipFactory(member=member, organisation=who, **held)
    _evidence(world, which, membership=row)
    make.AttestationFactory(membership=row, day=f"2020-02-0{more + 1}")


def _office(world: World, who: Any, which: int, more: int) -> None:
    column = "country" if world.kind == "country" else "organisation"
    office = make.OfficeFactory(title=f"président {which}", **{"country": None, column: who})
    if more:
        make.TenureFactory(person=world.others[which], office=office)


def _national(world: World, who: Any, which: int, more: int) -> None:
    person = world.others[which]
    type(person).objects.filter(pk=person.pk).update(nationality=who)


def _home(world: World, who: Any, which: int, more: int) -> None:
    body = world.bodies[which]
    type(body).objects.filter(pk=body.pk).update(home_country=who)


def _place(world: World, who: Any, which: int, more: int) -> None:
    """A town, its region, or its quarter, of a name that both countries may have."""
    outer = who.places.order_by("pk").last() if more else None
    place = make.PlaceFactory(
        name=f"Ville {'abc'[which + more % 2]}",
        country=who,
        within=outer,
        other_names=["Town"] if more else [],
        geonames=str(1000 + make.PlaceFactory._meta.model.objects.count()) if more == 2 else "",
    )
    meeting = world.meetings[which]
    type(meeting).objects.filter(pk=meeting.pk).update(place=place)
    make.StopFactory(meeting=world.meetings[1 - which], place=place)
    make.MentionFactory(article=world.stories[which], actor=None, place=place)


def _capital(world: World, who: Any, which: int, more: int) -> None:
    of = who if more else world.other(who)
    type(who).objects.filter(pk=who.pk).update(
        capital=make.PlaceFactory(name=f"Ville {'ab'[which]}", country=of)
    )


def _succession(world: World, who: Any, which: int, more: int) -> None:
    other = (world.countries[0], world.countries[1], world.other(who))[more]
    ends = (who, other) if which else (other, who)
    make.SuccessionFactory(predecessor=ends[0], successor=ends[1])


def _parent(world: World, who: Any, which: int, more: int) -> None:
    """Part of another body, which may be the one with which it is to be merged."""
    parent = (world.bodies[which], world.other(who), world.bodies[which])[more]
    type(who).objects.filter(pk=who.pk).update(parent=parent)


def _part(world: World, who: Any, which: int, more: int) -> None:
    body = world.bodies[which]
    type(body).objects.filter(pk=body.pk).update(parent=who)


def _told_apart(world: World, who: Any, which: int, more: int) -> None:
    pair = [who, (*world.others, world.other(who))[more]]
    one, other = pair if which else reversed(pair)
    make.DistinctFactory(one=one.actor_ptr, other=other.actor_ptr)


def _merged_before(world: World, who: Any, which: int, more: int) -> None:
    MAKE[world.kind](merged_into=who, **({"iso2": ""} if world.kind == "country" else {}))


Tie = Callable[[World, Any, int, int], None]

_OF_ANY: dict[str, Tie] = {
    "name": _name,
    "party": _party,
    "mention": _mention,
    "statement": _statement,
    "subject": _subject,
    "about": _about,
    "host": _host,
    "identifier": _identifier,
    "membership": _membership,
    "told apart": _told_apart,
    "merged before": _merged_before,
}
# What only actors of one kind are tied to.
_OF_KIND: dict[str, dict[str, Tie]] = {
    "person": {"tenure": _tenure, "rank": _rank, "participation": _participation},
    "country": {
        "delegation": _delegation,
        "office": _office,
        "national": _national,
        "home": _home,
        "place": _place,
        "capital": _capital,
        "succession": _succession,
    },
    "organisation": {
        "delegation": _delegation,
        "office": _office,
        "member": _member,
        "parent": _parent,
        "part": _part,
    },
}


def ties(kind: str) -> dict[str, Tie]:
    """How to tie actors of this kind to other things, by what the tie is called."""
    return _OF_ANY | _OF_KIND[kind]
