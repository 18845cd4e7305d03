"""How well people are found by a spelling that the record does not have, on open data.

Everybody is on record, either under the main name alone, or under all spellings but one of each
person. Then the spellings that are not on record are asked for.
"""

import csv
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from actors.choices import ActorKind
from actors.importers.names import is_latin
from actors.matching import match_many, same
from actors.models import Actor, Name

PEOPLE = Path("data") / "people-popolo"
FIRST = 5
BATCH = 100
# File, and the columns with whom a row is about and what it calls them.
LISTS = (
    ("world-leaders-2022", "officeholder", "officeholderLabel"),
    ("foreign-ministers-2022", "person", "name"),
)
# The spellings of one person: those on record, and those that are asked for.
Divide = Callable[[Sequence[str]], tuple[Sequence[str], Sequence[str]]]
# An item without a label: its number stands in for the name.
_NUMBER = "Q0123456789"


class Held(NamedTuple):
    """A spelling that is not on record: whose, from what file, and in what script.

    person, actor: who bears it, by the identifier in the file and by the primary key.
    """

    text: str
    person: str
    actor: int
    file: str
    script: str
    # Whether a spelling of the same script is on record.
    is_alone: bool


@dataclass
class Recall:
    """Counts of one file and script: spellings asked for; how often who was meant was among the
    first five, and the first; how often somebody was taken as recognised, and rightly."""

    name: str
    asked: int = 0
    among_five: int = 0
    first: int = 0
    recognised: int = 0
    right: int = 0

    @property
    def at_five(self) -> float:
        """Share of the spellings whose bearer is among the first five."""
        return self.among_five / self.asked if self.asked else 1.0

    @property
    def at_one(self) -> float:
        """Share of the spellings whose bearer comes first, recognised or not."""
        return self.first / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        """Share of those taken as recognised who were meant."""
        return self.right / self.recognised if self.recognised else 1.0


def measure(shared: Path, salt: str = "", share: int = 1) -> list[Recall]:
    """Enter everybody but for one spelling each, and ask for these.

    `salt` chooses which spelling of each person is held out. Of `share` only one is asked for.
    The rows of the table: one for each file and script, then one for each script.
    """
    held = _enter(sorted((shared / PEOPLE).glob("*.json")), partial(_one_out, salt=salt))
    return _ask([one for one in held if _number(one.text, salt) % share == 0], _rows_of)


def measure_main(shared: Path, share: int = 1) -> list[Recall]:
    """Enter everybody under the main name alone, and ask for every other spelling.

    World lists of other years are asked for too: whom they mean, the same identifiers say. Of
    `share` only one is asked for. One row for each file and script, then one for each script.
    """
    held = _enter(sorted((shared / PEOPLE).glob("*.json")), lambda texts: (texts[:1], texts[1:]))
    held += _listed(shared, {one.person: one.actor for one in held})
    return _ask([one for one in held if _number(one.text, "") % share == 0], _rows_of_main)


def _ask(held: Sequence[Held], rows_of: Callable[[Held], Iterable[str]]) -> list[Recall]:
    rows: dict[str, Recall] = {}
    for start in range(0, len(held), BATCH):
        part = held[start : start + BATCH]
        found = match_many([one.text for one in part], kinds=[ActorKind.PERSON])
        for one in part:
            candidates = found[one.text]
            chosen = same(candidates)
            for name in rows_of(one):
                row = rows.setdefault(name, Recall(name))
                row.asked += 1
                row.among_five += one.actor in [c.actor.pk for c in candidates[:FIRST]]
                row.first += one.actor in [c.actor.pk for c in candidates[:1]]
                row.recognised += chosen is not None
                row.right += chosen is not None and chosen.actor.pk == one.actor
    return sorted(rows.values(), key=lambda row: (row.name.startswith("all"), row.name))


def _rows_of(one: Held) -> Iterable[str]:
    known = "only in other scripts" if one.is_alone else "also on record"
    return f"{one.file}, {one.script}", f"all, {one.script}, {known}", f"all, {one.script}"


def _rows_of_main(one: Held) -> Iterable[str]:
    return f"main name alone, {one.file}, {one.script}", f"all, main name alone, {one.script}"


def _one_out(texts: Sequence[str], salt: str) -> tuple[Sequence[str], Sequence[str]]:
    """The spellings that are on record, and the one held out, if there are several."""
    if len(texts) == 1:
        return texts, []
    out = min(texts, key=lambda text: _number(text, salt))
    return [text for text in texts if text != out], [out]


def _enter(files: Sequence[Path], divide: Divide) -> list[Held]:
    held: list[Held] = []
    for file in files:
        people = json.loads(file.read_text(encoding="utf-8"))["persons"]
        spellings = [(person["id"], _spellings(person)) for person in people]
        divided = [(person, *divide(texts)) for person, texts in spellings if texts]
        actors = Actor.objects.bulk_create(
            Actor(kind=ActorKind.PERSON, name=kept[0]) for _person, kept, _out in divided
        )
        Name.objects.bulk_create(
            Name(actor=actor, text=text)
            for actor, (_person, kept, _out) in zip(actors, divided, strict=True)
            for text in kept[1:]
        )
        for actor, (person, kept, out) in zip(actors, divided, strict=True):
            for text in out:
                script = _script(text)
                alone = script not in map(_script, kept)
                held.append(Held(text, person, actor.pk, file.stem, script, alone))
    return held


def _listed(shared: Path, actors: dict[str, int]) -> Iterable[Held]:
    """Names in the world lists of people who are on record, written otherwise there."""
    for stem, person, label in LISTS:
        with (shared / PEOPLE / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
            named = {(row[person], row[label]) for row in csv.DictReader(file)}
        known = [(who, text, actors[who]) for who, text in sorted(named) if who in actors]
        main = dict(Actor.objects.filter(pk__in=actors.values()).values_list("pk", "name"))
        for who, text, actor in known:
            if text != main[actor]:
                yield Held(text, who, actor, stem, _script(text), False)


def _spellings(person: dict[str, object]) -> list[str]:
    others = [other["name"] for other in person.get("other_names") or ()]  # type: ignore[attr-defined]
    texts = dict.fromkeys([str(person["name"]), *others])
    return [text for text in texts if text.strip(_NUMBER)]


def _number(text: str, salt: str) -> int:
    return int.from_bytes(sha256(f"{salt}{text}".encode()).digest()[:8])


def _script(text: str) -> str:
    if is_latin(text):
        return "Latin"
    names = [unicodedata.name(letter, "").split()[0] for letter in text if letter.isalpha()]
    other = next(name for name in names if name != "LATIN")
    return other.capitalize() if other in ("CYRILLIC", "ARABIC", "GREEK") else "other"
