"""Seats of power whose names stand for their states: the Kremlin, the Élysée, the White House."""

from collections.abc import Iterator, Sequence

from actors.models import Country
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found, How, Thing

SURE = 0.75
# Folded, with the ISO 3166 code of the state.
RESIDENCES = {
    "kremlin": "RU",
    "elysee": "FR",
    "palais de l elysee": "FR",
    "matignon": "FR",
    "quai d orsay": "FR",
    "maison blanche": "US",
    "white house": "US",
    "departement d etat": "US",
    "department d etat": "US",
    "state department": "US",
    "pentagone": "US",
    "pentagon": "US",
    "downing street": "GB",
    "foreign office": "GB",
    "koulouba": "ML",
    "kosyam": "BF",
    "aso rock": "NG",
    "zhongnanhai": "CN",
    "ouaga": "BF",  # Ouagadougou, in short
}
_LONGEST = max(len(name.split()) for name in RESIDENCES)
_FIRST_WORDS = frozenset(name.split()[0] for name in RESIDENCES)
# There it is a place: « reçu au Kremlin », "at the White House".
_AT = frozenset("a au aux dans devant in at outside inside near pres".split())


def residences(
    reading: Reading, claimed: Sequence[bool]
) -> tuple[list[Found], list[tuple[int, int]]]:
    """The states for which such a seat stands, and all the words that name one; one query."""
    spans = list(_spans(reading, claimed))
    meant = [span for span in spans if not _is_place(reading, span[0])]
    codes = {RESIDENCES[reading.folded(i, j)] for i, j in meant}
    rows = Country.objects.filter(iso2__in=codes) if codes else ()
    states = {state.iso2: state for state in rows}
    found = []
    for i, j in meant:
        state = states.get(RESIDENCES[reading.folded(i, j)])
        if state:
            start, end = reading.span(i, j)
            thing = Thing("country", state.pk, str(state.uid), state.name)
            found.append(
                Found(start, end, reading.text[start:end], "country", How.METONYM, SURE, (thing,))
            )
    return found, spans


def _spans(reading: Reading, claimed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    n = 0
    while n < len(reading.words):
        if reading.words[n].folded not in _FIRST_WORDS:
            n += 1
            continue
        for j in range(min(n + _LONGEST, len(reading.words)), n, -1):
            is_one = reading.folded(n, j) in RESIDENCES and reading.holds_together(n, j)
            if is_one and not any(claimed[n:j]) and _has_capital(reading, n, j):
                yield n, j
                n = j - 1
                break
        n += 1


def _has_capital(reading: Reading, i: int, j: int) -> bool:
    return any(word.is_capital for word in reading.words[i:j])


def _is_place(reading: Reading, i: int) -> bool:
    """« à l’Élysée »; but « face à l’Élysée » and « répond au Kremlin » are rare enough."""
    at = i - 1
    while at >= 0 and reading.words[at].folded in ("l", "la", "le", "the"):
        at -= 1
    return at >= 0 and reading.words[at].folded in _AT and not reading.words[at + 1].divided
