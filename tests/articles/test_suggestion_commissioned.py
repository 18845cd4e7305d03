"""The commissioned story: who, what and which places it names, as its facts have it."""

from collections import Counter

import pytest

from actors.choices import NameKind
from actors.models import Name, Tenure
from articles.suggestion.result import How
from articles.suggestion.suggest import names, suggest
from tests.articles.suggestion_world import ON, found, loaded

pytestmark = pytest.mark.django_db

EIGHT = {
    "Sadio Camara",
    "Andrei Belousov",
    "Salifou Mody",
    "Célestin Simporé",
    "Assimi Goïta",
    "Vladimir Poutine",
    "Abdourahamane Tiani",
    "Ibrahim Traoré",
}


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def commissioned(shared):
    return (shared / "data" / "story-2025-08-14.txt").read_text(encoding="utf-8")


@pytest.fixture(params=["as the demo has it", "with canonical names only"])
def knowledge(request):
    """The record with what the story itself brought into it, and without."""
    if request.param == "with canonical names only":
        people = Name.objects.filter(actor__name__in=EIGHT)
        people.exclude(kind=NameKind.TRANSLITERATION).delete()
        Tenure.objects.filter(attested_first__year=2025).delete()


def test_the_story_names_the_eight_people_though_two_are_misspelt(commissioned, knowledge):
    people = [one for one in found(commissioned) if one.kind == "person"]

    assert {one.thing.name for one in people if one.thing} == EIGHT
    assert [one.text for one in people if not one.thing] == []
    by_text = {one.text: one.thing.name for one in people if one.how is not How.OFFICE}
    assert by_text["Salifou Modi"] == "Salifou Mody"
    assert by_text["Celestin Simpone"] == "Célestin Simporé"


def test_a_misprint_is_told_from_another_transliteration(commissioned):
    Name.objects.filter(actor__name__in=EIGHT).delete()

    near = {one.text: one for one in found(commissioned) if one.how is How.NEAR}

    assert {text: one.misprint for text, one in near.items()} == {
        "Salifou Modi": False,
        "Celestin Simpone": True,
    }


def test_the_story_names_four_countries_the_ussr_and_no_other(commissioned, knowledge):
    countries = Counter(
        one.thing.name for one in found(commissioned) if one.kind == "country" and one.thing
    )

    assert set(countries) == {"Mali", "Burkina Faso", "Niger", "Russie", "Union soviétique"}
    assert countries["Union soviétique"] == 3


def test_the_story_names_its_bodies(commissioned, knowledge):
    bodies = {
        one.thing.name
        for one in names(commissioned, ON)
        if one.kind == "organisation" and one.thing
    }

    assert bodies == {
        "Confédération des États du Sahel",
        "Ministère de la Défense de la Russie",
        "Ministère de la Défense et des Anciens combattants du Mali",
        "Ministère de la Défense du Niger",
        "Ministère de la Défense et des Anciens combattants du Burkina Faso",
    }


def test_moscow_is_a_place_or_a_government_as_the_story_means_it(commissioned):
    meant = [
        (one.text, one.kind, commissioned[one.start - 8 : one.start])
        for one in found(commissioned)
        if one.text in ("Moscou", "Niamey")
    ]

    assert [(text, kind) for text, kind, _before in meant] == [
        ("Moscou", "place"),
        ("Moscou", "place"),
        ("Moscou", "country"),
        ("Moscou", "place"),
        ("Niamey", "country"),
        ("Moscou", "country"),
    ]


def test_the_sahel_is_the_region(commissioned):
    assert ("sahéliens", "Sahel") in {
        (one.text, one.thing.name) for one in found(commissioned) if one.kind == "place"
    }


def test_nothing_in_the_story_is_new_or_left_open(commissioned):
    open_ = [one.text for one in found(commissioned) if not one.thing]

    assert open_ == []


def test_offsets_are_those_of_the_printed_words(commissioned):
    assert all(commissioned[one.start : one.end] == one.text for one in names(commissioned, ON))


def test_a_proposal_has_words_meetings_and_documents_too(commissioned):
    proposal = suggest(commissioned, ON)

    assert len([one for one in proposal.words if one.kind == "quote"]) == 10
    assert len(proposal.encounters) == 4
    assert [one.is_signed for one in proposal.documents] == [True, True, False]
