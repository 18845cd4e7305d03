"""Words that are names stand for the things that bear them."""

from uuid import UUID, uuid4

import pytest

from newsroom.register.query import parse
from tests.register.search_rows import Row, newest, store


def search_for(scratch, typed: str) -> set[UUID]:
    """What a reader finds: the two steps of Query."""
    query = parse(typed)
    expansion = dict(
        scratch.execute("select * from register_expand(%s)", [list(query.expandable)]).fetchall()
    )
    return {uid for uid, _ in newest(scratch, query.tsquery(expansion))}


SIMPORE, MODY, GOITA, USSR, NIGERIA, STORY = (uuid4() for _ in range(6))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Simporé", True),
        ("Mody", True),
        ("Goita", True),
        ("union sovietique", True),
        ("l'AES", True),
        ("l’AES", True),
        ("Nigeria", False),
        ('"Célestin Simporé" Mody', True),
        ("Simpone", True),
        ("Simporé -AES", False),
        ("Simporé OU Nigeria", True),
        ("Simporé Nigeria", False),
        ("URSS", True),
    ],
)
def test_a_story_is_found_under_every_spelling_of_those_it_refers_to(scratch, typed, found):
    body = "Pour l’AES, le général Goïta ; Celestin Simpone et Salifou Modi ; un Nigérien."
    store(
        scratch,
        [
            Row(SIMPORE, kind="person", names="Célestin Simporé"),
            Row(MODY, kind="person", names="Salifou Mody"),
            Row(GOITA, kind="person", names="Assimi Goïta"),
            Row(USSR, kind="country", names="Union soviétique URSS"),
            Row(NIGERIA, kind="country", names="Nigéria Nigeria"),
            Row(STORY, body=body, refs=[SIMPORE, MODY, GOITA, USSR]),
        ],
    )
    assert (STORY in search_for(scratch, typed)) is found


def test_only_names_stand_for_a_thing_and_only_for_one_that_acts(scratch):
    named, told, meeting = (uuid4() for _ in range(3))
    store(
        scratch,
        [
            Row(named, kind="organisation", names="Union africaine"),
            Row(told, kind="person", names="Moussa Faki", body="président de l’Union africaine"),
            Row(meeting, kind="meeting", names="Sommet de l’Union africaine"),
        ],
    )
    terms = ["union | unions", "union <-> africaine", "africaine <-> union", "le", "rien"]
    found = dict(scratch.execute("select * from register_expand(%s)", [terms]).fetchall())
    assert found == {
        "union | unions": [named],
        "union <-> africaine": [named],
        "africaine <-> union": [],
        "rien": [],
    }


def test_a_word_that_many_bear_stands_for_those_it_names_best(scratch):
    bearers = [Row(uuid4(), kind="person", names=f"Traoré p{n}") for n in range(80)]
    store(scratch, [*bearers, bare := Row(uuid4(), kind="person", names="Traoré")])
    ((_, uids),) = scratch.execute("select * from register_expand(%s)", [["traore"]]).fetchall()
    assert len(uids) == len(set(uids)) == 64
    assert uids[0] == bare.uid
