"""The story of 14 August 2025 in the demo archive: each of its 143 facts, and its text."""

import re
from collections import Counter

import pytest
from django.apps import apps

from articles.models import Evidence
from articles.models.evidence import FACTS as COLUMNS
from newsroom.register.models import Item
from tests.newsroom import facts_document, facts_meetings, facts_people, facts_words
from tests.newsroom.story_record import loaded

FACTS = facts_document.FACTS | facts_people.FACTS | facts_meetings.FACTS | facts_words.FACTS
QUOTED = re.compile(r"« (.+?) »")
# Names and titles may be written as the agency writes them.
TITLES = re.compile(
    r"général (de corps )?(d’armée )?(sadio camara|salifou modi|celestin simpone)"
    r"|ministre (malien |nigérien |burkinabè )?de la défense( et des anciens combattants)?"
    r"|défense et des anciens combattants du mali"
    r"|confédération des états du sahel"
)
# From where to where each quoted span stands in the text that the events were first told in.
SPANS = (
    (2267, 2290), (2322, 2400), (2438, 2546), (2559, 2635), (2935, 3017),
    (3086, 3118), (3134, 3210), (3386, 3409), (3446, 3494), (3643, 3678),
)  # fmt: skip


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker) as found:
        yield found


@pytest.fixture
def original(shared):
    return (shared / "data" / "story-2025-08-14.txt").read_text(encoding="utf-8").strip()


@pytest.mark.django_db
@pytest.mark.parametrize("fact", FACTS)
def test_the_record_holds_the_fact(story, fact):
    ask, answer = FACTS[fact]

    assert ask(story) == answer


def test_no_fact_is_left_out():
    assert list(FACTS) == [f"F{number}" for number in range(1, 144)]


@pytest.mark.django_db
@pytest.mark.parametrize("column", sorted(COLUMNS.keys() - {"actor", "name", "mention"}))
def test_every_fact_rests_on_a_sentence(story, column):
    supported = Evidence.objects.exclude(exact="").values(column)

    left = apps.get_model(COLUMNS[column]).objects.exclude(
        pk__in=supported.filter(**{f"{column}__isnull": False})
    )

    assert list(left) == []


@pytest.mark.django_db
def test_the_sentences_stand_in_the_text_between_the_words_around_them(story):
    anchored = Evidence.objects.exclude(exact="")

    assert anchored.count() > 100
    for row in anchored:
        assert row.prefix + row.exact + row.suffix in story.text


@pytest.mark.django_db
def test_each_spelling_is_printed(story):
    spellings = story.article.mentions.values_list("spelling", flat=True)

    assert [text for text in spellings if text not in story.text] == []


@pytest.mark.django_db
def test_all_that_the_story_names_is_public(story):
    public = Counter(Item.objects.visible().values_list("kind", flat=True))

    assert public == {
        "article": 1,
        "person": 8,
        "country": 5,
        "organisation": 6,
        "office": 5,
        "meeting": 4,
        "event": 2,
        "agreement": 3,
        "statement": 24,
    }
    doc = Item.objects.visible().get(kind="article").doc
    assert doc["published_at"].startswith("2025-08-15")
    assert all(mention["actor"] or mention["place"] for mention in doc["mentions"])
    assert all(coverage["meeting"] for coverage in doc["meetings"])


def runs(text, other):
    """The longest runs of words that both texts share, quotations and titles apart."""
    ours, theirs = (
        re.findall(r"\w+|\|", TITLES.sub(" | ", QUOTED.sub(" | ", whole.lower())))
        for whole in (text, other)
    )
    theirs_joined = f" {' '.join(theirs)} "
    for length in range(8, 30):
        for start in range(len(ours) - length + 1):
            run = ours[start : start + length]
            if "|" not in run and f" {' '.join(run)} " in theirs_joined:
                yield " ".join(run)


@pytest.mark.django_db
def test_the_text_is_our_own(story, original):
    assert list(runs(original, original)), "the comparison finds nothing at all"
    assert list(runs(story.text, original)) == []


@pytest.mark.django_db
def test_the_ten_quotations_are_those_that_were_printed(story, original):
    printed = [original[start:end] for start, end in SPANS]

    assert [f"« {text} »" for text in QUOTED.findall(story.text)] == printed


@pytest.mark.django_db
def test_the_structure_is_that_of_the_original(story, original):
    *told, signature = original.split("\n\n")

    assert (len(original), len(told), signature) == (3993, 9, story.article.signature)
    assert len(story.text.split("\n\n")) == len(told)
