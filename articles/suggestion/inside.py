"""Countries and bodies named inside a body's name: « Mission de l’Union africaine en Somalie »."""

from collections.abc import Iterable, Mapping

from actors.choices import ActorKind, NameKind
from articles.suggestion.gazetteer import Row
from articles.suggestion.hits import Hit
from articles.suggestion.reading import Reading

LEAST = 3  # words of a name inside which another is looked for
_BEFORE = frozenset("de du des d la le l en au aux of the in".split())


def inside(reading: Reading, spellings: Mapping[str, list[Row]], found: Iterable[Hit]) -> list[Hit]:
    """What is named inside these hits, the longest first, and inside that again."""
    parts = [
        part
        for hit in found
        if hit.j - hit.i >= LEAST and ActorKind.ORGANISATION in hit.kinds
        for part in _parts(reading, spellings, hit)
    ]
    return parts + inside(reading, spellings, parts) if parts else []


def _parts(reading: Reading, spellings: Mapping[str, list[Row]], hit: Hit) -> list[Hit]:
    found: list[Hit] = []
    windows = [
        (i, j) for i in range(hit.i + 1, hit.j) for j in range(i + 1, hit.j + 1) if j - i < 6
    ]
    for i, j in sorted(windows, key=lambda window: window[0] - window[1]):
        if reading.words[i - 1].folded not in _BEFORE or not reading.words[i].is_capital:
            continue
        rows = tuple(
            row
            for row in spellings.get(reading.folded(i, j), ())
            if row.kind != NameKind.DEMONYM
            and (
                row.thing == ActorKind.COUNTRY
                or (row.thing == ActorKind.ORGANISATION and j - i > 1)
            )
        )
        if rows and not any(part.i < j and i < part.j for part in found):
            found.append(Hit(i, j, rows))
    return found
