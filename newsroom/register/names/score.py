"""How alike two names are, whatever their script, order of words and completeness."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from newsroom.register.names.spelling import neutral, skeleton, tokens
from newsroom.register.text import fold

EXTRA = 0.03  # what each word costs that only one of the two names has, three at most
ALONE = 0.07  # what it costs that one of the two is a single word
INITIAL = 0.75  # "V." for "Vladimir"
RESPELT = 0.97  # the same word in another spelling
DOUBTFUL = 0.85  # below this, words tell two people apart the more the less alike they are
VOWELS = frozenset("aeiouy")


def likeness(a: str, b: str) -> float:
    """From 0 to 1: 1 for names that fold to the same words, whatever their order.

    Symmetric. Words that only the longer name has cost little, words that differ cost much, and
    one word alone never comes near a full name.
    """
    first, second = tokens(a), tokens(b)
    if not first or not second:
        return float(fold(a).split() == fold(b).split() != [])
    if sorted(first) == sorted(second):
        return 1.0
    return _compared(*sorted((first, second), key=lambda words: (len(words), sorted(words))))


def _compared(few: Sequence[str], many: Sequence[str]) -> float:
    few, many = _joined(sorted(few), sorted(many))
    if len(few) > len(many):
        few, many = many, few
    pairs = sorted(
        ((word_likeness(x, y), x, y, i, j) for i, x in enumerate(few) for j, y in enumerate(many)),
        reverse=True,
    )
    left, right = set(range(len(few))), set(range(len(many)))
    total = weights = 0.0
    for alike, x, y, i, j in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            weight = 1 + (min(len(x), 8) + min(len(y), 8)) / 16
            total += _believed(alike) * weight
            weights += weight
    missing = len(many) - len(few)
    alone = ALONE if len(few) == 1 and missing else 0.0
    return max(0.0, total / weights - EXTRA * min(missing, 3) - alone)


def _believed(alike: float) -> float:
    return alike if alike >= DOUBTFUL else max(0.0, alike - 1.5 * (DOUBTFUL - alike))


def _joined(a: Sequence[str], b: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both names with words that the other writes as one made one: Abdel Fattah, Abdelfattah."""
    return _join(a, b), _join(b, a)


def _join(words: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    if len(words) < 2:
        return words
    forms = {neutral(other): other for other in others}
    # Spellings differ by a few letters at most.
    least, most = min(map(len, others)) - 2, max(map(len, others)) + 2
    for i, x in enumerate(words):
        for j, y in enumerate(words):
            if i != j and least <= len(x) + len(y) <= most and (form := neutral(x + y)) in forms:
                rest = [word for k, word in enumerate(words) if k not in (i, j)]
                return _join(sorted([*rest, forms[form]]), others)
    return words


@lru_cache(maxsize=262144)
def word_likeness(a: str, b: str) -> float:
    """From 0 to 1 for two words of names."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] or neutral(a)[:1] == neutral(b)[:1] else 0.0
    x, y = neutral(a), neutral(b)
    if x == y:
        return RESPELT
    bones, others = skeleton(a), skeleton(b)
    if not VOWELS & set(a) or not VOWELS & set(b):
        return 0.92 * Levenshtein.normalized_similarity(bones, others)
    alike = max(
        # Two letters exchanged are one mistake.
        OSA.normalized_similarity(a, b),
        OSA.normalized_similarity(x, y),
        # Of short words it makes too much: traore, toure.
        JaroWinkler.similarity(x, y) - (0.12 if len(x) + len(y) > 10 else 0.16),
    )
    if bones == others:
        alike += (1 - alike) * (0.35 if len(bones) > 2 else 0.1)
    # Of two or three letters, one that differs is much of the name: Sow, Sy.
    return alike if min(len(a), len(b)) > 3 else min(alike, 0.5)
