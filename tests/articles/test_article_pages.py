"""The page of a story: what is printed, who is in it in what office, and on what it rests."""

import pytest

from articles.services import correct, withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.reader import get, make_scene, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def test_story_shows_what_is_printed(client, scene):
    page = get(client, page_of(scene["article"]))

    assert page.status == 200
    assert page.texts("h1") == ["Deux ministres à Bamako 1"]
    assert "Deux ministres se sont entretenus à Bamako." in page.text
    assert page.texts("p[@class='signature']") == ["Signed AC/Sf/APA"]
    assert "Bamako 1 (Mali (en) 1)" in page.text
    assert "14 August 2025 at 20:30 (Paris time, UTC+2)" in page.text


def test_french_signs_have_narrow_unbreakable_spaces(client, scene):
    html = get(client, page_of(scene["article"])).response.content.decode()

    assert "Le ministre\u202f: «\u202fNous sommes d’accord\u202f!\u202f»" in html


def test_story_without_headline_says_so_and_invents_none(client):
    article = ArticleFactory(headline="", published=True)
    sequence_all()

    page = get(client, page_of(article))

    assert page.texts("h1") == ["Untitled"]


def test_person_stands_in_the_office_of_the_day_of_the_news(client, scene):
    people = get(client, page_of(scene["article"])).section("people")

    assert "14 August 2025" in people
    assert "ministre de la Défense du Mali 1" in people
    assert "ministre de la Défense du Niger 1 not certain for that day" in people
    assert "attested on 11 May 2025" in people


def test_spelling_of_the_print_stands_beside_our_own(client, scene):
    page = get(client, page_of(scene["article"]))

    assert "Salifou Mody 1 printed “Salifou Modi”" in page.section("people")
    assert "Niger 1 · meant by “Niamey”" in page.section("countries")
    assert "printed" not in page.section("organisations")


def test_meetings_are_news_or_background(client, scene):
    meetings = get(client, page_of(scene["article"])).section("meetings")

    news, background = meetings.split("As background")
    assert "Consultations 1" in news
    assert "Premiers entretiens 1" in background


def test_statement_stands_with_its_speaker(client, scene):
    page = get(client, page_of(scene["article"]))

    words = page.section("statements")
    assert "Sadio Camara 1 ministre de la Défense du Mali 1 Consultations 1" in words
    assert words.endswith("Nous sommes d’accord Quotation · in the text")


def test_evidence_is_listed_when_it_is_asked_for(client, scene):
    page = get(client, page_of(scene["article"]))

    assert page.links["1 fact and its sentence"] == "?facts=all#evidence"
    assert "Le poste se déduit du titre." not in page.section("evidence")
    asked = get(client, page_of(scene["article"]), facts="all")
    assert asked.queries == page.queries


def test_evidence_gives_fact_sentence_note_and_ground(client, scene):
    evidence = get(client, page_of(scene["article"]), facts="all").section("evidence")

    assert "« Nous sommes d’accord ! »" in evidence
    assert "Office held Sadio Camara 1 · ministre de la Défense du Mali 1" in evidence
    assert "Le poste se déduit du titre. (inferred)" in evidence


def test_meeting_of_the_news_stands_with_its_delegations_and_what_was_signed(client, scene):
    meetings = get(client, page_of(scene["article"])).section("meetings")

    assert "Mali (en) 1 Sadio Camara 1 Niger 1 Salifou Mody 1 deduced" in meetings
    assert "Mémorandum 1" in meetings
    assert "continued by the meeting of this story Premiers entretiens 1" in meetings


def test_correction_is_shown_with_its_time(client, scene):
    correct(scene["article"], by=None, note="Le ministre est général.")
    sequence_all()

    page = get(client, page_of(scene["article"]))

    assert "Le ministre est général." in page.texts("aside")[0]
    assert "Corrected" in page.texts("dt")


def test_foreign_text_names_its_source_and_licence(client):
    article = ArticleFactory(
        source_name="Wikinews",
        source_url="https://fr.wikinews.org/wiki/X",
        licence="CC BY 2.5",
        language="en",
        published=True,
    )
    sequence_all()

    page = get(client, page_of(article))

    assert page.texts("p[@class='source']") == ["Source Wikinews – CC BY 2.5"]
    assert page.all("h1")[0].get("lang") == "en"


def test_withdrawn_story_is_gone_with_its_reason(client, scene):
    path = page_of(scene["article"])
    withdraw(scene["article"], by=None, reason="La rencontre n’a pas eu lieu.")
    sequence_all()

    page = get(client, path)

    assert page.status == 410
    assert "La rencontre n’a pas eu lieu." in page.text
    assert "Deux ministres" not in page.text
    assert page.response.headers["X-Robots-Tag"] == "noindex"
    assert page.all("meta[@name='robots']")[0].get("content") == "noindex"


def test_withdrawal_holds_before_the_register_knows_it(client, scene):
    path = page_of(scene["article"])
    withdraw(scene["article"], by=None, reason="La rencontre n’a pas eu lieu.")

    assert get(client, path).status in (404, 410)
    assert "Deux ministres" not in get(client, "/").text


def test_draft_has_no_page(client):
    article = make_scene()["article"]
    sequence_all()

    assert get(client, f"/articles/{article.uid}/").status == 404


def test_translation_and_original_lead_to_each_other(client, scene):
    translation = ArticleFactory(
        headline="In English", translation_of=scene["article"], published=True
    )
    sequence_all()

    there, here = page_of(translation), page_of(scene["article"])

    assert here in get(client, there).links.values()
    assert there in get(client, here).links.values()
