"""Stories as ninjs: valid by the IPTC's own schemas, and true."""

import io
import json
import tracemalloc
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import jsonschema
import pytest
from django.urls import reverse
from referencing import Registry, Resource

from articles.exporting import formats
from articles.exporting.ninjs import ninjs, ninjs2
from articles.exporting.stories import STORIES
from articles.models import Article
from tests.factories import ArticleFactory, CoverageFactory, MentionFactory, UserFactory
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db

WRITERS = {"ninjs": (ninjs, "3.1"), "ninjs2": (ninjs2, "2.2")}


def validator(shared: Path, version: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((shared / f"schemas/ninjs/ninjs-schema_{version}.json").read_text())
    geo = json.loads((shared / "schemas/ninjs/tests/GeoJSON-schema.json").read_text())
    registry = Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geo)
    )
    return jsonschema.Draft202012Validator(
        schema, registry=registry, format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize("form", WRITERS)
def test_every_item_is_valid_by_the_schema_of_its_version(shared, client, form):
    _write, version = WRITERS[form]
    whole_story(3)
    ArticleFactory(headline="", lead="", body="")
    ArticleFactory(withdrawn=True)
    ArticleFactory(
        embargo_until=datetime(2030, 1, 1, tzinfo=UTC), embargo_reason="Accord", licence="CC BY"
    )
    client.force_login(UserFactory(chief=True))
    response = client.get(reverse("admin:export", args=["articles", "article", form]))

    items = json.loads(b"".join(response.streaming_content))

    assert len(items) == Article.objects.count() > 3
    for item in items:
        validator(shared, version).validate(item)
        assert item["standard"]["version"] == version


@pytest.mark.parametrize("form", WRITERS)
def test_the_schema_would_refuse_a_member_that_is_not_in_it(shared, form):
    write, version = WRITERS[form]
    item = write(ArticleFactory()) | {"notes": "x"}

    with pytest.raises(jsonschema.ValidationError):
        validator(shared, version).validate(item)


@pytest.mark.parametrize(
    ("state", "status"),
    [({}, "withheld"), ({"published": True}, "usable"), ({"corrected": True}, "usable"),
     ({"withdrawn": True}, "canceled")],
)  # fmt: skip
def test_only_a_story_that_is_out_is_usable(state, status):
    assert ninjs(ArticleFactory(**state))["pubStatus"] == status


def test_a_story_names_its_people_meetings_and_bodies_once_each():
    story = ArticleFactory(headline="Titre", published=True)
    mention = MentionFactory(article=story, spelling="Camara")
    MentionFactory(article=story, actor=mention.actor, spelling="S. Camara")
    covered = CoverageFactory(article=story)

    item = ninjs(story)

    assert [person["name"] for person in item["people"]] == [mention.actor.name]
    assert item["events"][0]["uri"] == f"urn:uuid:{covered.meeting.uid}"
    assert item["headlines"][0]["value"] == "Titre"
    assert item["contentCreated"].endswith("Z")
    assert "." not in item["versionCreated"]


def test_a_long_list_is_written_without_being_held():
    ArticleFactory.create_batch(3)
    one = STORIES.members(next(STORIES.rows(Article.objects.all())))
    many = (dict(one, text="x" * 2_000) for _ in range(20_000))
    tracemalloc.start()

    written = sum(len(piece) for piece in formats.json_pieces(many))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert written > 40_000_000
    assert peak < 2_000_000


def test_a_workbook_is_written_row_by_row():
    taken = 0

    def rows():
        nonlocal taken
        for taken in range(1, 5_001):  # noqa: B007
            yield ["texte " * 20, taken]

    tracemalloc.start()
    with formats.xlsx_file(["a", "b"], rows(), "articles") as book:
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        size = book.seek(0, io.SEEK_END)

    assert taken == 5_000
    assert size > 10_000
    assert peak < 5_000_000


def test_rows_are_read_some_at_a_time(monkeypatch):
    monkeypatch.setattr("articles.exporting.table.CHUNK", 2)
    ArticleFactory.create_batch(5)

    few = list(islice(STORIES.rows(Article.objects.all()), 3))

    assert len(few) == 3
