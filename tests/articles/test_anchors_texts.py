"""Words are found again in an edited text, or their loss is told; and they are marked in HTML."""

import random
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from articles.anchors import CONTEXT, PlainText, Selector, level
from articles.choices import Anchor
from articles.highlight import mark
from articles.texts import sanitise, to_plain

SENTENCES = [
    "Le ministre malien a reçu son homologue nigérien à Bamako.",
    "« Nous sommes d’accord », a-t-il déclaré après l’entretien.",
    "Les deux pays ont signé un mémorandum sur la coopération militaire.",
    "La délégation russe est arrivée la veille au soir.",
    "Aucune date n’a été donnée pour la prochaine rencontre.",
    "Selon la partie malienne, les discussions ont duré trois heures.",
]
TEXT = "\n\n".join((" ".join(SENTENCES[:3]), " ".join(SENTENCES[3:])))


def selector(text: str, words: str) -> Selector:
    start = text.index(words)
    return Selector(words, *PlainText(text).around(start, start + len(words)), start)


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Nous sommes d'accord", "Nous sommes d’accord"),
        ("«\u00a0Nous sommes d’accord\u202f»", "« Nous sommes d’accord »"),
        ("Rien de tel", None),
        ("Bamako", "Bamako"),
    ],
)
def test_signs_that_look_alike_are_the_same(words, stands):
    found = PlainText(TEXT).find(Selector(words))

    assert (TEXT[found.start : found.end] if found.start is not None else None) == stands
    assert found.anchor == (Anchor.ANCHORED if stands else Anchor.LOST)


def test_a_row_without_words_quotes_nothing():
    assert PlainText(TEXT).find(Selector("")) == (Anchor.NONE, None, None)


def test_of_repeats_the_one_with_the_same_neighbourhood_is_found():
    text = "Le Mali salue le Niger. Le Niger salue le Mali. Le Tchad salue le Niger."
    third = text.rindex("Niger")
    wanted = Selector("Niger", text[third - 12 : third], ".", third)

    moved = "Un mot. " + text.replace("Le Mali salue le Niger. ", "")
    found = PlainText(moved).find(wanted)

    assert found.start == moved.rindex("Niger")


def test_of_repeats_that_are_alike_the_nearest_is_found():
    text = "Oui. " * 40

    assert PlainText(text).find(Selector("Oui", ". ", ". O", 100)).start == 100


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a reçu son homologue nigérien", "a reçu mardi son homologue du Niger"),
        ("à Bamako.", "à Ségou."),
        ("Le ministre malien a reçu", "Le ministre malien de la Défense a reçu"),
        ("malien", "malienne"),
    ],
)
def test_a_reworded_sentence_is_found_as_changed_and_whole(before, after):
    wanted, edited = selector(TEXT, SENTENCES[0]), TEXT.replace(before, after, 1)

    found = PlainText(edited).find(wanted)

    assert found.anchor == Anchor.CHANGED
    assert edited[found.start : found.end] == SENTENCES[0].replace(before, after)


@pytest.mark.parametrize("gone", SENTENCES)
def test_a_deleted_sentence_is_lost_and_no_other_stands_for_it(gone):
    assert PlainText(TEXT.replace(gone, "")).find(selector(TEXT, gone)).anchor == Anchor.LOST


def test_a_sentence_that_only_resembles_a_deleted_one_does_not_stand_for_it():
    near = "Le ministre malien a reçu son homologue burkinabè à Bamako."
    text = f"{TEXT} Puis il est parti. {near}"

    assert PlainText(text.replace(SENTENCES[0], "")).find(selector(text, SENTENCES[0])).anchor == (
        Anchor.LOST
    )


def test_what_had_changed_is_followed_through_the_next_edit():
    first = TEXT.replace("a reçu", "a accueilli")
    found = PlainText(first).find(selector(TEXT, SENTENCES[0]))
    present = first[found.start : found.end]
    wanted = Selector(SENTENCES[0], "", "", found.start, present)

    second = "Mardi. " + first
    again = PlainText(second).find(wanted)

    assert again.anchor == Anchor.CHANGED
    assert second[again.start : again.end] == present


def test_words_that_come_back_as_they_were_stand_again():
    wanted = selector(TEXT, SENTENCES[0])._replace(present="Le ministre malien a accueilli")

    assert PlainText(TEXT).find(wanted).anchor == Anchor.ANCHORED


sentences = st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1)
noise = st.text("abcdé ,.’«»\n0", max_size=60)


@given(sentences, st.data())
def test_edits_elsewhere_never_lose_an_anchor(kept, data):
    words = data.draw(st.sampled_from(kept))
    wanted = selector(text := " ".join(kept), words)
    start = wanted.start or 0
    rest = text[:start], text[start + len(words) :]

    edited = [_edited(part, data) for part in rest]
    found = PlainText(edited[0] + words + edited[1]).find(wanted)

    assert found.anchor == Anchor.ANCHORED
    assert (edited[0] + words + edited[1])[found.start : found.end] == words


def _edited(part: str, data: st.DataObject) -> str:
    for _ in range(data.draw(st.integers(0, 3))):
        one, other = sorted(data.draw(st.tuples(*[st.integers(0, len(part))] * 2)))
        part = part[:one] + data.draw(noise) + part[other:]
    return part


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=9), st.text(max_size=9))
def test_whatever_is_asked_the_span_lies_in_the_text(text, exact, prefix, suffix):
    found = PlainText(text).find(Selector(exact, prefix, suffix))

    assert (found.start is None) == (found.anchor in (Anchor.LOST, Anchor.NONE))
    if found.start is not None:
        assert 0 <= found.start < found.end <= len(text)
        if found.anchor == Anchor.ANCHORED:
            assert level(text[found.start : found.end]) == level(exact)


def test_words_that_stand_in_the_text_cost_no_comparison(monkeypatch):
    chance, calls = random.Random(4), []
    text = " ".join(chance.choice(SENTENCES) for _ in range(70))
    plain = PlainText(text)
    places = [chance.randrange(len(text) - 90) for _ in range(135)]
    wanted = [Selector(text[at : at + 80], *plain.around(at, at + 80), at) for at in places]
    compare = fuzz.partial_ratio_alignment
    monkeypatch.setattr(
        fuzz, "partial_ratio_alignment", lambda *a, **k: calls.append(a) or compare(*a, **k)
    )

    found = [plain.find(one) for one in wanted]
    assert [one.anchor for one in found] == [Anchor.ANCHORED] * 135
    assert calls == []

    plain.find(wanted[0]._replace(exact="Rien de tel ne figure nulle part ici."))
    assert len(calls) == 1


def test_the_neighbourhood_is_kept_short():
    before, after = PlainText(TEXT).around(100, 120)

    assert (len(before), len(after)) == (CONTEXT, CONTEXT)
    assert TEXT[100 - CONTEXT : 120 + CONTEXT] == before + TEXT[100:120] + after


PIECES = ["<p>", "</p>", "<br>", "<em>", "</em>", " ", "\n", "a", "é", "&amp;", "&lt;", "\u00a0",
          "&nbsp;", "<h2>", "</h2>", "<ul><li>", "</li></ul>", "mot"]  # fmt: skip
html = st.lists(st.sampled_from(PIECES), max_size=25).map("".join).map(sanitise)


@given(html, st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted))
def test_what_is_marked_in_html_is_the_span_of_the_plain_text(html, span):
    start, end = span

    marked = mark(html, start, end, "fact")

    assert re.sub(r'</?mark(?: id="fact")?>', "", marked) == html
    words = unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", marked, re.DOTALL)))
    assert _squeezed(words) == _squeezed(to_plain(html)[start:end])
    assert marked.count('id="fact"') <= 1


def _squeezed(text: str) -> str:
    return re.sub(r"[ \n]", "", text)
