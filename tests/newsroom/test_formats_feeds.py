"""Stories as Atom with tombstones and as JSON Feed, before the programs that read feeds."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from atoma import parse_atom_bytes, parse_json_feed_bytes
from lxml import etree

from articles import services
from articles.models import Article
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, ImageFactory
from tests.newsroom.ninjs_schemas import FOLDER
from tests.newsroom.outlets import ATOM, fetch
from tests.reader import publish_scene

pytestmark = pytest.mark.django_db

AT = "{http://purl.org/atompub/tombstones/1.0}"
LIST = "/api/v1/articles?format={}"


@pytest.fixture
def stories() -> list[Article]:
    """Six stories, a day apart, the oldest first."""
    start = datetime(2025, 8, 1, 12, tzinfo=UTC)
    found = [ArticleFactory(headline=f"Titre {number}") for number in range(6)]
    for number, story in enumerate(found):
        services.publish(story, by=None, at=start + timedelta(days=number))
    sequence_all()
    return found


def gone(page) -> dict[str, str]:
    """What the feed says is to be removed, and why."""
    found = page.tree.findall(f"{AT}deleted-entry")
    return {one.get("ref"): one.findtext(f"{AT}comment") or "" for one in found}


def withdraw(story, reason="Erreur."):
    services.withdraw(story, by=None, reason=reason)


def test_atom_is_valid_and_says_what_the_page_says(client):
    scene = publish_scene()
    ImageFactory(article=scene["article"], made=True)
    sequence_all()
    schema = etree.RelaxNG(etree.parse(FOLDER.parent / "atom.rng"))
    for address in (LIST.format("atom"), f"/api/v1/articles/{scene['article'].uid}?format=atom"):
        page = fetch(client, address)
        schema.assertValid(page.tree)
        [entry] = page.feed.entries
        assert entry.title == scene["article"].headline
        assert entry.id == scene["article"].uid.urn
        assert parse_atom_bytes(page.body).entries[0].id_ == entry.id


def test_what_was_taken_back_from_where_the_page_stands_is_a_deleted_entry(client, stories):
    withdraw(stories[1], "Rien de cela n’est vrai.")
    withdraw(stories[4], "Doublon.")
    sequence_all()

    first = fetch(client, f"{LIST.format('atom')}&limit=2")
    address = first.tree.find(f"{ATOM}link[@rel='next']").get("href")
    second = fetch(client, address)

    schema = etree.RelaxNG(etree.parse(FOLDER.parent / "atom.rng"))
    schema.assertValid(first.tree)
    assert first.titles == ["Titre 5", "Titre 3"]
    assert gone(first) == {stories[4].uid.urn: "Doublon."}
    assert second.titles == ["Titre 2", "Titre 0"]
    assert gone(second) == {stories[1].uid.urn: "Rien de cela n’est vrai."}


@pytest.mark.parametrize(
    ("query", "deleted"),
    [
        ("", 1),
        ("&order=published_at", 1),
        ("&order=-updated_at", 1),
        ("&section=nothing", 1),
        ("&published_after=2025-08-04", 1),
    ],
)
def test_a_kill_reaches_whoever_asks_in_whatever_order(client, stories, query, deleted):
    withdraw(stories[5])
    sequence_all()

    assert len(gone(fetch(client, LIST.format("atom") + query))) == deleted


def test_a_retraction_counts_before_the_register_has_caught_up(client, stories):
    withdraw(stories[3])

    page = fetch(client, LIST.format("atom"))

    assert stories[3].uid.urn in gone(page)
    assert "Titre 3" not in page.titles


def test_a_draft_and_what_was_never_out_is_no_deleted_entry(client, stories):
    ArticleFactory(headline="Brouillon")
    ArticleFactory(headline="Prêt", ready=True).delete()
    sequence_all()

    assert gone(fetch(client, LIST.format("atom"))) == {}


def test_a_withdrawn_story_by_its_id_is_a_feed_that_removes_it(client, stories):
    withdraw(stories[0], "Faux.")
    sequence_all()

    page = fetch(client, f"/api/v1/articles/{stories[0].uid}?format=atom")

    assert page.status == 410
    assert gone(page) == {stories[0].uid.urn: "Faux."}
    assert page.titles == []


def test_json_feed_is_read_by_a_program_that_reads_them(client):
    scene = publish_scene()
    ImageFactory(article=scene["article"], made=True)
    sequence_all()
    page = fetch(client, LIST.format("jsonfeed"))

    feed, [item] = parse_json_feed_bytes(page.body), json.loads(page.body)["items"]

    assert feed.version == "https://jsonfeed.org/version/1.1"
    assert feed.feed_url == f"http://testserver{LIST.format('jsonfeed')}"
    assert feed.items[0].title == scene["article"].headline
    assert feed.items[0].date_published.tzinfo is not None
    assert item["id"] == f"http://testserver/id/article/{scene['article'].uid}"
    assert item["language"] == "fr"
    assert client.get(item["url"]).status_code == 200
    assert client.get(item["image"]).status_code == 200
    assert scene["camara"].name in item["tags"]
    assert item["attachments"][0]["title"].endswith("(A. Traoré, agence)")


def test_json_feed_leads_to_the_next_page(client, stories):
    seen, address = [], f"{LIST.format('jsonfeed')}&limit=4"
    while address:
        feed = parse_json_feed_bytes(fetch(client, address).body)
        seen += [one.title for one in feed.items]
        address = feed.next_url

    assert seen == [f"Titre {number}" for number in (5, 4, 3, 2, 1, 0)]


def test_nothing_of_a_withdrawn_story_is_in_a_json_feed(client, stories):
    withdraw(stories[2])
    sequence_all()

    assert b"Titre 2" not in fetch(client, LIST.format("jsonfeed")).body
    address = f"/api/v1/articles/{stories[2].uid}?format=jsonfeed"
    answer = fetch(client, address)
    assert (answer.status, answer.response.headers["Content-Type"]) == (
        410,
        "application/problem+json",
    )
