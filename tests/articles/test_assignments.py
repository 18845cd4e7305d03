"""Who covers what: the agenda, the story that is begun from it, and the way back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import agenda
from articles.choices import AssignmentStatus
from articles.models import Article, Assignment, Notification
from tests import desk
from tests.factories import (
    ArticleFactory,
    AssignmentFactory,
    MeetingFactory,
    PlaceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AGENDA = "admin:articles_agenda"


@pytest.fixture
def editor(client: Client):
    user = UserFactory(desk_editor=True)
    client.force_login(user)
    return user


def coming(days: int = 3, **values):
    day = timezone.localdate() + timedelta(days=days)
    return MeetingFactory(when=day.isoformat(), status="planned", **values)


def form_of(client: Client, address: str) -> dict:
    response = client.get(address)
    assert response.status_code == 200
    return desk.posted(response)


def test_a_story_begun_from_a_meeting_has_its_date_its_place_and_its_row(client, editor):
    meeting = coming(title="Sommet", place=PlaceFactory(name="Bamako"))

    form = form_of(client, f"{desk.add(Article)}?meeting={meeting.pk}")

    assert form["event_date"] == meeting.when
    assert str(form["dateline"]) == str(meeting.place.pk)
    assert str(form["coverages-0-meeting"]) == str(meeting.pk)


def test_the_story_that_is_saved_from_an_assignment_is_linked_back(client, editor):
    assignment = AssignmentFactory(meeting=coming(), reporter=UserFactory())
    address = f"{desk.add(Article)}?meeting={assignment.meeting.pk}&assignment={assignment.pk}"

    response = client.post(address, form_of(client, address) | {"headline": "Sommet ouvert"})

    assert response.status_code == 302, response.context["errors"]
    story = Article.objects.get()
    assert story.coverages.get().meeting == assignment.meeting
    assignment.refresh_from_db()
    assert (assignment.story, assignment.status) == (story, AssignmentStatus.COVERED)


def test_a_story_on_the_meeting_by_its_reporter_is_linked_without_being_asked(client):
    reporter = UserFactory(reporter=True)
    client.force_login(reporter)
    own = AssignmentFactory(meeting=coming(), reporter=reporter)
    foreign = AssignmentFactory(meeting=own.meeting)
    address = f"{desk.add(Article)}?meeting={own.meeting.pk}"

    client.post(address, form_of(client, address) | {"headline": "Sommet ouvert"})

    own.refresh_from_db()
    foreign.refresh_from_db()
    assert own.story == Article.objects.get()
    assert foreign.story is None


@pytest.mark.parametrize("query", ["meeting=0", "meeting=x", "meeting=99999999999999999999",
                                   "assignment=-1", "template=7", "meeting="])  # fmt: skip
def test_an_address_that_names_nothing_opens_an_empty_form(client, editor, query):
    form = form_of(client, f"{desk.add(Article)}?{query}")

    assert form["headline"] == ""
    assert form["coverages-TOTAL_FORMS"] == 0


def test_the_agenda_lists_meetings_by_day_with_and_without_a_reporter(client, editor):
    covered, bare = coming(2, title="Couverte"), coming(2, title="Nue")
    AssignmentFactory(meeting=covered, reporter=UserFactory(username="awa"))
    AssignmentFactory(other=True, title="Marché", due_on=timezone.localdate() + timedelta(days=4))
    AssignmentFactory(meeting=bare, reporter=UserFactory(username="dropped"), status="dropped")
    MeetingFactory(title="Passée", when="2020-01-01")
    coming(40, title="Lointaine")

    response = client.get(reverse(AGENDA))

    shown = response.context["days"]
    assert [[entry.title for entry in rows] for rows in shown.values()] == [
        ["Couverte", "Nue"],
        ["Marché"],
    ]
    assert [entry.is_covered for entry in next(iter(shown.values()))] == [True, False]
    page = response.content.decode()
    assert "awa" in page
    assert "dropped" not in page


def test_the_month_is_a_table_of_whole_weeks(client, editor):
    MeetingFactory(title="Sommet", when="2027-02-14", status="planned")

    response = client.get(reverse(AGENDA), {"view": "month", "on": "2027-02-03"})

    weeks = response.context["weeks"]
    assert {len(week) for week in weeks} == {7}
    found = {day: [e.title for e in rows] for week in weeks for day, rows in week if rows}
    assert found == {date(2027, 2, 14): ["Sommet"]}
    assert response.context["before"] == date(2027, 1, 31)
    assert response.context["after"] == date(2027, 3, 1)


@pytest.mark.parametrize("on", ["", "x", "2026-02-31", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_today(client, editor, on):
    for view in ("", "month"):
        response = client.get(reverse(AGENDA), {"on": on, "view": view})
        assert response.context["day"] == timezone.localdate()


def test_the_agenda_is_for_those_who_may_see_assignments(client):
    client.force_login(UserFactory(partner_manager=True))

    assert client.get(reverse(AGENDA)).status_code == 403


def test_who_is_given_an_assignment_is_told_and_its_day_is_that_of_the_meeting(client, editor):
    meeting, reporter = coming(), UserFactory(reporter=True)
    form = form_of(client, f"{desk.add(Assignment)}?meeting={meeting.pk}")

    response = client.post(desk.add(Assignment), form | {"reporter": reporter.pk})

    assert response.status_code == 302, response.context["errors"]
    assert Assignment.objects.get().due_on == meeting.when_earliest
    [told] = Notification.objects.filter(user=reporter, event="assignment")
    assert told.parts["story"] == str(meeting)
    assert not Notification.objects.filter(user=editor).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"meeting": None},
        {"meeting": None, "title": "Marché"},
        {"meeting": None, "due_on": date(2026, 1, 1)},
        {"status": "lost"},
    ],
)
def test_an_assignment_is_of_a_meeting_or_of_a_titled_day(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(**wrong)


def test_a_draft_that_is_deleted_leaves_the_work_to_be_done():
    assignment = AssignmentFactory(story=ArticleFactory(), status="covered")

    Article.objects.all().delete()

    assignment.refresh_from_db()
    assert assignment.story is None


def test_an_entry_knows_the_stories_that_came_of_it():
    story = ArticleFactory()
    AssignmentFactory(meeting=coming(1), story=story)

    [entry] = agenda.coming(timezone.localdate())

    assert entry.stories == [story]
