"""What a story opens when it is published, and closes when it is withdrawn."""

import threading
from typing import Any

import pytest
from django.db import connections, transaction

from actors.choices import Visibility
from actors.models import Actor, Agreement, Meeting, Office, Tenure
from articles import services
from articles.models import Article
from articles.models.evidence import FACTS
from articles.publicity import following, hold_unproven, named_by
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    CountryFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
)
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db


def visibility(row: Any) -> str:
    return type(row).objects.get(pk=row.pk).visibility


def live() -> set[Any]:
    return set(Item.objects.filter(live=True).values_list("uid", flat=True))


def test_nothing_that_only_a_draft_names_is_in_the_register() -> None:
    whole_story(publish=False)
    public = Actor.objects.public().values_list("uid", flat=True)  # former countries, by hand
    sequence_all()
    assert live() == set(public)


def test_publishing_opens_all_that_a_story_names() -> None:
    story = whole_story(publish=False)
    services.publish(story, by=None)
    sequence_all()
    for model in (Actor, Office, Meeting, Agreement):
        assert set(model.objects.values_list("uid", flat=True)) <= live(), model


def test_withdrawing_closes_what_only_that_story_had_opened() -> None:
    story = whole_story()
    sequence_all()
    services.withdraw(story, by=None, reason="Erreur.")
    assert set(Item.objects.visible().values_list("uid", flat=True)) == set(
        Actor.objects.filter(visibility=Visibility.PUBLIC).values_list("uid", flat=True)
    )
    sequence_all()
    assert live() == set(
        Actor.objects.filter(visibility=Visibility.PUBLIC).values_list("uid", flat=True)
    )


def test_withdrawing_leaves_what_another_published_story_names() -> None:
    person, meeting = PersonFactory(), MeetingFactory()
    ParticipationFactory(meeting=meeting, person=person)
    first = ArticleFactory(published=True, mentions=[person], coverages=[meeting])
    ArticleFactory(published=True, coverages=[meeting])
    services.withdraw(first, by=None, reason="Erreur.")
    assert visibility(meeting) == visibility(person) == Visibility.STORY


def test_a_draft_that_names_it_too_does_not_keep_it_open() -> None:
    person = PersonFactory()
    story = ArticleFactory(published=True, mentions=[person])
    ArticleFactory(mentions=[person])
    services.withdraw(story, by=None, reason="Erreur.")
    assert visibility(person) == Visibility.HELD


def test_what_an_editor_decided_is_left_alone() -> None:
    opened, closed = PersonFactory(public=True), PersonFactory(private=True)
    story = ArticleFactory(published=True, mentions=[opened, closed])
    assert visibility(closed) == Visibility.PRIVATE
    services.withdraw(story, by=None, reason="Erreur.")
    assert visibility(opened) == Visibility.PUBLIC


def test_a_held_fact_waits_for_the_story_that_proves_it() -> None:
    person = PersonFactory(public=True)
    tenure = TenureFactory(person=person, office=OfficeFactory(public=True), visibility="held")
    ArticleFactory(published=True, mentions=[person])
    assert visibility(tenure) == Visibility.HELD
    proof = ArticleFactory()
    EvidenceFactory(article=proof, tenure=tenure)
    services.publish(proof, by=None)
    assert visibility(tenure) == Visibility.STORY
    services.withdraw(proof, by=None, reason="Erreur.")
    assert Tenure.objects.get(pk=tenure.pk).visibility == Visibility.HELD


def test_a_document_that_an_unpublished_story_reports_stays_hidden() -> None:
    meeting, country = MeetingFactory(), CountryFactory()
    agreement = AgreementFactory(meeting=meeting)
    ParticipationFactory(meeting=meeting, delegation=country.actor_ptr)
    embargoed = ArticleFactory(coverages=[meeting])
    EvidenceFactory(article=embargoed, agreement=agreement)
    ArticleFactory(published=True, coverages=[meeting])
    assert visibility(meeting) == Visibility.STORY
    assert visibility(agreement) == Visibility.HELD


def test_somebody_whose_presence_only_an_unpublished_story_reports_stays_hidden() -> None:
    meeting, guest, other = MeetingFactory(), PersonFactory(), PersonFactory()
    presence = ParticipationFactory(meeting=meeting, person=guest)
    ParticipationFactory(meeting=meeting, person=other)
    embargoed = ArticleFactory(coverages=[meeting])
    EvidenceFactory(article=embargoed, participation=presence)
    ArticleFactory(published=True, coverages=[meeting])
    assert visibility(other) == Visibility.STORY
    assert visibility(guest) == Visibility.HELD
    services.publish(embargoed, by=None)
    assert visibility(guest) == Visibility.STORY


def test_a_post_to_which_only_an_unpublished_story_says_somebody_is_named_stays_hidden() -> None:
    person, post, old = PersonFactory(), OfficeFactory(), OfficeFactory()
    TenureFactory(person=person, office=old)
    embargoed = ArticleFactory(mentions=[person])
    EvidenceFactory(article=embargoed, tenure=TenureFactory(person=person, office=post))
    ArticleFactory(published=True, mentions=[person])
    assert visibility(old) == Visibility.STORY
    assert visibility(post) == Visibility.HELD
    services.publish(embargoed, by=None)
    assert visibility(post) == Visibility.STORY


@pytest.mark.parametrize(
    "link",
    [
        lambda s, a: ArticleFactory(published=True, dateline=a.dateline),
        lambda s, a: MentionFactory(article=s, actor=None, place=a.dateline),
        lambda s, a: CoverageFactory(article=s, meeting=Meeting.objects.last()),
        *(
            lambda s, a, fact=fact: EvidenceFactory(
                article=s, **{fact: getattr(a.evidence.exclude(**{fact: None}).get(), fact)}
            )
            for fact in FACTS
            if fact not in ("mention", "statement")
        ),
    ],
)
def test_withdrawing_leaves_all_that_any_other_published_story_names(link: Any) -> None:
    withdrawn, stays = whole_story(), ArticleFactory()
    link(stays, withdrawn)
    services.publish(stays, by=None)
    services.withdraw(withdrawn, by=None, reason="Erreur.")
    for model, ids in named_by(Article.objects.published().values_list("pk", flat=True)).items():
        assert not model._default_manager.filter(pk__in=ids, visibility=Visibility.HELD), model


@pytest.mark.django_db(transaction=True)
def test_what_one_story_closes_while_another_opens_it_ends_open() -> None:
    meeting = MeetingFactory()
    first = ArticleFactory(published=True, coverages=[meeting])
    second = ArticleFactory(coverages=[meeting])

    def withdraw() -> None:
        try:
            services.withdraw(first, by=None, reason="Erreur.")
        finally:
            connections.close_all()

    other = threading.Thread(target=withdraw)
    with transaction.atomic():
        services.publish(second, by=None)
        other.start()
        other.join(1)  # long enough to overtake, if it can
    other.join()
    assert visibility(meeting) == Visibility.STORY


def test_a_published_story_that_names_others_now_opens_and_closes() -> None:
    dropped, added = PersonFactory(), PersonFactory()
    story = ArticleFactory(published=True, mentions=[dropped])
    with following(story):
        story.mentions.update(actor=added.actor_ptr)
    assert visibility(dropped) == Visibility.HELD
    assert visibility(added) == Visibility.STORY


def test_a_fact_entered_for_an_unpublished_story_waits_for_it() -> None:
    person = PersonFactory(public=True)
    known = TenureFactory(person=person, office=OfficeFactory(public=True))
    story = ArticleFactory()
    appointed = TenureFactory(person=person, office=OfficeFactory(public=True))
    for tenure in (known, appointed):
        EvidenceFactory(article=story, tenure=tenure)
    hold_unproven(story)
    assert visibility(known) == Visibility.PUBLIC, "it was public before the story was begun"
    assert visibility(appointed) == Visibility.HELD
    services.publish(story, by=None)
    assert visibility(appointed) == Visibility.STORY
