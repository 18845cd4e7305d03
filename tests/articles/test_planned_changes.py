"""Changes of live stories at a set minute: untouched before, made as one, refused on conflict."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from actors.merging import merge
from articles import planned_changes, services
from articles.history import content_of, record
from articles.history.restoring import restore
from articles.history.snapshot import Content, digest
from articles.models import Article, Notification, PlannedChange
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, MentionFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def future_of(article: Article) -> Content:
    """What the story would be with another headline and one more mention; nothing is written."""
    with transaction.atomic():
        row = Article.objects.get(pk=article.pk)
        row.headline = "Ce qui sera"
        row.save()
        MentionFactory(article=row, actor=article.person.actor_ptr, spelling="Traoré")
        content = content_of(row)
        transaction.set_rollback(True)
    return content


@pytest.fixture
def article() -> Article:
    story = ArticleFactory(published=True, headline="Ce qui est")
    story.person = PersonFactory()
    return story


@pytest.fixture
def chief():
    return UserFactory(chief=True)


def planned(article: Article, by=None, **values) -> PlannedChange:
    values = {"at": timezone.now() + HOUR} | values
    return planned_changes.plan(article, future_of(article), by=by, **values)


def headline(article: Article) -> str:
    return Article.objects.values_list("headline", flat=True).get(pk=article.pk)


def later() -> object:
    return timezone.now() + 2 * HOUR


def test_planning_leaves_the_story_as_it_is(article):
    before = content_of(article)

    planned(article)

    assert content_of(article) == before
    assert planned_changes.apply_due(timezone.now()) == 0
    assert headline(article) == "Ce qui est"


def test_at_its_minute_the_story_becomes_what_was_planned(article, chief):
    change = planned(article, by=chief, comment="Pour le sommet")

    assert planned_changes.apply_due(later()) == 1

    assert headline(article) == "Ce qui sera"
    assert article.mentions.get().actor_id == article.person.pk
    assert digest(content_of(article)) == digest(change.revision.content)
    last = article.revisions.first()
    assert (last.kind, last.author, last.comment) == ("applied", chief, "Pour le sommet")
    change.refresh_from_db()
    assert (change.state, change.failure) == ("applied", "")
    assert planned_changes.apply_due(later()) == 0


def test_readers_see_it_and_whom_it_names(article):
    planned(article)
    sequence_all()

    planned_changes.apply_due(later())
    sequence_all()

    shown = {str(item.uid): item.doc for item in Item.objects.visible(("public",))}
    assert shown[str(article.uid)]["headline"] == "Ce qui sera"
    assert str(article.person.uid) in shown


def test_with_a_note_it_goes_out_as_a_correction(article):
    planned(article, note="Le titre était faux.")

    planned_changes.apply_due(later())

    article.refresh_from_db()
    assert article.status == "corrected"
    assert article.corrections.get().note == "Le titre était faux."


def test_a_story_that_changed_since_is_not_overwritten(article, chief):
    change = planned(article, by=chief)
    Article.objects.filter(pk=article.pk).update(lead="Entre-temps.")

    assert planned_changes.apply_due(later()) == 0

    change.refresh_from_db()
    article.refresh_from_db()
    assert (article.headline, article.lead) == ("Ce qui est", "Entre-temps.")
    assert (change.state, change.planned_at < later()) == ("waiting", True)
    assert change.failure
    assert Notification.objects.filter(user=chief, event="release_failed").count() == 1


def test_an_alarm_is_raised_once_and_the_change_is_tried_again(article, chief):
    change = planned(article, by=chief)
    record(article, by=None)
    first = article.revisions.exclude(kind="planned").first()
    Article.objects.filter(pk=article.pk).update(lead="Entre-temps.")
    now = later()
    for seconds in (0, 1, 61):
        planned_changes.apply_due(now + timedelta(seconds=seconds))
    assert Notification.objects.filter(user=chief).count() == 1

    restore(article, first, by=None)

    assert planned_changes.apply_due(now + timedelta(seconds=62)) == 0  # not yet
    assert planned_changes.apply_due(now + timedelta(seconds=130)) == 1
    change.refresh_from_db()
    assert (change.state, change.failure, change.failed_at) == ("applied", "", None)


def test_one_that_cannot_be_made_holds_up_no_other(article):
    other = ArticleFactory(published=True)
    other.person = article.person
    planned(article)
    planned(other, at=timezone.now() + HOUR + timedelta(minutes=1))
    services.withdraw(article, by=None, reason="Faux.")

    assert planned_changes.apply_due(later()) == 1

    assert headline(other) == "Ce qui sera"
    assert headline(article) == "Ce qui est"


def test_whatever_goes_wrong_with_one_plan_the_others_are_made(article, chief, monkeypatch):
    other = ArticleFactory(published=True)
    other.person = article.person
    change = planned(article, by=chief)
    planned(other, at=timezone.now() + HOUR + timedelta(minutes=1))
    fit = planned_changes.write

    def breaks(row: Article, *args: object, **values: object) -> None:
        if row.pk == article.pk:
            raise RuntimeError("a disk is full")
        fit(row, *args, **values)

    monkeypatch.setattr(planned_changes, "write", breaks)

    assert planned_changes.apply_due(later()) == 1

    assert (headline(article), headline(other)) == ("Ce qui est", "Ce qui sera")
    change.refresh_from_db()
    assert (change.state, change.failure) == ("waiting", "a disk is full")
    assert Notification.objects.filter(user=chief, event="release_failed").count() == 1
    monkeypatch.undo()
    assert planned_changes.apply_due(later() + HOUR) == 1


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_no_fault_of_the_plan(article, monkeypatch, error):
    change = planned(article)

    def away(*args: object, **values: object) -> None:
        raise error("the server closed the connection")

    monkeypatch.setattr(planned_changes, "write", away)

    with pytest.raises(error):
        planned_changes.apply_due(later())

    change.refresh_from_db()
    assert (change.failed_at, change.failure) == (None, "")


def test_who_was_merged_since_is_no_conflict(article):
    one, other = PersonFactory(), PersonFactory()
    MentionFactory(article=article, actor=other.actor_ptr)
    planned(article)
    merge(other, one, by=None)

    assert planned_changes.apply_due(later()) == 1

    assert {row.actor_id for row in article.mentions.all()} == {one.pk, article.person.pk}


def test_a_change_given_up_is_not_made(article, chief):
    change = planned(article)

    planned_changes.give_up(change, by=chief)

    assert planned_changes.apply_due(later()) == 0
    with pytest.raises(ValidationError):
        planned_changes.give_up(change, by=chief)


def test_a_change_can_be_moved(article, chief):
    change = planned(article)

    planned_changes.move(change, at=timezone.now() + 3 * HOUR, note="Faux.", by=chief)

    assert planned_changes.apply_due(later()) == 0
    assert planned_changes.apply_due(later() + 2 * HOUR) == 1
    assert article.corrections.exists()


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"withdrawn": True}])
def test_only_a_story_that_is_out_can_be_changed_later(state):
    story = ArticleFactory(**state)
    story.person = PersonFactory()

    with pytest.raises(ValidationError):
        planned(story)


def test_a_past_minute_is_refused(article):
    with pytest.raises(ValidationError):
        planned(article, at=timezone.now() - HOUR)


def test_a_second_plan_waits_for_the_first(article):
    planned(article)

    with pytest.raises(ValidationError):
        planned(article)


def test_a_plan_that_changes_nothing_is_refused(article):
    with pytest.raises(ValidationError):
        planned_changes.plan(article, content_of(article), at=timezone.now() + HOUR, by=None)


def test_planning_needs_the_right_to_change_what_is_out(article):
    reporter = UserFactory(permissions=["articles.change_article"])

    with pytest.raises(PermissionDenied):
        planned(article, by=reporter)


def test_a_preview_shows_the_future_and_leaves_nothing(article):
    change = planned(article)
    before = content_of(article)

    with planned_changes.as_planned(change.revision) as future:
        assert future.headline == "Ce qui sera"
        assert future.mentions.get().spelling == "Traoré"

    assert content_of(article) == before


def test_the_minute_is_kept_across_a_change_of_the_clocks(article):
    with time_machine.travel("2026-03-28T12:00:00+00:00", tick=False):
        change = planned(article, at=timezone.now() + timedelta(hours=13, minutes=30))
        at = change.planned_at
    with time_machine.travel("2026-03-29T01:29:59+00:00", tick=False):
        assert planned_changes.apply_due(timezone.now()) == 0
    with time_machine.travel("2026-03-29T01:30:00+00:00", tick=False):
        assert planned_changes.apply_due(timezone.now()) == 1
    change.refresh_from_db()
    assert change.applied_at == at
