"""Folding, in Python and in Postgres alike; words with their place; slugs and sort keys."""

import itertools
import string
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.register.text import (
    STOP_WORDS,
    fold,
    slugify,
    sort_key,
    tokens,
    tokens_of_part,
    words,
)

FOLDED = [
    ("l'AES", "l aes"),
    ("l’AES", "l aes"),
    ("Burkina-Faso", "burkina faso"),
    ("Burkina\u2011Faso", "burkina faso"),
    ("80ᵉ anniversaire", "80e anniversaire"),
    ("finances.Les", "finances les"),
    ("AC/Sf/APA", "ac sf apa"),
    ("14/08/2025", "14 08 2025"),
    ("O.N.U.", "onu "),
    ("l’O.N.U", "l onu"),
    ("A. Traoré", "a traore"),
    ("A.Traoré", "a traore"),
    ("cœur", "coeur"),
    ("10\u202f000", "10 000"),
    ("«\u00a0oui\u00a0»", " oui "),
    ("Russie–AES", "russie aes"),
    ("aujourd’hui", "aujourd hui"),
    ("GOÏTA Goi\u0308ta", "goita goita"),
    ("bur\u00adkina", "burkina"),
    ("Əliyev, Ƙaduna, Łódź", "eliyev kaduna lodz"),
    ("Белоусов Андрей", "белоусов андреи"),
    ("Κώστας ΚΩΣΤΑΣ", "κωστασ κωστασ"),
    ("", ""),
]

# Characters of Unicode 3.2, which every server and every Python knows alike.
KNOWN = [
    character
    for character in map(chr, range(1, 0x110000))
    if unicodedata.ucd_3_2_0.category(character) not in ("Cn", "Cs")
]
any_text = st.text(
    st.one_of(
        st.sampled_from("abÉéœŒ .-'’\u0301\u00ad\u202f1Σς"),
        st.characters(max_codepoint=0x24F, exclude_characters="\0"),
        st.sampled_from(KNOWN),
    )
)


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding_takes_away_accents_case_and_punctuation(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_postgres_folds_as_python_does(scratch, text, folded):
    assert scratch.execute("select register_fold(%s)", [text]).fetchone() == (folded,)


def test_postgres_folds_every_character_as_python_does(scratch):
    # Surrounded, so that the rules about neighbours are met too.
    texts = [f"a.{character}.b{character}" for character in KNOWN]
    rows = scratch.execute(
        "select t, register_fold(t) from unnest(%s::text[]) t", [texts]
    ).fetchall()
    assert len(rows) == len(texts)
    assert [(text, found) for text, found in rows if found != fold(text)] == []


@given(any_text)
@settings(deadline=None)
def test_postgres_folds_any_text_as_python_does(scratch, text):
    assert scratch.execute("select register_fold(%s)", [text]).fetchone() == (fold(text),)


@given(any_text)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_tokens_are_the_words_of_the_folded_text_in_order(text):
    found = tokens(text)
    assert [token.word for token in found] == words(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)


@given(
    st.text(st.characters(categories=["Ll", "Lu", "Mn", "Po", "Zs"]) | st.sampled_from(" \n.’a"))
)
@example(" \u0591a")  # a mark that is not dropped, after a space
@example("\u00a0\u0591\u0591")
def test_tokens_stand_where_they_stood_had_the_text_been_read_in_one(text):
    assert list(tokens(text)) == list(tokens_of_part(text))


def test_characters_that_postgres_cannot_store_divide_words():
    assert words("Mali\0Niger\ud800Tchad") == ["mali", "niger", "tchad"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("« L’AES, dit-il »", ["L", "AES", "dit", "il"]),
        ("les O.N.U. d’hier", ["les", "O.N.U", "d", "hier"]),
        ("cœur de Goi\u0308ta", ["cœur", "de", "Goi\u0308ta"]),
        ("le 80ᵉ, ¼", ["le", "80ᵉ", "¼", "¼"]),
    ],
)
def test_tokens_know_their_place_in_the_original(text, pieces):
    assert [text[token.start : token.end] for token in tokens(text)] == pieces


def test_stop_words_are_those_that_postgres_drops(scratch):
    short = map(
        "".join,
        itertools.chain.from_iterable(
            itertools.product(string.ascii_lowercase, repeat=length) for length in (1, 2, 3)
        ),
    )
    candidates = [*STOP_WORDS, *short]
    dropped = scratch.execute(
        "select w from unnest(%s::text[]) w where ts_lexize('archive_stop', w) = '{}'",
        [candidates],
    ).fetchall()
    assert {word for (word,) in dropped} == STOP_WORDS


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("Salifou Mody", "salifou-mody"),
        ("Russie–AES : à Moscou", "russie-aes-a-moscou"),
        ("Œuvre de l'O.N.U.", "oeuvre-de-l-onu"),
        ("Белоусов", "belousov"),
        ("!?", "x"),
        ("", "x"),
        ("un " * 40, "-".join(["un"] * 27)[:80]),
        ("a" * 100, "a" * 80),
    ],
)
def test_slug_is_ascii_and_never_empty(text, slug):
    assert slugify(text) == slug


def test_names_sort_without_regard_to_accents():
    names = ["Zongo", "Étienne", "Eyadéma", "d’Arc", "Élie"]
    assert sorted(names, key=sort_key) == ["d’Arc", "Élie", "Étienne", "Eyadéma", "Zongo"]
