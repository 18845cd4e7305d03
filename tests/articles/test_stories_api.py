"""The API's answers about stories and statements: filters, search, members, caching."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from articles import services
from newsroom.register.sequencer import sequence_all
from tests.factories.actors import CountryFactory, MeetingFactory, NameFactory, PersonFactory
from tests.factories.articles import (
    ArticleFactory,
    EvidenceFactory,
    MentionFactory,
    SectionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 8, 14, 12, tzinfo=UTC)


@pytest.fixture
def ask(client):
    """The answer of the API to a question, checked to be one."""

    def asked(path, **parameters):
        sequence_all()
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return asked


def ids(answer):
    return [row["id"] for row in answer["data"]]


def test_the_newest_story_comes_first_and_bodies_come_when_asked(ask):
    old = ArticleFactory(published=NOON - timedelta(days=1))
    new = ArticleFactory(published=NOON)

    answer = ask("articles")

    assert ids(answer) == [str(new.uid), str(old.uid)]
    assert ids(ask("articles", order="published_at")) == [str(old.uid), str(new.uid)]
    assert not {"body", "evidence"} & answer["data"][0].keys()
    assert ask("articles", fields="body")["data"][0] == {
        "id": str(new.uid),
        "type": "article",
        "body": new.body,
    }


def test_a_detail_is_the_whole_document(ask):
    article = ArticleFactory()
    EvidenceFactory(article=article)
    services.publish(article, by=None, at=NOON)

    found = ask(f"articles/{article.uid}")

    assert found["body"] == article.body
    assert [e["exact"] for e in found["evidence"]] == ["Ils ont parlé de coopération."]
    [row] = ask("changes", kind="article")["data"]
    assert row["doc"] == found


@pytest.mark.parametrize(
    ("after", "before", "is_found"),
    [
        ("2025-08-14T12:00:00Z", None, True),
        ("2025-08-14T12:00:01Z", None, False),
        ("2025-08-14T14:00:00+02:00", None, True),
        (None, "2025-08-14T12:00:00Z", False),
        (None, "2025-08-14T12:00:01Z", True),
        ("2025-08-14", "2025-08-15", True),
        ("2025-08-13", "2025-08-14", False),
    ],
)
def test_publication_dates_are_half_open(ask, after, before, is_found):
    ArticleFactory(published=NOON)
    bounds = {"published_after": after, "published_before": before}
    asked = {name: value for name, value in bounds.items() if value}

    assert len(ask("articles", **asked)["data"]) == is_found
    assert len(ask("articles", q="coopération", **asked)["data"]) == is_found


@pytest.fixture
def story():
    """A story that prints its people and country in spellings of its own."""
    mali = CountryFactory(name="Mali", iso2="ML")
    simpore = PersonFactory(name="Célestin Simporé")
    NameFactory(actor=simpore.actor_ptr, text="Celestin Simpone", kind="misprint")
    meeting = MeetingFactory(title="Entretiens de Bamako")
    article = ArticleFactory(
        body="<p>Celestin Simpone est venu.</p>",
        language="fr",
        section=SectionFactory(code="securite"),
        coverages=[meeting],
    )
    MentionFactory(article=article, actor=simpore.actor_ptr, spelling="Celestin Simpone")
    MentionFactory(article=article, actor=mali.actor_ptr, role="about")
    services.publish(article, by=None, at=NOON)
    ArticleFactory(published=NOON - timedelta(days=1), lead="Une autre dépêche.")
    CountryFactory(public=True, name="Nigeria", iso2="NG")
    return {"article": article, "mali": mali, "simpore": simpore, "meeting": meeting}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Simporé", True),
        ("simpore", True),
        ("Simpone", True),
        ('"Célestin Simporé"', True),
        ("Mali", True),
        ("mali simpo*", True),
        ("Simporé -Mali", False),
        ("Nigeria", False),
        ("le la les", False),
        ("-Mali", False),
    ],
)
def test_a_story_is_found_under_every_name_of_whom_it_means(ask, story, text, is_found):
    expected = [str(story["article"].uid)] if is_found else []
    if text == "Simporé -Mali":
        expected = [str(story["article"].uid)]  # the country is meant, but never printed

    assert ids(ask("articles", q=text)) == expected
    counted = ask("articles", q=text, count="exact")["meta"]["count"]
    assert counted == len(expected)


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ({"person": "simpore"}, True),
        ({"country": "ML"}, True),
        ({"country": "NG"}, False),
        ({"country": "ML", "person": "simpore", "meeting": "meeting"}, True),
        ({"country": "ML", "rel": "about"}, True),
        ({"country": "ML", "rel": "mentioned"}, False),
        ({"section": "securite"}, True),
        ({"section": "economie"}, False),
        ({"language": "en"}, False),
        ({"q": "Simporé", "country": "ML", "section": "securite"}, True),
        ({"q": "Simporé", "country": "NG"}, False),
        ({"q": "Simporé", "country": "ZZ"}, False),
        ({"q": "Simporé", "country": "ML,ZZ", "person": "simpore"}, True),
        ({"q": "Simporé", "country": "ML", "rel": "mentioned"}, False),
        ({"q": "Simporé", "country": "ZZ", "order": "published_at", "count": "exact"}, False),
    ],
)
def test_filters_of_stories(ask, story, question, is_found):
    asked = {n: str(story[v].uid) if v in story else v for n, v in question.items()}

    assert ids(ask("articles", **asked)) == ([str(story["article"].uid)] if is_found else [])


def test_a_story_leads_to_its_translations_and_they_to_it(ask):
    source = ArticleFactory(published=NOON)
    english = ArticleFactory(published=NOON, translation_of=source, language="en")
    ArticleFactory(translation_of=source, language="es")  # not out yet

    answer = ask("articles", translation_of=str(source.uid))

    assert ids(answer) == [str(english.uid)]
    assert answer["data"][0]["translation_of"] == str(source.uid)


def test_statements_by_who_speaks_of_whom(ask):
    speaker, other = PersonFactory(), PersonFactory()
    article = ArticleFactory()
    said = StatementFactory(article=article, speaker=speaker.actor_ptr)
    StatementFactory(article=article, speaker=other.actor_ptr)
    services.publish(article, by=None, at=NOON)

    assert ids(ask("statements", speaker=str(speaker.uid))) == [str(said.uid)]
    assert len(ask("statements", article=str(article.uid))["data"]) == 2
    assert ids(ask("statements", about=str(speaker.uid))) == []


def test_search_walks_page_by_page_through_ties_and_filters(client, ask):
    country = CountryFactory(iso2="ML")
    wanted = {
        str(ArticleFactory(published=NOON, mentions=[country] if n % 2 else []).uid): n % 2
        for n in range(9)
    }
    sequence_all()

    def walk(query):
        found, address = [], f"/api/v1/articles?{query}"
        while address:
            page = client.get(address).json()
            found += ids(page)
            address = page["links"]["next"]
        return found

    everything = walk("q=coop%C3%A9ration&limit=2")
    narrowed = walk("q=coop%C3%A9ration&limit=2&country=ML")

    assert sorted(everything) == sorted(wanted)
    assert sorted(narrowed) == sorted(uid for uid, is_of_mali in wanted.items() if is_of_mali)


def test_links_carry_every_parameter(client, ask):
    for n in range(3):
        ArticleFactory(published=NOON + timedelta(hours=n))
    sequence_all()

    first = client.get("/api/v1/articles?fields=lead&limit=1&expand=people&language=fr")
    following = first.json()["links"]["next"]
    second = client.get(following)

    for part in ("fields=lead", "limit=1", "expand=people", "language=fr", "cursor="):
        assert part in following
    assert f'<{following}>; rel="next"' in first.headers["Link"]
    assert 'rel="prev"' in second.headers["Link"]
    assert set(second.json()["data"][0]) == {"id", "type", "lead"}
    assert client.get(second.json()["links"]["prev"]).json()["data"] == first.json()["data"]


@pytest.mark.parametrize("path", ["articles", "articles/{uid}", "articles/{uid}?expand=people"])
def test_what_has_not_changed_is_not_sent_again_and_a_correction_is(client, path):
    article = ArticleFactory(published=NOON)
    sequence_all()
    address = f"/api/v1/{path.format(uid=article.uid)}"
    first = client.get(address)
    known = {"if-none-match": first.headers["ETag"]}

    again = client.get(address, headers=known)
    article.lead = "Trois ministres se sont entretenus."
    article.save()
    services.correct(article, by=None, note="Ils étaient trois.")
    sequence_all()
    after = client.get(address, headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60"
    assert {"Accept", "Authorization"} <= set(first.headers["Vary"].split(", "))
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]


def test_each_representation_has_an_etag_of_its_own(client):
    article = ArticleFactory(published=NOON, mentions=[PersonFactory()])
    sequence_all()

    answers = [
        client.get(f"/api/v1/articles/{article.uid}{query}")
        for query in ("", "?fields=lead", "?expand=people")
    ]

    assert len({answer.headers["ETag"] for answer in answers}) == 3
    assert not any(answer.headers["ETag"].startswith("W/") for answer in answers)


@pytest.mark.parametrize("state", ["draft", "in_review", "ready", "scheduled"])
def test_a_story_that_is_not_published_is_nowhere(client, ask, state):
    article = ArticleFactory(headline="Canari", **({} if state == "draft" else {state: True}))
    StatementFactory(article=article, text="Canari")

    for path in ("articles", "statements", "changes", "people", "encounters"):
        assert "Canari" not in json.dumps(ask(path))
    assert ids(ask("articles", q="canari")) == []
    assert client.get(f"/api/v1/articles/{article.uid}").status_code == 404


def test_a_withdrawn_story_is_hidden_at_the_commit_and_then_says_why(client, ask):
    article = ArticleFactory(published=NOON)
    cursor = ask("changes")["cursor"]
    address = f"/api/v1/articles/{article.uid}"
    services.withdraw(article, by=None, reason="La rencontre n’a pas eu lieu.")

    hidden = client.get(address)
    listed = client.get("/api/v1/articles").json()["data"]
    told = client.get("/api/v1/changes", {"since": cursor}).json()
    sequence_all()
    gone = client.get(address)
    after = client.get("/api/v1/changes", {"since": cursor}).json()

    assert (hidden.status_code, listed) == (404, [])
    assert [row for row in told["data"] if row["op"] == "upsert"] == []
    assert (gone.status_code, gone.json()["reason"]) == (410, "La rencontre n’a pas eu lieu.")
    removal = next(row for row in after["data"] if row["id"] == str(article.uid))
    assert (removal["op"], removal["status"]) == ("remove", "canceled")
    assert removal["reason"] == "La rencontre n’a pas eu lieu."
