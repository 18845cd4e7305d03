"""What filters accept, what they refuse, and how several values combine."""

import uuid

import pytest
from django.http import QueryDict
from django.utils.translation import override

from actors.filters import MeetingFilter, PersonFilter
from articles.filters import ArticleFilter
from newsroom.register.models import Reference
from tests.register.register_rows import START, put

pytestmark = pytest.mark.django_db

A, B, C = (uuid.UUID(int=n, version=4) for n in (1, 2, 3))


def faults(filterset, query, **kwargs):
    return [(f.parameter, f.code) for f in filterset(QueryDict(query), **kwargs).faults]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=x", [("person", "invalid")]),
        ("person=ML", [("person", "invalid")]),
        (f"person={A.hex}", [("person", "invalid")]),
        (f"person={A},x", [("person", "invalid")]),
        (f"person={A},", [("person", "invalid")]),
        ("person=", [("person", "empty")]),
        ("country=MLI", [("country", "invalid")]),
        ("persn=1", [("persn", "unknown")]),
        ("Person=1", [("Person", "unknown")]),
        ("order=name", [("order", "invalid_choice")]),
        ("order=published_at&order=published_at", [("order", "repeated")]),
        ("certainty=sure", [("certainty", "invalid_choice")]),
        ("rel=about,", [("rel", "invalid_choice")]),
        ("published_after=yesterday", [("published_after", "invalid")]),
        ("published_after=2025-02-30", [("published_after", "invalid")]),
        ("published_after=2025-08-14T10:00:00", [("published_after", "invalid")]),
        ("published_after=0001-01-01", [("published_after", "invalid")]),
        ("q=" + "x" * 401, [("q", "max_length")]),
        ("q=%00", [("q", "null_characters_not_allowed")]),
        ("zz=1&person=x", [("zz", "unknown"), ("person", "invalid")]),
        ("person=" + ",".join([str(A)] * 21), [("person", "too_many")]),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(query, expected):
    assert faults(ArticleFilter, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        f"person={A}&person={B},{C}",
        "country=ML&country=ru,NE",
        "published_after=2025-08-14&published_before=2025-08-15T00:00:00Z",
        "published_after=2025-08-14T00:00:00%2B02:00",
        "published_after=2025-08-14T00:00:00+02:00",
        "q=mali&order=-updated_at",
        "rel=about,mentioned&certainty=explicit,inferred",
    ],
)
def test_what_can_be_answered_is_accepted(query):
    assert faults(ArticleFilter, query) == []


@pytest.mark.parametrize(
    "day", ["2025-13-01", "2025-6-1", "20250601", "2025-06-01T00:00:00Z", "٢٠٢٥-٠٦-٠١"]
)
def test_a_day_is_written_in_one_way(day):
    assert faults(PersonFilter, f"on={day}") == [("on", "invalid")]


def test_a_parameter_that_the_reader_of_the_set_understands_is_no_fault():
    assert faults(ArticleFilter, "page=2", also={"page"}) == []


@pytest.mark.parametrize(("language", "word"), [("en", "no parameter"), ("fr", "zz")])
def test_a_refusal_names_the_parameter(language, word):
    with override(language):
        [fault] = ArticleFilter(QueryDict("zz=1")).faults
        assert word in fault.detail
        assert "zz" in fault.detail


def refer(item, target, rel="about", certainty="explicit"):
    Reference.objects.create(
        item=item, target=target, rel=rel, certainty=certainty, kind=item.kind, sort_at=item.sort_at
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"person={A}", "ab a abc"),
        (f"person={A}&person={B}", "ab abc"),
        (f"person={A},{B}", "ab a b abc"),
        (f"person={A},{B}&person={C}", "abc"),
        (f"person={C}&rel=about", ""),
        (f"person={C}&rel=mentioned", "abc"),
        (f"person={B}&certainty=inferred", "b"),
        ("certainty=inferred", "b"),
        (f"person={uuid.UUID(int=9, version=4)}", ""),
        (f"country={B}&organisation={A}", "ab abc"),
    ],
)
def test_repeated_is_and_and_a_comma_is_or(query, expected):
    named = {name: put(name_key=name) for name in ("ab", "a", "b", "abc", "none")}
    refer(named["ab"], A)
    refer(named["ab"], B)
    refer(named["a"], A)
    refer(named["b"], B, certainty="inferred")
    for target, rel in ((A, "about"), (B, "about"), (C, "mentioned")):
        refer(named["abc"], target, rel)

    filters = ArticleFilter(QueryDict(query))

    assert filters.faults == []
    assert {item.name_key for item in filters.qs} == set(expected.split())


def test_a_country_is_known_by_its_code_while_it_is_visible():
    mali = put("country", doc={"iso2": "ML"})
    hidden = put("country", doc={"iso2": "XX"}, channels=("secret",))
    story, other = put(), put()
    refer(story, mali.uid)
    refer(other, hidden.uid)

    def found(query):
        return {item.uid for item in ArticleFilter(QueryDict(query)).qs}

    assert found("country=ml") == {story.uid}
    assert found("country=XX") == found("country=ZZ") == set()
    assert found("country=ZZ,ML") == {story.uid}
    assert found(f"country=ML,{hidden.uid}") == {story.uid, other.uid}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2025-05-11", "day month"),
        ("from=2025-05-12", "month"),
        ("to=2025-05-11", "month"),
        ("to=2025-05-12", "day month"),
        ("from=2025-05-11&to=2025-05-12", "day month"),
        ("from=2025-06-01", ""),
    ],
)
def test_a_month_lies_in_every_period_that_it_touches(query, expected):
    def when(text, earliest, latest):
        return {"when": {"edtf": text, "earliest": earliest, "latest": latest}}

    day, first = START.replace(month=5, day=11), START.replace(month=5, day=1)
    put("meeting", name_key="day", sort_at=day, doc=when("2025-05-11", "2025-05-11", "2025-05-11"))
    put("meeting", name_key="month", sort_at=first, doc=when("2025-05", "2025-05-01", "2025-05-31"))
    put("meeting", name_key="undated", doc={"when": None})

    found = MeetingFilter(QueryDict(query)).qs

    assert {item.name_key for item in found} == set(expected.split())
