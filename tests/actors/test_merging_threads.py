"""Mergers and editors at the same moment, each in a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from actors.merging import MergeRefused, merge, undo
from actors.models import Merge, Participation, Person, Tenure
from tests import desk
from tests.factories import (
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

WAIT = 20


class Worker(threading.Thread):
    """Runs with a connection of its own; `outcome` is what came of it, an exception included."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work, self.outcome = work, None
        self.start()

    def run(self) -> None:
        try:
            self.outcome = self.work()
        except Exception as error:
            self.outcome = error
        finally:
            connections.close_all()

    def done(self) -> Any:
        self.join(WAIT)
        assert not self.is_alive()
        return self.outcome


def waits_for_a_lock() -> bool:
    """Whether another connection comes to stand still behind this one."""
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(
                "select pg_sleep(0.02), exists (select from pg_locks"
                " where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[1]:
                return True
    return False


@pytest.fixture
def pair() -> tuple[Person, Person]:
    """The record that stays, and its duplicate."""
    return PersonFactory(name="Salifou Mody"), PersonFactory(name="Salifou Modi")


@pytest.mark.parametrize("crossed", [False, True])
def test_of_two_mergers_of_one_pair_one_is_made_and_one_refused(pair, crossed):
    kept, gone = pair
    TenureFactory.create_batch(3, person=gone)
    start = threading.Barrier(2)

    def merging(turned: bool) -> Merge:
        start.wait(WAIT)
        return merge(kept, gone, by=None) if turned else merge(gone, kept, by=None)

    workers = [Worker(lambda turned=turned: merging(turned)) for turned in (False, crossed)]
    outcomes = [worker.done() for worker in workers]

    assert {type(outcome) for outcome in outcomes} == {Merge, MergeRefused}
    made = Merge.objects.get()
    assert set(Tenure.objects.values_list("person", flat=True)) == {made.kept_id}


def test_a_merger_waits_for_an_editor_and_takes_along_what_he_saves(pair):
    kept, gone = pair
    with transaction.atomic():
        row = ParticipationFactory(person=gone)
        merging = Worker(lambda: merge(gone, kept, by=None))
        assert waits_for_a_lock()

    assert isinstance(merging.done(), Merge)
    row.refresh_from_db()
    assert row.person_id == kept.pk


def test_what_an_editor_saves_while_a_merger_is_being_made_is_tied_to_the_survivor(pair):
    kept, gone = pair
    meeting, office = MeetingFactory(), OfficeFactory()
    with transaction.atomic():
        merge(gone, kept, by=None)
        editor = Worker(
            lambda: Participation.objects.create(meeting=meeting, person=gone, office=office)
        )
        assert waits_for_a_lock()

    row = editor.done()
    row.refresh_from_db()
    assert row.person_id == kept.pk


def test_an_edit_of_a_row_that_moves_is_not_lost(pair):
    kept, gone = pair
    tenure = TenureFactory(person=gone)
    with transaction.atomic():
        Tenure.objects.filter(pk=tenure.pk).update(title_as_printed="ministre d’État")
        merging = Worker(lambda: merge(gone, kept, by=None))
        assert waits_for_a_lock()

    assert isinstance(merging.done(), Merge)
    tenure.refresh_from_db()
    assert (tenure.person_id, tenure.title_as_printed) == (kept.pk, "ministre d’État")


def test_the_form_of_a_record_that_is_being_merged_waits_and_is_refused(pair):
    kept, gone = pair
    client = Client()
    client.force_login(UserFactory(chief=True))
    form = desk.posted(client.get(desk.change(gone))) | {"summary": "Autre."}
    with transaction.atomic():
        merge(gone, kept, by=None)
        editor = Worker(lambda: client.post(desk.change(gone), form))
        assert waits_for_a_lock()

    answer = editor.done()
    assert (answer.status_code, answer.headers["Location"]) == (302, desk.change(kept))
    gone.refresh_from_db()
    assert (gone.merged_into_id, gone.summary) == (kept.pk, "")


def test_the_form_of_a_meeting_with_the_duplicate_is_saved_with_the_survivor(pair):
    kept, gone = pair
    row = ParticipationFactory(person=gone)
    client = Client()
    client.force_login(UserFactory(chief=True))
    form = desk.posted(client.get(desk.change(row.meeting)))
    merge(gone, kept, by=None)

    client.post(desk.change(row.meeting), form | {"topic": "Autre."})

    row.refresh_from_db()
    assert (row.person_id, row.meeting.topic) == (kept.pk, "Autre.")


def test_of_two_undoings_of_one_merger_one_is_refused(pair):
    kept, gone = pair
    TenureFactory(person=gone)
    done = merge(gone, kept, by=None)
    start = threading.Barrier(2)

    def undoing() -> Any:
        start.wait(WAIT)
        return undo(done, by=None)

    outcomes = [worker.done() for worker in [Worker(undoing), Worker(undoing)]]

    assert sum(isinstance(outcome, MergeRefused) for outcome in outcomes) == 1
    assert Tenure.objects.get().person_id == gone.pk
