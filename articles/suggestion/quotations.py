"""The words that a text prints between inverted commas, who says them, and to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles.suggestion.interlocutors import addressee, pairs
from articles.suggestion.marks import Quoted
from articles.suggestion.result import Found, Words
from articles.suggestion.sentences import Item
from articles.suggestion.speakers import NOBODY, Credit, credit
from articles.suggestion.story import Heard, Story, hear
from articles.suggestion.told_days import told_days
from articles.suggestion.voices import Voice

# So many words, at most, has an expression; more is somebody's sentence.
_TERM = 6
_FINITE = re.compile(
    r"\b(?:est|sont|était|sera|serait|a|ont|avait|avons|sommes|suis|ai|je|j['’]|nous|il|elle|on|vous"
    r"|is|are|was|were|will|have|has|we|i|must|doit|faut|peut|va|allons|n['’]|ne|c['’]|qu['’])\b",
    re.IGNORECASE,
)
_NAMING = frozenset(
    "dit dite dits baptisé baptisée intitulé intitulée surnommé surnommée nommé nommée appelé"
    " appelée titré dénommé dénommée entitled titled named nicknamed dubbed".split()
)
_CALLING = frozenset({"appeler", "call", "label", "read"})


@dataclass(frozen=True)
class _Piece:
    quote: Quoted
    credit: Credit
    is_term: bool
    heard: Heard
    at: int


def quotations(
    text: str, found: Sequence[Found], on: date, story: Story | None = None
) -> list[Words]:
    """All quotations in order. `story`: the text as `hear` gives it, if it was read already.

    Whom the grammar does not name is left None, never guessed.

    A speaker whom the record does not know is given as `source`, as printed.
    """
    story = story or hear(text, found)
    pieces = _pieces(story)
    talks = pairs(story)
    days = told_days(story, on)
    result: list[Words] = []
    for number, piece in enumerate(pieces):
        voice = piece.credit.voice
        continues = _continues(text, pieces, number)
        result.append(
            Words(
                piece.quote.start,
                piece.quote.end,
                text[piece.quote.start : piece.quote.end],
                "quote",
                round(_confidence(piece), 2),
                speaker=voice.thing if voice else None,
                source=voice.printed if voice and voice.thing is None else "",
                addressee=addressee(story, talks, piece.heard, voice, piece.credit.verb),
                is_term=piece.is_term,
                continues=continues,
                day=days.get(piece.heard.number),
            )
        )
    return result


def _pieces(story: Story) -> list[_Piece]:
    pieces: list[_Piece] = []
    for heard in story.heard:
        for at, item in enumerate(heard.clause.items):
            if item.quote is None:
                continue
            given = credit(story, heard, at)
            if given.cue < 0 and not given.is_passive:
                given = _carried(story, pieces, heard, item) or given
            pieces.append(_Piece(item.quote, given, _is_term(heard, at, given), heard, at))
    return pieces


def _carried(story: Story, pieces: list[_Piece], heard: Heard, item: Item) -> Credit | None:
    """A speech that goes on: in the next paragraph, after a colon, or in a sentence of its own."""
    quote = item.quote
    before = pieces[-1] if pieces else None
    if quote is None:
        return None
    if quote.resumes and before:
        return replace(before.credit, strength=before.credit.strength * 0.95)
    alone = all(i.is_mark for i in heard.clause.items if i is not item)
    if not alone:
        return None
    previous = story.heard[heard.number - 1] if heard.number else None
    if previous and previous.clause.items[-1].text == ":":
        for verb in reversed(previous.clause.verbs):
            if voice := previous.speaker(verb):
                return Credit(voice, 0.85, previous.clause.items[verb.at].start, verb)
        if previous.subject and (previous.subject.is_person or previous.subject.thing):
            return Credit(previous.subject, 0.75, previous.clause.sentence.start)
    follows = before and before.heard.number == heard.number - 1 and before.credit.voice
    if follows and before and _is_speech(before) and _same_paragraph(before.heard, heard):
        return replace(before.credit, strength=0.65)
    return None


def _same_paragraph(one: Heard, other: Heard) -> bool:
    return one.clause.sentence.paragraph == other.clause.sentence.paragraph


def _is_speech(piece: _Piece) -> bool:
    """A whole sentence of somebody's, after which the next may be his too."""
    return not piece.is_term and piece.quote.end - piece.quote.start > 30


def _confidence(piece: _Piece) -> float:
    voice: Voice | None = piece.credit.voice
    if voice is None:
        return 0.6 if piece.is_term else 0.4
    return piece.credit.strength * voice.confidence * (0.6 if piece.is_term else 1)


def _is_term(heard: Heard, at: int, given: Credit) -> bool:
    """An expression of the writer's choice, a title, a name: not words that somebody said."""
    clause, item = heard.clause, heard.clause.items[at]
    size = len(item.text.split())
    before = clause.items[at - 1] if at else None
    is_sentence = bool(_FINITE.search(item.text)) or item.text[-1:] in ".!?"
    if size > _TERM or is_sentence or before is None:
        return False
    wording = clause.wording
    if before.word in _NAMING and (given.verb is None or given.verb.last != at):
        return True
    if _is_title(heard, at) or (
        given.verb and given.verb.lemma in _CALLING and item.text[:1].isupper()
    ):
        return True
    if given is NOBODY or given.is_passive:
        return before.text != ":"
    verb = given.verb
    if verb is None or verb.last > at:
        return False
    # "exprimé le soutien du Mali dans son «…»": in an adjunct, behind the object of the verb.
    led = before.word in wording.determiners and clause.word(at - 2) in (
        "dans", "contre", "depuis", "pendant", "lors", "after", "during", "in", "against",
    )  # fmt: skip
    return led and at - 2 > verb.last


def _is_title(heard: Heard, at: int) -> bool:
    """« l’opération « Barkhane » »: a capital, right after a noun that it names."""
    clause, item = heard.clause, heard.clause.items[at]
    before = clause.items[at - 1]
    wording = clause.wording
    small = wording.determiners | wording.prepositions | wording.conjunctions | wording.relatives
    if not item.text[:1].isupper() or before.is_mark or before.quote or before.found:
        return False
    if any(verb.first <= at - 1 < verb.last for verb in clause.verbs):
        return False
    return before.word not in small and before.word not in wording.adverbs


def _continues(text: str, pieces: list[_Piece], number: int) -> int | None:
    """The earlier piece of the same sentence of the same speaker, if nothing parts them."""
    if not number:
        return None
    piece, before = pieces[number], pieces[number - 1]
    if piece.is_term or before.is_term or piece.credit.cue < 0:
        return None
    if piece.quote.resumes:
        return number - 1
    if piece.heard is not before.heard or piece.credit.cue != before.credit.cue:
        return None
    return number - 1 if text[before.quote.end - 1] not in ".!?" else None
