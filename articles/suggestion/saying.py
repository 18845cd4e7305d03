"""The verbs of saying in a sentence: their auxiliaries, voice, and pronouns put after them."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.suggestion import verbs
from articles.suggestion.sentences import Item
from articles.suggestion.verbs import Form
from articles.suggestion.wording import FRENCH, Wording

# Between an auxiliary and its participle there are seldom more words than these.
_GROUP = 6
_ASIDE = frozenset({"côté", "tour", "part"})
_INVERTED = ("t-", "il", "elle", "on")


@dataclass(frozen=True)
class Verb:
    """A form of a verb of saying; positions are those of items.

    first: where its group begins, with auxiliary and pronouns; last: where it ends, with the
    rest of a set phrase. pronoun: the one put after it ("a-t-il ajouté").
    """

    at: int
    first: int
    last: int
    lemma: str
    form: Form
    is_passive: bool = False
    pronoun: str = ""


@dataclass(frozen=True)
class _Reader:
    items: Sequence[Item]
    wording: Wording

    def word(self, at: int) -> str:
        return self.items[at].word if 0 <= at < len(self.items) else ""


def find_verbs(items: Sequence[Item], wording: Wording) -> list[Verb]:
    """All verbs of saying among the items, in order."""
    reader = _Reader(items, wording)
    found = (_verb_at(reader, at) for at, item in enumerate(items) if item.word)
    return [verb for verb in found if verb]


def _verb_at(reader: _Reader, at: int) -> Verb | None:
    french = reader.wording is FRENCH
    forms = verbs.FRENCH if french else verbs.ENGLISH
    whole = reader.word(at)
    word, _, tail = whole.partition("-")
    pronoun = tail.split("-")[-1]
    if tail and pronoun not in reader.wording.pronouns and pronoun != "on":
        word, pronoun = whole, ""
    if french and word in verbs.PHRASES and (length := _tail(reader, at + 1)):
        kinds = frozenset([verbs.PHRASES[word]])
        return _verb(reader, at, at + 1 + length, word, kinds, pronoun)
    if not french and (whole, reader.word(at + 1)) in verbs.ENGLISH_PHRASES:
        return Verb(at, at, at + 2, "continue", Form.FINITE)
    if tail and pronoun and word not in forms:
        # Whatever verb it is, after a quotation it says it: "termine-t-il".
        helps = word in reader.wording.helping
        follows = at and (reader.items[at - 1].quote or reader.items[at - 1].word in (",", "."))
        if follows and not helps:
            return Verb(at, at, at + 1, word, Form.FINITE, False, pronoun)
    if word not in forms:
        return _unlisted(reader, at)
    lemma, kinds = forms[word]
    return _verb(reader, at, at + 1, lemma, kinds, pronoun)


def _unlisted(reader: _Reader, at: int) -> Verb | None:
    """« a-t-il communiqué »: whatever the participle is, after a quotation it says it."""
    word = reader.word(at)
    if reader.wording is not FRENCH or not word.endswith(("é", "i", "u", "it", "is")):
        return None
    first, aux, pronoun = _group(reader, at)
    before = reader.items[first - 1] if first else None
    follows = before is not None and (before.quote is not None or before.text in (",", "."))
    if aux and pronoun and follows and word not in reader.wording.adverbs:
        return Verb(at, first, at + 1, word, Form.PARTICIPLE, False, pronoun)
    return None


def _tail(reader: _Reader, at: int) -> int:
    """How many items complete a set phrase from here: "mis [également] en avant"."""
    skipped = 0
    while reader.word(at + skipped) in ("également", "aussi", "notamment"):
        skipped += 1
    for tail in verbs.PHRASE_TAILS:
        if tuple(reader.word(at + skipped + j) for j in range(len(tail))) == tail:
            return skipped + len(tail)
    return 0


def _verb(
    reader: _Reader, at: int, last: int, lemma: str, kinds: frozenset[Form], pronoun: str
) -> Verb | None:
    """What the form is in its place; None when it is a noun or an adjective there."""
    wording, french = reader.wording, reader.wording is FRENCH
    first, aux, inverted = _group(reader, at)
    before = reader.word(at - 1)
    if aux and (Form.PARTICIPLE in kinds or (not french and Form.FINITE in kinds)):
        reflexive = any(reader.word(j) in ("s'", "se") for j in range(max(first - 1, 0), at))
        passive = aux in wording.being and not reflexive
        return Verb(at, first, last, lemma, Form.PARTICIPLE, passive, inverted)
    if Form.FINITE in kinds and not _is_noun(reader, at, before):
        return Verb(at, first, last, lemma, Form.FINITE, False, pronoun)
    if french and Form.PARTICIPLE in kinds:
        coordinated = before in ("et", ",", "puis", "ou") or before in wording.adverbs
        earlier = any(reader.word(j) in wording.auxiliaries for j in range(at))
        return Verb(at, at, last, lemma, Form.PARTICIPLE) if coordinated and earlier else None
    if before in wording.determiners and not aux and Form.INFINITIVE in kinds:
        return None  # « un conseiller »
    for form in (Form.GERUND, Form.INFINITIVE):
        if form in kinds and (french or form is Form.GERUND or before in ("to", "not")):
            return Verb(at, first, last, lemma, form)
    return None


def _is_noun(reader: _Reader, at: int, before: str) -> bool:
    wording = reader.wording
    if before in ("la", "le", "les", "l'", "leur"):
        # Before a verb it is a pronoun, and a subject stands before that.
        previous = reader.items[at - 2] if at > 1 else None
        return not previous or not (previous.found or previous.word in wording.pronouns)
    return before in wording.determiners or (before in wording.prepositions and before != "en")


def _group(reader: _Reader, at: int) -> tuple[int, str, str]:
    """Where the verb's group begins, its auxiliary, and the pronoun inverted into that."""
    wording = reader.wording
    first, aux, pronoun = at, "", ""
    i = at - 1
    while i >= 0 and at - i <= _GROUP:
        if reader.word(i) in _ASIDE and reader.word(i - 1) in ("son", "sa", "leur"):
            i -= 3  # « a de son côté salué », « a, pour sa part, salué »
            continue
        word = reader.word(i)
        stem, _, tail = word.partition("-")
        helps = stem in wording.helping
        if helps and (not tail or tail.startswith(_INVERTED)):
            # "a été salué" is passive, "a salué" and "ayant salué" are not.
            aux = aux or stem
            first = i
            pronoun = pronoun or tail.split("-")[-1]
        elif word in wording.clitics and first == i + 1:
            first = i
        elif not (word in wording.adverbs or (word.endswith("ment") and wording is FRENCH)):
            break
        i -= 1
    return first, aux, pronoun
