"""Days attested by other sources: rules of the table, documents that follow, the desk's forms."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from actors.models import Attestation
from actors.projections.offices import DAYS_SHOWN
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import (
    AttestationFactory,
    CountryFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 14)


def facts() -> dict[str, Any]:
    return {
        "tenure": TenureFactory(
            person=PersonFactory(public=True), office=OfficeFactory(public=True)
        ),
        "rank": RankFactory(person=PersonFactory(public=True)),
        "membership": MembershipFactory(
            member=CountryFactory(public=True).actor_ptr,
            organisation=OrganisationFactory(public=True),
        ),
    }


def register() -> dict[str, str]:
    sequence_all()
    live = Item.objects.filter(live=True)
    return {str(uid): etag for uid, etag in live.values_list("uid", "etag")}


@pytest.mark.parametrize(
    "values",
    [
        {"tenure": None},
        {"tenure": "tenure", "rank": "rank"},
        {"source": ""},
        {"story": "uid"},
        {"story": "uid", "evidence": "uid"},
        {"story": "uid", "source": ""},
        {"evidence": "uid", "source": "", "source_url": "https://example.org/a"},
    ],
)
def test_what_no_attestation_can_be(values):
    make = {"rank": RankFactory, "tenure": TenureFactory, "uid": uuid4}
    given = {name: make[value]() if value in make else value for name, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        AttestationFactory(**given)


def test_a_source_states_a_day_once():
    row = AttestationFactory(source="Journal officiel")
    with pytest.raises(IntegrityError), transaction.atomic():
        AttestationFactory(tenure=row.tenure, source="Journal officiel")
    AttestationFactory(tenure=row.tenure, source="Gazette")


@pytest.mark.parametrize("kind", ["tenure", "rank", "membership"])
def test_documents_follow_each_column_of_an_attestation(kind):
    given = {"tenure": None} | {kind: facts()[kind]}
    before = register()
    row = AttestationFactory(**given)
    seen = [before, register()]
    for column, value in (
        ("day", DAY + timedelta(days=1)),
        ("source", "Autre"),
        ("source_url", "https://example.org/a"),
        (kind, facts()[kind]),
    ):
        Attestation.objects.filter(pk=row.pk).update(**{column: value})
        seen.append(register())
        assert seen[-1] == truth(), column
        assert seen[-1] != seen[-2], column
    row.delete()
    assert register() == truth()


def test_of_many_days_the_first_and_the_newest_are_told():
    tenure = facts()["tenure"]
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(DAYS_SHOWN + 10)]
    for day in days:
        AttestationFactory(tenure=tenure, day=day)
    sequence_all()

    [told] = Item.objects.get(uid=tenure.person.uid).doc["tenures"]
    shown = [one["day"] for one in told["attested"]]

    assert len(shown) == DAYS_SHOWN
    assert (shown[0], shown[-1]) == (days[0].isoformat(), days[-1].isoformat())
    assert told["attested_first"] == days[0].isoformat()


def test_what_a_story_attests_is_shown_and_not_changed(chief):
    row = AttestationFactory(source="", story=uuid4(), evidence=uuid4())
    own = AttestationFactory()

    assert chief.get(desk.change(row)).status_code == 200
    assert chief.post(desk.change(row), {"day": "2001-01-01"}).status_code == 403
    assert chief.get(desk.change(own)).context["has_change_permission"]


def said(response: Any) -> str:
    return "\n".join(str(message) for message in response.context["messages"])


def test_what_contradicts_the_record_is_saved_and_said_with_both_sides(chief):
    tenure = TenureFactory(began="2020", ended="2024", attested_first=None, attested_last=None)
    other = TenureFactory(office=tenure.office, began="2022")
    address = desk.change(other)
    data = desk.posted(chief.get(address)) | {"ended": "2026"}

    response = chief.post(address, data, follow=True)

    other.refresh_from_db()
    assert other.ended == "2026"
    for words in (tenure.person.name, other.person.name, desk.change(tenure)):
        assert words in said(response)


def test_what_contradicts_nothing_is_said_nothing_of(chief):
    tenure = TenureFactory(began="2020", ended="2026")

    response = chief.post(
        desk.change(tenure), desk.posted(chief.get(desk.change(tenure))), follow=True
    )

    assert "contradiction" not in said(response).lower()


def test_a_person_entered_as_dead_before_an_office_is_warned_of(chief):
    tenure = TenureFactory()
    address = desk.change(tenure.person)
    data = desk.posted(chief.get(address)) | {"died": "2020-01-01"}

    response = chief.post(address, data, follow=True)

    assert desk.change(tenure) in said(response)
