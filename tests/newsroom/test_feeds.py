"""Feeds: valid in both formats, whatever a story says; corrected, withdrawn."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import atoma
import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from actors.models import Actor
from articles import services
from newsroom.feeds.entries import entry
from newsroom.feeds.generators import AtomFeed, RSSFeed
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    ImageFactory,
    MentionFactory,
    OrganisationFactory,
    PersonFactory,
    SectionFactory,
)
from tests.newsroom.outlets import ATOM, CONTENT, MEDIA, feed_of, fetch, schema
from tests.reader import page_of, publish_scene

pytestmark = pytest.mark.django_db

FORMATS = ["atom", "rss"]


@pytest.fixture
def scene():
    return publish_scene()


@pytest.fixture
def illustrated():
    """A story with a picture, a section, subjects and a source that is not the agency."""
    story = ArticleFactory(
        headline="Une photo",
        lead="Le chapeau.",
        section=SectionFactory(code="diplomatie", name="Diplomatie"),
        signature="AC/Sf/APA",
        licence="CC BY 4.0",
        source_name="Wikinews",
        source_url="https://example.org/",
        mentions=[PersonFactory(name="Awa Diarra", public=True)],
    )
    ImageFactory(article=story, made=True, caption="La poignée de main.")
    ClassificationFactory(article=story)
    services.publish(story, by=None)
    sequence_all()
    return story


@pytest.mark.parametrize("path", ["", "?order=-updated_at", "?q=introuvable"])
def test_atom_feed_is_what_the_standard_says(client, illustrated, scene, shared, path):
    rules = schema(shared, "atom.rng")

    feed = fetch(client, f"/flux.atom{path}")

    assert feed.response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert rules.validate(feed.tree), rules.error_log


@pytest.mark.parametrize("name", ["camara", "mali", "bloc"])
def test_thing_has_a_feed_of_the_stories_it_is_in(client, scene, shared, name):
    services.publish(ArticleFactory(headline="Autre sujet"), by=None)
    sequence_all()
    rules = schema(shared, "atom.rng")

    atom, rss = (fetch(client, feed_of(scene[name]) + ending) for ending in FORMATS)

    assert atom.titles == rss.titles == ["Deux ministres à Bamako 1"]
    assert atom.feed.feed.link == f"http://testserver{page_of(scene[name])}"
    assert scene[name].name.split()[0] in atom.feed.feed.title
    assert rules.validate(atom.tree), rules.error_log


def test_rss_feed_keeps_the_rules_of_its_format(client, illustrated, scene):
    root = fetch(client, "/flux.rss").tree
    channel = root.find("channel")

    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert channel.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/flux.rss"
    items = channel.findall("item")
    assert len(items) == 2
    for item in items:
        assert item.findtext("title") or item.findtext("description")
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert item.findtext("link").startswith("http://testserver/articles/")
        # Elements of RSS itself may come once, but for categories.
        own = [child.tag for child in item if "{" not in child.tag and child.tag != "category"]
        assert len(own) == len(set(own))


def test_entry_says_all_that_there_is_to_say_of_a_story(client, illustrated):
    item = Item.objects.get(uid=illustrated.uid)
    [found] = fetch(client, "/flux.atom").feed.entries

    assert found.id == illustrated.uid.urn
    assert found.link == f"http://testserver{page_of(illustrated)}"
    assert (found.title, found.summary) == ("Une photo", "Le chapeau.")
    assert (found.author, found.rights) == ("AC/Sf/APA", "CC BY 4.0")
    assert found.title_detail.language == "fr"
    assert {(tag.label, tag.scheme) for tag in found.tags} >= {
        ("Diplomatie", "http://testserver/articles/?section="),
        ("Awa Diarra", "http://testserver/personnes/"),
    }
    [picture] = found.media_content
    assert picture["url"].startswith(f"http://testserver/images/{illustrated.uid}/")
    assert picture["type"] == "image/jpeg"
    assert found.media_credit[0]["content"] == "A. Traoré, agence"
    text = found.content[0].value
    assert "La poignée de main." in text
    assert "A. Traoré, agence" in text
    assert item.doc["body"] in text


def test_both_formats_say_the_same(client, illustrated, scene):
    atom, rss = (fetch(client, f"/flux.{ending}") for ending in FORMATS)

    assert [e.id for e in atom.feed.entries] == [e.id for e in rss.feed.entries]
    assert [e.content[0].value for e in atom.feed.entries] == [
        e.content[0].value for e in rss.feed.entries
    ]
    assert [e.published_parsed for e in atom.feed.entries] == [
        e.published_parsed for e in rss.feed.entries
    ]
    assert rss.tree.findtext("channel/item/" + CONTENT + "encoded")
    assert rss.tree.find("channel/item/" + MEDIA + "content/" + MEDIA + "credit") is not None


def test_another_reader_understands_them_too(client, illustrated):
    atom = atoma.parse_atom_bytes(fetch(client, "/flux.atom").body)
    rss = atoma.parse_rss_bytes(fetch(client, "/flux.rss").body)

    assert [e.id_ for e in atom.entries] == [i.guid for i in rss.items] == [illustrated.uid.urn]
    assert atom.entries[0].title.value == rss.items[0].title == "Une photo"


def test_correction_updates_the_entry_and_says_so(client, scene):
    before = fetch(client, "/flux.atom").feed.entries[0]
    services.correct(scene["article"], by=None, note="Le ministre est général de corps d’armée.")
    sequence_all()

    [after] = fetch(client, "/flux.atom").feed.entries

    assert after.id == before.id
    assert after.published == before.published
    assert after.updated_parsed > before.updated_parsed
    assert "Correction" in after.content[0].value
    assert "Le ministre est général de corps d’armée." in after.content[0].value
    [item] = fetch(client, "/flux.rss").tree.findall("channel/item")
    assert datetime.fromisoformat(item.findtext(f"{ATOM}updated")) > datetime(
        2026, 1, 1, tzinfo=UTC
    )


def test_what_is_better_known_of_a_story_is_no_update(client, scene):
    before = fetch(client, "/flux.atom")
    MentionFactory(
        article=scene["article"], actor=OrganisationFactory(name="Ligue", public=True).actor_ptr
    )
    sequence_all()
    after = fetch(client, "/flux.atom")

    assert after.feed.entries[0].updated == before.feed.entries[0].updated
    assert "Ligue" in {tag.label for tag in after.feed.entries[0].tags}
    assert after.response.headers["ETag"] != before.response.headers["ETag"]


@pytest.mark.parametrize("ending", FORMATS)
def test_withdrawn_story_leaves_every_feed_at_the_editors_commit(client, scene, ending):
    Actor.objects.filter(pk=scene["camara"].pk).update(visibility="public")
    sequence_all()
    paths = [f"/flux.{ending}", f"{feed_of(scene['camara'])}{ending}"]
    paths.append(f"/flux.{ending}?q=ministres")
    etags = [fetch(client, path).response.headers["ETag"] for path in paths]
    services.withdraw(scene["article"], by=None, reason="La rencontre n’a pas eu lieu.")

    for path, etag in zip(paths, etags, strict=True):
        feed = fetch(client, path, **{"if-none-match": etag})
        assert feed.status == 200
        assert feed.feed.entries == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["]]>", "<b>&amp;", "\x00\x0b\x1f", "😀 é", "مرحبا", "\ufffe", "a\r\nb", "&#0;", "\x85\x9f"]
)
# Characters that XML has no place for, and line ends, of which it knows one.
LOST = {code: None for code in [*range(32), 0xFFFE, 0xFFFF] if code not in (9, 10, 13)}


def as_kept(text: str) -> str:
    return text.translate(LOST).replace("\r\n", "\n").replace("\r", "\n")


DOC = {
    "body": "<p>Le texte.</p>",
    "language": "fr",
    "published_at": "2025-08-14T18:30:00+00:00",
    "corrected_at": None,
    "signature": "AC",
    "source": {"name": "", "url": "", "licence": ""},
    "section": None,
    "dateline": None,
    **dict.fromkeys(("images", "subjects", "mentions", "corrections", "signatories"), ()),
}


@settings(deadline=None)
@given(title=TEXTS, lead=TEXTS)
def test_any_text_comes_through_as_it_is(title, lead):
    doc = DOC | {"headline": f"T{title}", "lead": f"L{lead}"}
    item = Item(kind="article", doc=doc, language="fr", slug="x")
    about = {"title": "A", "link": "http://h/", "description": "D", "pages": {}, "began": None}
    for generator in (AtomFeed, RSSFeed):
        feed = generator(**about)
        feed.add_item(**entry(item, {}, lambda path: f"http://h{path}"))
        text = feed.writeString("utf-8").encode()
        tree = etree.fromstring(text)
        assert not feedparser.parse(text).bozo
        own = tree.find(f"{ATOM}entry") if generator is AtomFeed else tree.find("channel/item")
        space = ATOM if generator is AtomFeed else ""
        summary = "summary" if generator is AtomFeed else "description"
        assert own.findtext(f"{space}title") == as_kept(f"T{title}")
        # HTML inside XML, so that it has to be read twice.
        written = etree.fromstring(f"<p>{own.findtext(space + summary)}</p>")
        assert written.text == as_kept(f"L{lead}")
