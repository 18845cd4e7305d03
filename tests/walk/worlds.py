"""Two archives alike to the world, of which one also holds what the world must not see."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.db import connection

from actors.choices import Visibility
from actors.models import Actor, Agreement, Country, Meeting, Office, Organisation, Person
from articles import history, services
from articles.models import Article, Statement
from newsroom.partners.models import Partner
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import factories as make
from tests.dumps.reading import made_in_a_world
from tests.factories.whole import whole_story
from tests.undone import undone
from tests.walk import inside
from tests.walk.canaries import Ids, Words, fixed_ids, keys, number_from, record_models, salt, since

BUILT_AT = datetime(2025, 9, 1, 12, tzinfo=UTC)
# The hours of all schedules have passed by then; the worker has not run.
SEEN_AT = BUILT_AT + timedelta(days=2)


@dataclass
class World:
    """What an archive holds: ids by kind, and the words that must not be seen."""

    words: Words
    ids: Ids
    visible: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    hidden: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    entitled: Partner | None = None
    # The story that the entitled partner has early.
    early: uuid.UUID | None = None


@contextmanager
def world(
    *, secrets: bool, is_sequenced: bool = True, entitled: Partner | None = None
) -> Iterator[World]:
    """The archive, undone at the end. `secrets`: with what the world must not see.

    Unless `is_sequenced`, the last withdrawals are written but the register has not caught up.
    entitled: a partner who may have the story under embargo, before the world.
    """
    with fixed_ids() as ids, undone(), time_machine.travel(BUILT_AT, tick=False) as clock:
        with connection.cursor() as cursor:
            cursor.execute("alter sequence register_seq restart")
        found = World(Words(are_canaries=secrets), ids, entitled=entitled)
        built = build(found, secrets, is_sequenced)
        clock.move_to(SEEN_AT, tick=False)
        yield built


def build(found: World, secrets: bool, is_sequenced: bool) -> World:
    """Fill the archive in steps, with the register caught up after each."""
    number_from(100)
    story = whole_story(2)
    make.PersonFactory.create_batch(32, public=True)
    sequence_all()
    if secrets:
        with hiding(found, 400):
            unpublished(found, story)
            never_public(found)
            tied_to(story)
            desk_only()
        sequence_all()
    number_from(200)
    later = whole_story(1)
    make.ArticleFactory(language="en", translation_of=later, published=True, corrected=True)
    sequence_all()
    if secrets:
        with hiding(found, 450):
            deleted()
            tied_to(later)
        inside.internal(found.words, found.ids)
        sequence_all()
    number_from(300)
    reworded(found)
    taken_back = [published_once(found) for _ in range(2)]
    sequence_all()
    made_in_a_world()  # with what is taken back afterwards
    services.withdraw(taken_back[0], by=None, reason="La rencontre n’a pas eu lieu.")
    destroy(services.withdraw(taken_back[1], by=None, reason="Ce texte n’est pas de nous."))
    Actor.objects.filter(pk=outed(found).pk).update(visibility=Visibility.PRIVATE)
    if is_sequenced:
        sequence_all()
    made_in_a_world()
    if is_sequenced and secrets:  # the last to get numbers, as gaps between them can be seen
        inside.played(found.words, found.ids)
    return known(found)


@contextmanager
def hiding(found: World, first: int) -> Iterator[None]:
    """Whatever is made here gets a canary in every text column and an id that must not be seen."""
    number_from(first)
    before, found.ids.is_hidden = keys(), True
    yield
    found.ids.is_hidden = False
    rows = list(since(before))
    for row in rows:
        salt(row, found.words)
    for row in rows:
        if isinstance(row, Article):  # with all its words, now that they are secret
            history.record(row, by=None, comment=found.words.next(f"Revision.comment {row.pk}"))


def unpublished(found: World, story: Article) -> None:
    """A story in every state that is not public; what each names is named by nothing else."""
    whole_story(1, publish=False)
    known = list(Actor.objects.exclude(uid__in=found.ids.hidden).filter(pk__in=_named(story)))
    soon, later = BUILT_AT + timedelta(hours=1), BUILT_AT + timedelta(hours=2)
    for state in (
        {},
        {"in_review": True},
        {"ready": True},
        {"scheduled": soon},
        {"embargo_until": later, "scheduled": later},
        {"update_of": story},
        {"translation_of": story, "language": "en", "ready": True},
    ):
        article = make.ArticleFactory(
            mentions=[*known, make.PersonFactory()], coverages=[make.MeetingFactory()], **state
        )
        make.StatementFactory(article=article, speaker=make.PersonFactory())
        make.PreviewLinkFactory(article=article)
        spelling = make.NameFactory(actor=known[0], visibility=Visibility.HELD)
        make.EvidenceFactory(article=article, name=spelling)
        make.ImageFactory(article=article, made=True)
        make.SignatoryFactory(article=article, contributor=make.ContributorFactory())
        if found.entitled and "embargo_until" in state:
            make.EmbargoAccessFactory(article=article, partner=found.entitled)
            found.early = article.uid
    held_everywhere(found)


def held_everywhere(found: World) -> None:
    """What the factories made public on their own is held like the rest."""
    hidden = {"uid__in": found.ids.hidden}
    Actor.objects.filter(**hidden).update(visibility=Visibility.HELD)


def never_public(found: World) -> None:
    """Held and private records of each kind, with facts that are public by themselves."""
    for state in ({}, {"private": True}):
        person, country = make.PersonFactory(**state), make.CountryFactory(**state)
        body = make.OrganisationFactory(home_country=country, **state)
        office = make.OfficeFactory(country=country, organisation=body, **state)
        meeting = make.MeetingFactory(host=country.actor_ptr, **state)
        make.MeetingLinkFactory(meeting=meeting, other=make.MeetingFactory(event=True, **state))
        tenure = make.TenureFactory(person=person, office=office)
        make.AttestationFactory(tenure=tenure, source_url="https://example.org/")
        make.ParticipationFactory(meeting=meeting, person=person, delegation=country.actor_ptr)
        make.PartyFactory(
            agreement=make.AgreementFactory(meeting=meeting, **state), actor=country.actor_ptr
        )
        make.MembershipFactory(member=country.actor_ptr, organisation=body)
    make.FindingFactory()
    make.UploadFactory()


def tied_to(story: Article) -> None:
    """What a public story and the public things in it have to do with hidden ones."""
    held = {"visibility": Visibility.HELD}
    person = Person.objects.filter(pk__in=_named(story)).first()
    body = Organisation.objects.filter(pk__in=_named(story)).first()
    country = person.nationality
    event = story.coverages.select_related("meeting").get(meeting__kind="event").meeting
    private = make.PersonFactory(private=True)
    # Facts held back, about things that are public.
    office = Office.objects.filter(country=country).first()
    make.NameFactory(actor=person.actor_ptr, **held)
    make.AttestationFactory(
        tenure=make.TenureFactory(person=person, office=office, began="2001", **held)
    )
    make.RankFactory(person=person, **held)
    make.MembershipFactory(member=country.actor_ptr, organisation=body, began="2001", **held)
    make.ParticipationFactory(meeting=event, person=person, delegation=None, **held)
    agreement = Agreement.objects.filter(parties__actor=country).first()
    make.PartyFactory(agreement=agreement, actor=body.actor_ptr, **held)
    other = Meeting.objects.filter(host=country).exclude(pk=event.pk).first()
    make.MeetingLinkFactory(meeting=event, other=other, **held)
    # Facts that are public by themselves, with one end that is not.
    make.TenureFactory(person=person, office=make.OfficeFactory(private=True))
    make.TenureFactory(person=private, office=office)
    make.MembershipFactory(
        member=country.actor_ptr, organisation=make.OrganisationFactory(private=True)
    )
    make.ParticipationFactory(meeting=event, person=private, delegation=country.actor_ptr)
    make.PartyFactory(agreement=agreement, actor=private.actor_ptr)
    make.MeetingLinkFactory(meeting=event, other=make.MeetingFactory(private=True))
    make.AgreementFactory(meeting=event, private=True)
    make.SuccessionFactory(predecessor=country, successor=make.CountryFactory(private=True))
    make.MentionFactory(article=story, actor=private.actor_ptr)
    make.CoverageFactory(article=story, meeting=make.MeetingFactory(private=True))
    make.ImageFactory(article=story)
    host = make.CountryFactory(private=True)
    Meeting.objects.filter(pk=event.pk).update(inviter=host)
    merged = make.PersonFactory(private=True)
    Actor.objects.filter(pk=merged.pk).update(merged_into=person.actor_ptr)
    make.MergeFactory(gone=merged.actor_ptr, kept=person.actor_ptr)


def desk_only() -> None:
    """A row of each table of the desk that nothing above has filled, on a draft if on any story."""
    draft = make.ArticleFactory()
    for name in make.__all__:
        factory = getattr(make, name)
        model = factory._meta.get_model_class()
        if model in record_models() and not model._default_manager.exists():
            columns = {field.name for field in model._meta.concrete_fields}
            factory(**({"article": draft} if "article" in columns else {}))


def deleted() -> None:
    """A story that was written and thrown away before anybody saw it."""
    make.ArticleFactory(ready=True, mentions=[make.PersonFactory()]).delete()


def destroy(story: Article) -> None:
    """Delete a story that was out, which only the owner of the tables can do."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table articles_revision disable trigger articles_keep_revisions")
        story.delete()
        cursor.execute("alter table articles_revision enable trigger articles_keep_revisions")


def reworded(found: World) -> None:
    """A story that was out in other words, which must not be read any more; they are no secret
    of one world only: in the other one they were harmless, and are hidden just so."""
    earlier = [found.words.next(f"an earlier {part}") for part in ("headline", "lead", "body")]
    texts = {"headline": earlier[0], "lead": earlier[1], "body": f"<p>{earlier[2]}</p>"}
    story = make.ArticleFactory(**texts, published=True)
    sequence_all()
    story.headline, story.lead, story.body = "Titre juste", "Chapô juste", "<p>Texte juste.</p>"
    story.save()
    services.correct(story, by=None, note="Les faits étaient autres.", hides_earlier=True)
    sequence_all()
    history.record(story, by=None)


def published_once(found: World) -> Article:
    """A story and all that only it names, public until it is taken back; it has its own words."""
    before = keys()
    story = whole_story(1, publish=False)
    rows = list(since(before))
    Country.objects.filter(pk__in=[row.pk for row in rows if isinstance(row, Country)]).update(
        visibility=Visibility.HELD
    )
    for row in rows:
        salt(row, found.words)
    story.refresh_from_db()
    return services.publish(story, by=None)


def outed(found: World) -> Person:
    """A person who was public by mistake."""
    person = make.PersonFactory(public=True)
    salt(person, found.words)
    sequence_all()
    return person


def known(found: World) -> World:
    """Note the ids of what may be seen and of what may not."""
    for kind, uid in Item.objects.visible().order_by("uid").values_list("kind", "uid"):
        found.visible.setdefault(kind, []).append(uid)
    for kind, uid in Item.objects.filter(live=False).order_by("uid").values_list("kind", "uid"):
        found.hidden.setdefault(kind, []).append(uid)
    for kind, uid in (
        Item.objects.filter(uid__in=found.ids.hidden, live=True)
        .order_by("uid")
        .values_list("kind", "uid")
    ):
        found.hidden.setdefault(kind, []).append(uid)
    for model in (Actor, Office, Meeting, Agreement, Article, Statement):
        rows = model._default_manager.filter(uid__in=found.ids.hidden).order_by("uid")
        for row in rows:
            kind = getattr(row, "kind", "") if model in (Actor, Meeting) else model._meta.model_name
            found.hidden.setdefault(str(kind), []).append(row.uid)
    return found


def _named(story: Article) -> Any:
    return story.mentions.filter(actor__isnull=False).order_by("pk").values("actor")
