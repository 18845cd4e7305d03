"""Who is told of what happens to a story: a table, wishes, and never the one who did it."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import services
from articles.choices import NotificationEvent as E
from articles.models import Notification, Revision
from articles.notification_words import WORDS, page_of, words_of
from articles.notifying import RULES, tell
from tests.factories import (
    ArticleFactory,
    ContributorFactory,
    NotificationPreferenceFactory,
    SectionFactory,
    SignatoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WRITERS, DESK, OPERATORS = {"signer", "saver"}, {"desk"}, {"operator"}
PUBLISHER = ["articles.view_article", "articles.publish_article"]
TOLD = {
    E.SUBMIT: DESK,
    E.MARK_READY: DESK,
    E.APPROVE: WRITERS | DESK,
    E.REOPEN: WRITERS,
    E.SCHEDULE: WRITERS,
    E.PUBLISH: WRITERS,
    E.CORRECT: WRITERS | DESK,
    E.WITHDRAW: WRITERS | DESK,
    E.EXPIRE: WRITERS | DESK,
    E.LIFT_EMBARGO: WRITERS | DESK,
    E.RELEASE_FAILED: WRITERS | DESK,
    E.TAKEN_OVER: set(),
    E.COMMENT: WRITERS,
    E.ASSIGNMENT: set(),
    E.STALE_TRANSLATION: WRITERS | DESK,
    E.CONTRADICTIONS: DESK,
    E.REPORT: WRITERS | DESK,
    E.AUDIT_BROKEN: OPERATORS,
}


@pytest.fixture
def newsroom():
    """A story that one person signed and another saved, and those who have no part in it."""
    story = ArticleFactory(headline="Un sommet à Niamey", section=SectionFactory())
    signer, saver = (UserFactory(username=name, reporter=True) for name in ("signer", "saver"))
    SignatoryFactory(article=story, contributor=ContributorFactory(user=signer))
    Revision.objects.create(
        article=story, number=1, author=saver, made_at=story.created_at, status="draft", content={}
    )
    UserFactory(username="desk", permissions=PUBLISHER)
    UserFactory(username="operator", permissions=["audit.view_auditentry"])
    UserFactory(username="stranger", permissions=["articles.change_article"])
    gone = UserFactory(username="gone", is_active=False, permissions=PUBLISHER)
    SignatoryFactory(article=story, position=2, contributor=ContributorFactory(user=gone))
    return story


def names(rows: list[Notification]) -> set[str]:
    return {row.user.username for row in rows}


def test_every_transition_and_every_event_has_its_rule_and_its_words():
    assert set(services.TRANSITIONS) <= set(RULES)
    assert set(E) == set(RULES) == set(WORDS) == set(TOLD)


@pytest.mark.parametrize("event", E)
def test_those_are_told_whom_the_rules_name(newsroom, event):
    story = None if event == E.AUDIT_BROKEN else newsroom

    assert names(tell(event, story, by=None)) == TOLD[event]


@pytest.mark.parametrize("name", ["signer", "saver", "desk"])
def test_nobody_is_told_of_what_they_did(newsroom, name):
    by = UserFactory._meta.model.objects.get(username=name)

    assert names(tell(E.WITHDRAW, newsroom, by=by)) == (WRITERS | DESK) - {name}


def test_those_named_by_the_caller_are_told_too(newsroom):
    other = UserFactory(username="other", reporter=True)

    assert names(tell(E.TAKEN_OVER, newsroom, by=None, to=[other, other])) == {"other"}


def test_a_section_that_names_its_editors_tells_only_those(newsroom):
    UserFactory(username="world", permissions=PUBLISHER)
    newsroom.section.editors.add(UserFactory._meta.model.objects.get(username="world"))

    assert names(tell(E.SUBMIT, newsroom, by=None)) == {"world"}


def test_a_section_whose_editors_do_not_publish_tells_all_who_do(newsroom):
    newsroom.section.editors.add(UserFactory._meta.model.objects.get(username="saver"))

    assert names(tell(E.SUBMIT, newsroom, by=None)) == DESK


def test_an_event_without_a_rule_tells_nobody(newsroom):
    assert tell("looked_at", newsroom, by=None) == []


@pytest.mark.parametrize(
    ("in_app", "by_mail", "rows"),
    [(True, True, 1), (True, False, 1), (False, True, 1), (False, False, 0)],
)
def test_a_wish_decides_how_somebody_is_told(newsroom, in_app, by_mail, rows):
    desk = UserFactory._meta.model.objects.get(username="desk")
    NotificationPreferenceFactory(user=desk, event=E.SUBMIT, in_app=in_app, by_mail=by_mail)

    told = tell(E.SUBMIT, newsroom, by=None)

    assert [(row.in_app, row.by_mail) for row in told] == [(in_app, by_mail)] * rows
    assert ProcrastinateJob.objects.filter(task_name="send_notification").count() == by_mail


def test_without_a_mail_server_nothing_waits_to_be_sent(newsroom, settings):
    settings.NOTIFY_BY_MAIL = False

    told = tell(E.WITHDRAW, newsroom, by=None)

    assert told
    assert not any(row.by_mail for row in told)
    assert not ProcrastinateJob.objects.exists()


def test_what_is_undone_was_told_to_nobody(newsroom):
    with transaction.atomic():
        assert tell(E.WITHDRAW, newsroom, by=None)
        transaction.set_rollback(True)

    assert not Notification.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize("people", [1, 10])
def test_telling_many_asks_the_database_no_more_than_telling_few(
    newsroom, people, django_assert_max_num_queries
):
    for n in range(people):
        UserFactory(username=f"d{n}", permissions=PUBLISHER)
    with django_assert_max_num_queries(11):
        tell(E.WITHDRAW, newsroom, by=None)


@pytest.mark.parametrize(
    ("transition", "told"), [("submit", DESK), ("publish", WRITERS), ("withdraw", WRITERS)]
)
def test_a_transition_tells(newsroom, transition, told):
    desk = UserFactory._meta.model.objects.get(username="desk")
    if transition == "withdraw":
        services.publish(newsroom, by=None)
        Notification.objects.all().delete()
        services.withdraw(newsroom, by=None, reason="Publié par erreur.")
        told = told | DESK
    else:
        getattr(services, transition)(newsroom, by=None)

    rows = Notification.objects.filter(event=transition).select_related("user")
    assert names(list(rows)) == told
    assert desk.pk


@pytest.mark.parametrize("event", E)
@pytest.mark.parametrize("by", [None, "chef"])
def test_every_event_has_words_and_leads_somewhere(client, newsroom, event, by):
    client.force_login(UserFactory(chief=True))
    somebody = UserFactory(username=by) if by else None
    to = [UserFactory(username="other", reporter=True)]
    about = None if event in (E.AUDIT_BROKEN, E.CONTRADICTIONS, E.ASSIGNMENT) else newsroom

    row = tell(event, about, by=somebody, to=to, parts={"count": 3, "number": 7})[0]

    assert "%(" not in words_of(row)
    assert ("chef" in words_of(row)) == (by is not None)
    assert client.get(page_of(row)).status_code == 200
