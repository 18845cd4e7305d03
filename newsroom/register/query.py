"""What a reader types in the search box, and the text for to_tsquery that it becomes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from newsroom.register.forms import forms
from newsroom.register.text import STOP_WORDS, words

# Longer questions are cut: Postgres refuses words over 2 kB, and nobody reads such an answer.
MAX_CHARACTERS = 400
MAX_TERMS = 24
MAX_WORD = 64
MIN_PREFIX = 3

# "à" and "a" fold to one word that stands in every French text, and says nothing alone.
_EMPTY_WORDS = STOP_WORDS | {"a"}

# Ordinary spaces divide terms; a no-break space (10 000) does not. OU and OR count in capitals
# only, since "or" is gold.
_SPACE = r" \t\n\r\f\v\u3000"
_SYNTAX = re.compile(
    rf"(?P<minus>(?<![^{_SPACE}])-)?"
    r'(?:["“”„«»](?P<quoted>[^"“”„«»]*)(?:["“”„«»]|\Z)'
    rf"|(?P<either>(?<![^{_SPACE}])(?:OU|OR|\|)(?![^{_SPACE}]))"
    rf'|(?P<plain>[^{_SPACE}"“”„«»]+))'
)


@dataclass(frozen=True)
class Term:
    """One word or phrase of a query: folded words that stand side by side.

    exact: only as written, without number and gender forms. prefix: the last word may go on.
    typed: as it was typed, with its signs.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    typed: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it may be a name, or one misspelt: no sign says that it is meant as it stands."""
        return not (self.exact or self.prefix)

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The spellings of a single word; a phrase, an exact word or a prefix has but its own."""
        if self.is_phrase or self.exact or self.prefix:
            return (" ".join(self.words),)
        return forms(self.words[0])

    @property
    def text(self) -> str:
        """The term for to_tsquery, without parentheses around it."""
        if self.is_phrase or self.prefix:
            return " <-> ".join(self.words) + (":*" if self.prefix else "")
        return " | ".join(self.forms)

    def length_at(self, folded: Sequence[str], index: int) -> int:
        """How many of the folded words from this index on are this term: 0 when none."""
        if not self.is_phrase:
            word = folded[index]
            hit = word.startswith(self.words[0]) if self.prefix else word in self.forms
            return int(hit)
        end = index + len(self.words) - 1
        if end >= len(folded) or tuple(folded[index:end]) != self.words[:-1]:
            return 0
        last = folded[end].startswith if self.prefix else folded[end].__eq__
        return len(self.words) if last(self.words[-1]) else 0


@dataclass(frozen=True)
class Query:
    """A parsed question: every clause must be met, by any of its terms; no excluded term may be.

    Two steps lead to the archive. `expandable` goes to the SQL function register_expand, which
    says for each term the things whose names match it; `tsquery` then accepts, in place of the
    words, a reference to such a thing: so a story is found under every spelling of its people.
    """

    clauses: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for: no text, stop words only, or only what must not be there."""
        return not self.clauses

    @property
    def is_plain(self) -> bool:
        """Nothing but words: no sign says how they are meant, so they may be a name."""
        is_signed = any(term.exact or term.prefix for term in self.terms)
        return not (is_signed or self.excluded or any(len(c) > 1 for c in self.clauses))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms asked for, in order: what is highlighted."""
        return tuple(term for clause in self.clauses for term in clause)

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The plain words asked for, each with its number and gender forms."""
        return {t.words[0]: t.forms for t in self.terms if not t.is_phrase and not t.prefix}

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The phrases asked for, as folded words."""
        return tuple(t.words for t in self.terms if t.is_phrase and not t.prefix)

    @property
    def expandable(self) -> tuple[str, ...]:
        """Texts for to_tsquery, one per word or phrase that may be a name: keys of `expansion`."""
        return tuple(dict.fromkeys(term.text for term in self.terms if not term.prefix))

    def tsquery(self, expansion: Mapping[str, Sequence[UUID]] | None = None) -> str:
        """Text for to_tsquery('archive', …); "" when the query is empty.

        It holds nothing but folded letters and digits, operators and parentheses, so that no
        input is a syntax error. expansion: for texts of `expandable`, the uids of the things
        that bear the name.
        """
        if self.is_empty:
            return ""
        names = expansion or {}
        parts = self.parts(names)
        parts += [f"!({term.text})" for term in self.excluded]
        return " & ".join(parts)

    def parts(self, names: Mapping[str, Sequence[UUID]]) -> list[str]:
        """The text for to_tsquery of each clause by itself."""
        return [
            "(" + " | ".join(_either(t, names) for t in clause) + ")" for clause in self.clauses
        ]


def reference(uid: UUID) -> str:
    """The word, for to_tsquery, of what refers to this thing."""
    return "u" + uid.hex


def _either(term: Term, expansion: Mapping[str, Sequence[UUID]]) -> str:
    references = [reference(uid) for uid in expansion.get(term.text, ())]
    return " | ".join([f"({term.text})" if term.is_phrase else term.text, *references])


def parse(q: str) -> Query:
    """Reads a question: words are all asked for, and the signs of a search engine are known.

    "a phrase", «a phrase», -without, one OU other (or OR, |), begin*. Words that an apostrophe
    or hyphen ties are a phrase (Burkina-Faso), elided particles aside (l’AES). Never fails:
    what means nothing is left out.
    """
    clauses: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    either = False
    for match in _SYNTAX.finditer(q[:MAX_CHARACTERS]):
        if match["either"]:
            either = bool(clauses)
            continue
        term = _term(match["plain"], match["quoted"])
        if term is None:
            continue
        if len(clauses) + len(excluded) >= MAX_TERMS:
            break
        if match["minus"]:
            excluded.append(term)
        elif either:
            clauses[-1] += (term,)
        else:
            clauses.append((term,))
        either = False
    return Query(tuple(clauses), tuple(excluded))


def _term(plain: str | None, quoted: str | None) -> Term | None:
    folded = [word[:MAX_WORD] for word in words(plain or quoted or "")]
    # At the edges a stop word says nothing (l’AES); inside it keeps the distance (Côte d’Ivoire).
    while folded and folded[0] in _EMPTY_WORDS:
        folded.pop(0)
    while folded and folded[-1] in _EMPTY_WORDS:
        folded.pop()
    if not folded:
        return None
    prefix = (plain or "").endswith("*") and len(folded[-1]) >= MIN_PREFIX
    typed = f'"{quoted}"' if quoted is not None else plain or ""
    return Term(tuple(folded), exact=quoted is not None, prefix=prefix, typed=typed)
