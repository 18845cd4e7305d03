"""Hours that editors type: in the newsroom's zone, across the changes of the clocks."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from articles import services
from articles.choices import ArticleStatus as S
from articles.hours import at_home, hour_in_words, read_hour
from articles.models import Article
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-01-15T10:00", datetime(2026, 1, 15, 9, tzinfo=UTC)),
        ("2026-07-15T10:00", datetime(2026, 7, 15, 8, tzinfo=UTC)),
        # The last hour before the clocks are put forward, and the first after.
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # It occurs twice: the first is meant, and the second can be had with its offset.
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_an_hour_is_that_of_the_newsrooms_clocks(typed, meant):
    assert read_hour(typed) == meant


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_an_hour_that_is_left_out_is_refused_and_the_reason_given(minute):
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        at_home(datetime(2026, 3, 29, 2, minute))
    assert refusal.value.messages == [
        f"There is no 02:{minute:02} on that day: the clocks are put forward, to 03:{minute:02}."
    ]


@pytest.mark.parametrize("typed", ["", "demain", "2026-02-31T10:00", "10:00"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(ValidationError):
        read_hour(typed)


def test_the_two_hours_of_one_name_are_told_apart_in_words():
    first, second = read_hour("2026-10-25T02:30"), read_hour("2026-10-25T02:30+01:00")

    assert hour_in_words(first) == "25/10/2026 02:30 (UTC+02:00)"
    assert hour_in_words(second) == "25/10/2026 02:30 (UTC+01:00)"


def ask(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/transition/schedule/"


@pytest.mark.django_db
def test_the_desk_refuses_the_missing_hour_and_keeps_what_was_typed(chief, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC))
    article = ArticleFactory()

    page = chief.post(ask(article), {"at": "2026-03-29T02:30"})

    assert page.context["form"].errors["at"]
    assert 'value="2026-03-29T02:30"' in page.content.decode()
    assert Article.objects.get().status == S.DRAFT


@pytest.mark.django_db
def test_the_desk_says_which_of_two_hours_it_has_taken(chief, time_machine):
    time_machine.move_to(datetime(2026, 10, 1, tzinfo=UTC))
    article = ArticleFactory()

    page = chief.post(ask(article), {"at": "2026-10-25T02:30"}, follow=True)

    assert "25/10/2026 02:30 (UTC+02:00)" in page.content.decode()
    assert Article.objects.get().release_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["embargo_until", "expires_at"])
def test_the_form_refuses_the_missing_hour_for_every_hour_of_a_story(chief, name, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC))
    article = ArticleFactory()

    page = desk.post(
        chief,
        article,
        **{name: "2026-03-29T02:30", "embargo_reason": "Conférence"},
    )

    assert page.context["adminform"].form.errors[name]


@pytest.mark.django_db
def test_a_second_hour_of_that_name_survives_a_save_that_does_not_touch_it(chief, time_machine):
    time_machine.move_to(datetime(2026, 10, 1, tzinfo=UTC))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    article = ArticleFactory(embargo_until=second)

    desk.post(chief, article, headline="Autre titre")

    article.refresh_from_db()
    assert (article.headline, article.embargo_until) == ("Autre titre", second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "released"),
    [
        ("2026-03-29T03:10", datetime(2026, 3, 29, 1, 10, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T03:10", datetime(2026, 10, 25, 2, 10, tzinfo=UTC)),
    ],
)
def test_a_story_goes_out_and_expires_to_the_minute_on_the_nights_of_change(
    typed, released, time_machine
):
    time_machine.move_to(released.replace(day=1))
    expiry = released.replace(hour=12)
    article = ArticleFactory(expires_at=expiry)
    services.schedule(article, by=None, at=read_hour(typed))

    time_machine.move_to(released.timestamp() - 1)
    assert services.release_due(timezone.now()) == 0
    time_machine.move_to(released)
    assert services.release_due(timezone.now()) == 1
    sequence_all()
    assert Item.objects.visible().filter(uid=article.uid).exists()

    time_machine.move_to(expiry.timestamp() - 1)
    assert services.expire_due(timezone.now()) == 0
    time_machine.move_to(expiry)
    assert services.expire_due(timezone.now()) == 1
    assert not Item.objects.visible().filter(uid=article.uid).exists()
