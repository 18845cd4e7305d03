"""Offices, ranks, memberships, names and actors lead to the sentences that state them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import services
from articles.models import Evidence
from newsroom.register.models import Item, Mark
from newsroom.register.projection import projections
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    EvidenceFactory,
    MembershipFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)
from tests.reader import get, page_of
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts() -> dict[str, Any]:
    """One fact of each kind, about a person, an office, a country and an organisation."""
    person, country = PersonFactory(public=True), CountryFactory(public=True)
    body = OrganisationFactory(public=True)
    return {
        "actor": person.actor_ptr,
        "name": NameFactory(actor=person.actor_ptr, text="Salifou Modi"),
        "tenure": TenureFactory(person=person, office=OfficeFactory(public=True)),
        "rank": RankFactory(person=person),
        "membership": MembershipFactory(member=country.actor_ptr, organisation=body),
    }


def state(facts: dict[str, Any], **values: Any) -> tuple[Any, dict[str, Evidence]]:
    """A published story that states each of the facts; its evidence by fact."""
    story = ArticleFactory()
    rows = {
        name: EvidenceFactory(article=story, **{name: fact}, **values)
        for name, fact in facts.items()
    }
    services.publish(story, by=None)
    sequence_all()
    return story, rows


def doc(thing: Any) -> dict[str, Any]:
    return Item.objects.get(uid=thing.uid).doc


def shown(facts: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The sentences of each fact, the same in each of the two documents that have it."""
    tenure, membership = facts["tenure"], facts["membership"]
    person = doc(facts["actor"])
    assert person["tenures"][0]["evidence"] == doc(tenure.office)["tenures"][0]["evidence"]
    [member], [of] = (
        doc(membership.organisation)["members"],
        doc(membership.member)["memberships"],
    )
    assert member["evidence"] == of["evidence"]
    [name] = [one for one in person["names"] if one["text"] == "Salifou Modi"]
    return {
        "actor": person["evidence"],
        "name": name["evidence"],
        "tenure": person["tenures"][0]["evidence"],
        "rank": person["ranks"][0]["evidence"],
        "membership": member["evidence"],
    }


@pytest.mark.parametrize("certainty", ["explicit", "inferred", "outside", "disputed"])
def test_each_fact_names_the_sentence_and_its_story(facts, certainty):
    story, rows = state(facts, certainty=certainty)

    assert shown(facts) == {
        name: [{"article": str(story.uid), "evidence": str(row.uid)}] for name, row in rows.items()
    }


@pytest.mark.parametrize("how", ["withdrawn", "rejected", "lost", "draft", "deleted", "moved"])
def test_what_the_world_may_not_see_is_named_nowhere(facts, how):
    story, _rows = state(facts)
    if how == "withdrawn":
        services.withdraw(story, by=None, reason="Faux.")
    elif how == "rejected":
        Evidence.objects.update(review="rejected")
    elif how == "lost":
        story.body = "<p>Tout autre chose a été écrit depuis.</p>"
        story.save()
    elif how == "draft":
        Evidence.objects.update(article=ArticleFactory())
    elif how == "deleted":
        Evidence.objects.all().delete()
    else:
        Evidence.objects.update(**dict.fromkeys(facts), note="Rien de plus.")
    sequence_all()

    assert set(map(tuple, shown(facts).values())) == {()}
    live = Item.objects.filter(live=True).values_list("uid", "etag")
    assert {str(uid): etag for uid, etag in live} == truth()


def test_a_draft_changes_no_document(facts):
    sequence_all()
    before = Item.objects.values_list("uid", "seq").order_by("uid")
    known = list(before)
    for name, fact in facts.items():
        EvidenceFactory(article=ArticleFactory(), **{name: fact})

    assert Mark.objects.exists()
    assert sequence_all() == 0
    assert list(before.all()) == known


def test_of_many_sentences_the_newest_are_named_and_no_others_read(facts):
    stories = [state({"tenure": facts["tenure"]})[0] for _ in range(7)]

    named = [row["article"] for row in doc(facts["actor"])["tenures"][0]["evidence"]]

    assert named == [str(story.uid) for story in reversed(stories)][:5]


@pytest.mark.parametrize("kind", ["person", "office", "country", "organisation"])
def test_a_projection_asks_the_same_whatever_number_of_facts_and_sentences(facts, kind):
    def asked() -> int:
        projection = projections()[kind]
        with CaptureQueriesContext(connection) as captured:
            assert any(item.doc for item in projection.project(list(projection.everything())))
        return len(captured)

    state(facts)
    few = asked()
    person, country = PersonFactory(public=True), CountryFactory(public=True)
    for _ in range(3):
        more = {
            "actor": person.actor_ptr,
            "name": NameFactory(actor=person.actor_ptr),
            "tenure": TenureFactory(person=person, office=OfficeFactory(public=True)),
            "rank": RankFactory(person=person),
            "membership": MembershipFactory(
                member=country.actor_ptr, organisation=OrganisationFactory(public=True)
            ),
        }
        state(more)
        state(facts)

    assert asked() == few


def test_every_page_leads_to_the_marked_sentence(client, facts):
    story, rows = state(facts, certainty="inferred")
    membership, tenure = facts["membership"], facts["tenure"]
    expected = {
        facts["actor"]: {"actor", "name", "tenure", "rank"},
        tenure.office: {"tenure"},
        membership.member: {"membership"},
        membership.organisation: {"membership"},
    }

    for thing, names in expected.items():
        page = get(client, page_of(thing))
        links = {a.get("href") for a in page.all("a") if "fact=" in (a.get("href") or "")}
        assert links == {f"{page_of(story)}?fact={rows[name].uid}#fact" for name in names}
    marked = get(client, page_of(story), fact=str(rows["rank"].uid))
    assert marked.texts("mark") == ["Ils ont parlé de coopération."]


def test_a_sentence_that_stands_among_the_sources_of_days_is_linked_once(client, facts):
    story, rows = state({"tenure": facts["tenure"]})

    page = get(client, page_of(facts["actor"]))

    address = f"{page_of(story)}?fact={rows['tenure'].uid}#fact"
    assert [a.get("href") for a in page.all("a")].count(address) == 1


@pytest.mark.parametrize("name", ["actor", "tenure", "membership"])
def test_a_page_asks_the_same_whatever_number_of_sentences(client, facts, name):
    thing = {"actor": facts["actor"], "tenure": facts["tenure"].office}
    thing["membership"] = facts["membership"].organisation
    state(facts, certainty="inferred")
    few = get(client, page_of(thing[name])).queries
    for _ in range(3):
        state(facts, certainty="inferred")

    assert get(client, page_of(thing[name])).queries == few
