"""Where feeds are: what they can be asked, who has them already, and the pages that name them."""

import pytest
from django.conf import settings
from django.test import override_settings

from articles import services
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    OrganisationFactory,
    PersonFactory,
    SectionFactory,
)
from tests.factories.whole import whole_story
from tests.newsroom.outlets import feed_of, fetch, schema
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

FORMATS = ["atom", "rss"]


@pytest.fixture
def scene():
    return publish_scene()


def test_whoever_has_a_feed_is_told_so_before_names_are_looked_up(client, scene):
    thing = feed_of(scene["camara"])
    asked = {"/flux.{}": 1, "/flux.{}?order=-updated_at": 1, thing + "{}": 2, "/flux.{}?q=deux": 2}
    for path in [path.format(ending) for path in asked for ending in FORMATS]:
        first = fetch(client, path)
        again = fetch(client, path, **{"if-none-match": first.response.headers["ETag"]})

        queries = asked[path.replace("atom", "{}").replace("rss", "{}")]
        assert (first.status, first.queries) == (200, queries + 1), path
        assert (again.status, again.body, again.queries) == (304, b"", queries), path
        for answer in (first, again):
            assert answer.response.headers["Cache-Control"] == "public, max-age=60"
            assert "Accept-Language" in answer.response.headers["Vary"]


def test_feed_takes_as_many_queries_for_ten_stories_as_for_one(client):
    whole_story(1)
    sequence_all()
    one = fetch(client, "/flux.atom").queries
    for _ in range(9):
        whole_story(2)
    sequence_all()

    ten = fetch(client, "/flux.atom")

    assert len(ten.feed.entries) == 10
    assert ten.queries == one == 2


def test_feed_is_walked_page_by_page_to_its_end(client):
    for number in range(65):
        ArticleFactory(headline=f"Dépêche n° {number}", published=True)
    sequence_all()
    seen, path = [], "/flux.atom"
    while path:
        feed = fetch(client, path).feed
        seen += [entry.id for entry in feed.entries]
        links = {link.rel: link.href for link in feed.feed.links}
        path = links.get("next", "").removeprefix("http://testserver")

    assert len(seen) == len(set(seen)) == 65
    assert links["previous"].startswith("http://testserver/flux.atom?cursor=")


def test_feed_answers_the_questions_of_the_list_of_stories(client, scene):
    section = SectionFactory(code="diplomatie")
    services.publish(
        ArticleFactory(headline="En rubrique", lead="Rien.", body="<p>Rien.</p>", section=section),
        by=None,
    )
    sequence_all()
    for asked, expected in {
        "section=diplomatie": ["En rubrique"],
        f"person={scene['camara'].uid}": ["Deux ministres à Bamako 1"],
        "q=ministres": ["Deux ministres à Bamako 1"],
        "q=ministres&section=diplomatie": [],
    }.items():
        feed = fetch(client, f"/flux.atom?{asked}")
        assert feed.titles == expected, asked
        assert feed.feed.feed.link == f"http://testserver/articles/?{asked}"


def test_feed_of_a_search_has_the_newest_stories_that_it_finds(client, scene):
    camara = scene["camara"].uid
    for asked, expected in {
        "q=camara": ["Deux ministres à Bamako 1"],
        f"person={camara}&year=2025": ["Deux ministres à Bamako 1"],
        f"person={camara}&year=2024": [],
        "": [],
    }.items():
        feed = fetch(client, f"/recherche/flux.atom?{asked}")
        assert feed.titles == expected, asked
        assert feed.queries <= 4
        assert feed.response.headers["X-Robots-Tag"] == "noindex"
    assert (
        "Sadio Camara 1" in fetch(client, f"/recherche/flux.atom?person={camara}").feed.feed.title
    )


def test_what_cannot_be_asked_is_refused_by_name(client, scene):
    thing = f"{feed_of(scene['camara'])}atom"
    for path, name in {
        "/flux.atom?persone=x": "persone",
        "/flux.rss?cursor=x.y": "cursor",
        "/flux.atom?person=camara": "person",
        "/flux.atom?q=x&q=y": "q",
        "/recherche/flux.atom?q=x&kind=person": "kind",
        "/recherche/flux.atom?q=x&cursor=x.y": "cursor",
        "/recherche/flux.atom?persone=x": "persone",
        f"{thing}?on=2025-08-14": "on",
        f"{thing}?cursor=x.y": "cursor",
    }.items():
        answer = fetch(client, path)
        assert answer.status == 400, path
        assert f"<code>{name}</code>".encode() in answer.body


@pytest.mark.parametrize("name", ["camara", "bloc", "mali"])
def test_feed_of_a_merged_thing_is_at_the_one_it_was_merged_into(client, scene, name):
    factory = {"camara": PersonFactory, "bloc": OrganisationFactory, "mali": CountryFactory}[name]
    double = factory(public=True)
    sequence_all()
    old = feed_of(double)
    double.merged_into = scene[name].actor_ptr
    double.save()
    sequence_all()

    for ending in FORMATS:
        answer = fetch(client, old + ending)
        assert (answer.status, answer.response.url) == (301, feed_of(scene[name]) + ending)


def test_feed_of_what_is_not_there_is_not_found(client, scene):
    assert fetch(client, "/personnes/6c1ee8cf-5f3c-4b93-9c2d-4f2a9a1f6c11/flux.atom").status == 404
    assert (
        fetch(client, feed_of(scene["camara"]).replace("personnes", "pays") + "atom").status == 404
    )


def test_feed_without_a_story_is_valid_and_always_the_same(client, shared):
    rules = schema(shared, "atom.rng")
    first, second = fetch(client, "/flux.atom"), fetch(client, "/flux.atom")

    assert first.feed.entries == []
    assert first.body == second.body
    assert rules.validate(first.tree), rules.error_log


def test_every_page_names_the_feeds_of_the_site(client, scene):
    for path in ["/", "/articles/", "/personnes/", "/recherche/?q=ministres"]:
        assert feeds_named(get(client, path))[-2:] == ["/flux.atom", "/flux.rss"], path


def test_page_of_a_thing_names_its_own_feeds_first(client, scene):
    for name in ("camara", "bloc", "mali"):
        page = get(client, page_of(scene[name]))

        assert feeds_named(page)[:2] == [feed_of(scene[name]) + ending for ending in FORMATS]
        doc = Item.objects.get(uid=scene[name].uid).doc
        assert (doc["name_en"] or doc["name"]) in page.texts("nav[@aria-label='Follow']")[0]


def test_page_of_a_section_names_its_own_feed(client):
    section = SectionFactory(code="diplomatie", name="Diplomatie")
    services.publish(ArticleFactory(headline="En rubrique", section=section), by=None)
    sequence_all()

    named = feeds_named(get(client, "/rubriques/diplomatie/"))

    assert named[:2] == ["/flux.atom?section=diplomatie", "/flux.rss?section=diplomatie"]
    assert fetch(client, named[0]).titles == ["En rubrique"]


def test_list_and_search_name_the_feed_of_what_was_asked(client, scene):
    camara = scene["camara"].uid
    for path, own in {
        "/articles/?section=diplomatie&q=&order=published_at": "/flux.atom?section=diplomatie",
        "/recherche/?q=ministres&order=newest": "/recherche/flux.atom?q=ministres",
        f"/recherche/?q=ministres&kind=article&person={camara}": (
            f"/recherche/flux.atom?q=ministres&kind=article&person={camara}"
        ),
        "/recherche/?q=ministres&kind=person": None,
        "/articles/": None,
        "/articles/?persone=x": None,
        "/recherche/": None,
        "/personnes/6c1ee8cf-5f3c-4b93-9c2d-4f2a9a1f6c11/": None,
    }.items():
        named = feeds_named(get(client, path))

        assert named[:-2] == ([own, own.replace("atom", "rss")] if own else []), path
        assert all(fetch(client, address).status == 200 for address in named)


def feeds_named(page) -> list[str]:
    """The feeds in the head of a page, in their order."""
    return [link.get("href") for link in page.all("link[@rel='alternate']")]


def test_feed_speaks_the_language_that_is_asked_for(client, scene):
    french, english = (fetch(client, "/flux.atom", language=code) for code in ("fr", "en"))

    assert (french.feed.feed.language, english.feed.feed.language) == ("fr", "en")
    assert french.response.headers["ETag"] != english.response.headers["ETag"]


def test_public_side_gives_feeds_without_a_visitor(client, scene):
    with override_settings(
        MIDDLEWARE=settings.PUBLIC_MIDDLEWARE, ROOT_URLCONF="newsroom.urls.public"
    ):
        feed = fetch(client, "/flux.atom")

    assert feed.status == 200
    assert not feed.response.cookies
