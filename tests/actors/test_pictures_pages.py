"""Pictures on pages of one thing: drawn from what the register has, with a table each."""

from datetime import date

import pytest

from actors.choices import MeetingFormat, MeetingStatus
from actors.pages.addresses import pair_address
from newsroom.register.sequencer import sequence_all
from tests.actors.pictures import SVG, drawn, make_world, marks, pictures, table
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
    StopFactory,
    TenureFactory,
)
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_network_of_a_person_names_persons_and_else_those_who_sent_them(client, world):
    page = get(client, page_of(world["camara"]))

    said = ["Mody, 2 meetings · 2025", "Niger, 1 meeting · 2024"]
    assert drawn(page, "broad")[:2] == said
    assert drawn(page, "narrow")[:2] == said
    assert table(page, "network") == [
        "Mody | 2 – Mody | May 2025 | from 14 to 15 August 2025",
        "Niger | 1 – Niger | 5 March 2024 | 5 March 2024",
    ]


def test_network_of_a_country_is_of_countries_and_leads_to_their_meetings(client, world):
    page = get(client, page_of(world["mali"]))
    both = pair_address(world["mali"].uid, world["niger"].uid)

    assert drawn(page, "broad")[:1] == ["Niger, 3 meetings · 2024–2025"]
    assert page.links["3 – Niger"] == both
    assert len(get(client, both).all("section[@aria-labelledby='meetings']//ul/li")) == 3


@pytest.mark.parametrize(
    ("change", "is_met"),
    [
        ({}, True),
        ({"status": MeetingStatus.CANCELLED}, False),
        ({"status": MeetingStatus.PLANNED}, False),
    ],
)
def test_only_a_meeting_that_was_held_makes_a_contact(client, change, is_met):
    one, other = PersonFactory(public=True), PersonFactory(name="Awa Diarra", public=True)
    meeting = MeetingFactory(public=True, when="2025-08-14", **change)
    for person in (one, other):
        ParticipationFactory(meeting=meeting, person=person, delegation=None, office=None)
    sequence_all()

    assert ("Awa Diarra" in get(client, page_of(one)).section("network")) == is_met


@pytest.mark.parametrize("together", [MeetingFormat.BILATERAL, MeetingFormat.MULTILATERAL])
def test_guests_of_one_host_met_one_another_only_where_all_met(client, together):
    meeting = MeetingFactory(public=True, when="2025-08-14", format=together)
    host, guest, other = (PersonFactory(name=name, public=True) for name in ("Hôte", "Un", "Deux"))
    for person in (host, guest, other):
        capacity = "host" if person is host else "head"
        ParticipationFactory(
            meeting=meeting,
            person=person,
            capacity=capacity,
            office=None,
            delegation=CountryFactory(public=True).actor_ptr,
        )
    sequence_all()

    met = get(client, page_of(guest)).section("network")
    assert "Hôte" in met
    assert ("Deux" in met) == (together == MeetingFormat.MULTILATERAL)


def test_career_of_a_single_day_is_not_drawn(client):
    person = PersonFactory(public=True)
    office = OfficeFactory(title="ministre de la Défense", public=True)
    known = {"began": "2021-01-26", "attested_first": None, "attested_last": None}
    TenureFactory(person=person, office=office, **known)
    sequence_all()

    page = get(client, page_of(person))

    assert "ministre de la Défense" in page.section("offices")
    assert page.section("career") == ""


def test_career_draws_each_office_and_rank_and_says_the_same_in_a_table(client):
    person = PersonFactory(public=True)
    TenureFactory(
        person=person,
        office=OfficeFactory(title="ministre", public=True),
        began="2019",
        ended="2021-05",
    )
    TenureFactory(
        person=person,
        office=OfficeFactory(title="président", public=True),
        certainty="inferred",
        attested_first=date(2023, 1, 1),
        attested_last=date(2024, 1, 1),
    )
    sequence_all()
    page = get(client, page_of(person))
    [picture] = pictures(page, "career")

    assert picture.get("role") == "img"
    assert {"ministre", "président"} <= {one.text for one in picture.iter(f"{SVG}text")}
    bars = picture.findall(f"{SVG}g")
    assert [bar.get("class") for bar in bars] == ["bar explicit", "bar inferred"]
    assert [len(bar.findall(f"{SVG}line[@class='open']")) for bar in bars] == [0, 2]
    # The factory's day, after the first had ended, is not a point of it.
    assert [len(bar.findall(f"{SVG}circle")) for bar in bars] == [0, 2]
    assert table(page, "career") == [
        "ministre | from 2019 to May 2021, attested on 14 August 2025 | explicit",
        "président | attested from 1 January 2023 to 1 January 2024 | inferred",
    ]


def test_diary_of_a_country_counts_months_and_leads_to_their_meetings(client, world):
    page = get(client, page_of(world["mali"]))
    months = [name for name in drawn(page, "months") if "," in name]

    assert months == ["May 2025, 1 meeting", "August 2025, 1 meeting", "March 2024, 1 meeting"]
    assert table(page, "diary") == ["May 2025 | 1", "August 2025 | 1", "March 2024 | 1"]
    may = next(link for link in marks(page) if "from=2025-05-01&to=2025-06-01" in link)
    assert "Entretien 2" in get(client, may).text
    assert "Entretien 3" not in get(client, may).text


def test_map_of_a_country_marks_it_and_where_its_meetings_were(client, world):
    page = get(client, page_of(world["mali"]))

    assert drawn(page, "map") == ["Bamako, 2 meetings", "Niamey, 1 meeting"]
    assert table(page, "where") == ["Bamako | Mali | 2 – Bamako", "Niamey | Niger | 1 – Niamey"]
    [own] = [path for path in pictures(page, "map")[0].iter(f"{SVG}path") if path.get("class")]
    assert own.get("class") == "own"


def test_map_of_a_meeting_shows_also_where_it_went_on(client, world):
    paris = PlaceFactory(name="Paris", latitude="48.86", longitude="2.35")
    StopFactory(meeting=world["meetings"][0], place=paris)
    sequence_all()

    page = get(client, page_of(world["meetings"][0]))
    assert drawn(page, "map") == ["Bamako, 1 meeting", "Paris, 1 meeting"]


def test_a_page_without_a_place_or_a_date_has_no_picture(client):
    person = PersonFactory(public=True)
    meeting = MeetingFactory(public=True, place=PlaceFactory())
    sequence_all()

    for thing in (person, meeting):
        assert get(client, page_of(thing)).all(f"figure//{SVG}svg") == []


def test_a_picture_of_hundreds_of_meetings_stays_light(client):
    ego = PersonFactory(public=True)
    others = [CountryFactory(public=True) for _ in range(30)]
    for n in range(300):
        meeting = MeetingFactory(public=True, when=f"{1990 + n // 12}-{n % 12 + 1:02}-03")
        ParticipationFactory(meeting=meeting, person=ego, delegation=None, office=None)
        other = others[n * n % 30].actor_ptr
        ParticipationFactory(meeting=meeting, person=None, delegation=other, office=None)
    sequence_all()
    page = get(client, page_of(ego))

    assert len(drawn(page, "timeline")) == 12
    assert len(drawn(page, "broad")) <= 24
    assert len(page.response.content) < 60_000
