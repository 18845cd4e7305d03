"""How well names are recognised in real stories: French Wikinews with marks made by people.

The archive knows the countries, bodies and people of the demo and of open data, and what people
marked in seven stories of ten; the other three are read, and what is recognised is compared with
their marks. Which stories are which is drawn several times: rules that fit one draw alone show.

What the marks cannot judge is left out of both sides: they have no adjectives ("malien") and no
posts, and call a capital a location whether it means its government or not. Countries and towns
are both locations in them: a country is a location that is written like one of ISO 3166.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from actors.choices import ActorKind, NameKind
from actors.models import Organisation, Person, Place, Spelling
from actors.spellings.index import refresh
from articles.suggestion.result import Found, How
from articles.suggestion.suggest import names
from newsroom.bench import world
from newsroom.demo import countries, organisations, people
from newsroom.register.text import words

STORIES = Path("data") / "wikinews-fr" / "wikinews-fr.jsonl"
KINDS = {"Person": "person", "Organization": "organisation", "Location": "country"}
# What the marks do not have.
UNMARKED = {How.DEMONYM, How.OFFICE, How.METONYM}
DRAWS = ("", "alpha", "beta", "gamma")
OFTEN = 2  # marks after which a single word is taken for a name that an editor would enter


class Mark(NamedTuple):
    """What people marked: half-open characters, kind, words."""

    start: int
    end: int
    kind: str
    folded: str


@dataclass
class Score:
    """Counts of one kind. found: recognised; exact and right: of these with the very span, or
    over a mark that means the same; known: marks of what the archive knows; met: those of them
    that were recognised; wrong and missed: errors by what they are about, with examples."""

    found: int = 0
    exact: int = 0
    right: int = 0
    known: int = 0
    met: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def exact_precision(self) -> float:
        return self.exact / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.known if self.known else 1.0

    def figures(self) -> dict[str, float]:
        """Counts and shares, without the errors."""
        return {
            "found": self.found,
            "precision": self.precision,
            "exact": self.exact_precision,
            "known": self.known,
            "recall": self.recall,
        }


def stories(shared: Path, draw: str = "") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The stories whose marks are entered, and those that are read; by their ids and the draw."""
    rows = [json.loads(line) for line in (shared / STORIES).read_text("utf-8").splitlines()]
    entered = [row for row in rows if _tenth(draw + row["id"]) < 7]
    return entered, [row for row in rows if _tenth(draw + row["id"]) >= 7]


def _tenth(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10


def marks(story: dict[str, Any]) -> list[Mark]:
    """The marks of a story; of the kinds that are compared."""
    return [
        Mark(row["start"], row["end"], KINDS[row["type"]], " ".join(words(row["surface"])))
        for row in story["entities"]
        if row["type"] in KINDS and words(row["surface"])
    ]


def enter(entered: Iterable[dict[str, Any]]) -> None:
    """Enter what people marked in these stories, unless the archive has it."""
    refresh()
    known = set(Spelling.objects.values_list("folded", flat=True))
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for story in entered:
        full = {m.folded for m in marks(story) if m.kind == "person" and " " in m.folded}
        for row in story["entities"]:
            folded, kind = " ".join(words(row["surface"])), KINDS.get(row["type"], "")
            is_short = kind == "person" and any(name.endswith(f" {folded}") for name in full)
            if kind and folded and not is_short:
                written[kind, folded][row["surface"]] += 1
    for kind, folded in [key for key in written if key[0] in ("organisation", "country")]:
        # A palace that was once marked as a body is a place on record.
        other = {"organisation": "country", "country": "organisation"}[kind]
        if written[kind, folded].total() < written.get((other, folded), Counter()).total():
            del written[kind, folded]
    last = {name.rpartition(" ")[2] for kind, name in written if kind == "person" and " " in name}
    for (kind, folded), surfaces in written.items():
        if kind == "person" and " " not in folded and folded in last | known:
            continue
        text = surfaces.most_common(1)[0][0].strip()
        # An expression in small letters ("services de renseignement") is not a name on record.
        if folded in known or text == text.lower():
            continue
        if " " in folded or surfaces.total() >= OFTEN:
            _enter(kind, text)
    refresh()


def _enter(kind: str, text: str) -> None:
    if kind == "person":
        Person.objects.create(name=text)
    elif kind == "country":
        Place.objects.get_or_create(name=text, country=None, within=None)
    else:
        is_acronym = text.isupper() and len(text) < 8
        body = Organisation.objects.create(name=text)
        if is_acronym:
            body.names.create(text=text, kind=NameKind.ACRONYM, language="fr")


class Judge:
    """What the archive knows, to judge what was recognised in a story."""

    def __init__(self) -> None:
        self.bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.short: dict[str, set[int]] = defaultdict(set)
        rows = Spelling.objects.filter(actor__isnull=False).exclude(kind=NameKind.DEMONYM)
        for folded, actor, kind, source in rows.values_list(
            "folded", "actor_id", "actor__kind", "source"
        ):
            if source != "derived":
                self.bearers[kind, folded].add(actor)
            elif kind == ActorKind.PERSON:
                self.short[folded].add(actor)

    def meant(self, mark: Mark, all_: Sequence[Mark]) -> set[int]:
        """The actors that the mark may mean; none when the archive does not know it.

        A single word means the one whom the same story names in full with it.
        """
        if mark.kind != "person" or " " in mark.folded:
            return self.bearers.get((mark.kind, mark.folded), set())
        full = {
            other.folded
            for other in all_
            if other.kind == "person" and other.folded.endswith(f" {mark.folded}")
        }
        if full:
            return {pk for name in full for pk in self.bearers.get(("person", name), ())}
        own = self.bearers.get(("person", mark.folded), set())
        alone = self.short.get(mark.folded, set())
        return own or (alone if len(alone) == 1 else set())

    def read(self, story: dict[str, Any], scores: dict[str, Score]) -> None:
        """Read one story and add to the scores."""
        all_ = marks(story)
        text = story["text_raw"]
        recognised = [
            one
            for one in names(text, date.fromisoformat(story["date"]))
            if one.thing and one.kind in scores and one.how not in UNMARKED
        ]
        for one in recognised:
            self._judge(one, all_, scores[one.kind], text)
        for mark in all_:
            meant = self.meant(mark, all_)
            if not meant:
                continue
            score = scores[mark.kind]
            score.known += 1
            met = any(
                one.kind == mark.kind and _over(one, mark) and one.thing.pk in meant  # type: ignore[union-attr]
                for one in recognised
            )
            score.met += met
            if not met:
                score.missed[mark.folded] += 1
                score.examples.setdefault(mark.folded, _excerpt(text, mark.start, mark.end))

    def _judge(self, one: Found, all_: Sequence[Mark], score: Score, text: str) -> None:
        assert one.thing is not None
        score.found += 1
        over = [
            mark
            for mark in all_
            if mark.kind == one.kind
            and _over(one, mark)
            and (one.thing.pk in self.meant(mark, all_) or self._is_near(one, mark))
        ]
        score.right += bool(over)
        score.exact += any((mark.start, mark.end) == (one.start, one.end) for mark in over)
        if not over:
            score.wrong[one.thing.name] += 1
            score.examples.setdefault(one.thing.name, _excerpt(text, one.start, one.end))

    def _is_near(self, one: Found, mark: Mark) -> bool:
        """A mark with words beside the name, or of a spelling that the archive does not have.

        « Le président François Hollande » with its title; « Ramzan Kadyrov » for « Kadirov ».
        """
        assert one.thing is not None
        wide = one.how is How.NEAR or (
            f" {' '.join(words(one.text))} " in f" {mark.folded} " and len(mark.folded) > 3
        )
        return wide and not (mark.kind == "person" and " " not in mark.folded)


def _over(one: Found, mark: Mark) -> bool:
    return one.start < mark.end and mark.start < one.end


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 25) : start], text[end : end + 25]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def draws(shared: Path) -> dict[str, dict[str, Score]]:
    """The scores of each draw; all that is entered for them is undone."""
    found = {}
    with transaction.atomic():
        for part in (countries, organisations, people):
            part.load(lambda _rows: None)
        refresh()
        world.enter(shared)
        for draw in DRAWS:
            with transaction.atomic():
                entered, read = stories(shared, draw)
                enter(entered)
                found[draw] = measure(read)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found


def measure(rows: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """The scores by kind over these stories."""
    judge = Judge()
    scores = {kind: Score() for kind in KINDS.values()}
    for story in rows:
        judge.read(story, scores)
    return scores


def table(scores: Mapping[str, Score], errors: int = 8) -> Iterator[str]:
    """Lines of a table for people: by kind, with the most frequent errors below."""
    yield f"{'kind':<14}{'found':>7}{'precision':>11}{'exact':>8}{'known':>7}{'recall':>8}"
    for kind, score in scores.items():
        yield (
            f"{kind:<14}{score.found:>7}{score.precision:>11.3f}{score.exact_precision:>8.3f}"
            f"{score.known:>7}{score.recall:>8.3f}"
        )
    for kind, score in scores.items():
        for title, counted in (("wrong", score.wrong), ("missed", score.missed)):
            for name, count in counted.most_common(errors):
                yield f"  {kind} {title} {count}: {name} ({score.examples[name]})"
