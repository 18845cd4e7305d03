"""The first page of the desk: who sees which panel, what stands in it, and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import history, services
from articles.models import DueFailure
from tests import desk
from tests.factories import (
    ArticleFactory,
    AssignmentFactory,
    CommentFactory,
    FindingFactory,
    MeetingFactory,
    SectionFactory,
    StoryTemplateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


def panels(client: Client) -> dict[str, list[str]]:
    """The texts of the lines, by panel."""
    shown = client.get(INDEX).context["panels"]
    return {panel.code: [str(line.text) for line in panel.lines] for panel in shown}


def line(client: Client, panel: str):
    return next(p for p in client.get(INDEX).context["panels"] if p.code == panel).lines[0]


@pytest.fixture
def reporter(client: Client):
    user = UserFactory(reporter=True)
    client.force_login(user)
    return user


@pytest.fixture
def editor(client: Client):
    user = UserFactory(desk_editor=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("reporter", {"drafts", "awaiting", "scheduled", "embargoes", "findings", "meetings",
                      "templates"}),
        ("desk_editor", {"drafts", "awaiting", "scheduled", "embargoes", "findings", "meetings",
                         "templates"}),
        ("archivist", {"drafts", "awaiting", "scheduled", "embargoes", "findings", "meetings",
                       "templates"}),
        ("partner_manager", set()),
        ("operator", set()),
    ],
)  # fmt: skip
def test_each_role_sees_the_panels_it_has_a_use_for(client, role, codes):
    client.force_login(UserFactory(role=role))

    assert set(panels(client)) == codes


def test_my_drafts_are_those_that_i_saved_or_was_given(client, reporter):
    saved, given, other = (ArticleFactory(headline=name) for name in ("Saved", "Given", "Other"))
    history.record(saved, by=reporter)
    history.record(other, by=UserFactory())
    AssignmentFactory(other=True, story=given, reporter=reporter, status="covered")
    out = ArticleFactory(headline="Out", published=True)
    history.record(out, by=reporter)

    assert set(panels(client)["drafts"]) == {"Saved", "Given"}


def test_a_story_sent_back_awaits_its_writer_and_one_handed_in_awaits_the_desk(client, reporter):
    editor = UserFactory(desk_editor=True)
    story = ArticleFactory(headline="Rendue")
    history.record(story, by=reporter)
    assert panels(client)["awaiting"] == []
    services.submit(story, by=reporter)
    assert panels(client)["awaiting"] == []
    client.force_login(editor)
    assert panels(client)["awaiting"] == ["Rendue"]

    services.reopen(story, by=editor)

    assert panels(client)["awaiting"] == []
    client.force_login(reporter)
    assert panels(client)["awaiting"] == ["Rendue"]
    assert "back" in str(line(client, "awaiting").beside) or line(client, "awaiting").beside


def test_an_approval_is_asked_of_who_did_not_write(client):
    approver = UserFactory(
        permissions=[
            f"articles.{right}" for right in ("view_article", "change_article", "approve_article")
        ]
    )
    client.force_login(approver)
    section = SectionFactory(four_eyes=True)
    story = ArticleFactory(headline="À approuver", section=section, in_review=True)
    own = ArticleFactory(headline="La mienne", section=section)
    history.record(own, by=approver)
    services.submit(own, by=None)
    ArticleFactory(headline="Sans quatre yeux", section=SectionFactory(), in_review=True)
    assert panels(client)["awaiting"] == ["À approuver"]

    services.approve(story, by=approver)

    assert panels(client)["awaiting"] == []


def test_a_story_due_today_stands_with_its_hour_and_a_late_one_says_so(client, editor):
    ArticleFactory(headline="Tout de suite", scheduled=timezone.now() + timedelta(seconds=1))
    assert not line(client, "scheduled").alert
    late = ArticleFactory(headline="En retard", scheduled=True)
    type(late).objects.filter(pk=late.pk).update(release_at=timezone.now() - timedelta(hours=2))
    ArticleFactory(headline="Après-demain", scheduled=timezone.now() + timedelta(days=2))

    found = line(client, "scheduled")

    assert panels(client)["scheduled"] == ["En retard", "Tout de suite"]
    assert found.alert
    assert found.beside


def test_an_embargo_that_ends_tomorrow_is_shown_with_its_reason(client, editor):
    now = timezone.now()
    ArticleFactory(
        headline="Demain", embargo_until=now + timedelta(days=1), embargo_reason="Demande de Paris"
    )
    ArticleFactory(
        headline="Dans un mois", embargo_until=now + timedelta(days=30), embargo_reason="Sommet"
    )
    ArticleFactory(headline="Hier", embargo_until=now - timedelta(days=1), embargo_reason="Passé")

    assert panels(client)["embargoes"] == ["Demain"]
    assert "Demande de Paris" in str(line(client, "embargoes").beside)


def test_findings_are_mine_first_then_nobodys_and_never_a_colleagues(client, editor):
    FindingFactory(subject="Personne")
    FindingFactory(subject="Mienne", owner=editor)
    FindingFactory(subject="Autrui", owner=UserFactory())
    FindingFactory(subject="Classée", dismissed=True)

    assert panels(client)["findings"] == ["Mienne", "Personne"]


def test_a_coming_meeting_says_who_covers_it_and_starts_its_story(client, editor):
    day = timezone.localdate() + timedelta(days=3)
    meeting = MeetingFactory(title="Sommet", status="planned", when=day.isoformat())
    MeetingFactory(title="Trop tard", status="planned", when=f"{day.year + 2}-01-01")
    assert line(client, "meetings").alert
    AssignmentFactory(meeting=meeting, reporter=editor)

    found = line(client, "meetings")

    assert panels(client)["meetings"] == ["Sommet"]
    assert not found.alert
    assert editor.username in found.beside
    assert f"meeting={meeting.pk}" in found.links[0].address
    assert client.get(found.links[0].address).status_code == 200


def test_what_could_not_go_out_stands_on_top_as_an_alarm(client, editor):
    assert "failures" not in panels(client)
    now = timezone.now()
    DueFailure.objects.create(
        article=ArticleFactory(headline="Bloquée", scheduled=True),
        task="release",
        tries=3,
        failed_at=now,
        again_at=now + timedelta(minutes=5),
        error="Image sans crédit",
    )

    response = client.get(INDEX)

    assert next(iter(panels(client))) == "failures"
    assert "Image sans crédit" in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_open_comments_of_others_on_my_stories_are_shown(client, reporter):
    story = ArticleFactory()
    history.record(story, by=reporter)
    CommentFactory(article=story, text="Selon qui ?")
    CommentFactory(article=story, text="De moi", author=reporter)
    CommentFactory(article=story, text="Réglé", resolved_at=timezone.now())
    CommentFactory(text="Ailleurs")

    assert panels(client)["comments"] == ["Selon qui ?"]


def test_every_empty_panel_says_what_that_means_and_every_link_answers(client):
    client.force_login(UserFactory(chief=True))
    StoryTemplateFactory()

    for panel in client.get(INDEX).context["panels"]:
        assert panel.lines or str(panel.empty), panel.code
        for link in panel.links:
            assert client.get(link.address).status_code == 200, link.address


def fill(user) -> None:
    """One more of everything that the first page shows."""
    now = timezone.now()
    history.record(ArticleFactory(), by=user)
    ArticleFactory(in_review=True)
    late = ArticleFactory(scheduled=timezone.now() + timedelta(seconds=1))
    DueFailure.objects.create(
        article=late, task="release", failed_at=now, again_at=now + timedelta(hours=1), error="x"
    )
    ArticleFactory(embargo_until=now + timedelta(hours=1), embargo_reason="Accord")
    FindingFactory(owner=user)
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    meeting = MeetingFactory(status="planned", when=day)
    AssignmentFactory(meeting=meeting, reporter=user)
    story = ArticleFactory()
    history.record(story, by=user)
    CommentFactory(article=story)
    StoryTemplateFactory()


@pytest.mark.parametrize("address", [INDEX, "agenda", "month"])
def test_the_first_page_and_the_agenda_ask_the_same_for_one_of_each_and_for_many(client, address):
    user = UserFactory(chief=True)
    client.force_login(user)
    query = {"view": "month"} if address == "month" else {}
    page = INDEX if address == INDEX else reverse("admin:articles_agenda")
    fill(user)
    one = desk.queries(client, page, **query)
    for _ in range(6):
        fill(user)

    many = desk.queries(client, page, **query)

    assert len(many) == len(one), "\n".join(many)
