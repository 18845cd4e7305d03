"""OAI-PMH harvested by a client of others: all of it, page by page, while stories go."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles import services
from articles.models import Article
from newsroom.formats.oai import records
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, SectionFactory
from tests.newsroom.oai_client import OAI, Harvester, ask, texts
from tests.reader import publish_scene

pytestmark = pytest.mark.django_db

START = datetime(2025, 9, 1, 12, tzinfo=UTC)
BASE = "http://testserver/id/article/"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def clock(time_machine):
    """The time, which goes on only when it is told to."""
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def stories(clock, monkeypatch) -> list[Article]:
    """Ten stories, each sequenced a minute after the other; three records on a page."""
    monkeypatch.setattr(records, "PAGE", 3)
    found = []
    for number in range(10):
        found.append(ArticleFactory(headline=f"Titre {number}", published=True))
        sequence_all()
        clock.shift(60)
    return found


def withdraw(story: Article) -> None:
    services.withdraw(story, by=None, reason="Erreur.")


def of(story: Article) -> str:
    return f"{BASE}{story.uid}"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("prefix", ["oai_dc", "newsroom"])
def test_a_harvester_gets_everything(stories, prefix, method):
    harvester = Harvester(http_method=method)

    found = list(harvester.ListRecords(metadataPrefix=prefix))

    assert [one.header.identifier for one in found] == [of(story) for story in stories]
    assert harvester.requests == 4
    assert not any(one.header.deleted for one in found)
    heads = list(harvester.ListIdentifiers(metadataPrefix=prefix))
    assert [one.identifier for one in heads] == [one.header.identifier for one in found]
    assert [one.datestamp for one in heads] == sorted(one.datestamp for one in heads)


@pytest.mark.parametrize("is_sequenced", [True, False])
def test_nothing_is_lost_while_stories_are_withdrawn(stories, clock, is_sequenced):
    """One that the harvester has, and one that it is still to get, go while it walks."""
    harvester = Harvester()

    def withdraw_two() -> None:
        if harvester.requests == 2:
            withdraw(stories[1])
            withdraw(stories[8])
            if is_sequenced:
                clock.shift(60)
                sequence_all()
            clock.shift(60)

    harvester.between = withdraw_two
    found = [(one.header.identifier, one.header.deleted)
             for one in harvester.ListRecords(metadataPrefix="oai_dc")]  # fmt: skip

    seen = dict(found)
    assert set(seen) == {of(story) for story in stories}
    assert [uri for uri, gone in seen.items() if gone] == (
        [of(stories[1]), of(stories[8])] if is_sequenced else [of(stories[8])]
    )
    # Whatever it was then, the next harvest knows.
    sequence_all()
    clock.shift(60)
    again = Harvester().ListRecords(metadataPrefix="oai_dc", **{"from": "2025-09-01T12:10:00Z"})
    assert {one.header.identifier for one in again if one.header.deleted} == {
        of(stories[1]),
        of(stories[8]),
    }


def test_what_was_never_out_is_not_even_deleted(stories, clock):
    draft = ArticleFactory(headline="Brouillon")
    gone = ArticleFactory(ready=True)
    sequence_all()
    gone.delete()
    sequence_all()
    clock.shift(60)

    heads = list(Harvester().ListIdentifiers(metadataPrefix="oai_dc"))

    assert len(heads) == len(stories)
    assert of(draft) not in {one.identifier for one in heads}


def test_a_deleted_record_has_a_head_and_nothing_else(stories, clock):
    withdraw(stories[0])
    sequence_all()
    clock.shift(60)

    tree = ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={of(stories[0])}")

    assert texts(tree, ".//oai:metadata") == []
    assert b"Titre 0" not in etree.tostring(tree)
    assert texts(tree, ".//oai:setSpec") == []
    late = "from=2025-09-01T12:10:00Z"
    of_set = ask(f"verb=ListRecords&metadataPrefix=oai_dc&set=lang-fr&{late}")
    assert set(texts(of_set, ".//oai:setSpec")) == {"lang-fr"}
    [gone] = of_set.iterfind(f".//{OAI}header[@status='deleted']")
    assert gone.findtext(f"{OAI}identifier") == of(stories[0])


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-09-01T12:02:00Z", "2025-09-01T12:04:00Z", [2, 3, 4]),
        ("2025-09-01T12:08:00Z", None, [8, 9]),
        (None, "2025-09-01T12:01:59Z", [0, 1]),
        ("2025-09-01", "2025-09-01", list(range(10))),
        ("2025-09-01", None, list(range(10))),
        (None, "2025-09-01", list(range(10))),
    ],
)
def test_both_ends_of_the_time_are_in_it(stories, since, until, expected):
    asked = {name: value for name, value in (("from", since), ("until", until)) if value}

    heads = Harvester().ListIdentifiers(metadataPrefix="oai_dc", **asked)

    assert [one.identifier for one in heads] == [of(stories[number]) for number in expected]


def test_of_the_second_that_is_not_over_nothing_is_given(stories, clock):
    late = ArticleFactory(headline="Tard", published=True)
    sequence_all()
    query = "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2025-09-01T12:10:00Z"

    assert texts(ask(query), ".//oai:identifier") == []
    clock.shift(1)
    assert texts(ask(query), ".//oai:identifier") == [of(late)]


def test_sets_are_languages_and_sections(clock):
    section = SectionFactory(code="economie", name="Économie")
    stories = {
        "fr": ArticleFactory(published=True, section=section),
        "en": ArticleFactory(published=True, language="en"),
        "none": ArticleFactory(published=True),
    }
    sequence_all()
    clock.shift(60)
    harvester = Harvester()

    sets = {one.setSpec: one.setName for one in harvester.ListSets()}
    heads = {name: harvester.ListIdentifiers(metadataPrefix="oai_dc", set=name) for name in sets}
    found = {name: {one.identifier for one in listed} for name, listed in heads.items()}

    assert sets == {"lang-en": "en", "lang-fr": "fr", "section-economie": "Économie"}
    assert found["section-economie"] == {of(stories["fr"])}
    assert found["lang-en"] == {of(stories["en"])}
    assert found["lang-fr"] == {of(stories["fr"]), of(stories["none"])}


def test_what_leaves_a_set_is_deleted_to_whoever_harvests_the_set(clock):
    section = SectionFactory(code="economie", name="Économie")
    story = ArticleFactory(published=True, section=section)
    ArticleFactory(published=True, section=section)
    sequence_all()
    clock.shift(60)
    story.section = SectionFactory(code="politique", name="Politique")
    story.save()
    sequence_all()
    clock.shift(60)
    harvester = Harvester()

    left = harvester.ListIdentifiers(metadataPrefix="oai_dc", set="section-economie")
    entered = harvester.ListIdentifiers(metadataPrefix="oai_dc", set="section-politique")
    whole = harvester.ListIdentifiers(metadataPrefix="oai_dc")

    assert {one.identifier for one in left if one.deleted} == {of(story)}
    assert [(one.identifier, one.deleted) for one in entered] == [(of(story), False)]
    assert not any(one.deleted for one in whole)


def test_the_archive_says_what_it_is(stories):
    told = Harvester().Identify()

    assert told.protocolVersion == "2.0"
    assert told.baseURL == "http://testserver/oai"
    assert told.deletedRecord == "persistent"
    assert told.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert told.earliestDatestamp == "2025-09-01T12:00:00Z"


def test_dublin_core_says_what_the_page_says(clock):
    scene = publish_scene()
    clock.shift(60)

    record = Harvester().GetRecord(identifier=of(scene["article"]), metadataPrefix="oai_dc")

    told: dict[str, Any] = record.metadata
    assert told["title"] == [scene["article"].headline]
    assert scene["camara"].name in told["subject"]
    assert told["language"] == ["fr"]
    assert told["coverage"][0].startswith("Bamako")
    assert Client().get(told["identifier"][0]).status_code == 200


def test_our_own_format_is_the_linked_data_of_the_story(clock):
    scene = publish_scene()
    clock.shift(60)

    tree = ask(f"verb=GetRecord&metadataPrefix=newsroom&identifier={of(scene['article'])}")

    [element] = tree.iterfind(".//{http://testserver/oai/newsroom.xsd}jsonld")
    address = f"/api/v1/articles/{scene['article'].uid}?format=jsonld"
    assert json.loads(element.text) == Client().get(address).json()
    schema = etree.XMLSchema(etree.fromstring(Client().get("/oai/newsroom.xsd").content))
    schema.assertValid(etree.fromstring(etree.tostring(element)))


def test_any_words_of_a_story_come_through(clock):
    ArticleFactory(headline="Un <titre> & ses « signes » ]]> 𝄞", published=True)
    sequence_all()
    clock.shift(60)

    for prefix in ("oai_dc", "newsroom"):
        [record] = Harvester().ListRecords(metadataPrefix=prefix)
        assert "Un <titre> & ses « signes » ]]> 𝄞" in "".join(record.xml.itertext())
