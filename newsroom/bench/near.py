"""How well, and how fast, stories in nearly the same words are found: Wikinews, retyped."""

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from articles.models import Article, StoryPrint
from articles.near_duplicates import near_duplicates, together
from articles.texts import from_plain, to_plain
from newsroom.bench.chance import dice
from newsroom.bench.measure import times

STORIES = Path("data") / "wikinews-fr" / "wikinews-fr.jsonl"
ASKED = 200  # stories that are asked for in each way
SHORTEST = 60  # words; shorter notices are left out
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2)

# A story as another writer would have it; from its words, and a die of its own.
Retype = Callable[[list[str], random.Random], list[str]]


@dataclass(frozen=True)
class Nearness:
    """One way of retyping stories: how many were asked for, of how many in the archive; shares
    that were found at all and as the first; other stories that were named; times in ms."""

    name: str
    stories: int
    asked: int
    found: float
    first: float
    others: int
    p50: float
    p95: float


def measure(shared: Path) -> list[Nearness]:
    """Enter the stories of Wikinews, and look for each as others would write it."""
    with transaction.atomic():
        texts = _enter(shared)
        with connection.cursor() as cursor:
            cursor.execute("analyze articles_storyprint")
        found = [
            _asked(f"{share:.0%} of the words changed", texts, _noisy(share)) for share in SHARES
        ]
        found.append(_asked("a third of it inside another text", texts, _inside(texts)))
        transaction.set_rollback(True)
    return found


def _enter(shared: Path) -> list[tuple[int, list[str]]]:
    """The stories as drafts: primary keys and words."""
    lines = (shared / STORIES).read_text("utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    stories = Article.objects.bulk_create(
        Article(headline=row["headline"], body=from_plain("\n\n".join(row["paragraphs"])))
        for row in rows
    )
    texts = [
        (story.pk, together(story.headline, "", to_plain(story.body)).split()) for story in stories
    ]
    return [(pk, words) for pk, words in texts if len(words) >= SHORTEST]


def _noisy(share: float) -> Retype:
    """Of so many words in a hundred one half is replaced, the others are dropped or doubled."""

    def retype(words: list[str], chance: random.Random) -> list[str]:
        said: list[str] = []
        for word in words:
            die = chance.random()
            if die >= share:
                said.append(word)
            elif die < share / 2:
                said.append(chance.choice(words))
            elif die < share * 3 / 4:
                said += [word, chance.choice(words)]
        return said

    return retype


def _inside(texts: Sequence[tuple[int, list[str]]]) -> Retype:
    """The first third of a story in the middle of another one of Wikinews."""

    def retype(words: list[str], chance: random.Random) -> list[str]:
        other = chance.choice(texts)[1]
        half = len(other) // 2
        return [*other[:half], *words[: max(SHORTEST // 2, len(words) // 3)], *other[half:]]

    return retype


def _asked(name: str, texts: Sequence[tuple[int, list[str]]], retype: Retype) -> Nearness:
    chance = dice("near", name)
    found = first = others = 0
    seconds: list[float] = []
    some = chance.sample(list(texts), min(ASKED, len(texts)))
    for pk, words in some:
        text = " ".join(retype(words, chance))
        began = time.perf_counter()
        near = [one.article.pk for one in near_duplicates(text)]
        seconds.append(time.perf_counter() - began)
        found += pk in near
        first += near[:1] == [pk]
        others += len(set(near) - {pk})
    taken = times(seconds)
    return Nearness(
        name=name,
        stories=StoryPrint.objects.count(),
        asked=len(some),
        found=found / len(some),
        first=first / len(some),
        others=others,
        p50=taken.p50,
        p95=taken.p95,
    )
