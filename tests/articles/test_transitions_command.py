"""manage.py transition: the rules of the desk, for several stories, with a user's rights."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.choices import ArticleStatus as S
from articles.models import Article
from newsroom.audit.models import AuditEntry
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(*arguments: object, **options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("transition", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}"
    return out.getvalue(), err.getvalue()


@pytest.fixture
def editor() -> str:
    return UserFactory(desk_editor=True, username="moussa").username


def test_it_does_what_the_desk_does_in_the_name_of_the_user(editor):
    articles = ArticleFactory.create_batch(2)

    _said, refused = run("publish", *(a.pk for a in articles), by=editor)

    assert refused == ""
    assert {a.status for a in Article.objects.all()} == {S.PUBLISHED}
    assert set(AuditEntry.objects.filter(action="publish").values_list("user_name", flat=True)) == {
        "moussa"
    }


def test_one_that_is_refused_is_named_and_stops_no_other(editor):
    good, bad = ArticleFactory(), ArticleFactory(withdrawn=True)

    said, refused = run("submit", bad.pk, good.pk, 999999, by=editor)

    assert f"{good.pk}: " in said
    assert f"{bad.pk}: " in refused
    assert "999999: " in refused
    assert "2 of 3 refused" in refused
    assert Article.objects.get(pk=good.pk).status == S.IN_REVIEW
    assert AuditEntry.objects.filter(action="submit_refused").count() == 1


def test_what_the_user_may_not_do_the_command_may_not_do_either():
    article, reporter = ArticleFactory(), UserFactory(reporter=True)

    _said, refused = run("publish", article.pk, by=reporter.username)

    assert "1 of 1 refused" in refused
    assert Article.objects.get().status == S.DRAFT


@pytest.mark.parametrize(
    ("state", "name", "options", "reached"),
    [
        ({}, "schedule", {"at": "2099-08-14T10:00"}, S.SCHEDULED),
        ({"published": True}, "correct", {"note": "Le lieu était faux."}, S.CORRECTED),
        ({"published": True}, "withdraw", {"reason": "Erreur de date."}, S.WITHDRAWN),
    ],
)
def test_what_a_transition_asks_is_an_option(editor, state, name, options, reached):
    article = ArticleFactory(**state)

    _said, refused = run(name, article.pk, by=editor, **options)

    assert refused == ""
    assert Article.objects.get().status == reached


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("schedule", {}),
        ("schedule", {"at": "demain"}),
        ("schedule", {"at": "2099-03-29T02:30"}),
        ("correct", {}),
        ("withdraw", {"note": "x"}),
        ("publish", {"reason": "x"}),
        ("publish", {"by": "nobody"}),
    ],
)
def test_what_is_missing_or_idle_is_an_error(editor, name, options):
    article = ArticleFactory(published=name in ("correct", "withdraw"))
    before = article.status

    _said, refused = run(name, article.pk, **({"by": editor} | options))

    assert refused
    assert Article.objects.get().status == before


def test_nobody_expires_a_story_by_hand(editor):
    article = ArticleFactory(published=True)
    Article.objects.filter(pk=article.pk).update(expires_at=timezone.now())

    _said, refused = run("expire", article.pk, by=editor)

    assert "expire" in refused
