"""Pages and API asked about one day: what held, how surely, and which story says so."""

from datetime import date

import pytest

from articles.services import publish
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    AttestationFactory,
    CountryFactory,
    EvidenceFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A minister whom stories of May and August attest, and a source of June."""
    country = CountryFactory(public=True, name="Mali")
    office = OfficeFactory(public=True, title="ministre de la Défense", country=country)
    person = PersonFactory(public=True, name="Sadio Camara")
    bloc = OrganisationFactory(public=True, name="Alliance")
    nothing = {"attested_first": None, "attested_last": None}
    tenure = TenureFactory(person=person, office=office, **nothing)
    rank = RankFactory(person=person, title="général", **nothing)
    member = MembershipFactory(member=country.actor_ptr, organisation=bloc, **nothing)
    stories = {}
    for day in ("2025-05-11", "2025-08-14"):
        stories[day] = ArticleFactory(headline=f"Nouvelle du {day}", event_date=day)
        for fact in (tenure, rank, member):
            EvidenceFactory(article=stories[day], **{fact._meta.model_name: fact})
        publish(stories[day], by=None)
    AttestationFactory(tenure=tenure, day=date(2025, 6, 20), source="Journal officiel")
    sequence_all()
    return {
        "person": person,
        "country": country,
        "office": office,
        "bloc": bloc,
        "stories": stories,
    }


@pytest.mark.parametrize("name", ["as_of", "on"])
@pytest.mark.parametrize(
    ("day", "how", "told"),
    [
        ("2025-05-11", "attested", ["Nouvelle du 2025-05-11"]),
        ("2025-06-15", "inferred", ["Nouvelle du 2025-05-11", "Journal officiel"]),
        ("2025-06-20", "attested", ["Journal officiel"]),
        ("2026-01-01", "unknown", ["Nouvelle du 2025-08-14"]),
    ],
)
@pytest.mark.parametrize("thing", ["person", "office"])
def test_a_page_says_what_held_that_day_how_surely_and_who_says_so(
    client, scene, thing, day, how, told, name
):
    then = get(client, page_of(scene[thing]), **{name: day}).section("then")

    link = "ministre de la Défense" if thing == "person" else "Sadio Camara"
    assert f"{link} {how}" in then
    for source in told:
        assert source in then


@pytest.mark.parametrize(
    ("thing", "said"), [("bloc", "Mali inferred"), ("country", "Alliance inferred")]
)
def test_a_membership_on_a_day_names_the_stories_that_attest_it(client, scene, thing, said):
    page = get(client, page_of(scene[thing]), as_of="2025-06-15")

    assert said in page.section("then")
    addresses = [link.get("href") for link in page.all("section[@aria-labelledby='then']//a")]
    for story in scene["stories"].values():
        sentences = {str(uid) for uid in story.evidence.values_list("uid", flat=True)}
        [address] = [one for one in addresses if one.startswith(page_of(story))]
        assert address.partition("?fact=")[2].removesuffix("#fact") in sentences


def test_a_country_names_the_stories_that_attest_its_holders(client, scene):
    offices = get(client, page_of(scene["country"]), on="2025-05-11").section("offices")

    assert "Sadio Camara" in offices
    assert "Source: Nouvelle du 2025-05-11" in offices


@pytest.mark.parametrize("thing", ["person", "office", "bloc", "country"])
@pytest.mark.parametrize("asked", [{"as_of": "hier"}, {"on": "2025-05-11", "as_of": "2025-05-11"}])
def test_a_day_that_is_none_or_given_twice_is_refused(client, scene, thing, asked):
    assert get(client, page_of(scene[thing]), **asked).status == 400


def test_days_without_a_day_are_not_told(client, scene):
    page = get(client, page_of(scene["person"]))

    assert "Nouvelle du" not in page.section("then")
    assert "attested from 11 May to 14 August 2025" in page.section("offices")


def test_the_api_names_story_and_sentence(client, scene):
    story = scene["stories"]["2025-05-11"]
    address = f"/api/v1/offices/{scene['office'].uid}"

    answer = client.get(address, {"as_of": "2025-05-11"}).json()

    assert (answer["certainty"], answer["holder"]) == ("attested", str(scene["person"].uid))
    assert [one["article"] for one in answer["sources"]] == [str(story.uid)]
    sentences = {str(uid) for uid in story.evidence.values_list("uid", flat=True)}
    assert answer["sources"][0]["evidence"] in sentences
    assert answer["holders"][0]["sources"] == answer["sources"]
    assert answer == client.get(address, {"on": "2025-05-11"}).json()


@pytest.mark.parametrize("kind", ["people", "organisations", "countries", "offices"])
def test_a_list_answers_under_both_names_and_refuses_them_together(client, scene, kind):
    address = f"/api/v1/{kind}"

    on, as_of = (client.get(address, {name: "2025-06-15"}) for name in ("on", "as_of"))
    both = client.get(address, {"on": "2025-06-15", "as_of": "2025-06-15"})

    assert on.json()["data"] == as_of.json()["data"]
    assert both.status_code == 400


def test_facts_of_a_person_on_a_day_come_with_their_sources(client, scene):
    answer = client.get(f"/api/v1/people/{scene['person'].uid}", {"as_of": "2025-06-15"}).json()

    for name in ("tenures", "ranks"):
        [fact] = answer[name]
        assert fact["standing"] == "inferred"
        assert fact["sources"][0]["day"] == "2025-05-11"
