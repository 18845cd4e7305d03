"""Two texts compared word by word: nothing of either is lost, and only what differs is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.history.word_diff import Piece, compare_words, count_words

TEXT = st.text(alphabet="ab é’.\n«", max_size=60)


@given(old=TEXT, new=TEXT)
def test_the_pieces_are_the_two_texts(old, new):
    pieces = compare_words(old, new)

    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new
    assert "".join(piece.text for piece in pieces if piece.op != "added") == old


@given(text=TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.op for piece in compare_words(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "Le ministre est arrivé hier à Bamako.",
            "Le ministre est arrivé mardi à Bamako.",
            [
                ("same", "Le ministre est arrivé "),
                ("removed", "hier "),
                ("added", "mardi "),
                ("same", "à Bamako."),
            ],
        ),
        ("Un.\n\nDeux.", "Un.", [("same", "Un."), ("removed", "\n\nDeux.")]),
        ("", "Une phrase.", [("added", "Une phrase.")]),
        (
            "Ils ont signé l’accord.",
            "Ils ont signé l’accord-cadre.",
            [
                ("same", "Ils ont signé "),
                ("removed", "l’accord"),
                ("added", "l’accord-cadre"),
                ("same", "."),
            ],
        ),
    ],
)
def test_only_the_words_that_differ_are_marked(old, new, pieces):
    assert compare_words(old, new) == [Piece(*piece) for piece in pieces]


def test_a_paragraph_written_anew_is_shown_as_a_whole():
    pieces = compare_words("Un deux trois quatre cinq six", "Sept huit neuf dix deux onze")

    assert [piece.op for piece in pieces] == ["removed", "added"]


def test_words_are_counted_and_signs_are_not():
    pieces = compare_words("Il a dit : « oui ».", "Il a dit : « non, jamais » !")

    assert count_words(pieces) == (2, 1)
