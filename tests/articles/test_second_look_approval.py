"""A change of what is out where four eyes are asked: who approves it, and when it goes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import planned_changes, queues, services
from articles.models import Article, Notification, PlannedChange
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.articles.second_look_world import HOUR, Desk
from tests.factories import MentionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> Desk:
    return Desk(four_eyes=True)


def test_what_is_saved_waits_for_somebody_else_and_then_goes_out_at_once(d):
    d.post(headline="Ce qui sera", correction_note="Faux.", _transition="correct")
    change = PlannedChange.objects.get()
    assert (change.planned_at, change.note, change.planned_by) == (None, "Faux.", d.awa)
    assert d.apply() == 0
    assert Notification.objects.filter(user=d.moussa, event="submit").exists()
    address = desk.page_of("plan", d.story, change.pk)
    assert 'name="_approve"' not in d.client.get(address).content.decode()
    assert 'name="_approve"' in d.other.get(address).content.decode()

    d.other.post(address, {"_approve": "Faux."})

    assert planned_changes.apply_due(timezone.now()) == 1
    d.story.refresh_from_db()
    assert (d.story.headline, d.story.status) == ("Ce qui sera", "corrected")
    assert d.story.corrections.get().note == "Faux."
    assert (d.story.approved_by, services.is_approved(d.story)) == (d.moussa, True)
    applied = d.story.revisions.get(kind="applied")
    assert applied.author == d.awa


def test_a_plan_with_a_minute_fails_at_it_until_it_is_approved(d):
    change = d.plan()
    assert d.apply() == 0
    change.refresh_from_db()
    assert change.failure
    assert d.story in Article.objects.filter(queues.failed())

    planned_changes.approve(change, by=d.moussa)

    assert d.apply() == 1


def test_a_plan_approved_before_its_minute_waits_for_it(d):
    planned_changes.approve(d.plan(), by=d.moussa)

    assert planned_changes.apply_due(timezone.now()) == 0
    assert d.apply() == 1


def test_an_approval_is_of_the_note_that_was_seen(d):
    change = d.plan(note="Faux.")
    seen = PlannedChange.objects.get()
    planned_changes.move(change, at=timezone.now() + HOUR, note="Tout est faux.", by=d.awa)

    with pytest.raises(ValidationError) as refusal:
        planned_changes.approve(seen, by=d.moussa)

    assert refusal.value.code == "note"


def test_another_note_needs_another_approval_and_another_hour_does_not(d):
    change = planned_changes.approve(d.plan(note="Faux."), by=d.moussa)
    moved = planned_changes.move(change, at=timezone.now() + HOUR / 2, note="Faux.", by=d.moussa)
    assert moved.approved_by == d.moussa

    moved = planned_changes.move(moved, at=timezone.now() + HOUR, note="Non.", by=d.moussa)

    assert (moved.approved_at, moved.approved_by) == (None, None)
    for author in (d.awa, d.moussa):  # of the text, and of the note
        with pytest.raises(ValidationError) as refusal:
            planned_changes.approve(moved, by=author)
        assert refusal.value.code == "own_text"
    assert AuditEntry.objects.filter(action="approve_change_refused").count() == 2


@pytest.mark.parametrize("role", ["reporter", "archivist", "partner_manager", "operator"])
def test_who_may_not_approve_stories_approves_no_change(d, role):
    with pytest.raises(PermissionDenied):
        planned_changes.approve(d.plan(), by=UserFactory(role=role))


def test_the_system_approves_nothing(d):
    with pytest.raises(PermissionDenied):
        planned_changes.approve(d.plan(), by=None)


def test_a_change_that_waits_stands_in_the_queue_of_who_may_approve_it(d):
    d.plan()

    assert d.story in Article.objects.filter(queues.awaiting(d.moussa))
    assert d.story not in Article.objects.filter(queues.awaiting(d.awa))


def test_a_withdrawal_waits_for_nobody(d):
    MentionFactory(article=d.story)  # whatever was done to it in the meantime

    services.withdraw(d.story, by=d.awa, reason="Faux.")

    assert Article.objects.get(pk=d.story.pk).status == "withdrawn"


def test_an_hour_typed_beside_the_change_is_not_lost(d):
    at = timezone.localtime(timezone.now() + HOUR).replace(second=0, microsecond=0)

    d.post(headline="Ce qui sera", expires_at=at.strftime("%Y-%m-%dT%H:%M"))

    d.story.refresh_from_db()
    assert (d.story.headline, d.story.expires_at) == ("Ce qui est", at)
    assert PlannedChange.objects.get().revision.content["fields"]["headline"] == "Ce qui sera"


def test_the_form_says_what_becomes_of_what_is_saved(d):
    plain = Desk(four_eyes=False)

    shown = [x.client.get(desk.change(x.story)).context["needs_second_look"] for x in (d, plain)]

    assert shown == [True, False]
