"""The part of a person's name by which stories call the person from the second time on."""

import re
from collections.abc import Iterable

from actors.choices import NameKind
from newsroom.register.text import words

# Go with the word after them: Le Drian, de Gaulle, Ould Ghazouani, al-Sissi.
_PARTICLES = frozenset(
    """
    le la de du des d da do dos di del della van von der den ter ould mint ben bin ibn ag al el
    abou abu o mac mc san saint st
    """.split()
)
# Without its particle a name like these is still the same name: "Sissi", "Gaulle".
_LOOSE = frozenset("de du d al el ould mint ag ben bin".split())
_SUFFIXES = frozenset("jr junior sr fils ii iii iv".split())
_ORDINALS = re.compile(r"^(?:ier|1er|[ivx]+)$")
_SURNAME_KINDS = (NameKind.SPELLING, NameKind.TRANSLITERATION, NameKind.MISPRINT, "")


def surnames(names: Iterable[tuple[str, str]], family_name: str = "") -> set[str]:
    """Surnames as printed, from (text, kind) of a person's names and the family name if given.

    A name of one word (Neymar) has none; that of a pope or king ("François Ier") has none either.
    """
    found = {family_name.strip()} if family_name.strip() else set()
    for text, kind in names:
        if kind in _SURNAME_KINDS:
            found |= set(_of(text))
    found |= {loose for name in found if (loose := _without_particle(name))}
    return {name for name in found if len("".join(words(name))) > 1}


def _of(text: str) -> list[str]:
    if "," in text:  # "Маига, Шогель", the surname first
        return [text.partition(",")[0].strip()]
    parts = text.split()
    while parts and "".join(words(parts[-1])) in _SUFFIXES:
        parts.pop()
    if len(parts) < 2 or _ORDINALS.match("".join(words(parts[-1]))):
        return []
    in_capitals = [part for part in parts if len(part) > 2 and part.isupper()]
    if in_capitals and len(in_capitals) < len(parts):
        return [" ".join(in_capitals)]
    start = len(parts) - 1
    while start > 1 and "".join(words(parts[start - 1])) in _PARTICLES:
        start -= 1
    return [" ".join(parts[start:])]


def _without_particle(name: str) -> str:
    first, _mark, rest = name.replace("’", "'").partition(" ")
    if rest and first.lower() in _LOOSE:
        return rest
    match = re.match(r"(?:al|el|d)[-'](?=\w{3})", name.replace("’", "'"), re.IGNORECASE)
    return name[match.end() :] if match else ""
