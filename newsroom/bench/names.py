"""Looking names up among many: names of people made of real given and family names."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import connection

from actors.choices import ActorKind
from actors.matching import match
from actors.models import Actor
from actors.spellings.index import refresh
from newsroom.bench.chance import Popular, dice
from newsroom.bench.loading import Rate
from newsroom.bench.measure import queries_of, times, work_of
from newsroom.bench.words import BEGINNINGS, ENDINGS, GIVEN, MIDDLES, person_name, respelt
from newsroom.register.names.spelling import tokens

PEOPLE = Path(__file__).resolve().parents[1] / "demo" / "data" / "people.json"
BATCH = 5000
MADE = 12_000  # family names, besides the real ones
ASKED = 200  # names that are looked up for each row


@dataclass(frozen=True)
class LookUp:
    """One kind of question. p50, p95: ms of `match`, queries and comparing included. blocks: of
    8 kB that its queries read. found: of 100, how often the name that was meant is among those of
    the first five."""

    name: str
    p50: float
    p95: float
    blocks: int
    found: float | None


def load(count: int) -> Rate:
    """Enter so many people, and index their names; how fast the index is."""
    written = _names(count)
    while batch := [name for name, _ in zip(written, range(BATCH), strict=False)]:
        Actor.objects.bulk_create(Actor(kind=ActorKind.PERSON, name=name) for name in batch)
    began = time.perf_counter()
    done = refresh()
    note = ", ".join(f"{name} {size / 2**20:.0f} MB" for name, size in _sizes())
    return Rate("names indexed", done, time.perf_counter() - began, note)


def look_ups() -> list[LookUp]:
    """Ask for names as editors type them."""
    chance = dice("asked")
    names = list(Actor.objects.filter(kind=ActorKind.PERSON).values_list("name", flat=True))
    people = chance.sample(names, min(ASKED, len(names)))
    absent = [" ".join(person_name(10_000_000 + n)) for n in range(ASKED)]
    return [
        _measured("full name", [(name, name) for name in people]),
        _measured("one letter wrong", [(_misprinted(name, chance), name) for name in people]),
        _measured("other transliteration", [(respelt(name), name) for name in people]),
        _measured("surname alone", [(tokens(name)[-1], None) for name in people]),
        _measured("commonest words", [(name, None) for name in _common(names)]),
        _measured("nobody’s name", [(name, None) for name in absent]),
    ]


def _names(count: int) -> Iterator[str]:
    """Real given and family names put together anew; few families have most people."""
    given, family = _real()
    families = Popular(family)
    for number in range(count):
        chance = dice("name", number)
        first = [chance.choice(given) for _ in range(chance.choice((1, 1, 1, 2)))]
        yield " ".join([*first, families.one(chance)])


def _real() -> tuple[list[str], list[str]]:
    """Given names and family names, by the place of a word in the names of the demo's people."""
    documents = json.loads(PEOPLE.read_text(encoding="utf-8"))
    names = [person["name"].split() for one in documents for person in one["persons"]]
    family = sorted({words[-1] for words in names if len(words) > 1})
    chance = dice("families")
    # The real ones are too few for an archive of this size.
    parts = (BEGINNINGS, MIDDLES, MIDDLES, ENDINGS)
    made = dict.fromkeys("".join(map(chance.choice, parts)) for _ in range(MADE))
    families = [*family, *made]
    chance.shuffle(families)
    return sorted({words[0] for words in names if len(words) > 1} | set(GIVEN)), families


def _misprinted(name: str, chance: random.Random) -> str:
    """The name with one letter of its last word replaced."""
    at = chance.randrange(name.rindex(" ") + 2, len(name))
    return f"{name[:at]}{chance.choice('aeionrst')}{name[at + 1 :]}"


def _common(names: Sequence[str]) -> list[str]:
    """The given names and the family names that most people have, alone and together."""
    count: dict[str, int] = {}
    for name in names:
        for word in name.split():
            count[word] = count.get(word, 0) + 1
    words = sorted(count, key=lambda word: -count[word])[:20]
    return [*words, *(f"{a} {b}" for a in words[:10] for b in words[10:])]


def _measured(name: str, asked: Sequence[tuple[str, str | None]]) -> LookUp:
    seconds, first_five = [], 0
    match(asked[0][0])
    for text, meant in asked:
        began = time.perf_counter()
        found = match(text)
        seconds.append(time.perf_counter() - began)
        first_five += meant in [one.actor.name for one in found[:5]]
    few = [text for text, _meant in asked[::10]]
    blocks = sorted(work_of(queries_of(partial(match, text))).blocks for text in few)
    taken = times(seconds)
    return LookUp(
        name,
        taken.p50,
        taken.p95,
        blocks[len(blocks) // 2],
        100 * first_five / len(asked) if asked[0][1] is not None else None,
    )


def _sizes() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select 'table', pg_table_size('actors_spelling')"
            " union all select 'keys', pg_relation_size('spelling_keys_gin')"
            " union all select 'all indexes', pg_indexes_size('actors_spelling')"
        )
        return cursor.fetchall()
