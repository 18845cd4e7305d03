"""What reading a story for its names costs, among many names, near matching included."""

import time
import tracemalloc
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from actors.choices import ActorKind
from actors.models import Actor, Person
from actors.spellings.index import refresh
from articles.suggestion.suggest import suggest
from newsroom.bench.chance import dice
from newsroom.bench.measure import queries_of, times, work_of
from newsroom.bench.words import person_name, respelt

STORY = Path(__file__).resolve().parents[1] / "demo" / "data" / "story.txt"
LENGTH = 5000  # characters of a story that is read
STRANGERS = 12  # misspelt names that each story has besides those of its text
BATCH = 5000
ON = date(2025, 8, 14)


@dataclass(frozen=True)
class Cost:
    """Reading stories of `length` characters among so many spellings. p50, p95: ms; blocks: of
    8 kB that the queries of one story read; peak: kB of memory that Python took for one."""

    spellings: int
    length: int
    found: int
    queries: int
    p50: float
    p95: float
    blocks: int
    peak: int


def load(people: int) -> None:
    """Enter so many people besides those that are there."""
    for start in range(0, people, BATCH):
        _enter(range(start, min(start + BATCH, people)))
    refresh()
    with connection.cursor() as cursor:
        cursor.execute("analyze actors_spelling")


@transaction.atomic
def _enter(numbers: range) -> None:
    names = [person_name(number) for number in numbers]
    actors = Actor.objects.bulk_create(
        Actor(kind=ActorKind.PERSON, name=f"{given} {family}") for given, family in names
    )
    with connection.cursor() as cursor:
        # Django makes no rows of inherited tables in bulk.
        cursor.execute(
            "insert into actors_person (actor_ptr_id, given_name, family_name, gender, born, died)"
            " select unnest(%s::bigint[]), unnest(%s::text[]), unnest(%s::text[]), '', '', ''",
            [
                [actor.pk for actor in actors],
                [given for given, _family in names],
                [family for _given, family in names],
            ],
        )


def cost(runs: int, length: int = LENGTH) -> Cost:
    """Read so many different stories."""
    stories = [story(number, length) for number in range(runs)]
    suggest(stories[0], ON)
    seconds = []
    for text in stories:
        began = time.perf_counter()
        suggest(text, ON)
        seconds.append(time.perf_counter() - began)
    queries = queries_of(lambda: suggest(stories[-1], ON))
    tracemalloc.start()
    found = len(suggest(stories[-1], ON).found)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from actors_spelling")
        (spellings,) = cursor.fetchone()
    taken = times(seconds)
    return Cost(
        spellings=spellings,
        length=length,
        found=found,
        queries=len(queries),
        p50=taken.p50,
        p95=taken.p95,
        blocks=work_of(queries).blocks,
        peak=peak // 1024,
    )


def story(number: int, length: int = LENGTH) -> str:
    """A story of that many characters, with people who are misspelt, or not known at all."""
    chance = dice("suggestion", number)
    sentences = STORY.read_text(encoding="utf-8").replace("\n", " ").split(". ")
    chance.shuffle(sentences)
    total = max(1, Person.objects.count())
    for n in range(STRANGERS):
        given, family = person_name(chance.randrange(total))
        name = f"{given} {respelt(family)}" if n % 2 else f"{given} {family}"
        at = chance.randrange(len(sentences))
        sentences[at] += f", a déclaré {name} à l’issue de l’entretien"
    text = ". ".join(sentences)
    return (text * (length // len(text) + 1))[:length]
