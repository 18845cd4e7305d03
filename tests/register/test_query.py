"""What a reader types becomes text that Postgres accepts, and finds what it should."""

import re
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.register.query import MAX_CHARACTERS, MAX_TERMS, parse

ONE = UUID("3f2a0000-0000-4000-8000-000000000001")
TWO = UUID("3f2a0000-0000-4000-8000-000000000002")


@pytest.mark.parametrize(
    ("q", "tsquery"),
    [
        ("AES", "(aes)"),
        ("l'AES", "(aes)"),
        ("l’AES", "(aes)"),
        ("O.N.U.", "(onu)"),
        ("80ᵉ", "(80e)"),
        ("10\u202f000", "((10 <-> 000))"),
        ("10\u00a0000", "((10 <-> 000))"),
        ("10 000", "(10) & (000)"),
        ("Burkina-Faso", "((burkina <-> faso))"),
        ("aujourd’hui", "((aujourd <-> hui))"),
        ("14/08/2025", "((14 <-> 08 <-> 2025))"),
        ('"Côte d’Ivoire"', "((cote <-> d <-> ivoire))"),
        ("« Côte d’Ivoire »", "((cote <-> d <-> ivoire))"),
        ("“la Russie”", "(russie)"),
        ('"Mali', "(mali)"),
        ("or du Mali", "(or) & (mali | malis)"),
        ("Mali ou Niger", "(mali | malis) & (niger | nigers)"),
        ("Mali OU Niger", "(mali | malis | niger | nigers)"),
        ("Mali OR Niger | Roi", "(mali | malis | niger | nigers | roi)"),
        ("un Mali OU", "(mali | malis)"),
        ("OU Mali", "(mali | malis)"),
        ("Roi -Mali", "(roi) & !(mali | malis)"),
        ('Roi -"Côte d’Ivoire"', "(roi) & !(cote <-> d <-> ivoire)"),
        ("a-b - roi", "(b) & (roi)"),
        ("minis*", "(minis:*)"),
        ("mi*", "(mi)"),
        ("Burkina-Fas*", "((burkina <-> fas:*))"),
        ("Белоусов", "(белоусов)"),
        ("réunion à Moscou", "(reunion | reunions) & (moscou | moscous)"),
    ],
)
def test_question_becomes_text_for_postgres(q, tsquery):
    assert parse(q).tsquery() == tsquery


@pytest.mark.parametrize(
    "q", ["", "  ", "le la", "l’", "à", "-Mali", "OU", '""', "« »", "*", "- -", "\0"]
)
def test_a_question_that_asks_for_nothing_is_empty(q):
    assert parse(q).is_empty
    assert parse(q).tsquery({"mali": [ONE]}) == ""


def test_words_and_phrases_are_offered_for_expansion_but_prefixes_and_exclusions_are_not():
    query = parse('Simporé "Célestin Simporé" minis* -Mody OU "Goïta"')
    assert query.words == {"simpore": ("simpore", "simpores"), "goita": ("goita",)}
    assert query.phrases == (("celestin", "simpore"),)
    assert query.expandable == ("simpore | simpores", "celestin <-> simpore", "goita")


def test_things_that_bear_the_name_stand_in_for_it():
    query = parse('Simporé "Côte d’Ivoire" -Mody')
    expansion = {"simpore | simpores": [ONE, TWO], "cote <-> d <-> ivoire": [TWO], "mody": [ONE]}
    assert query.tsquery(expansion) == (
        f"(simpore | simpores | u{ONE.hex} | u{TWO.hex})"
        f" & ((cote <-> d <-> ivoire) | u{TWO.hex}) & !(modies | mody | modys)"
    )


def test_a_long_question_is_cut():
    query = parse("mot " * 1000)
    assert len(query.clauses) == MAX_TERMS
    assert len(parse("x" * 10_000).tsquery()) < MAX_CHARACTERS


hostile = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(
        st.sampled_from(
            [
                "mali",
                "ni*",
                "OU",
                "OR",
                "|",
                "-",
                '"',
                "«",
                "»",
                "'",
                "’",
                "(",
                ")",
                "&",
                "!",
                ":",
                ":*",
                ":A",
                "<->",
                "<2>",
                "\\",
                "le",
                "l’",
                " ",
                " ",
                "\u1680",
                "\u3000",
                "\u2028",
                "é",
                "мир",
                "\u0651",
                "€",
                "😀",
                "½",
                "ᵉ",
                "1e5",
                "-5",
                "0x1f",
                "a.b",
                "a@b.fr",
                "/x/y",
                "%s",
                "\0",
                "--",
                "/*",
                "x" * 3000,
            ]
        ),
        max_size=25,
    ).map("".join),
)


@given(hostile)
@example("'); drop table x; --")
@example("a' | b:* & (c")
@example("x" * 3000)
@settings(deadline=None, max_examples=300)
def test_no_question_is_a_syntax_error(scratch, q):
    query = parse(q)
    expansion = {term: [ONE] for term in query.expandable}
    text = query.tsquery(expansion)
    assert re.fullmatch(r"(?:[^\W_]|[^\x00-\x7f]|[ &|!()]|<->|:\*)*", text)
    scratch.execute("select to_tsquery('archive', %s)", [text])
    scratch.execute("select * from register_expand(%s)", [list(query.expandable)])
    assert query.is_empty == (text == "")


@given(st.uuids(version=4))
@settings(deadline=None)
def test_a_reference_is_one_word_to_postgres(scratch, uid):
    word = "u" + uid.hex
    found = scratch.execute("select to_tsquery('archive', %s)::text", [word]).fetchone()
    assert found == (f"'{word}'",)


@pytest.mark.parametrize(
    ("q", "text", "found"),
    [
        ("l'AES", "Le sommet de l’AES", True),
        ("aes", "Le sommet de l'A.E.S.", True),
        ("onu", "Devant l’O.N.U.", True),
        ("Burkina-Faso", "au Burkina Faso", True),
        ('"burkina faso"', "au Burkina\u2011Faso", True),
        ("80ᵉ", "le 80e anniversaire", True),
        ("10\u202f000", "près de 10\u00a0000 hommes", True),
        ("10 000", "près de 10\u202f000 hommes", True),
        ("coeur", "au cœur", True),
        ("finances", "des finances.Les", True),
        ('"Côte d’Ivoire"', "la CÔTE D'IVOIRE", True),
        ('"Côte d’Ivoire"', "la côte et l’ivoire", False),
        ("malienne", "deux Maliens", True),
        ("Nigeria", "au Niger, un Nigérien", False),
        ("Sall", "une salle", False),
        ("Mali", "du mal", False),
        ("minis*", "le ministère", True),
        ("Mali -Niger", "le Mali et le Niger", False),
        ("Mali OU Tchad", "le Tchad", True),
        ("Mali ou Tchad", "le Tchad", False),
        ("белоусов", "Андрей Белоусов", True),
    ],
)
def test_question_finds_the_text_or_does_not(scratch, q, text, found):
    row = scratch.execute(
        "select register_vector(null, null, %s, null) @@ to_tsquery('archive', %s)",
        [text, parse(q).tsquery()],
    ).fetchone()
    assert row == (found,)
