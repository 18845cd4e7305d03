"""Which format an answer is in: by the parameter, else by the Accept header, else JSON."""

import pytest

from actors.models import Person
from newsroom.register.api.formats import formats_of
from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS
from tests.factories import ArticleFactory, CountryFactory, PersonFactory
from tests.reader import publish_scene

pytestmark = pytest.mark.django_db

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_{}.json"
NINJS = 'application/x.ninjs+json; profile="' + SCHEMA + '"'
TYPES = {
    "json": "application/json",
    "ninjs": NINJS.format("3.1"),
    "ninjs1": NINJS.format("1.6"),
    "jsonld": "application/ld+json",
    "jsonfeed": "application/feed+json",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "ftm": "application/x-ndjson",
}
OFFERED = {
    "articles": {*TYPES},
    "meetings": {*TYPES} - {"jsonfeed", "atom"},
    "events": {*TYPES} - {"jsonfeed", "atom"},
    "people": {"json", "jsonld", "ftm"},
    "organisations": {"json", "jsonld", "ftm"},
    "countries": {"json", "jsonld", "ftm"},
    "offices": {"json", "ftm"},
    "statements": {"json", "jsonld"},
    "agreements": {"json", "jsonld"},
}
MANY = ",".join(["text/html"] * 100)


@pytest.fixture
def story():
    found = ArticleFactory(headline="Titre", published=True)
    sequence_all()
    return found


@pytest.mark.parametrize("plural", OFFERED)
def test_each_kind_offers_its_formats_by_name_and_by_media_type(client, plural):
    publish_scene()
    kind = ITEMS[plural].projection.kind
    assert OFFERED[plural] == {"json", *formats_of(kind)}
    rows = client.get(f"/api/v1/{plural}").json()["data"]
    for address in (f"/api/v1/{plural}", *(f"/api/v1/{plural}/{row['id']}" for row in rows[:1])):
        for name, media_type in TYPES.items():
            by_name = client.get(f"{address}?format={name}", headers={"accept": "text/html"})
            by_type = client.get(address, headers={"accept": media_type})
            is_offered = name in OFFERED[plural]
            assert by_name.status_code == (200 if is_offered else 400), (address, name)
            assert by_type.status_code == (200 if is_offered else 406), (address, name)
            if is_offered:
                assert by_name.headers["Content-Type"] == media_type
                assert by_type.headers["Content-Type"] == media_type


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("application/json; charset=utf-8", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"),
        ("application/ld+json", "jsonld"),
        ("application/ld+json, */*", "jsonld"),
        ("application/json;q=0.5, application/atom+xml", "atom"),
        ("application/atom+xml;q=0.5, application/ld+json;q=0.7", "jsonld"),
        ("application/ld+json, application/json", "json"),
        ("application/json;q=0, */*", "ninjs"),
        ("application/*;q=0.1, text/calendar", "ics"),
        ("text/*", "ics"),
        # Without its profile the newest version.
        ("application/x.ninjs+json", "ninjs"),
        (f'application/x.ninjs+json;profile="{SCHEMA.format("1.6")}"', "ninjs1"),
        (f'application/json;q=0.9, application/x.ninjs+json;profile="{SCHEMA.format("1.6")}"',
         "ninjs1"),
        ("text/html", None),
        ("application/json;q=0", None),
        (f'application/x.ninjs+json;profile="{SCHEMA.format("2.2")}"', None),
        ("", None),
        ("nonsense", None),
        (f"{MANY},application/json", None),
        ("a" * 20_000, None),
    ],
)  # fmt: skip
def test_the_header_chooses(client, story, accept, name):
    headers = {} if accept is None else {"accept": accept}
    for address in ("/api/v1/articles", f"/api/v1/articles/{story.uid}"):
        response = client.get(address, headers=headers)
        if name is None:
            assert response.status_code == 406
            assert response.headers["Content-Type"] == "application/problem+json"
            assert "application/ld+json" in response.json()["offered"]
        else:
            assert response.headers["Content-Type"] == TYPES[name]


@pytest.mark.parametrize("address", ["/api/v1/articles", "/api/v1/articles/{uid}"])
@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("format=xml", "format", "invalid_choice"),
        ("format=NINJS", "format", "invalid_choice"),
        ("format=", "format", "empty"),
        ("format=json&format=ninjs", "format", "repeated"),
        ("format=ninjs&fields=headline", "fields", "json_only"),
        ("format=atom&expand=people", "expand", "json_only"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client, story, address, query, parameter, code):
    response = client.get(f"{address.format(uid=story.uid)}?{query}")

    assert response.status_code == 400
    assert [(e["parameter"], e["code"]) for e in response.json()["errors"]] == [(parameter, code)]


def test_a_count_has_no_place_but_in_json(client, story):
    assert client.get("/api/v1/articles?format=ninjs&count=exact").status_code == 400
    assert client.get("/api/v1/articles?format=json&count=exact").json()["meta"]["count"] == 1


@pytest.mark.parametrize("name", TYPES)
def test_every_format_has_a_tag_of_its_own_and_is_not_sent_twice(client, story, name):
    for address in ("/api/v1/articles", f"/api/v1/articles/{story.uid}"):
        first = client.get(f"{address}?format={name}")
        tag = first.headers["ETag"]
        again = client.get(f"{address}?format={name}", headers={"if-none-match": tag})
        assert not tag.startswith("W/")
        assert (again.status_code, again.content) == (304, b"")
        assert {"Accept", "Authorization"} <= set(first.headers["Vary"].split(", "))
        assert first.headers["Cache-Control"] == "public, max-age=60"
        others = {client.get(f"{address}?format={one}").headers["ETag"] for one in TYPES}
        assert len(others) == len(TYPES)


@pytest.mark.parametrize("name", [name for name in TYPES if name != "json"])
def test_a_change_of_a_name_changes_the_tag_of_what_names_it(client, name):
    scene = publish_scene()
    address = f"/api/v1/articles/{scene['article'].uid}?format={name}"
    tag = client.get(address).headers["ETag"]
    Person.objects.filter(pk=scene["camara"].pk).update(name="Sadio Kamara")
    sequence_all()

    again = client.get(address, headers={"if-none-match": tag})

    assert again.status_code == 200
    assert "Sadio Kamara" in again.content.decode()


@pytest.mark.parametrize("name", TYPES)
def test_every_format_leads_on_in_the_head(client, name):
    for number in range(3):
        ArticleFactory(headline=f"Titre {number}", published=True)
    sequence_all()

    seen, address = [], f"/api/v1/articles?format={name}&limit=2"
    for _page in range(2):
        response = client.get(address)
        seen.append(response.content)
        link = response.headers["Link"]
        address = link.partition("<")[2].partition(">")[0]
    assert 'rel="next"' not in link
    assert 'rel="prev"' in link
    assert f"format={name}" in address
    if name != "ics":
        assert sum(body.count(b"Titre") > 0 for body in seen) == 2


def test_a_country_is_found_by_its_code_in_every_format(client):
    CountryFactory(name="Mali", iso2="ML", public=True)
    sequence_all()

    assert b"Mali" in client.get("/api/v1/countries/ML?format=ftm").content
    assert b"Mali" in client.get("/api/v1/countries/ml?format=jsonld").content


@pytest.mark.parametrize("name", ["jsonld", "ftm"])
def test_what_was_merged_leads_to_what_remains_in_the_same_format(client, name):
    double, remains = PersonFactory.create_batch(2, public=True)
    sequence_all()
    double.merged_into = remains.actor_ptr
    double.save()
    sequence_all()

    response = client.get(f"/api/v1/people/{double.uid}?format={name}")

    assert response.status_code == 308
    assert response.headers["Location"].endswith(f"/people/{remains.uid}?format={name}")


@pytest.mark.parametrize(
    ("accept", "leads"),
    [
        (None, "/articles/{uid}/"),
        ("text/html,*/*;q=0.8", "/articles/{uid}/"),
        ("application/json", "/api/v1/articles/{uid}"),
        ("application/ld+json", "/api/v1/articles/{uid}?format=jsonld"),
        (NINJS.format("1.6"), "/api/v1/articles/{uid}?format=ninjs1"),
        ("image/png", "/articles/{uid}/"),
    ],
)
def test_an_identifier_leads_to_the_page_or_to_the_data(client, story, accept, leads):
    headers = {"accept": accept} if accept else {}
    response = client.get(f"/id/article/{story.uid}", headers=headers)

    assert response.status_code == 303
    assert response.headers["Location"] == f"http://testserver{leads.format(uid=story.uid)}"
    assert "Accept" in response.headers["Vary"]
    assert client.get(response.headers["Location"], follow=True).status_code == 200


def test_an_identifier_does_not_tell_whether_there_is_anything(client, django_assert_num_queries):
    nowhere = "00000000-0000-4000-8000-000000000000"
    with django_assert_num_queries(0):
        assert client.get(f"/id/person/{nowhere}").status_code == 303
        assert client.get(f"/id/minister/{nowhere}").status_code == 404
        assert client.post(f"/id/person/{nowhere}").status_code == 405
