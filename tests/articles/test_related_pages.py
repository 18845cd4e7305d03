"""Beside a story stand those that hang together with it, each with the reason in words."""

from datetime import timedelta

import pytest

from articles.related import estimate, rarity
from articles.services import publish, withdraw
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, MeetingFactory, MeetingLinkFactory, PersonFactory
from tests.factories.articles import PUBLISHED_AT
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def tell(headline, *, days=1, mentions=(), coverages=(), **members):
    """Another story, published so many days later."""
    story = ArticleFactory(headline=headline, mentions=mentions, coverages=coverages, **members)
    publish(story, by=None, at=PUBLISHED_AT + timedelta(days=days))
    return story


def beside(client, scene):
    """The related stories with their reasons, in the order of the page."""
    page = get(client, page_of(scene["article"]))
    return [
        words.split(" ", 1)[0] + " | " + " ".join(words.split()[1:])
        for words in page.texts("section[@aria-labelledby='akin']/ul/li")
    ]


def test_story_of_the_same_meeting_comes_first_and_says_so(client, scene):
    tell("Personnes", mentions=[scene["camara"], scene["mody"]])
    tell("Rencontre", coverages=[scene["meeting"]])
    sequence_all()

    found = beside(client, scene)

    assert [line.partition(" | ")[0] for line in found] == ["Rencontre", "Personnes"]
    assert "same meeting – Consultations 1" in found[0]
    assert "2 same people – Sadio Camara 1, Salifou Mody 1" in found[1]


def test_people_are_named_in_the_order_of_the_story(client):
    people = PersonFactory.create_batch(6)
    story = tell("Une", mentions=people)
    tell("Autre", mentions=people)
    sequence_all()

    (found,) = beside(client, {"article": story})

    shown = found.partition(" – ")[2].removesuffix(" …").split(", ")
    named = [one["actor"] for one in Item.objects.get(pk=story.uid).doc["mentions"]]
    names = {str(one.uid): one.name for one in people}
    assert shown == [names[uid] for uid in named][: len(shown)]


@pytest.mark.parametrize(
    ("kind", "back", "words"),
    [
        ("follows", True, "what followed the meeting – Suite"),
        ("follows", False, "the meeting before – Suite"),
        ("same_series", False, "same series of meetings – Suite"),
        ("part_of", True, "a part of the meeting – Suite"),
    ],
)
def test_story_of_a_meeting_tied_to_this_one_says_how(client, scene, kind, back, words):
    other = MeetingFactory(public=True, title="Suite")
    ends = {"meeting": other, "other": scene["meeting"]}
    if not back:
        ends = {"meeting": scene["meeting"], "other": other}
    MeetingLinkFactory(kind=kind, **ends)
    tell("Après", coverages=[other])
    sequence_all()

    assert [words in line for line in beside(client, scene)] == [True]


def test_what_two_stories_have_in_common_by_chance_is_no_reason(client, scene):
    for number in range(13):
        tell(f"Président{number}", mentions=[scene["camara"]], days=number + 1)
    tell("Pays", mentions=[scene["mali"], scene["niger"]])
    sequence_all()

    assert beside(client, scene) == []


def test_somebody_who_is_in_few_stories_is_a_reason_alone(client, scene):
    tell("Rare", mentions=[scene["mody"]])
    sequence_all()

    assert "same person – Salifou Mody 1" in beside(client, scene)[0]


def test_nearest_in_time_are_found_among_very_many(client, scene, monkeypatch):
    monkeypatch.setattr("articles.related.NEAR", 2)
    both = [scene["camara"], scene["mody"]]
    for number in (-400, -2, -1, 1, 2, 400):
        tell(f"J{number}", mentions=both, days=number)
    sequence_all()

    found = {line.partition(" | ")[0] for line in beside(client, scene)}

    assert found == {"J-2", "J-1", "J1", "J2"}


def test_versions_of_the_story_and_withdrawn_ones_do_not_stand_there(client, scene):
    tell("Reprise", coverages=[scene["meeting"]], update_of=scene["article"])
    gone = tell("Retirée", coverages=[scene["meeting"]])
    sequence_all()
    withdraw(gone, by=None, reason="La rencontre n’a pas eu lieu.")

    assert beside(client, scene) == []


def test_a_meeting_that_is_being_hidden_is_no_reason_at_once(client, scene):
    tell("Rencontre", coverages=[scene["meeting"]])
    sequence_all()
    scene["meeting"].visibility = "private"
    scene["meeting"].save()

    assert beside(client, scene) == []
    assert "Consultations" not in get(client, page_of(scene["article"])).text


def test_a_president_says_less_than_somebody_who_is_seldom_named():
    often = [(number, PUBLISHED_AT + timedelta(hours=number)) for number in range(60)]
    seldom = [(number, PUBLISHED_AT + timedelta(days=90 * number)) for number in range(60)]

    assert estimate(often) > 10 * estimate(seldom)
    assert rarity(estimate(often)) < rarity(estimate(seldom)) < rarity(2)


def test_related_stories_cost_the_same_for_one_and_for_forty(client, scene):
    tell("Une", coverages=[scene["meeting"]])
    sequence_all()
    one = get(client, page_of(scene["article"])).queries
    for number in range(40):
        person = PersonFactory(public=True)
        tell(f"N{number}", coverages=[scene["meeting"]], mentions=[person, scene["camara"]])
    sequence_all()

    assert get(client, page_of(scene["article"])).queries == one <= 6
