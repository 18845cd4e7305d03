"""Contradictions between stories and the record: the dead who speak, offices that had ended."""

from datetime import date

import pytest

from actors.contradictions import about
from articles import contradictions as stories
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    MeetingFactory,
    PersonFactory,
    RankFactory,
    StatementFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

YES, NO = True, False


def found():
    return [one.rule for one in stories.contradictions()]


@pytest.mark.parametrize(
    ("said_on", "occasion", "news", "died", "expected"),
    [
        ("2025-08-14", "", "", "2025-08-13", YES),
        ("2025-08-14", "", "", "2025-08-14", NO),
        ("2025-08-14", "", "", "2025", NO),
        ("1958", "", "2025-08-14", "1970-11-09", NO),
        ("", "2025-08-14", "", "1970-11-09", YES),
        ("", "1958", "2025-08-14", "1970-11-09", NO),
        ("", "", "2025-08-14", "1970-11-09", YES),
        ("", "", "", "1970-11-09", NO),
        ("2025-08-14", "", "", "1970~", NO),
    ],
)
@pytest.mark.parametrize("role", ["speaker", "addressee"])
def test_words_of_the_dead(role, said_on, occasion, news, died, expected):
    StatementFactory(
        article=ArticleFactory(event_date=news),
        said_on=said_on,
        occasion=MeetingFactory(when=occasion) if occasion else None,
        **{"speaker": None, role: PersonFactory(died=died).actor_ptr},
    )

    assert ("statement_without_life" in found()) is expected


@pytest.mark.parametrize(
    ("ended", "more", "expected"),
    [
        ("2020", {}, YES),
        ("2025", {}, NO),
        ("2020?", {}, NO),
        ("2020", {"attests_on": date(2019, 1, 1)}, NO),
        ("2025", {"attests_on": date(2026, 1, 1)}, YES),
        ("2020", {"is_about_the_past": True}, NO),
        ("2020", {"certainty": "inferred"}, NO),
        ("2020", {"review": "rejected"}, NO),
    ],
)
@pytest.mark.parametrize("make", [TenureFactory, RankFactory])
def test_a_story_that_uses_what_had_ended(make, ended, more, expected):
    fact = make(ended=ended, attested_first=None, attested_last=None)
    kind = fact._meta.model_name
    story = ArticleFactory(event_date="2025-08-14")
    EvidenceFactory(article=story, **{kind: fact}, **more)

    rule = f"story_attests_{kind}_outside_its_dates"
    assert (rule in found()) is expected
    assert (rule in [one.rule for one in about(story)]) is expected


def test_both_sides_are_named_with_the_stories_they_rest_on():
    tenure = TenureFactory(ended="2020", attested_first=None, attested_last=None)
    story = ArticleFactory(event_date="2025-08-14", headline="Une visite")
    EvidenceFactory(article=story, tenure=tenure)

    [one] = about(story)

    assert ("actors.tenure", tenure.pk) in one.sides
    assert str(tenure.office) in one.detail
    sources = stories.stories_of(one.sides)
    assert sources["actors.tenure", tenure.pk] == {("articles.article", story.pk): "Une visite"}
