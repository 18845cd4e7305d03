"""Whom an office stands for at a meeting: who is deduced, who is not, and when it is stale."""

from datetime import date

import pytest

from actors.choices import Certainty
from actors.inferring import infer_people, propose, stale_inferences
from actors.models import Participation, Tenure
from tests.factories import (
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

DAY = "2025-08-14"


def role(when: str = DAY, **values) -> Participation:
    """A participation of which only the office is on record."""
    meeting = MeetingFactory(when=when, status="held" if when else "planned")
    values.setdefault("office", OfficeFactory())
    return ParticipationFactory(
        meeting=meeting, person=None, name_as_written="son homologue", **values
    )


def held(row: Participation, began: str = "", ended: str = "", **values) -> Tenure:
    values.setdefault("attested_first", None)
    values.setdefault("attested_last", values["attested_first"])
    return TenureFactory(office=row.office, began=began, ended=ended, **values)


@pytest.mark.parametrize(
    ("when", "began", "ended", "attested", "is_known"),
    [
        (DAY, "2023", "2026", None, True),
        (DAY, "", "", date(2025, 8, 14), True),
        (DAY, "2023", "", None, False),  # the end is not known: may have gone since
        (DAY, "2023", "2025-08-13", None, False),
        (DAY, "2025-08-15", "", None, False),
        ("2025-08-13/2025-08-14", "2023", "2026", None, True),
        ("2025-08-13/2025-08-14", "2023", "2025-08-13", None, False),
        ("2025-08", "2023", "2026", None, False),  # no day, nobody
        ("", "2023", "2026", None, False),
    ],
)
def test_the_holder_on_every_day_of_the_meeting_is_proposed(when, began, ended, attested, is_known):
    row = role(when)
    tenure = held(row, began, ended, attested_first=attested)

    proposals = propose(Participation.objects.select_related("meeting"))

    assert [one.person_id for one in proposals] == ([tenure.person_id] if is_known else [])


def test_two_who_held_it_are_nobody():
    row = role()
    held(row, "2023", "2026")
    held(row, "2024", "2026")

    assert infer_people(Participation.objects.all()) == 0


def test_the_person_entered_is_marked_as_inferred():
    row = role()
    tenure = held(row, "2023", "2026")

    assert infer_people(Participation.objects.all()) == 1

    row.refresh_from_db()
    assert (row.person, row.person_is_inferred, row.certainty) == (
        tenure.person,
        True,
        Certainty.INFERRED,
    )
    assert row.name_as_written == "son homologue"


def test_an_explicit_person_is_never_overwritten():
    row = role()
    held(row, "2023", "2026")
    said = PersonFactory()
    Participation.objects.update(person=said)

    assert infer_people(Participation.objects.all()) == 0

    row.refresh_from_db()
    assert (row.person, row.person_is_inferred) == (said, False)


MAY, AUGUST, FALL = date(2025, 5, 11), date(2025, 8, 14), date(2025, 10, 1)
BETWEEN = date(2025, 7, 1)
# When the meeting was; when the tenure of the person began, ended and was attested; the same of
# somebody else's tenure, None where nobody else is on record; whether the inference is stale.
STALE = [
    (DAY, ("2023", "2026", None), None, False),
    (DAY, ("", "", MAY), None, False),  # the last who is known to have held it
    (DAY, ("", "", FALL), None, False),  # the next
    (DAY, ("", "", None), None, False),
    (DAY, ("2023", "", None), None, False),
    (DAY, ("", "2025-07", MAY), None, True),
    (DAY, ("", "2025-08", MAY), None, False),
    (DAY, ("2025-08-15", "", None), None, True),
    (DAY, ("", "", MAY), ("", "", FALL), False),
    (DAY, ("", "", FALL), ("", "", MAY), False),
    (DAY, ("", "", MAY), ("", "", AUGUST), True),
    (DAY, ("", "", MAY), ("2025-06", "2026", None), True),
    (DAY, ("2023", "2026", None), ("2024", "2026", None), True),
    (DAY, ("", "", MAY), ("", "", BETWEEN), True),  # another has followed by then
    (DAY, ("", "", MAY), ("", "2025-07-02", BETWEEN), True),
    (DAY, ("", "", MAY), ("", "", date(2025, 1, 1)), False),
    (DAY, ("", "", None), ("", "", MAY), True),
    ("2025-08-13/2025-08-14", ("", "2025-08-13", MAY), None, True),
    ("2025-08", ("", "2025-08-13", MAY), None, False),
    ("2025-08", ("", "2025-07-31", MAY), None, True),
    ("", ("", "2025-07-31", MAY), None, False),
]


@pytest.mark.parametrize(("when", "mine", "others", "is_stale"), STALE)
def test_an_inference_is_stale_only_once_the_record_says_otherwise(when, mine, others, is_stale):
    row = role(when)
    tenure, *_rest = [
        held(row, began, ended, attested_first=attested)
        for began, ended, attested in filter(None, (mine, others))
    ]
    Participation.objects.update(person=tenure.person, person_is_inferred=True)

    assert list(stale_inferences()) == [row] * is_stale


def test_an_inference_is_stale_once_no_tenure_of_the_person_is_left():
    row = role()
    Participation.objects.update(person=PersonFactory(), person_is_inferred=True)

    assert list(stale_inferences()) == [row]


@pytest.mark.parametrize(
    ("died", "is_stale"),
    [("2025-08-13", True), ("2025-08-14", False), ("2025", False), ("2024", True), ("", False)],
)
def test_an_inference_is_stale_once_the_person_died_before(died, is_stale):
    row = role()
    tenure = held(row, attested_first=MAY)
    tenure.person.died = died
    tenure.person.save()
    Participation.objects.update(person=tenure.person, person_is_inferred=True)

    assert list(stale_inferences()) == [row] * is_stale


def test_what_is_inferred_is_not_stale_before_the_record_changes():
    held(role(), "2023", "2026")
    infer_people(Participation.objects.all())

    assert not stale_inferences().exists()


def test_stale_inferences_take_the_same_queries_for_one_and_for_ten(django_assert_num_queries):
    for _ in range(10):
        held(role(), "2023", "2026")
    infer_people(Participation.objects.all())
    Tenure.objects.update(ended="2024", ended_earliest="2024-01-01", ended_latest="2024-12-31")

    with django_assert_num_queries(5):
        assert len(stale_inferences()) == 10


def test_explicit_people_are_never_stale():
    ParticipationFactory(office=OfficeFactory())

    assert not stale_inferences().exists()


def test_proposals_take_the_same_queries_for_one_and_for_ten(django_assert_num_queries):
    for _ in range(10):
        held(role(), "2023", "2026")
    rows = list(Participation.objects.select_related("meeting"))

    with django_assert_num_queries(2):
        assert len(propose(rows)) == 10
