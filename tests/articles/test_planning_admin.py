"""A change with a minute at the desk: kept for it, shown, moved, given up, looked at."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import planned_changes
from articles.history import content_of
from articles.models import PlannedChange
from tests import desk
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    PlannedChangeFactory,
)

pytestmark = pytest.mark.django_db


def in_an_hour() -> str:
    return timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")


def test_a_form_with_a_minute_is_kept_for_it_and_nothing_is_saved(chief):
    article = ArticleFactory(published=True, headline="Ce qui est")
    MentionFactory(article=article)
    before = content_of(article)

    response = desk.post(
        chief,
        article,
        headline="Ce qui sera",
        planned_at=in_an_hour(),
        correction_note="Le titre était faux.",
        hides_earlier="on",
    )

    assert response.status_code == 302
    assert content_of(article) == before
    change = PlannedChange.objects.get()
    assert change.revision.content["fields"]["headline"] == "Ce qui sera"
    assert (change.note, change.planned_by.username) == ("Le titre était faux.", "chief")
    assert planned_changes.apply_due(timezone.now() + timedelta(hours=2)) == 1
    article.refresh_from_db()
    assert (article.headline, article.status) == ("Ce qui sera", "corrected")
    assert article.corrections.get().hides_earlier


@pytest.mark.parametrize("button", [{}, {"_transition": "correct"}, {"_continue": "1"}])
def test_whatever_button_is_pressed_what_has_a_minute_does_not_go_out_now(chief, button):
    article = ArticleFactory(published=True, headline="Ce qui est")

    desk.post(
        chief,
        article,
        headline="Ce qui sera",
        planned_at=in_an_hour(),
        correction_note="Faux.",
        **button,
    )

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Ce qui est", "published")
    assert PlannedChange.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "minute"),
    [({"published": True}, "2020-01-01T10:00"), ({}, None), ({"published": True}, "hier")],
)
def test_a_minute_that_cannot_be_is_refused_and_the_text_is_kept(chief, state, minute):
    article = ArticleFactory(headline="Ce qui est", **state)

    response = desk.post(chief, article, headline="Ce qui sera", planned_at=minute or in_an_hour())

    assert response.status_code == 200
    assert "Ce qui sera" in response.content.decode()
    assert not PlannedChange.objects.exists()
    article.refresh_from_db()
    assert article.headline == "Ce qui est"


def test_a_faulty_form_plans_nothing(chief):
    article = ArticleFactory(published=True)

    response = desk.post(chief, article, event_date="hier", planned_at=in_an_hour())

    assert response.status_code == 200
    assert not PlannedChange.objects.exists()


def test_a_plan_is_shown_with_the_story_moved_and_given_up(chief):
    change = PlannedChangeFactory(failure="La dépêche a changé.", failed_at=timezone.now())
    page = desk.page_of("plan", change.article, change.pk)
    assert (
        "La dépêche a changé."
        in chief.get(desk.page_of("history", change.article)).content.decode()
    )

    chief.post(page, {"at": in_an_hour(), "note": "Faux."})
    change.refresh_from_db()
    assert (change.note, change.failed_at) == ("Faux.", None)
    chief.post(page, {"_give_up": "1"})

    change.refresh_from_db()
    assert change.state == "cancelled"
    assert chief.get(page).status_code == 404


def test_the_future_can_be_looked_at_as_readers_will_see_it(chief):
    article = ArticleFactory(published=True, headline="Ce qui est")
    desk.post(chief, article, headline="Ce qui sera", planned_at=in_an_hour())
    before = content_of(article)

    page = chief.get(desk.page_of("plan_preview", article, PlannedChange.objects.get().pk))

    assert "Ce qui sera" in page.content.decode()
    assert content_of(article) == before


def test_the_form_says_what_is_planned(chief):
    article = ArticleFactory(published=True)
    assert (
        desk.page_of("plan", article, 1)[:-2]
        not in chief.get(desk.change(article)).content.decode()
    )

    desk.post(chief, article, headline="Ce qui sera", planned_at=in_an_hour())

    plan = PlannedChange.objects.get()
    assert (
        desk.page_of("plan", article, plan.pk) in chief.get(desk.change(article)).content.decode()
    )


def test_a_preview_of_what_is_typed_for_later_plans_nothing(chief):
    article = ArticleFactory(published=True)
    form = desk.posted(chief.get(desk.change(article)))
    typed = form | {"headline": "Ce qui sera", "planned_at": in_an_hour()}

    page = chief.post(desk.page_of("preview_typed", article), typed)

    assert "Ce qui sera" in page.content.decode()
    assert not PlannedChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_form_is_kept_for_later_by_a_request_that_no_transaction_surrounds(chief):
    article = ArticleFactory(published=True, headline="Ce qui est")

    response = desk.post(chief, article, headline="Ce qui sera", planned_at=in_an_hour())

    assert response.status_code == 302
    assert PlannedChange.objects.get().revision.content["fields"]["headline"] == "Ce qui sera"
