"""Two actors with links of every sort, and what the database holds of everything."""

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
    """Two people, and a small stock of things to tie them to, so that ties often coincide."""

    def __init__(self, **how: Any) -> None:
        self.kept = make.PersonFactory(name="Salifou Mody", **how)
        self.gone = make.PersonFactory(name="Salifou Modi", name_en="Salifu Modi", **how)
        self.others = [make.PersonFactory(public=True) for _ in range(2)]
        self.countries = [make.CountryFactory(public=True) for _ in range(2)]
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
            TIES[kind](self, (self.kept, self.gone)[who], which, more)

    def publish(self, which: int) -> None:
        services.publish(self.stories[which], by=None)


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


def _party(world: World, who: Any, which: int, more: int) -> None:
    actor = world.countries[which] if more else who
    row = make.PartyFactory(agreement=world.agreements[which], actor=actor, signatory=who)
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
    body = make.OrganisationFactory._meta.get_model_class().objects.first()
    make.MembershipFactory(member=who, organisation=body or make.OrganisationFactory(public=True))


def _merged_before(world: World, who: Any, which: int, more: int) -> None:
    make.PersonFactory(merged_into=who)


TIES: dict[str, Callable[[World, Any, int, int], None]] = {
    "name": _name,
    "tenure": _tenure,
    "rank": _rank,
    "participation": _participation,
    "party": _party,
    "mention": _mention,
    "statement": _statement,
    "subject": _subject,
    "about": _about,
    "host": _host,
    "identifier": _identifier,
    "membership": _membership,
    "merged before": _merged_before,
}
