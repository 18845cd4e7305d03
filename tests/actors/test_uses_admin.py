"""Where a record is used: shown beside it, and what is used is not deleted."""

import pytest
from django.contrib import admin
from django.urls import reverse

from actors.admin.uses import uses_of
from actors.models import Agreement, Meeting, Office, Person, Place
from articles.models import Mention
from tests import desk
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def uses(record) -> str:
    kind = record._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{kind}_uses", args=[record.pk])


def used_by_coverage() -> Meeting:
    return CoverageFactory().meeting


def used_by_evidence() -> Meeting:
    return EvidenceFactory(meeting=MeetingFactory()).meeting


def used_through_a_part() -> Meeting:
    return EvidenceFactory(participation=ParticipationFactory()).participation.meeting


def held_office() -> Office:
    return TenureFactory().office


def place_of_a_meeting() -> Place:
    return MeetingFactory(place=PlaceFactory()).place


def reported_agreement() -> Agreement:
    return EvidenceFactory(agreement=AgreementFactory()).agreement


@pytest.mark.parametrize(
    "make",
    [
        used_by_coverage,
        used_by_evidence,
        used_through_a_part,
        held_office,
        place_of_a_meeting,
        reported_agreement,
    ],
    ids=lambda make: make.__name__,
)
def test_what_is_used_is_not_deleted_and_says_by_what(chief, make):
    record = make()
    address = desk.change(record).replace("/change/", "/delete/")

    page = chief.post(address, {"post": "yes"})

    assert page.status_code == 200
    assert page.context["protected"]
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("make", [MeetingFactory, OfficeFactory, PlaceFactory, AgreementFactory])
def test_what_is_used_nowhere_can_be_deleted(chief, make):
    record = make()
    assert uses_of(admin.site, record) == []

    chief.post(desk.change(record).replace("/change/", "/delete/"), {"post": "yes"})

    assert not type(record).objects.filter(pk=record.pk).exists()


def test_its_own_rows_are_no_use_of_a_meeting(chief):
    meeting = ParticipationFactory().meeting

    chief.post(desk.change(meeting).replace("/change/", "/delete/"), {"post": "yes"})

    assert not Meeting.objects.exists()


def test_several_are_not_deleted_while_one_of_them_is_used(chief):
    used, free = used_by_coverage(), MeetingFactory()
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}

    chief.post(desk.changelist(Meeting), chosen)

    assert Meeting.objects.count() == 2


def test_a_person_shows_every_sort_of_use(chief):
    person = PersonFactory()
    MentionFactory(actor=person.actor_ptr)
    StatementFactory(speaker=person.actor_ptr)
    meeting = ParticipationFactory(person=person).meeting

    page = chief.get(uses(person))

    models = {use.model._meta.model_name for use in page.context["uses"]}
    assert {"mention", "statement", "participation"} <= models
    assert meeting.title in page.content.decode()
    assert uses(person) in chief.get(desk.change(person)).content.decode()


def test_the_page_asks_the_same_for_one_use_and_for_ten(chief):
    person = PersonFactory()
    MentionFactory(actor=person.actor_ptr)
    one = desk.queries(chief, uses(person))
    MentionFactory.create_batch(9, actor=person.actor_ptr)

    assert len(desk.queries(chief, uses(person))) == len(one)
    assert Mention.objects.count() == 10


def test_whoever_may_not_see_the_record_does_not_see_its_uses(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))

    assert client.get(uses(PersonFactory())).status_code == 403
    assert Person.objects.count() == 1
