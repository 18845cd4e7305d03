"""One thing done to many stories: shown for each before it is written, each by its own rights."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.messages import get_messages
from django.test import Client

from articles.choices import ArticleStatus as S
from articles.models import Article, Assignment, Classification, Notification
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Mark
from tests import desk
from tests.factories import (
    ArticleFactory,
    SectionFactory,
    SubjectFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = desk.changelist


@pytest.fixture
def editor(client: Client):
    user = UserFactory(desk_editor=True)
    client.force_login(user)
    return user


def send(client: Client, action: str, articles, **more):
    data = {"action": action, ACTION_CHECKBOX_NAME: [a.pk for a in articles]} | more
    return client.post(desk.changelist(Article), data)


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def state() -> list:
    """All that an action could have written."""
    return [
        sorted(Article.objects.values_list("pk", "status", "section", "version", "published_at")),
        Classification.objects.count(),
        Assignment.objects.count(),
        Notification.objects.count(),
        AuditEntry.objects.exclude(action__startswith="log").count(),
        Mark.objects.count(),
    ]


def test_publishing_shows_for_each_story_what_would_happen_and_writes_nothing(client, editor):
    good, empty = ArticleFactory(ready=True), ArticleFactory(headline="", lead="", body="")
    out = ArticleFactory(published=True)
    before = state()

    response = send(client, "publish_selected", [good, empty, out])

    outcomes = {one.article.pk: one for one in response.context["outcomes"]}
    assert outcomes[good.pk].is_done
    assert str(S.PUBLISHED.label) in outcomes[good.pk].words
    assert not outcomes[empty.pk].is_done
    assert outcomes[empty.pk].words
    assert not outcomes[out.pk].is_done
    assert response.context["chosen"] == [good]
    assert state() == before


def test_what_was_shown_is_then_done(client, editor):
    articles = [ArticleFactory(ready=True), ArticleFactory(ready=True)]

    response = send(client, "publish_selected", articles, _step="do")

    assert response.status_code == 302
    assert {a.status for a in Article.objects.all()} == {S.PUBLISHED}
    assert AuditEntry.objects.filter(action="publish").count() == 2
    assert "2" in told(response)


def test_one_that_is_refused_stops_no_other(client, editor):
    empty, good = ArticleFactory(headline="", lead="", body=""), ArticleFactory()

    response = send(client, "publish_selected", [empty, good], _step="do")

    assert Article.objects.get(pk=good.pk).status == S.PUBLISHED
    assert Article.objects.get(pk=empty.pk).status == S.DRAFT
    assert str(empty) in told(response)


def test_withdrawing_many_asks_for_the_reason_first(client, editor):
    articles = [ArticleFactory(published=True), ArticleFactory(published=True)]

    asked = send(client, "withdraw_selected", articles)
    refused = send(client, "withdraw_selected", articles, _step="try", reason=" ")
    shown = send(client, "withdraw_selected", articles, _step="try", reason="Doublon")
    assert {a.status for a in Article.objects.all()} == {S.PUBLISHED}
    send(client, "withdraw_selected", articles, _step="do", reason="Doublon")

    assert asked.context["outcomes"] is None
    assert refused.context["form"].errors
    assert 'value="Doublon"' in shown.content.decode()
    assert {a.withdrawal.reason for a in Article.objects.all()} == {"Doublon"}


def test_a_subject_is_added_where_it_is_missing(client, editor):
    subject = SubjectFactory()
    has, lacks = ArticleFactory(), ArticleFactory()
    Classification.objects.create(article=has, subject=subject)

    shown = send(client, "file_selected", [has, lacks], _step="try", subject=subject.pk)
    assert Classification.objects.count() == 1
    send(client, "file_selected", [has, lacks], _step="do", subject=subject.pk)

    assert [one.is_done for one in shown.context["outcomes"]] == [True, False]
    assert lacks.classifications.get().subject == subject
    assert Article.objects.get(pk=lacks.pk).version == lacks.version + 1
    assert lacks.revisions.first().author == editor


def test_a_section_is_set_with_a_revision_and_in_the_audit(client, editor):
    old, new = SectionFactory(), SectionFactory()
    story = ArticleFactory(section=old)

    shown = send(client, "move_selected", [story], _step="try", section=new.pk)
    send(client, "move_selected", [story], _step="do", section=new.pk)

    assert f"{old} → {new}" in shown.content.decode()
    assert Article.objects.get(pk=story.pk).section == new
    assert AuditEntry.objects.filter(action="article.bulk_edited", object_id=story.pk).exists()


def test_a_reporter_is_given_stories_and_told(client, editor):
    reporter = UserFactory(reporter=True)
    story = ArticleFactory()

    send(client, "assign_selected", [story], _step="do", reporter=reporter.pk)

    assert Assignment.objects.get().story == story
    assert Notification.objects.get(user=reporter).event == "assignment"


def test_each_story_is_refused_to_who_may_not_change_it(client):
    client.force_login(UserFactory(reporter=True))
    section = SectionFactory()
    draft, out = ArticleFactory(), ArticleFactory(published=True)

    send(client, "move_selected", [draft, out], _step="do", section=section.pk)

    assert Article.objects.get(pk=draft.pk).section == section
    assert Article.objects.get(pk=out.pk).section is None


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("reporter", {"submit_selected", "move_selected"}, {"publish_selected", "assign_selected",
                                                            "withdraw_selected"}),
        ("desk_editor", {"publish_selected", "withdraw_selected", "assign_selected",
                         "export_selected"}, set()),
        ("partner_manager", set(), {"submit_selected", "publish_selected", "file_selected",
                                    "export_selected", "assign_selected"}),
    ],
)  # fmt: skip
def test_only_what_a_role_may_do_is_offered_and_accepted(client, role, offered, not_offered):
    client.force_login(UserFactory(role=role))
    story = ArticleFactory(ready=True)
    choices = {code for code, _title in client.get(desk.changelist(Article)).context["action_form"]
               .fields["action"].choices} if offered else set()  # fmt: skip

    assert offered <= choices
    assert not choices & not_offered
    for action in not_offered:
        send(client, action, [story], _step="do", section=1, reporter=1)
    assert Article.objects.get(pk=story.pk).status == S.READY


def test_all_pages_are_chosen_up_to_a_limit(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.listing_bulk.LIMIT", 3)
    articles = ArticleFactory.create_batch(3, ready=True)

    three = send(client, "publish_selected", articles[:1], select_across="1")
    ArticleFactory(ready=True)
    four = send(client, "publish_selected", articles[:1], select_across="1")

    assert len(three.context["outcomes"]) == 3
    assert four.status_code == 302
    assert "3" in told(four)
    assert {a.status for a in Article.objects.all()} == {S.READY}


def test_a_refusal_is_in_the_audit_when_it_is_real_and_not_when_it_was_tried(client, editor):
    story = ArticleFactory(published=True)

    [one] = send(client, "submit_selected", [story]).context["outcomes"]

    assert not one.is_done
    assert not AuditEntry.objects.filter(action="submit_refused").exists()
    send(client, "submit_selected", [story], _step="do")
    assert AuditEntry.objects.filter(action="submit_refused").exists()


@pytest.mark.parametrize("code", ["file", "move", "assign"])
def test_an_edit_of_many_stories_reaches_each_of_them(client, editor, code):
    articles = ArticleFactory.create_batch(3)
    values = {
        "file": {"subject": SubjectFactory().pk},
        "move": {"section": SectionFactory().pk},
        "assign": {"reporter": UserFactory(reporter=True).pk},
    }[code]

    send(client, f"{code}_selected", articles, _step="do", **values)

    reached = {
        "file": Classification.objects.count(),
        "move": Article.objects.exclude(section=None).count(),
        "assign": Assignment.objects.count(),
    }
    assert reached[code] == 3


def test_a_bulk_action_from_outside_the_list_of_deeds_is_nothing(client, editor):
    story = ArticleFactory(ready=True)

    response = send(client, "destroy_selected", [story], _step="do")

    assert response.status_code in (200, 302)
    assert Article.objects.get(pk=story.pk).status == S.READY
