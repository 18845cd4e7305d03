"""The page of a story shows the sentence on which a fact rests, marked in its text."""

import pytest

from articles import services
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, EvidenceFactory, PersonFactory, StatementFactory
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    article = ArticleFactory(
        lead="Deux ministres & leurs délégations.",
        body="<p>Le <strong>ministre</strong> a parlé : « Nous sommes d’accord ».</p><p>Fin.</p>",
    )
    services.publish(article, by=None)
    return article


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("ministres & leurs", ["ministres & leurs"]),
        ("Le ministre a parlé", ["Le", "ministre", "a parlé"]),
        ("Nous sommes d’accord ».\n\nFin.", ["Nous sommes d’accord ».", "Fin."]),
    ],
)
def test_the_sentence_of_a_fact_is_marked(client, story, words, marked):
    evidence = EvidenceFactory(article=story, exact=words)
    sequence_all()

    page = get(client, page_of(story), fact=str(evidence.uid))

    assert page.texts("mark") == marked
    assert [one.get("id") for one in page.all("mark")] == ["fact", *[None] * (len(marked) - 1)]
    assert page.queries == get(client, page_of(story)).queries


def test_each_sentence_leads_to_its_place_in_the_text(client, story):
    evidence = EvidenceFactory(article=story, exact="Fin.")
    sequence_all()

    page = get(client, page_of(story), facts="all")

    assert page.links["in the text"] == f"?fact={evidence.uid}#fact"
    assert page.all("mark") == []


@pytest.mark.parametrize(
    "fact", ["", "no-such-fact", "fact", "00000000-0000-0000-0000-000000000000"]
)
def test_an_unknown_fact_marks_nothing(client, story, fact):
    EvidenceFactory(article=story, exact="", note="Sans phrase.")
    sequence_all()

    page = get(client, page_of(story), fact=fact)

    assert page.status == 200
    assert page.all("mark") == []


def test_words_on_the_page_of_the_speaker_lead_to_their_place(client, story):
    speaker = PersonFactory()
    quote = StatementFactory(article=story, text="Nous sommes d’accord", speaker=speaker.actor_ptr)
    services.correct(story, by=None, note="Une citation.")
    sequence_all()

    link = get(client, page_of(speaker)).links["Show it in the text"]

    assert link == f"{page_of(story)}?fact={quote.uid}#fact"
    path, _, query = link.partition("?")
    assert get(client, path, fact=query[5:-5]).texts("mark") == ["Nous sommes d’accord"]


def test_a_quotation_that_is_not_in_the_text_says_so(client, story):
    StatementFactory(article=story, text="Jamais imprimé")
    sequence_all()

    assert "not in the text in these words" in get(client, page_of(story)).section("statements")
