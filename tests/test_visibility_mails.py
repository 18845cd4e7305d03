"""What somebody is told of a story: no word of one that is not out, and nothing to outsiders."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as outbox

from articles.choices import ArticleStatus
from articles.choices import NotificationEvent as E
from articles.mailing import mail
from articles.models import Article, Notification, NotificationPreference
from articles.notifying import tell
from articles.rights import may_read
from articles.roles import Role
from tests.factories import UserFactory
from tests.walk import desk_mutants as mutants
from tests.walk.visitors import Visitor, desk_world, words_in
from tests.walk.worlds import World

pytestmark = pytest.mark.django_db(databases=["default", "public"])

READERS = {Role.REPORTER, Role.DESK_EDITOR, Role.CHIEF_EDITOR, Role.ARCHIVIST}
# What the words of an event may be made of; none of it goes into an e-mail.
PARTS = ("why", "story")


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of this module, each of which undoes what it does."""
    logging.disable()
    with django_db_blocker.unblock(), desk_world() as world:
        yield world
    logging.disable(logging.NOTSET)


@pytest.fixture
def people() -> dict[str, Any]:
    """An account of each role, and those who were of the newsroom or never quite are."""
    accounts = {str(role): {"role": role} for role in Role} | {
        "left": {"role": Role.REPORTER, "is_active": False},
        "not of the staff": {"role": Role.CHIEF_EDITOR, "is_staff": False},
        "without rights": {},
    }
    found = {
        name: UserFactory(username=name, email=f"{n}@agence.example", **values)
        for n, (name, values) in enumerate(accounts.items())
    }
    NotificationPreference.objects.bulk_create(
        NotificationPreference(user=user, event=event, in_app=True, by_mail=True)
        for user in found.values()
        for event in E
    )
    return found


def hidden(found: World) -> list[Article]:
    return list(Article.objects.filter(uid__in=found.ids.hidden).order_by("pk"))


def told_of_everything(found: World, people: dict[str, Any]) -> None:
    """Every event of every story that is not out, told to everybody, at the desk and by e-mail."""
    words = list(found.words.given)
    for article in hidden(found):
        parts = dict.fromkeys(PARTS, words[0]) | {"count": 3, "number": 4}
        for event in E:
            rows = tell(event, article, by=None, to=people.values(), parts=parts)
            assert {row.user_id for row in rows} >= {people[str(role)].pk for role in READERS}
            assert all(may_read(row.user) for row in rows), event
            for row in rows:
                mail(row.pk)
    addresses = {user.email for user in people.values() if may_read(user)}
    assert outbox.outbox
    for message in outbox.outbox:
        assert set(message.recipients()) <= addresses
        text = f"{message.message().as_string()} {message.subject} {message.body}"
        assert words_in(text, found) == {}, message.subject


def test_of_a_story_that_is_not_out_no_word_leaves_by_e_mail(found, people):
    statuses = {article.status for article in hidden(found)}
    assert statuses >= set(ArticleStatus) - {"published", "corrected", "withdrawn"}

    told_of_everything(found, people)


def test_who_may_read_no_stories_any_more_is_sent_nothing_and_shown_no_word(found, people):
    reporter = people[str(Role.REPORTER)]
    article = hidden(found)[0]
    rows = [row for event in E for row in tell(event, article, by=None, to=[reporter])]
    rows = [row for row in rows if row.user == reporter]
    assert rows

    reporter.groups.clear()
    for row in rows:
        mail(row.pk)
    _request, answer = Visitor.named(reporter).ask("/admin/notifications/")

    assert [one for one in outbox.outbox if reporter.email in one.recipients()] == []
    assert answer.status == 200
    assert Notification.objects.filter(user=reporter).exists()
    assert words_in(answer.text, found) == {}


def test_an_e_mail_that_names_a_story_too_early_is_found(found, people):
    with mutants.mails_name_every_story(), pytest.raises(AssertionError):
        told_of_everything(found, people)


def test_an_e_mail_to_whoever_was_named_is_found(found, people):
    with mutants.whoever_is_named_is_told(), pytest.raises(AssertionError):
        told_of_everything(found, people)


def test_an_e_mail_after_the_right_is_gone_is_found(found, people):
    with mutants.rights_that_are_gone_do_not_matter(), pytest.raises(AssertionError):
        test_who_may_read_no_stories_any_more_is_sent_nothing_and_shown_no_word(found, people)
