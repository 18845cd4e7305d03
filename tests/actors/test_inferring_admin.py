"""The desk enters people deduced from offices, and hints at them; rules of meetings and places."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actors.models import Meeting, Participation
from tests import desk
from tests.factories import (
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PlaceFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def role() -> Participation:
    office = OfficeFactory()
    TenureFactory(office=office, person__name="Salifou Mody", began="2023", ended="2026")
    return ParticipationFactory(
        meeting__when="2025-08-14", person=None, office=office, name_as_written="son homologue"
    )


def test_the_form_says_who_is_deduced_beside_the_empty_person(admin_client, role):
    page = admin_client.get(desk.change(role.meeting)).content.decode()

    assert "Salifou Mody" in page


def test_the_form_says_nothing_beside_a_person_on_record(admin_client, role):
    said = ParticipationFactory(meeting__when="2025-08-14", office=role.office)

    page = admin_client.get(desk.change(said.meeting)).content.decode()

    assert "Salifou Mody" not in page


def test_the_action_of_the_list_enters_the_person_as_inferred(admin_client, role):
    answer = admin_client.post(
        desk.changelist(Meeting),
        {"action": "infer_people", "_selected_action": [role.meeting.pk]},
        follow=True,
    )

    assert answer.status_code == 200
    role.refresh_from_db()
    assert (role.person.name, role.person_is_inferred) == ("Salifou Mody", True)


def test_a_meeting_still_to_come_was_not_held():
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    with pytest.raises(ValidationError, match="status"):
        MeetingFactory.build(when=tomorrow).full_clean()
    MeetingFactory.build(when=tomorrow, status="planned").full_clean()


def test_places_do_not_lie_within_one_another():
    outer = PlaceFactory()
    inner = PlaceFactory(country=outer.country, within=outer)
    outer.within = inner

    with pytest.raises(ValidationError, match="within"):
        outer.full_clean()


def test_a_place_does_not_lie_within_one_of_another_country():
    with pytest.raises(ValidationError, match="within"):
        PlaceFactory.build(country=PlaceFactory().country, within=PlaceFactory()).full_clean()
