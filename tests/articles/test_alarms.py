"""What is due and is late or failed: seen on the first page, in the queue, and by machines."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import queues
from articles.choices import ArticleStatus
from articles.models import Article, PlannedChange
from articles.work_figures import due_figures
from tests import desk
from tests.factories import (
    ArticleFactory,
    DueFailureFactory,
    PlannedChangeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

BIT, LONG = timedelta(seconds=20), timedelta(minutes=5)


def release(ago: timedelta, **values: object) -> Article:
    story = ArticleFactory(scheduled=True)
    Article.objects.filter(pk=story.pk).update(release_at=timezone.now() - ago, **values)
    return story


def expiry(ago: timedelta, **values: object) -> Article:
    story = ArticleFactory(published=True)
    Article.objects.filter(pk=story.pk).update(expires_at=timezone.now() - ago, **values)
    return story


def plan(ago: timedelta, **values: object) -> Article:
    change = PlannedChangeFactory()
    PlannedChange.objects.filter(pk=change.pk).update(planned_at=timezone.now() - ago, **values)
    return change.article


def failed_plan(ago: timedelta = BIT, **values: object) -> Article:
    return plan(ago, failed_at=timezone.now(), failure="Le texte a changé.", **values)


def embargo() -> dict[str, object]:
    return {"embargo_until": timezone.now() + LONG, "embargo_reason": "Prolongé"}


# What there is, what machines are told of it alarmingly, and what the first page says of it.
ALARMS: dict[str, tuple[Callable[[], Article], set[str], str]] = {
    "a release that failed": (
        lambda: DueFailureFactory().article, {"due_failures"}, "La dépêche est vide."),
    "a release that is late": (lambda: release(LONG), {"releases_lag"}, "Publication"),
    "an expiry that is late": (lambda: expiry(LONG), {"expiries_lag"}, "Expiration"),
    "a planned change that failed": (failed_plan, {"due_failures"}, "Le texte a changé."),
    "a planned change that is late": (lambda: plan(LONG), {"changes_lag"}, "Modification"),
}  # fmt: skip
QUIET: dict[str, Callable[[], Article]] = {
    "a release of this minute": lambda: release(BIT),
    "a release that an embargo holds": lambda: release(LONG, **embargo()),
    "an expiry of this minute": lambda: expiry(BIT),
    "an expiry of a story that was withdrawn": lambda: expiry(LONG, status=ArticleStatus.WITHDRAWN),
    "a planned change of this minute": lambda: plan(BIT),
    "a planned change that was given up": lambda: failed_plan(state="cancelled"),
    "a planned change that was made": lambda: plan(
        LONG, state="applied", applied_at=timezone.now()
    ),
}


def alarming_figures() -> set[str]:
    return {figure.code for figure in due_figures() if figure.is_alarming}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(desk_editor=True))
    return client


def panel(client: Client):
    return next((p for p in client.get("/admin/").context["panels"] if p.code == "failures"), None)


@pytest.mark.parametrize("alarm", ALARMS.values(), ids=ALARMS)
def test_an_alarm_is_seen_everywhere(editor, alarm):
    begin, figures, words = alarm
    calm = [begin_calm() for begin_calm in QUIET.values()]

    story = begin()

    assert alarming_figures() == figures
    assert set(Article.objects.filter(queues.failed())) == {story}
    [line] = panel(editor).lines
    assert str(story) in line.text
    assert words in f"{line.alert} {line.beside}"
    shown = editor.get(desk.changelist(Article), {"queue": "failed"}).content.decode()
    assert desk.change(story) in shown
    assert desk.change(calm[0]) not in shown


@pytest.mark.parametrize("begin", QUIET.values(), ids=QUIET)
def test_what_is_no_alarm_is_not_seen(editor, begin):
    begin()

    assert alarming_figures() == set()
    assert not Article.objects.filter(queues.failed()).exists()
    assert panel(editor) is None


@pytest.mark.parametrize(
    ("code", "begin"), [("releases_due", release), ("expiries_due", expiry), ("changes_due", plan)]
)
def test_what_is_due_is_counted_before_it_is_late(code, begin):
    begin(BIT)

    assert {figure.code: figure.value for figure in due_figures()}[code] == 1


def test_one_that_failed_and_is_late_stands_there_once(editor):
    now = timezone.now()
    release(LONG).due_failures.create(
        task="release", failed_at=now, again_at=now + LONG, error="Vide"
    )
    failed_plan(LONG)

    lines = panel(editor).lines

    assert len(lines) == 2


def test_the_list_of_stories_parts_what_failed_from_what_is_late(editor):
    failed, late = failed_plan(), plan(LONG)

    def shown(value: str) -> set[Article]:
        page = editor.get(desk.changelist(Article), {"failed": value})
        return set(page.context["cl"].queryset)

    assert shown("yes") == {failed}
    assert shown("late") == {late}
