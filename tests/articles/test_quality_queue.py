"""The queue of findings: what a run leaves as it was, who sees to what, the run of each day."""

import json
import time
from datetime import UTC, datetime, timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from actors.models import Person
from articles.choices import FindingState
from articles.models import Finding, QualityRun
from articles.quality import nightly
from articles.quality.checks import CHECKS, Check
from articles.quality.found import Found
from articles.quality.refresh import open_findings, refresh_findings
from tests import desk
from tests.factories import FindingFactory, PersonFactory, TenureFactory, UserFactory

pytestmark = pytest.mark.django_db

RULE = "person_without_office"
NIGHT = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)  # 5.30 in the newsroom


@pytest.fixture
def user():
    return UserFactory(chief=True, username="chief")


@pytest.fixture
def chief(client: Client, user) -> Client:
    client.force_login(user)
    return client


def act(client: Client, action: str, rows: list[Finding], **values: str):
    form = {"action": action, "_selected_action": [row.pk for row in rows], **values}
    return client.post(f"{desk.changelist(Finding)}?state=all", form)


def test_a_run_stores_what_is_found_and_a_second_run_adds_nothing():
    person = PersonFactory(name="Sadio Camara")

    for _ in range(2):
        assert refresh_findings([RULE]) == {RULE: {"": 1}}

    finding = Finding.objects.get()
    assert (finding.model, finding.object_id) == ("actors.person", person.pk)
    assert (finding.subject, finding.state) == ("Sadio Camara", FindingState.OPEN)
    assert finding.first_seen < finding.last_seen


def test_what_is_mended_is_gone_and_comes_back_as_open(user):
    person = PersonFactory()
    refresh_findings([RULE])
    Finding.objects.update(owner=user)
    tenure = TenureFactory(person=person)

    refresh_findings([RULE])
    assert Finding.objects.get().state == FindingState.GONE
    assert open_findings()[RULE] == {}

    tenure.delete()
    refresh_findings([RULE])
    finding = Finding.objects.get()
    assert (finding.state, finding.owner) == (FindingState.OPEN, user)
    assert finding.first_seen == finding.last_seen


def test_what_was_set_aside_stays_set_aside_after_the_next_night(chief, user):
    PersonFactory.create_batch(2)
    refresh_findings([RULE])
    one, other = Finding.objects.order_by("pk")

    act(chief, "dismiss", [one], reason=" ")
    assert not Finding.objects.filter(state=FindingState.DISMISSED).exists()
    act(chief, "dismiss", [one], reason="Un artiste.")
    refresh_findings([RULE])

    one.refresh_from_db()
    assert (one.state, one.note, one.dismissed_by) == (FindingState.DISMISSED, "Un artiste.", user)
    other.refresh_from_db()
    assert other.state == FindingState.OPEN

    act(chief, "reopen", [one])
    one.refresh_from_db()
    assert (one.state, one.dismissed_by) == (FindingState.OPEN, None)


def test_a_run_of_one_check_leaves_the_others_alone():
    FindingFactory(rule="stub")

    refresh_findings([RULE])

    assert Finding.objects.get(rule="stub").state == FindingState.OPEN


def test_a_check_that_finds_much_is_stored_in_few_queries(
    monkeypatch, django_assert_max_num_queries
):
    much = Check(RULE, "", lambda: (Found("actors.person", n, f"P{n}") for n in range(5000)))
    monkeypatch.setitem(CHECKS, RULE, much)

    with django_assert_max_num_queries(12):
        refresh_findings([RULE])

    assert Finding.objects.count() == 5000


def test_findings_are_taken_and_given(chief, user):
    colleague, reader = UserFactory(), UserFactory(is_staff=False)
    rows = FindingFactory.create_batch(3)

    act(chief, "take", rows[:1])
    act(chief, "give", rows[1:2], owner=str(colleague.pk))
    act(chief, "give", rows[2:], owner=str(reader.pk))

    assert [row.owner for row in Finding.objects.order_by("pk")] == [user, colleague, None]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["a", "b"]),
        ({"whose": "mine"}, ["a"]),
        ({"whose": "nobody"}, ["b"]),
        ({"state": "dismissed"}, ["c"]),
        ({"state": "all"}, ["a", "b", "c", "d"]),
        ({"rule": "stub"}, ["b"]),
        ({"whose": "none of this"}, ["a", "b"]),
    ],
)
def test_the_list_shows_open_findings_and_filters(chief, user, query, names):
    FindingFactory(subject="a", owner=user)
    FindingFactory(subject="b", rule="stub")
    FindingFactory(subject="c", dismissed=True)
    FindingFactory(subject="d", state=FindingState.GONE)

    page = chief.get(desk.changelist(Finding), query)

    assert sorted(row.subject for row in page.context["cl"].result_list) == names


def test_the_list_leads_to_the_record(chief):
    person = PersonFactory()
    refresh_findings([RULE])

    page = chief.get(desk.changelist(Finding)).content.decode()

    assert desk.change(Person.objects.get(pk=person.pk)) in page


@pytest.mark.parametrize("note", ["", "Rien à redire."])
def test_the_form_asks_why_something_is_set_aside(chief, user, note):
    finding = FindingFactory()

    response = desk.post(chief, finding, state="dismissed", note=note)

    finding.refresh_from_db()
    assert (response.status_code == 302) == bool(note)
    assert (finding.state == FindingState.DISMISSED) == bool(note)
    assert finding.dismissed_by == (user if note else None)


def test_a_run_is_shown_in_words_and_cannot_be_changed(chief):
    run = QualityRun.objects.create(day=NIGHT.date(), counts={RULE: 3, "gone_check": 0})

    page = chief.get(desk.change(run))

    assert f"3 · {CHECKS[RULE].title}" in page.content.decode()
    assert "gone_check" not in page.content.decode()
    assert not page.context["has_change_permission"]


def test_findings_can_be_neither_added_nor_deleted(chief):
    assert chief.get(desk.add(Finding)).status_code == 403
    assert "delete_selected" not in chief.get(desk.changelist(Finding)).content.decode()


@pytest.mark.parametrize(
    ("hour", "day"),
    [(1, None), (2, 2), (22, 2), (23, None)],  # one hour behind the newsroom's time in winter
)
def test_checks_are_due_from_three_in_the_morning_of_the_newsroom(hour, day):
    due = nightly.day_due(datetime(2026, 3, 2, hour, 0, tzinfo=UTC))

    assert (due and due.day) == day


def test_the_checks_run_once_a_day_and_are_remembered():
    PersonFactory()

    assert nightly.run_due(NIGHT)
    assert not nightly.run_due(NIGHT + timedelta(hours=9))
    assert nightly.run_due(NIGHT + timedelta(days=1))
    assert not nightly.run_due(NIGHT.replace(hour=1))

    first, last = QualityRun.objects.order_by("day")
    assert first.finished_at is not None
    assert last.counts[RULE] == 1


def test_a_day_that_failed_stays_due(monkeypatch):
    def fail() -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setitem(CHECKS, RULE, Check(RULE, "", fail))
        with pytest.raises(RuntimeError):
            nightly.run_due(NIGHT)
    assert QualityRun.objects.get().finished_at is None

    assert nightly.run_due(NIGHT)


def test_two_workers_do_not_run_the_checks_at_once():
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("select pg_advisory_lock(%s)", [nightly.LOCK])
        assert not nightly.run_due(NIGHT)
    # That worker is gone, and as soon as the server has noticed, its lock with it.
    assert any(nightly.run_due(NIGHT) or time.sleep(0.1) for _ in range(50))


def test_the_command_prints_counts_by_check_and_owner(user):
    PersonFactory.create_batch(2)
    refresh_findings([RULE])
    Finding.objects.filter(pk=Finding.objects.earliest("pk").pk).update(owner=user)
    out, table = StringIO(), StringIO()

    call_command("quality", "--check", RULE, "--json", stdout=out)
    call_command("quality", stdout=table)

    assert json.loads(out.getvalue()) == {RULE: {"": 1, "chief": 1}}
    lines = table.getvalue().splitlines()
    assert [line.split()[1] for line in lines if line.split()[1] in CHECKS] == list(CHECKS)
    assert any(line.split() == ["1", "chief"] for line in lines)
    with pytest.raises(CommandError):
        call_command("quality", "--check", "no_such_check")
