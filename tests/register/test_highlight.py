"""Hits are shown in the original text, which stays whole, in the stretch that says most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.register.highlight import Marker
from newsroom.register.query import parse
from newsroom.register.text import tokens


def hits(fragments):
    return [piece for piece, is_hit in fragments if is_hit]


@pytest.mark.parametrize(
    ("text", "q", "expected"),
    [
        ("Le Sénégal et les Sénégalaises", "senegal senegalais", ["Sénégal", "Sénégalaises"]),
        ("l’AES et l'A.E.S.", "l'AES", ["AES", "A.E.S"]),
        ("au Burkina-Faso, Burkina", "Burkina-Faso", ["Burkina-Faso"]),
        ("la Côte d’Ivoire, la côte", "«cote d'ivoire»", ["Côte d’Ivoire"]),
        ("au cœur de Goi\u0308ta", "coeur goita", ["cœur", "Goi\u0308ta"]),
        ("le 80ᵉ, 10\u202f000 hommes", "80e 10\u202f000", ["80ᵉ", "10\u202f000"]),
        ("le ministère, les ministres", "minis*", ["ministère", "ministres"]),
        ("une salle pour Sall", "Sall", ["Sall"]),
        ("le Mali, du mal", "le mali -mal", ["Mali"]),
        ("le Mali", "", []),
        ("", "Mali", []),
        ("Burkina", "Burkina-Faso", []),
    ],
)
def test_hits_are_marked_as_printed(text, q, expected):
    fragments = Marker(parse(q)).highlight(text)
    assert hits(fragments) == expected
    assert "".join(piece for piece, _ in fragments) == text


def test_other_spellings_of_what_was_meant_are_marked_as_a_whole():
    fragments = Marker(parse("Simporé"), ["Célestin Simpone", "!"]).highlight(
        "Celestin Simpone et Celestin"
    )
    assert fragments == [("Celestin Simpone", True), (" et Celestin", False)]


def test_excerpt_shows_where_most_of_the_question_stands():
    text = "Mali " + "rien ici " * 60 + "le Mali et le Niger à Moscou " + "encore rien " * 60
    fragments = Marker(parse("mali niger moscou")).excerpt(text, length=80)
    assert hits(fragments) == ["Mali", "Niger", "Moscou"]
    assert (fragments[0], fragments[-1]) == (("…", False), ("…", False))
    inside = "".join(piece for piece, _ in fragments[1:-1])
    assert inside in text
    assert len(inside) <= 80


def test_excerpt_of_a_short_text_is_the_text():
    assert Marker(parse("mali")).excerpt("Le Mali") == [("Le ", False), ("Mali", True)]


def test_excerpt_without_a_hit_is_the_beginning():
    assert Marker(parse("mali")).excerpt("un deux trois quatre", length=10) == [
        ("un deux", False),
        ("…", False),
    ]


alphabet = st.text(st.sampled_from("mali MaLi’é.-nœ½\u0301 «Ñ"), max_size=80)


@given(alphabet, alphabet, st.integers(1, 90))
def test_pieces_are_stretches_of_the_text(text, q, length):
    marker = Marker(parse(q))
    assert "".join(piece for piece, _ in marker.highlight(text)) == text
    pieces = marker.excerpt(text, length=length)
    inside = "".join(piece for piece, _ in pieces if piece != "…")
    assert inside in text
    assert len(inside) <= length


def marked_word_by_word(text, query):
    """What is marked when every word of the text is looked at in turn."""
    found = list(tokens(text))
    folded = [token.word for token in found]
    marked, index = [], 0
    while index < len(found):
        length = max((term.length_at(folded, index) for term in query.terms), default=0)
        if length:
            marked.append(text[found[index].start : found[index + length - 1].end])
        index += max(length, 1)
    return marked


few_words = st.lists(
    st.sampled_from(["mali", "Mali,", "l’AES", "é", "ma", "mal-i", "A.E.S.", "«", "bé"]),
    max_size=12,
).map(" ".join)
questions = st.lists(
    st.sampled_from(["mali", '"mali mali"', "ma*", "AES", '"l aes"', '"mal i"', "é", "-ma"]),
    max_size=4,
).map(" ".join)


@given(few_words, questions)
def test_marks_are_those_of_a_look_at_every_word(text, q):
    query = parse(q)

    assert hits(Marker(query).highlight(text)) == marked_word_by_word(text, query)
