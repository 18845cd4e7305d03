"""Four eyes: in a section that asks for it, nobody lets out what only they have seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import history, services
from articles.choices import ArticleStatus as S
from articles.models import Article, DueFailure
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    SectionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> tuple[Any, Any]:
    """Two desk editors: the first writes, the second approves."""
    return UserFactory(chief=True, username="awa"), UserFactory(chief=True, username="moussa")


def written(writer: Any, **values: Any) -> Article:
    """A story of a section with four eyes, handed to the desk by its writer."""
    article = ArticleFactory(section=SectionFactory(four_eyes=True), **values)
    history.record(article, by=writer)
    return services.submit(article, by=writer)


def is_refused(article: Article, by: Any) -> bool:
    """Whether publishing is refused for want of an approval, and leaves the status as it is."""
    before = article.status
    with pytest.raises(ValidationError) as refusal:
        services.publish(article, by=by)
    assert Article.objects.get(pk=article.pk).status == before
    return refusal.value.code == "four_eyes"


def test_without_an_approval_nobody_publishes_or_schedules(people):
    writer, other = people
    article = written(writer)

    assert is_refused(article, writer)
    assert is_refused(article, other)
    with pytest.raises(ValidationError) as refusal:
        services.schedule(article, by=other, at=timezone.now() + timedelta(hours=1))
    assert refusal.value.code == "four_eyes"


def test_a_section_without_the_switch_asks_for_nothing(people):
    article = ArticleFactory(section=SectionFactory())
    history.record(article, by=people[0])

    assert services.publish(article, by=people[0]).status == S.PUBLISHED


def test_two_people_let_a_story_out(people):
    writer, other = people
    article = written(writer)

    services.approve(article, by=other)

    assert article.approved_by == other
    assert services.publish(article, by=writer).status == S.PUBLISHED


def test_nobody_approves_their_own_words(people):
    article = written(people[0])

    with pytest.raises(ValidationError) as refusal:
        services.approve(article, by=people[0])

    assert refusal.value.code == "own_text"
    assert Article.objects.get(pk=article.pk).approved_at is None


def test_nor_does_anybody_who_changed_a_word_of_it(people):
    writer, other = people
    article = written(writer)
    article.lead = "Trois ministres se sont entretenus à Bamako."
    article.save()
    history.record(article, by=other)

    with pytest.raises(ValidationError):
        services.approve(article, by=other)


def test_the_system_is_nobody_who_could_approve(people):
    with pytest.raises(PermissionDenied):
        services.approve(written(people[0]), by=None)


def test_whoever_moves_a_story_on_has_written_nothing(people):
    writer, other = people
    article = written(writer)

    services.mark_ready(article, by=other)

    services.approve(article, by=other)
    assert services.is_approved(article)


EDITS = {
    "the text": lambda a: Article.objects.filter(pk=a.pk).update(lead="Quatre ministres."),
    "a mention": lambda a: MentionFactory(article=a),
    "a quotation": lambda a: StatementFactory(article=a),
    "a name taken out": lambda a: a.mentions.all().delete(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_any_edit_after_the_approval_needs_another_one(people, edit):
    writer, other = people
    article = written(writer)
    MentionFactory(article=article)
    services.approve(article, by=other)

    edit(article)

    article.refresh_from_db()
    assert not services.is_approved(article)
    assert is_refused(article, other)
    services.approve(article, by=other)
    assert services.publish(article, by=writer).status == S.PUBLISHED


def test_hours_and_notes_of_the_desk_leave_the_approval_alone(people):
    writer, other = people
    article = services.approve(written(writer), by=other)

    services.schedule(article, by=writer, at=timezone.now() + timedelta(hours=1))

    assert services.is_approved(Article.objects.get(pk=article.pk))


def test_after_an_approval_the_first_writer_may_look_at_the_others_change(people):
    writer, other = people
    article = services.approve(written(writer), by=other)
    article.lead = "Trois ministres se sont entretenus à Bamako."
    article.save()
    history.record(article, by=other)

    with pytest.raises(ValidationError):
        services.approve(article, by=other)

    assert services.is_approved(services.approve(article, by=writer))


def test_a_scheduled_story_that_was_changed_since_does_not_go_out_by_itself(people):
    writer, other = people
    article = services.approve(written(writer), by=other)
    hour = timezone.now() + timedelta(hours=1)
    services.schedule(article, by=writer, at=hour)
    MentionFactory(article=article)

    assert services.release_due(hour) == 0

    article.refresh_from_db()
    assert (article.status, article.release_at) == (S.SCHEDULED, hour)
    assert DueFailure.objects.get().article == article
    services.approve(article, by=other)
    assert services.release_due(hour + timedelta(minutes=1)) == 1


def test_the_archive_needs_no_approval_of_today(people):
    article = ArticleFactory(section=SectionFactory(four_eyes=True), published=True)

    assert article.status == S.PUBLISHED


def test_the_button_is_offered_where_it_is_of_use(people):
    writer, other = people
    plain = services.submit(ArticleFactory(section=SectionFactory()), by=writer)

    assert "approve" in services.allowed(written(writer), by=other)
    assert "approve" not in services.allowed(plain, by=other)


def test_a_deleted_account_leaves_its_approval(people):
    writer, other = people
    article = services.approve(written(writer), by=other)

    type(other).objects.get(pk=other.pk).delete()

    article.refresh_from_db()
    assert services.is_approved(article)
