"""Whole agency stories about other people and places, each with what a reader finds in it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from articles.suggestion.result import How, Suggestion
from articles.suggestion.suggest import suggest
from tests.articles.suggestion_world import loaded

pytestmark = pytest.mark.django_db

STORIES = {
    story["name"]: story
    for story in tomllib.loads(
        (Path(__file__).parent / "data" / "agency_stories.toml").read_text(encoding="utf-8")
    )["story"]
}
SPARE_MEETINGS = 1  # in one story of fifteen a welcome is taken for a meeting


@pytest.fixture(scope="module")
def proposals(django_db_setup, django_db_blocker) -> dict[str, Suggestion]:
    with loaded(django_db_blocker):
        yield {
            name: suggest(story["text"].strip("\n"), story["on"]) for name, story in STORIES.items()
        }


@pytest.fixture(params=STORIES)
def story(request):
    return STORIES[request.param]


@pytest.fixture
def proposal(proposals, story):
    return proposals[story["name"]]


def recognised(proposal, kind):
    return {
        one.thing.name
        for one in proposal.found
        if one.kind == kind and one.thing and one.how is not How.METONYM and not one.via
    }


def test_the_people_of_a_story_are_those_whom_it_names_or_means(proposal, story):
    people = {one.thing.name for one in proposal.found if one.kind == "person" and one.thing}

    assert people == set(story["people"])


def test_the_countries_of_a_story_are_those_that_it_names(proposal, story):
    missed = set(story["countries"]) - recognised(proposal, "country")
    extra = recognised(proposal, "country") - set(story["countries"])

    assert (missed, extra) == (set(), set())


def test_the_bodies_of_a_story_are_recognised(proposal, story):
    named = recognised(proposal, "organisation")

    for wanted in story.get("organisations", ()):
        assert named & {part.strip() for part in wanted.split("|")}


def test_capitals_and_palaces_stand_for_their_states_where_they_act(proposal, story):
    meant = {
        f"{one.text} = {one.thing.name}"
        for one in proposal.found
        if one.how is How.METONYM and one.thing
    }

    assert meant == set(story.get("metonyms", ()))


def test_cities_are_places_where_something_happens(proposal, story):
    named = recognised(proposal, "place")

    for wanted in story.get("places", ()):
        assert named & {part.strip() for part in wanted.split("|")}


def test_names_that_the_record_lacks_are_new(proposal, story):
    new = {one.text for one in proposal.found if one.how is How.NEW or not one.things}

    assert set(story.get("new", ())) <= new


def test_what_several_are_called_is_left_to_an_editor(proposal, story):
    open_ = {one.text for one in proposal.found if len(one.things) > 1}

    assert open_ == set(story.get("ambiguous", ()))


def test_each_quotation_has_its_speaker(proposal, story):
    quotes = [one for one in proposal.words if one.kind == "quote" and not one.is_term]
    wrong = []
    for line in story["quotes"]:
        start, who = (part.strip() for part in line.split(" = "))
        said = next((one for one in quotes if one.text.startswith(start)), None)
        by = said.speaker.name if said and said.speaker else said.source if said else "not found"
        known = bool(said and said.speaker)
        if by != who and (known or not by or who.lower() not in f"{by} {who}".lower()[: len(by)]):
            wrong.append((start, by, who))

    assert wrong == []


def test_each_source_is_given_as_printed_or_by_its_record(proposal, story):
    given = " / ".join(
        f"{one.source} {one.speaker.name if one.speaker else ''}" for one in proposal.words
    ).lower()

    assert [
        one for one in story.get("sources", ()) if one.split("|")[0].strip().lower() not in given
    ] == []


def test_messages_have_a_bearer_and_an_author(proposal, story):
    relayed = [
        f"{one.speaker.name if one.speaker else one.source} carries for "
        f"{one.originator.name if one.originator else '?'}"
        for one in proposal.words
        if one.kind == "relayed"
    ]

    assert relayed == story.get("relayed", [])


def test_nothing_is_claimed_that_nobody_said(proposal, story):
    claims = [one.text for one in proposal.words if one.kind == "claim"]

    for start in story.get("not_claims", ()):
        assert not any(claim.startswith(start) for claim in claims)


def test_meetings_have_their_day_their_place_and_each_attendee_once(proposal, story):
    left = list(proposal.encounters)
    for line in story.get("meetings", ()):
        head, _colon, who = line.partition(":")
        day, _space, place = head.strip().partition(" ")
        wanted = {name.strip() for name in who.split(",")}
        same = [one for one in left if sorted(attendees(one)) == sorted(wanted)]
        same = [one for one in same if one.day == (date.fromisoformat(day) if day else None)]
        assert same, (line, [(one.day, attendees(one)) for one in left])
        left.remove(same[0])
        if place:
            assert same[0].place
            assert same[0].place.name == place
    assert len(left) <= SPARE_MEETINGS


def attendees(encounter):
    things = [(one.person or one.office or one.delegation, one) for one in encounter.attendees]
    return [thing.name if thing else one.printed for thing, one in things]


def test_documents_are_signed_only_if_the_story_says_so(proposal, story):
    found = {one.text: one.is_signed for one in proposal.documents}
    for line in story.get("documents", ()):
        words = line.removesuffix(" signed")
        same = [text for text in found if words in text or text in words]
        assert same, (line, found)
        assert found[same[0]] is line.endswith(" signed")
