"""Mappings of foreign rows to our fields."""

import json

import pytest
from django.utils import translation

from articles.importers.mapping import BadMapping, load, parse
from articles.importers.record import BadRecord


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Titre"),
        ("meta.credit", "XX"),
        ("meta.nothing", None),
        ("title.inner", None),
        ("parts[0]", "un"),
        ("parts[1:]", ["deux", "trois"]),
        ("parts[7]", None),
    ],
)
def test_a_path_leads_to_a_member_or_to_nothing(path, value):
    row = {"title": "Titre", "meta": {"credit": "XX"}, "parts": ["un", "deux", "trois"]}
    mapping = parse({"fields": {"lead": path}, "ignored": ["title", "meta", "parts"]})

    assert mapping.apply(row).get("lead") == value


def test_constants_fill_what_rows_lack_and_dots_lead_into_the_source():
    mapping = parse(
        {
            "fields": {"id": "n", "source.url": "link"},
            "constants": {"source.name": "Bulletin", "language": "en"},
        }
    )

    assert mapping.apply({"n": "1", "link": "https://example.org"}) == {
        "id": "1",
        "language": "en",
        "source": {"name": "Bulletin", "url": "https://example.org"},
    }


def test_a_member_that_the_mapping_does_not_know_is_an_error_of_the_row():
    with pytest.raises(BadRecord, match="Unknown member: new"):
        parse({"fields": {"id": "n"}}).apply({"n": "1", "new": 2})


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"champs": {}},
        {"fields": {"titre": "t"}},
        {"fields": {"lead": "a[b]"}},
        {"fields": {"lead": 1}},
        {"fields": []},
        {"constants": {"source": {}}},
    ],
)
def test_a_wrong_mapping_is_refused_before_any_row_is_read(content):
    with pytest.raises(BadMapping):
        parse(content)


def test_a_mapping_is_named_or_a_file_of_ones_own(tmp_path):
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"fields": {"id": "n"}}))

    assert load(str(own)).fields == {"id": "n"}
    assert load("wikinews").constants["source.name"] == "Wikinews"
    with pytest.raises(BadMapping, match="wikinews"):
        load("../mappings/wikinews")
