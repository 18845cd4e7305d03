"""What cannot be true at once: each rule with a contradiction, a near miss and a doubt."""

from datetime import date
from typing import Any

import pytest

from actors import contradictions as record
from actors.models import Person
from tests.factories import (
    AgreementFactory,
    AttestationFactory,
    CountryFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

YES, NO = True, False


def found(source: str = "actors") -> list[str]:
    return [one.rule for one in record.contradictions(source)]


def tenure(dates: str, days: str = "", **more: Any) -> Any:
    """A tenure from "began/ended" and "first/last" attested, both in short."""
    began, _, ended = dates.partition("/")
    first, _, last = days.partition("/")
    return TenureFactory(
        began=began,
        ended=ended,
        attested_first=first or None,
        attested_last=last or first or None,
        **more,
    )


@pytest.mark.parametrize(
    ("one", "other", "more", "expected"),
    [
        (("2020/2024",), ("2022-03-01/2026",), {}, YES),
        (("2020/2024",), ("", "2022-05-05"), {}, YES),
        (("", "2022-01-01/2022-12-31"), ("", "2022-06-01"), {}, YES),
        (("", "2022-01-01/2022-12-31"), ("2022-05-05/",), {}, YES),
        # One hands over to the other.
        (("2020-01-01/2022-06-01",), ("2022-06-01/2024-01-01",), {}, NO),
        (("", "2022-06-01"), ("", "2022-06-01"), {}, NO),
        (("2020-01-01/2022-06-01",), ("2022-06-02/",), {}, NO),
        # It may be so, and need not.
        (("2020/2022",), ("2022/2024",), {}, NO),
        (("2020/",), ("2021/",), {}, NO),
        (("2020/2024~",), ("2023/2026",), {}, NO),
        (("[2018..2020]/2024",), ("2019-05-05/2019-06-06",), {}, NO),
        # It is no contradiction to hold it together.
        (("2020/2024",), ("2022/2023",), {"is_acting": True}, NO),
        (("2020/2024",), ("2021/2023",), {"certainty": "disputed"}, NO),
        (("2020/2024",), ("2021/2023",), {"office__is_shared": True}, NO),
        (("2020/2024",), ("2021/2023",), {"office__level": "legislator"}, NO),
        (("2020/2024",), ("2021/2023",), {"office__level": "ambassador"}, NO),
        (("2020/2024",), ("2021-12-01/2022-12-01",), {"same": True}, NO),
    ],
)
def test_two_hold_an_office_that_one_person_holds(one, other, more, expected):
    same = more.pop("same", False)
    of_office = {k: v for k, v in more.items() if k.startswith("office__")}
    first = tenure(*one, **of_office)
    person = {"person": first.person} if same else {}
    of_tenure = {k: v for k, v in more.items() if k not in of_office}
    tenure(*other, office=first.office, **person, **of_tenure)

    assert ("office_held_by_two" in found()) is expected


def test_one_person_under_two_records_that_are_merged_is_no_second_holder():
    first = tenure("2020/2024")
    second = tenure("2021/2023", office=first.office)
    Person.objects.filter(pk=second.person_id).update(merged_into=first.person_id)

    assert "office_held_by_two" not in found()


def test_what_sources_attest_counts_like_what_editors_enter():
    first = tenure("2020/2024")
    second = tenure("", office=first.office)
    assert found() == []
    AttestationFactory(tenure=second, day=date(2022, 2, 2))

    assert found() == ["office_held_by_two"]


@pytest.mark.parametrize(
    ("dates", "day", "expected"),
    [
        ("2020/2022", "2023-01-01", YES),
        ("2020/2022", "2019-12-31", YES),
        ("2020/2022", "2022-12-31", NO),
        ("2020/2022~", "2023-01-01", NO),
        ("2020/", "2030-01-01", NO),
    ],
)
@pytest.mark.parametrize("make", [TenureFactory, RankFactory, MembershipFactory])
def test_what_is_attested_outside_of_its_own_dates(make, dates, day, expected):
    began, _, ended = dates.partition("/")
    fact = make(began=began, ended=ended, attested_first=None, attested_last=None)
    kind = fact._meta.model_name
    days = {"tenure": None, "rank": None, "membership": None} | {kind: fact}
    AttestationFactory(day=date.fromisoformat(day), **days)

    assert (f"{kind}_attested_outside_its_dates" in found()) is expected


@pytest.mark.parametrize(
    ("higher", "lower", "expected"),
    [
        (("général d’armée", "2020-01-01"), ("colonel", "2021-01-01"), YES),
        (("colonel-major", "2020-01-01"), ("Colonel", "2020-01-02"), YES),
        (("général de brigade", "2020-01-01"), ("colonel", "2020-01-01"), NO),
        (("général d'armée", "2022-01-01"), ("colonel", "2021-01-01"), NO),
        (("général de corps d’armée", "2020-01-01"), ("général", "2021-01-01"), NO),
    ],
)
def test_a_rank_that_goes_down(higher, lower, expected):
    person = PersonFactory()
    for title, day in (higher, lower):
        RankFactory(person=person, title=title, attested_first=day, attested_last=day)

    assert ("rank_went_down" in found()) is expected


@pytest.mark.parametrize(
    ("life", "dates", "days", "expected"),
    [
        ({"died": "2020-05-05"}, "", "2020-05-06", YES),
        ({"died": "2020-05-05"}, "", "2020-05-05", NO),
        ({"died": "2020"}, "", "2020-12-31", NO),
        ({"died": "2020"}, "2021/", "", YES),
        ({"died": "2020~"}, "2021/", "", NO),
        ({"born": "1980"}, "", "1979-01-01", YES),
        ({"born": "1980"}, "/1979", "", YES),
        ({"born": "1980"}, "1975/2000", "", YES),
        ({"born": "1980"}, "1980/2000", "", NO),
        ({"died": "2020"}, "2010/", "", NO),
    ],
)
def test_an_office_before_birth_or_after_death(life, dates, days, expected):
    tenure(dates, days, person=PersonFactory(**life))

    assert ("tenure_outside_life" in found()) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"organisation__dissolved": "2020"}, YES),
        ({"organisation__dissolved": "2021"}, NO),
        ({"organisation__founded": "2022"}, YES),
        ({"organisation__founded": "2022?"}, NO),
        ({"country__iso2": "", "country__ended": "1991-12-26"}, YES),
    ],
)
def test_an_office_while_its_body_did_not_exist(body, expected):
    given = {"organisation": None, "country": None}
    for name, value in body.items():
        kind, _, column = name.partition("__")
        given[kind] = {**(given[kind] or {}), column: value}
    office = OfficeFactory(
        organisation=given["organisation"] and OrganisationFactory(**given["organisation"]),
        country=given["country"] and CountryFactory(**given["country"]),
    )
    tenure("", "2021-06-06", office=office)

    assert ("office_outside_body" in found()) is expected


@pytest.mark.parametrize(
    ("member", "body", "expected"),
    [
        ({"iso2": "", "ended": "1991-12-26"}, {}, YES),
        ({"iso2": "", "ended": "2021"}, {}, NO),
        ({}, {"dissolved": "2020-12-31"}, YES),
        ({}, {"founded": "2022"}, YES),
        ({}, {"founded": "2021-06~"}, NO),
    ],
)
def test_a_membership_while_one_of_the_two_did_not_exist(member, body, expected):
    MembershipFactory(
        member=CountryFactory(**member).actor_ptr,
        organisation=OrganisationFactory(**body),
        attested_first="2021-06-06",
        attested_last="2021-06-06",
    )

    assert ("membership_outside_life" in found()) is expected


USSR = {"iso2": "", "ended": "1991-12-26"}


@pytest.mark.parametrize("role", ["host", "inviter", "delegation"])
@pytest.mark.parametrize(
    ("when", "status", "expected"),
    [
        ("2025-08-14", "held", YES),
        ("1991-12-27", "planned", YES),
        ("1991-12-26", "held", NO),
        ("1991", "held", NO),
        ("1992~", "held", NO),
        ("2025-08-14", "cancelled", NO),
    ],
)
def test_a_former_country_at_a_meeting(role, when, status, expected):
    ussr = CountryFactory(**USSR).actor_ptr
    own = {role: ussr} if role != "delegation" else {}
    meeting = MeetingFactory(when=when, status=status, **own)
    if role == "delegation":
        ParticipationFactory(meeting=meeting, delegation=ussr, person=None)

    assert ("meeting_without_life" in found()) is expected


def test_who_receives_and_sends_a_delegation_is_told_of_once():
    ussr = CountryFactory(**USSR).actor_ptr
    meeting = MeetingFactory(when="2025-08-14", host=ussr, inviter=ussr)
    ParticipationFactory(meeting=meeting, delegation=ussr, person=None)

    assert [one.rule for one in record.about(meeting)] == ["meeting_without_life"]


@pytest.mark.parametrize(
    ("died", "certainty", "expected"),
    [
        ("2025-08-13", "explicit", YES),
        ("2025-08-14", "explicit", NO),
        ("2025", "explicit", NO),
        ("2024~", "explicit", NO),
        ("2024", "disputed", NO),
    ],
)
def test_a_dead_person_at_a_meeting(died, certainty, expected):
    ParticipationFactory(person=PersonFactory(died=died), certainty=certainty)

    assert ("meeting_without_life" in found()) is expected


@pytest.mark.parametrize(("signed", "expected"), [("2025", YES), ("1991", NO), ("", NO)])
def test_a_former_country_bound_by_an_agreement(signed, expected):
    PartyFactory(agreement=AgreementFactory(signed=signed), actor=CountryFactory(**USSR).actor_ptr)

    assert ("agreement_without_life" in found()) is expected


@pytest.mark.parametrize(
    ("own", "others", "when", "expected"),
    [
        ("2015/2018", None, "2025-08-14", YES),
        (None, "2020/2027", "2025-08-14", YES),
        ("2015/2018", "2020/2027", "2025-08-14", YES),
        ("2024/", "2020/2027", "2025-08-14", NO),
        ("2015/2025", None, "2025-08-14", NO),
        (None, "2020/2025", "2025-08-14", NO),
        (None, "2020-01-01/2025-08-14", "2025-08-14", NO),
        (None, None, "2025-08-14", NO),
        ("2015/2018", None, "2018", NO),
    ],
)
def test_somebody_at_a_meeting_in_an_office_that_was_not_theirs(own, others, when, expected):
    person, office = PersonFactory(), OfficeFactory()
    if own:
        tenure(own, person=person, office=office)
    if others:
        tenure(others, office=office)
    ParticipationFactory(meeting=MeetingFactory(when=when), person=person, office=office)

    assert ("office_not_held_at_meeting" in found()) is expected


@pytest.mark.parametrize(
    ("when", "status", "expected"),
    [("2020", "planned", YES), ("2999", "planned", NO), ("", "planned", NO), ("2020", "held", NO)],
)
def test_a_planned_meeting_whose_day_has_passed(when, status, expected):
    MeetingFactory(when=when, status=status)

    assert ("planned_in_the_past" in found()) is expected
