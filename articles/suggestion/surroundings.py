"""What stands around the words of a known name and tells that they mean something else here."""

from collections.abc import Sequence
from typing import Protocol

from actors.choices import ActorKind
from articles.suggestion.lexicon import (
    COUNTED,
    EVENT_CUES,
    GENERIC,
    NAMED_AFTER,
    OPENERS,
    SEVERAL,
)
from articles.suggestion.reading import Reading

_QUANTITIES = ("aine", "aines", "ier", "iers")  # une dizaine, des centaines, un millier


class Span(Protocol):
    """Words i to j that are written like something of the record."""

    @property
    def i(self) -> int: ...
    @property
    def j(self) -> int: ...
    @property
    def kinds(self) -> set[str]: ...
    @property
    def is_surname(self) -> bool: ...
    @property
    def is_adjective(self) -> bool: ...


def means_another(reading: Reading, hit: Span, chosen: Sequence[Span]) -> bool:
    """Whether any of these tells so; `chosen`: what else was recognised."""
    return (
        (hit.is_adjective and tells_which(reading, hit, chosen))
        or in_event(reading, hit)
        or named_after(reading, hit)
        or are_members(reading, hit)
        or is_second_half(reading, hit, chosen)
    )


def tells_which(reading: Reading, hit: Span, chosen: Sequence[Span]) -> bool:
    """« la Somalie britannique », « le Congo belge »: the adjective is part of a name."""
    word = reading.words[hit.i]
    joined = hit.i > 0 and not (word.divided or word.comma or word.is_capital)
    return joined and any(
        other.j == hit.i and other.kinds == {ActorKind.COUNTRY} and not other.is_adjective
        for other in chosen
    )


def are_members(reading: Reading, hit: Span) -> bool:
    """« trois Gilets jaunes », « une dizaine de Casques bleus »: people, not the body."""
    first = reading.words[hit.i]
    if hit.kinds != {ActorKind.ORGANISATION} or not hit.i or first.divided or first.comma:
        return False
    if first.is_upper or not first.folded.endswith(("s", "x")):
        return False
    before = [word.folded for word in reading.words[max(0, hit.i - 2) : hit.i]]
    counted = before[-1].isdigit() or before[-1] in COUNTED
    return counted or (before[-1] in ("de", "d") and before[0].endswith(_QUANTITIES))


def is_second_half(reading: Reading, hit: Span, chosen: Sequence[Span]) -> bool:
    """« Peace and Security Council »: not the Security Council."""
    n = hit.i - 2
    if n < 0 or hit.j - hit.i < 2 or hit.kinds != {ActorKind.ORGANISATION}:
        return False
    if reading.words[hit.i - 1].folded not in ("and", "et") or hit.is_surname:
        return False
    claimed = any(other.i <= n < other.j for other in chosen)
    is_name = reading.words[n].is_capital and reading.words[n].folded not in OPENERS
    return is_name and not claimed and reading.holds_together(n, hit.j)


def named_after(reading: Reading, hit: Span) -> bool:
    """« le prix Nobel », « la rue Jean-Moulin », « les frères X »"""
    if hit.kinds != {ActorKind.PERSON} or not hit.i or reading.words[hit.i].divided:
        return False
    before = reading.words[hit.i - 1].folded
    return before in NAMED_AFTER or (hit.is_surname and before in SEVERAL)


def in_event(reading: Reading, hit: Span) -> bool:
    """« Tour de France », « Grand Prix de Belgique »: a competition, not the country."""
    if hit.kinds not in ({ActorKind.COUNTRY}, {ActorKind.ORGANISATION}) or hit.is_adjective:
        return False
    if hit.kinds == {ActorKind.ORGANISATION} and reading.words[hit.i].folded not in GENERIC:
        return False  # « la Coupe du Monde » only
    n = hit.i - 1
    while n >= 0 and hit.i - n <= 3 and reading.words[n].folded in {"de", "du", "d", "la", "l"}:
        n -= 1
    return (
        n >= 0
        and n != hit.i - 1
        and (reading.words[n].is_capital and reading.words[n].folded in EVENT_CUES)
    )
