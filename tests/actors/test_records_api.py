"""The API's answers about people, countries, offices, meetings and who met whom."""

from datetime import date

import pytest

from actors.choices import Visibility
from newsroom.register.models import Mark
from newsroom.register.sequencer import sequence_all
from tests.factories.actors import (
    AgreementFactory,
    CountryFactory,
    MeetingFactory,
    MembershipFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    RankFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """The answer of the API to a question, checked to be one."""

    def asked(path, **parameters):
        sequence_all()
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return asked


def ids(answer):
    return {row["id"] for row in answer["data"]}


def uids(*records):
    return {str(record.uid) for record in records}


@pytest.fixture
def ministers():
    """The defence ministers of Russia and Mali, who met twice; the second time by office only."""
    russia = CountryFactory(public=True, name="Russie", iso2="RU")
    mali = CountryFactory(public=True, name="Mali", iso2="ML")
    host = PersonFactory(public=True, name="Belousov")
    guest = PersonFactory(public=True, name="Camara")
    office = OfficeFactory(public=True, country=mali, title="ministre de la Défense")
    TenureFactory(
        person=guest,
        office=office,
        attested_first=date(2025, 5, 11),
        attested_last=date(2025, 8, 14),
    )
    meetings = [
        MeetingFactory(public=True, when=when, place=PlaceFactory(country=russia))
        for when in ("2025-05-11", "2025-08-14")
    ]
    for meeting in meetings:
        ParticipationFactory(meeting=meeting, person=host, delegation=russia.actor_ptr)
        ParticipationFactory(
            meeting=meeting,
            person=guest,
            delegation=mali.actor_ptr,
            office=office,
            person_is_inferred=meeting is meetings[1],
        )
    return {
        "russia": russia,
        "mali": mali,
        "host": host,
        "guest": guest,
        "office": office,
        "may": meetings[0],
        "august": meetings[1],
    }


@pytest.mark.parametrize(
    ("day", "certainty", "is_held"),
    [
        ("2025-05-11", "attested", True),
        ("2025-06-15", "inferred", True),
        ("2026-01-01", "unknown", False),
    ],
)
def test_who_was_defence_minister_of_mali(ask, ministers, day, certainty, is_held):
    camara = str(ministers["guest"].uid)

    [office] = ask("offices", country="ML", on=day)["data"]

    assert (office["certainty"], office["on"]) == (certainty, day)
    assert office["holder"] == (camara if is_held else None)
    assert office["last_holder"] == (None if is_held else camara)
    assert (office["attested_first"], office["attested_last"]) == ("2025-05-11", "2025-08-14")
    assert office == ask(f"offices/{office['id']}", on=day)


def test_without_a_day_an_office_says_nothing_of_a_holder(ask, ministers):
    [office] = ask("offices", person=str(ministers["guest"].uid))["data"]

    assert "holder" not in office
    assert office["tenures"][0]["person"] == str(ministers["guest"].uid)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"person": "guest"}, {"may", "august"}),
        ({"person": "guest", "certainty": "inferred"}, {"august"}),
        ({"person": "guest", "certainty": "explicit"}, {"may"}),
        ({"person": "host", "certainty": "inferred"}, set()),
        ({"country": "mali"}, {"may", "august"}),
        ({"office": "office"}, {"may", "august"}),
        ({"place": "russia", "from": "2025-06-01"}, {"august"}),
        ({"place": "mali"}, set()),
        ({"to": "2025-08-14"}, {"may"}),
        ({"status": "planned"}, set()),
        ({"status": "held,planned"}, {"may", "august"}),
    ],
)
def test_meetings(ask, ministers, question, expected):
    asked = {n: str(ministers[v].uid) if v in ministers else v for n, v in question.items()}

    assert ids(ask("meetings", **asked)) == uids(*(ministers[name] for name in expected))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, {"may", "august"}),
        ({"person": "guest"}, {"may", "august"}),
        ({"country": "mali"}, {"may", "august"}),
        ({"certainty": "inferred"}, {"august"}),
        ({"meeting": "may"}, {"may"}),
        ({"from": "2025-06-01"}, {"august"}),
        ({"person": "office"}, set()),
    ],
)
def test_who_met_whom(ask, ministers, question, expected):
    asked = {n: str(ministers[v].uid) if v in ministers else v for n, v in question.items()}

    met = ask("encounters", **asked)["data"]

    assert {row["meeting"] for row in met} == uids(*(ministers[name] for name in expected))
    for row in met:
        assert set(row["people"]) == uids(ministers["host"], ministers["guest"])


def test_both_of_two_people(ask, client, ministers):
    pair = [str(ministers[name].uid) for name in ("host", "guest")]

    both = ask("encounters", person=pair)
    neither = ask("encounters", person=[pair[0], str(PersonFactory(public=True).uid)])

    assert (len(both["data"]), len(neither["data"])) == (2, 0)


def test_a_country_is_answered_under_its_code_as_under_its_id(ask, ministers):
    by_code = ask("countries/ML")

    assert by_code == ask("countries/ml") == ask(f"countries/{ministers['mali'].uid}")
    assert by_code["iso2"] == "ML"


def test_a_person_on_a_day_shows_what_held_and_how_surely(ask):
    person = PersonFactory(public=True)
    office = OfficeFactory(public=True)
    TenureFactory(
        person=person,
        office=office,
        began="2020-01-01",
        ended="2021-12-31",
        attested_first=None,
        attested_last=None,
    )
    TenureFactory(person=person, office=OfficeFactory(public=True))
    RankFactory(
        person=person,
        title="général",
        attested_first=date(2025, 8, 14),
        attested_last=date(2025, 8, 14),
    )

    then = ask(f"people/{person.uid}", on="2021-01-01")
    now = ask(f"people/{person.uid}", on="2025-08-14")

    assert [(t["office"], t["standing"]) for t in then["tenures"]] == [
        (str(office.uid), "attested"),
        (then["tenures"][1]["office"], "unknown"),
    ]
    assert [t["standing"] for t in now["tenures"]] == ["attested"]
    assert [(r["title"], r["standing"]) for r in now["ranks"]] == [("général", "attested")]
    assert then["on"] == "2021-01-01"


def test_who_was_a_member_on_a_day(ask):
    body, country = OrganisationFactory(public=True), CountryFactory(public=True, iso2="ML")
    MembershipFactory(
        member=country.actor_ptr, organisation=body, began="1975-05-28", ended="2025-01-29"
    )

    before = ask(f"organisations/{body.uid}", on="2020-01-01")
    after = ask(f"organisations/{body.uid}", on="2025-02-01")

    assert [m["standing"] for m in before["members"]] == ["attested"]
    assert after["members"] == []
    assert ids(ask("organisations", member="ML")) == uids(body)
    assert ids(ask("countries", organisation=str(body.uid))) == uids(country)


def test_agreements_are_found_by_who_is_bound(ask):
    country = CountryFactory(public=True, iso2="ML")
    bound, other = (AgreementFactory(public=True) for _ in range(2))
    PartyFactory(agreement=bound, actor=country.actor_ptr)

    assert ids(ask("agreements", party="ML")) == ids(ask("agreements", country="ML")) == uids(bound)
    assert ids(ask("agreements", agreement_kind="declaration")) == uids(bound, other)


def test_events_are_no_meetings(ask):
    event = MeetingFactory(public=True, event=True)

    assert ids(ask("events")) == uids(event)
    assert ids(ask("meetings")) == set()


def test_people_come_from_a_to_z_and_are_found_under_every_spelling(ask):
    putin = PersonFactory(public=True, name="Vladimir Poutine")
    eva = PersonFactory(public=True, name="Éva")
    NameFactory(actor=putin.actor_ptr, text="Putin")

    assert [row["name"] for row in ask("people")["data"]] == ["Éva", "Vladimir Poutine"]
    assert ids(ask("people", q="Putin")) == uids(putin)
    assert ids(ask("people", q="eva", order="-updated_at")) == uids(eva)


def test_what_is_held_is_nowhere(client, ask):
    hidden = PersonFactory(name="Caché")

    assert ids(ask("people")) == set()
    assert client.get(f"/api/v1/people/{hidden.uid}").status_code == 404


def test_what_is_about_to_be_retracted_is_hidden_at_once(client, ask, ministers):
    ask("people")
    guest = ministers["guest"]
    guest.visibility = Visibility.PRIVATE
    guest.save()
    assert Mark.objects.filter(uid=guest.uid, retract=True).exists()

    uid = str(guest.uid)
    answers = [
        client.get("/api/v1/people").content,
        client.get("/api/v1/people?q=camara").content,
        client.get("/api/v1/countries?expand=people").content,
    ]

    assert client.get(f"/api/v1/people/{uid}").status_code == 404
    assert not any(b"Camara" in answer for answer in answers)


def test_expand_gives_what_is_referred_to_once_and_by_its_id(ask, ministers):
    answer = ask("meetings", expand="people,countries")

    expected = uids(*(ministers[name] for name in ("host", "guest", "russia", "mali")))
    assert set(answer["expanded"]) == expected
    uid = str(ministers["guest"].uid)
    assert answer["expanded"][uid] == ask(f"people/{uid}")


def test_fields_leave_the_rest_out(ask, ministers):
    rows = ask("meetings", fields="when,status")["data"]

    assert all(set(row) == {"id", "type", "when", "status"} for row in rows)
