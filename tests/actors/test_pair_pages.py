"""Two actors have a page: their meetings by year, what both signed, what each says of the other."""

import pytest

from articles.services import publish
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    ParticipationFactory,
    PartyFactory,
    StatementFactory,
    StatementSubjectFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def pair(one, other):
    first, last = sorted((one.uid, other.uid))
    return f"/relations/{first}/{last}/"


def meet(one, other, when, **members):
    meeting = MeetingFactory(public=True, when=when, title=f"Entretiens du {when}", **members)
    for side in (one, other):
        ParticipationFactory(meeting=meeting, delegation=side.actor_ptr, person=None, office=None)
    return meeting


def test_meetings_are_counted_by_year_with_the_first_and_the_last(client, scene):
    for when in ("2019-03", "2025-01-02", "2025-02-03/2025-02-05"):
        meet(scene["mali"], scene["niger"], when)
    meet(scene["mali"], scene["niger"], "2026-12-01", status="cancelled")
    meet(scene["mali"], CountryFactory(), "2020-01-01")
    sequence_all()

    page = get(client, pair(scene["mali"], scene["niger"]))

    rows = [cell.split() for cell in page.texts("section[@aria-labelledby='years']//tbody/tr")]
    assert rows == [["20253"], ["20191"]]
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Meetings held"] == "4"
    assert facts["The first"].startswith("Entretiens du 2019-03")
    assert facts["The latest"].startswith("Consultations 1")
    assert "cancelled" in page.section("meetings").lower()


def test_who_met_what_both_signed_and_what_each_says_of_the_other(client, scene):
    PartyFactory(agreement=scene["agreement"], actor=scene["niger"].actor_ptr)
    said = StatementFactory(
        article=scene["article"], speaker=scene["mali"].actor_ptr, text="Un pays frère"
    )
    StatementSubjectFactory(statement=said, actor=scene["niger"].actor_ptr)
    StatementFactory(article=scene["article"], speaker=scene["mali"].actor_ptr, text="Autre chose")
    sequence_all()

    page = get(client, pair(scene["mali"], scene["niger"]))

    assert "Mémorandum 1" in page.section("agreements")
    assert "Un pays frère" in page.section("statements")
    assert "Autre chose" not in page.section("statements")
    assert "Sadio Camara 1" in page.section("people")
    assert "Deux ministres à Bamako 1" in page.section("stories")


def test_a_story_of_one_of_them_alone_is_not_there(client, scene):
    publish(ArticleFactory(headline="Le Mali seul", mentions=[scene["mali"]]), by=None)
    sequence_all()

    assert "Le Mali seul" not in get(client, pair(scene["mali"], scene["niger"])).text


def test_both_orders_lead_to_the_one_address(client, scene):
    first, last = sorted((scene["mali"].uid, scene["bloc"].uid))

    response = client.get(f"/relations/{last}/{first}/")

    assert (response.status_code, response.url) == (301, f"/relations/{first}/{last}/")
    page = get(client, response.url)
    assert page.all("link[@rel='canonical']")[0].get("href").endswith(response.url)


def test_an_actor_that_was_merged_leads_to_the_pair_of_the_other(client, scene):
    double = CountryFactory(name="Mali bis", iso2="", public=True)
    sequence_all()
    old = pair(double, scene["niger"])
    double.merged_into = scene["mali"].actor_ptr
    double.save()
    sequence_all()

    assert client.get(old).url == pair(scene["mali"], scene["niger"])


def test_nobody_is_a_pair_with_itself_with_a_meeting_or_with_what_is_not_public(client, scene):
    hidden = CountryFactory(private=True)
    sequence_all()

    for other in (scene["mali"], scene["meeting"], hidden):
        assert client.get(pair(scene["mali"], other)).status_code == 404


def test_a_meeting_that_is_being_hidden_is_not_counted(client, scene):
    scene["meeting"].visibility = "private"
    scene["meeting"].save()

    page = get(client, pair(scene["mali"], scene["niger"]))

    assert "Consultations" not in page.text
    assert dict(zip(page.texts("dt"), page.texts("dd"), strict=True))["Meetings held"] == "0"
    assert "Niger 1" not in get(client, page_of(scene["mali"])).section("network")


def test_page_of_a_country_names_those_it_meets_most(client, scene):
    often = CountryFactory(name="Algérie", iso2="", public=True)
    for month in range(1, 4):
        meet(scene["mali"], often, f"2025-0{month}-01")
    sequence_all()

    page = get(client, page_of(scene["mali"]))

    rows = page.texts("section[@aria-labelledby='network']//tbody/tr")
    assert [row.split(" – ")[0] for row in rows] == ["Algérie 3", "Niger 1 1"]
    assert page.links["3 – Algérie"] == pair(scene["mali"], often)


def test_pair_costs_the_same_for_one_meeting_and_for_thirty(client, scene):
    one = get(client, pair(scene["mali"], scene["niger"])).queries
    for number in range(30):
        meeting = meet(scene["mali"], scene["niger"], f"2024-01-{number + 1:02}")
        for person, side in (("camara", "mali"), ("mody", "niger")):
            ParticipationFactory(
                meeting=meeting, person=scene[person], delegation=scene[side].actor_ptr, office=None
            )
    sequence_all()

    assert get(client, pair(scene["mali"], scene["niger"])).queries == one <= 5
