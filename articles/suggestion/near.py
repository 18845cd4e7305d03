"""Names that are close to a spelling of the record: misprints and other transliterations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from actors.choices import ActorKind
from actors.matching import Candidate, match_many, same
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found, How, Thing
from articles.suggestion.unknown import Run
from newsroom.register.names.spelling import neutral, tokens

CLOSE = 0.85  # from here on a name is offered for a name in a text
MOST = 60  # different names of a text that are compared, so that its length does not matter
CHOICES = 5
KINDS = {
    "person": {ActorKind.PERSON},
    "organisation": {ActorKind.ORGANISATION},
    "name": {ActorKind.PERSON, ActorKind.ORGANISATION},
}


def close(runs: Iterable[Run], on: date) -> dict[Run, list[Candidate]]:
    """What each unknown name may be close to, the closest first; one statement for all."""
    asked = [run for run in runs if run.j - run.i > 1 and run.kind in KINDS]
    texts = list(dict.fromkeys(run.text for run in asked))[:MOST]
    found = match_many(texts, on=on, floor=CLOSE) if texts else {}
    return {
        run: [
            one
            for one in found.get(run.text, [])
            if one.actor.kind in KINDS[run.kind] and min(map(_length, (run.text, one.spelling))) > 1
        ]
        for run in asked
    }


def _length(name: str) -> int:
    """Words of the name; a letter counts only as an initial: « D-Day » has one."""
    return sum(len(token) > 1 or f"{token}." in name.lower() for token in tokens(name))


def meant(candidates: Mapping[Run, list[Candidate]]) -> dict[Run, tuple[Thing, ...]]:
    """The one thing that each name is taken for without an editor, or nothing."""
    return {
        run: (as_thing(best),) if (best := same(found)) else () for run, found in candidates.items()
    }


def as_thing(candidate: Candidate) -> Thing:
    """The candidate as a proposal gives it."""
    actor = candidate.actor
    return Thing(actor.kind, actor.pk, str(actor.uid), actor.name, str(candidate.told))


def proposal(
    reading: Reading, run: Run, candidates: list[Candidate], taken: tuple[Thing, ...]
) -> Found:
    """What the unknown name may be: taken for a known one, a choice, or new."""
    start, end = reading.span(run.i, run.j)
    text = reading.text[start:end]
    if taken:
        best = candidates[0]
        wrong = is_misprint(text, best.spelling)
        return Found(
            start, end, text, taken[0].kind, How.NEAR, best.score * 0.95, taken, misprint=wrong
        )
    if candidates:
        things = tuple(map(as_thing, candidates[:CHOICES]))
        sure = min(0.45, candidates[0].score - 0.4) / len(things)
        return Found(start, end, text, things[0].kind, How.NEAR, round(sure, 2), things)
    return Found(start, end, text, run.kind, How.NEW, 0.8 if run.is_titled else 0.5)


def is_misprint(printed: str, spelling: str) -> bool:
    """Whether they differ by more than accents, transliteration and names left out."""
    one, other = (Counter(map(neutral, tokens(name))) for name in (printed, spelling))
    return bool(one - other) and bool(other - one)
