"""A page as of a day shows that day and nothing later, says so, and leads on within that day."""

import pytest

from articles.services import publish
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    NameFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

KINDS = ("camara", "bloc", "mali", "defence")
DAY = "2025-05-11"


@pytest.fixture
def scene():
    return publish_scene()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("parameter", ["on", "as_of"])
def test_view_as_of_a_day_says_so_and_is_no_address_of_its_own(client, scene, name, parameter):
    path = page_of(scene[name])

    page = get(client, path, **{parameter: DAY})

    assert "This page shows what the archive knows of 11 May 2025, and nothing later." in page.text
    assert page.all("link[@rel='canonical']")[0].get("href") == f"http://testserver{path}"
    assert page.all("meta[@name='robots']")[0].get("content") == "noindex, follow"
    assert path in [a.get("href") for a in page.all("aside//a")]
    assert get(client, path).all("meta[@name='robots']") == []


def test_what_came_later_is_not_there(client, scene):
    later = OfficeFactory(title="président", country=scene["mali"])
    TenureFactory(person=scene["camara"], office=later, began="2025-09-01")
    story = ArticleFactory(headline="En octobre", mentions=[scene["camara"]])
    publish(story, by=None)
    sequence_all()

    page = get(client, page_of(scene["camara"]), as_of=DAY)

    assert "ministre de la Défense du Mali 1 attested" in page.section("then")
    assert "président" not in page.text
    assert "Consultations 1" not in page.text
    assert "En octobre" not in page.text
    today = get(client, page_of(scene["camara"])).text
    assert all(words in today for words in ("président", "Consultations 1", "En octobre"))


def test_meetings_up_to_the_day_are_there(client, scene):
    ParticipationFactory(
        meeting=scene["earlier"], person=None, office=None, delegation=scene["mali"].actor_ptr
    )
    sequence_all()

    for name, day, shown in (("mali", "2025-05-10", []), ("mali", DAY, ["Premiers entretiens 1"])):
        page = get(client, page_of(scene[name]), as_of=day)
        found = page.section("meetings")
        assert [t for t in ("Premiers entretiens 1", "Consultations 1") if t in found] == shown


def test_links_carry_the_day_along_where_there_is_a_page_as_of_it(client, scene):
    page = get(client, page_of(scene["bloc"]), as_of=DAY)
    mali = f"{page_of(scene['mali'])}?as_of={DAY}"
    assert mali in page.links.values()

    country = get(client, mali.partition("?")[0], as_of=DAY)
    office = country.links["ministre de la Défense du Mali 1"]
    assert office == f"{page_of(scene['defence'])}?as_of={DAY}"
    assert country.links["Sadio Camara 1"] == f"{page_of(scene['camara'])}?as_of={DAY}"
    meetings = [href for href in country.links.values() if href.startswith("/rencontres/")]
    assert meetings
    assert not [href for href in meetings if "as_of" in href]


@pytest.mark.parametrize(
    ("day", "words"), [(DAY, "Sadio Camara 1"), ("2020-01-01", "unknown on that day")]
)
def test_offices_of_an_organisation_and_who_held_them_that_day(client, scene, day, words):
    office = OfficeFactory(title="secrétaire général", organisation=scene["bloc"], public=True)
    TenureFactory(person=scene["camara"], office=office, began="2025-01-01", ended="2025-12-31")
    TenureFactory(person=scene["mody"], office=office, began="2026-01-01")
    sequence_all()

    offices = get(client, page_of(scene["bloc"]), as_of=day).section("offices")

    assert words in offices
    assert "Salifou Mody" not in offices


def test_name_borne_that_day_and_what_was_not_there_are_said(client):
    country = CountryFactory(
        name="Burkina Faso", iso2="", public=True, began="1960-08-05", ended="2020"
    )
    NameFactory(actor=country.actor_ptr, text="Haute-Volta", began="1960", ended="1984")
    person = PersonFactory(public=True, born="1970", died="2010-01-01")
    sequence_all()

    assert "Name borne then: Haute-Volta" in get(client, page_of(country), as_of="1975-01-01").text
    later = get(client, page_of(country), as_of="1990-01-01").text
    assert "Name borne then" not in later
    assert "did not exist" not in later
    before = get(client, page_of(country), as_of="1950-01-01").text
    assert "It did not exist yet on that day." in before
    assert "Had died before that day." in get(client, page_of(person), as_of="2011-01-01").text
    assert "Had died" not in get(client, page_of(person), as_of="2010-01-01").text


def test_those_met_are_those_of_meetings_up_to_the_day(client, scene):
    other = CountryFactory(name="Algérie", iso2="", public=True)
    meeting = MeetingFactory(public=True, when="2026-01-01")
    for side in (scene["mali"], other):
        ParticipationFactory(meeting=meeting, delegation=side.actor_ptr, person=None, office=None)
    sequence_all()

    then = get(client, page_of(scene["mali"]), as_of="2025-12-31").section("network")

    assert "Niger 1" in then
    assert "Algérie" not in then
    assert "Algérie" in get(client, page_of(scene["mali"])).section("network")


def test_merged_person_leads_to_the_other_as_of_the_same_day(client, scene):
    double = PersonFactory(name="S. Camara", public=True)
    sequence_all()
    old = page_of(double)
    double.merged_into = scene["camara"].actor_ptr
    double.save()
    sequence_all()

    page = client.get(old, {"as_of": DAY}, follow=True)

    assert page.redirect_chain[-1][0] == f"{page_of(scene['camara'])}?as_of={DAY}"


@pytest.mark.parametrize("name", KINDS)
def test_page_as_of_a_day_costs_little(client, scene, name):
    assert get(client, page_of(scene[name]), as_of=DAY).queries <= 5
