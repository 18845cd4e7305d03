"""Sitemaps: every page once, in files of a bounded size; the news of two days; robots.txt."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import services
from newsroom.register.models import Item
from newsroom.register.pages import address
from newsroom.register.sequencer import sequence_all
from newsroom.sitemaps import parts as division
from newsroom.templatetags.page_tags import KINDS
from tests.factories import ArticleFactory, PersonFactory
from tests.factories.whole import whole_story
from tests.newsroom.outlets import fetch, schema
from tests.reader import publish_scene

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOST = "http://testserver"


def locations(client, path: str) -> dict[str, datetime]:
    """The addresses in a sitemap or an index, with their times."""
    answer = fetch(client, path)
    assert answer.status == 200
    assert answer.response.headers["Content-Type"] == "application/xml; charset=utf-8"
    found = {}
    for entry in answer.tree:
        where = entry.findtext(f"{SITEMAP}loc")
        assert where.startswith(f"{HOST}/")
        assert where not in found
        found[where.removeprefix(HOST)] = datetime.fromisoformat(
            entry.findtext(f"{SITEMAP}lastmod")
        )
    return found


def all_locations(client) -> dict[str, datetime]:
    found = {}
    for path in locations(client, "/sitemap.xml"):
        part = locations(client, path)
        assert part.keys().isdisjoint(found)
        found |= part
    return found


@pytest.fixture
def everything():
    whole_story(3)
    publish_scene()


def test_sitemaps_name_every_page_once_with_its_last_change(client, everything):
    expected = {address(item): item.sequenced_at for item in Item.objects.filter(live=True)}

    assert all_locations(client) == expected
    assert set(Item.objects.values_list("kind", flat=True)) == set(KINDS)
    for path in expected:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_division_into_parts_loses_nothing(client, everything, monkeypatch, size):
    monkeypatch.setattr(division, "SIZE", size)
    expected = {address(item): item.sequenced_at for item in Item.objects.filter(live=True)}

    parts = locations(client, "/sitemap.xml")

    assert all_locations(client) == expected
    for path, changed in parts.items():
        rows = locations(client, path)
        assert 1 <= len(rows) <= size
        assert changed == max(rows.values())


def test_what_changes_moves_to_the_newest_part(client, monkeypatch):
    monkeypatch.setattr(division, "SIZE", 2)
    people = PersonFactory.create_batch(6, public=True)
    sequence_all()
    before = locations(client, "/sitemap.xml")
    people[0].summary = "Ministre."
    people[0].save()
    sequence_all()
    after = locations(client, "/sitemap.xml")

    assert len(all_locations(client)) == 6
    assert max(after.values()) > max(before.values())
    # The others keep their time: nobody has to read them again.
    assert sum(after.get(path) == changed for path, changed in before.items()) >= 2


def test_sitemaps_are_what_the_schema_says(client, everything, shared):
    rules = schema(shared, "sitemap.xsd")

    for path in locations(client, "/sitemap.xml"):
        assert rules.validate(fetch(client, path).tree), rules.error_log
    index = fetch(client, "/sitemap.xml").tree
    # There is no schema of the index under a clear licence; it holds this and no more.
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert {child.tag for entry in index for child in entry} == {
        f"{SITEMAP}loc",
        f"{SITEMAP}lastmod",
    }


def test_empty_archive_has_an_index_without_parts(client):
    assert locations(client, "/sitemap.xml") == {}
    assert fetch(client, "/sitemap/article-0.xml").status == 404


def test_nothing_unpublished_and_nothing_taken_back_is_in_a_sitemap(client):
    ArticleFactory(headline="Brouillon")
    PersonFactory(private=True)
    story = ArticleFactory(headline="Retirée", published=True)
    sequence_all()
    assert len(all_locations(client)) == 1
    path = next(iter(locations(client, "/sitemap.xml")))

    services.withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")

    assert all_locations(client) == {}
    assert fetch(client, path).status == 404
    assert list(fetch(client, "/sitemap/actualites.xml").tree) == []


@pytest.mark.parametrize("path", ["/sitemap.xml", "part", "/sitemap/actualites.xml"])
def test_sitemap_takes_one_query_however_much_there_is(client, monkeypatch, path):
    if path == "part":
        path = "/sitemap/person-0.xml"
        monkeypatch.setattr(division, "SIZE", 10**9)
    else:
        monkeypatch.setattr(division, "SIZE", 3)
    PersonFactory.create_batch(10, public=True)
    ArticleFactory.create_batch(10, published=True)
    sequence_all()

    first = fetch(client, path)
    again = fetch(client, path, **{"if-none-match": first.response.headers["ETag"]})

    assert (first.status, first.queries) == (200, 1)
    assert (again.status, again.queries) == (304, 1)


def test_parts_are_found_by_the_index_alone(everything):
    with CaptureQueriesContext(connection) as captured:
        division.parts(("public",))
    with connection.cursor() as cursor:
        # What these few rows would be read by is not what a million would; nor what there were.
        cursor.execute("analyze register_item")
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        cursor.execute(f"explain {captured.captured_queries[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert plan.count("item_kind_seq_idx on register_item") == 3
    assert "Sort" not in plan


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sitemap/user-0.xml", 404),
        ("/sitemap/person-999.xml", 404),
        (f"/sitemap/person-{10**30}.xml", 404),
        ("/sitemap.xml?page=2", 400),
        ("/sitemap/actualites.xml?x=1", 400),
    ],
)
def test_what_is_not_there_is_said_so(client, everything, path, status):
    assert fetch(client, path).status == status


def news(client) -> list[dict[str, str]]:
    """The news in the news sitemap, checked by the rules of those who read it."""
    answer = fetch(client, "/sitemap/actualites.xml")
    assert answer.status == 200
    assert answer.tree.tag == f"{SITEMAP}urlset"
    assert len(answer.tree) <= 1000
    found = []
    for url in answer.tree:
        assert [child.tag for child in url] == [f"{SITEMAP}loc", f"{NEWS}news"]
        told = url.find(f"{NEWS}news")
        assert [child.tag for child in told] == [
            f"{NEWS}publication",
            f"{NEWS}publication_date",
            f"{NEWS}title",
        ]
        publication = told.find(f"{NEWS}publication")
        assert [child.tag for child in publication] == [f"{NEWS}name", f"{NEWS}language"]
        moment = datetime.fromisoformat(told.findtext(f"{NEWS}publication_date"))
        assert moment.tzinfo
        assert timezone.now() - moment <= timedelta(hours=48)
        found.append(
            {
                "loc": url.findtext(f"{SITEMAP}loc").removeprefix(HOST),
                "title": told.findtext(f"{NEWS}title"),
                "name": publication.findtext(f"{NEWS}name"),
                "language": publication.findtext(f"{NEWS}language"),
            }
        )
    return found


def test_news_are_the_stories_of_the_last_two_days(client):
    now = timezone.now()
    ages = {"Hier": 20, "Presque trop vieille": 47.9, "Trop vieille": 48.1, "Il y a un an": 9000}
    for headline, hours in ages.items():
        services.publish(
            ArticleFactory(headline=headline), by=None, at=now - timedelta(hours=hours)
        )
    services.publish(ArticleFactory(headline="<Talks> & \x0btea", language="en"), by=None)
    services.publish(ArticleFactory(headline="", lead="Sans titre, mais un début."), by=None)
    sequence_all()

    found = {one["title"]: one for one in news(client)}

    assert set(found) == {
        "Hier",
        "Presque trop vieille",
        "<Talks> & tea",
        "Untitled: Sans titre, mais un début.",
    }
    assert found["<Talks> & tea"]["language"] == "en"
    assert found["Hier"]["name"] == "The archive"
    for one in found.values():
        assert client.get(one["loc"]).status_code == 200


def test_news_sitemap_is_valid_without_news(client, shared):
    assert news(client) == []
    services.publish(ArticleFactory(), by=None)
    sequence_all()
    # Without what the schema does not know.
    tree = fetch(client, "/sitemap/actualites.xml").tree
    for told in tree.findall(f".//{NEWS}news"):
        told.getparent().remove(told)
    rules = schema(shared, "sitemap.xsd")
    assert rules.validate(tree), rules.error_log


def test_robots_are_told_where_the_sitemaps_are(client):
    answer = fetch(client, "/robots.txt")

    assert answer.response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.body.decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow:"]
    named = [line.removeprefix(f"Sitemap: {HOST}") for line in lines if "Sitemap" in line]
    assert named == ["/sitemap.xml", "/sitemap/actualites.xml"]
    assert all(fetch(client, path).status == 200 for path in named)
