"""Documents that a text says were signed, or that it says exist, and the parties to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from actors.choices import AgreementKind
from articles.suggestion.attendees import Delegations
from articles.suggestion.dates_in_text import Dated, dates
from articles.suggestion.document_words import (
    ADJECTIVAL,
    COMPLEMENTS,
    KINDS,
    LONGEST,
    NEEDS_MORE,
    NEEDS_TELLING,
    NOT_YET,
    QUALIFYING,
    SIGNS,
    SMALL,
    TELLING,
)
from articles.suggestion.enumerations import enumeration
from articles.suggestion.interlocutors import pairs
from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.result import Document, Found, Thing
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Story, hear
from articles.suggestion.subjects import subject_before
from articles.suggestion.told_days import dates_of, told_days
from articles.suggestion.verbs import Form
from articles.suggestion.voices import Voice
from newsroom.register.text import words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def documents(
    text: str, found: Sequence[Found], on: date, story: Story | None = None
) -> list[Document]:
    """Each document once, in the order in which the text first names it.

    `story`: the text as `hear` gives it, if it was read already.
    """
    story = story or hear(text, found)
    days = told_days(story, on)
    named = dates(text, on)
    delegations = Delegations(story, found)
    result: list[Document] = []
    for heard in story.heard:
        for document in _in_sentence(story, heard, found, delegations):
            if document.is_signed:
                document = replace(document, day=_day(story, heard, document, days, named))
            _enter(result, document)
    return result


def _enter(result: list[Document], document: Document) -> None:
    """Add it, or what it adds to one that was named before by the same words or the bare noun."""
    new = set(words(document.text))
    for i, old in enumerate(result):
        own = set(words(old.text))
        if old.kind == document.kind and (new <= own or own <= new):
            longer = old if len(own) >= len(new) else document
            result[i] = replace(
                longer,
                is_signed=old.is_signed or document.is_signed,
                day=old.day or document.day,
                parties=old.parties or document.parties,
                confidence=max(old.confidence, document.confidence),
            )
            return
    result.append(document)


def _in_sentence(
    story: Story, heard: Heard, found: Sequence[Found], delegations: Delegations
) -> Iterator[Document]:
    clause = heard.clause
    for at, item in enumerate(clause.items):
        kind = KINDS.get(item.word)
        if kind is None or clause.word(at - 1) == "de" and clause.word(at - 2) in KINDS:
            continue
        if item.word in ("protocole", "mémorandum") and clause.word(at + 2) in (
            "accord",
            "entente",
        ):
            kind = AgreementKind.MEMORANDUM
        if clause.word(at - 1) in ("d'", "of") and clause.word(at - 2) in KINDS:
            continue
        last = _end(clause, at)
        is_signed = _is_signed(clause, at, last)
        if not _is_document(clause, at, last, is_signed):
            continue
        first = at - 1 if clause.word(at - 1) in TELLING | QUALIFYING else at
        start, end = clause.items[first].start, clause.items[last - 1].end
        parties = _parties(story, heard, found, at, last, delegations)
        sure = 0.6 + 0.25 * is_signed + 0.1 * bool(parties)
        yield Document(
            start,
            end,
            story.text[start:end],
            str(kind),
            round(sure, 2),
            is_signed=is_signed,
            parties=parties,
        )


def _is_document(clause: Clause, at: int, last: int, is_signed: bool) -> bool:
    word = clause.word(at)
    before = clause.word(at - 1)
    verbal = clause.wording.being | clause.wording.auxiliaries | {"se", "s'", "ne", "n'"}
    if before in verbal:
        return False  # « est traité », « sont traités »: the verb
    if any(item.found and item.found.kind == "person" for item in clause.items[at + 2 : at + 3]):
        return is_signed  # « avec l’accord de X »
    told = {clause.word(i) for i in range(max(0, at - 1), last)}
    if word in NEEDS_TELLING:
        return bool(told & TELLING)
    if word in NEEDS_MORE:
        if clause.word(at - 1) in ("d'", "en", "commun") or clause.word(at + 1) in ("avec",):
            return is_signed
        return is_signed or last > at + 1 or before in QUALIFYING
    return True


def _end(clause: Clause, at: int) -> int:
    """The noun with its adjectives and what "de" adds: « accord de coopération militaire »."""
    wording = clause.wording
    stops = wording.conjunctions | wording.relatives | wording.being | wording.auxiliaries
    stops |= (wording.prepositions - {"des", "du", "d'", "de"}) | {"ainsi", "leur"} | SIGNS
    i, complement, since = at + 1, False, 0
    while i < len(clause.items):
        item = clause.items[i]
        if item.word in COMPLEMENTS:
            complement, since = True, 0
            i += 1
            continue
        since += 1
        if since > 1 or not complement:
            follows_name = clause.items[i - 1].found is not None
            adjective = item.word.endswith(ADJECTIVAL) or "-" in item.word
            if since > LONGEST or follows_name or not (adjective or item.found):
                break
        if item.quote or item.is_mark or item.word in stops or item.word[:1].isdigit():
            break
        if not complement and (item.word in wording.determiners or i > at + 2):
            break
        i += 1
    while i > at + 1 and clause.word(i - 1) in COMPLEMENTS | SMALL:
        i -= 1
    return i


def _is_signed(clause: Clause, at: int, last: int) -> bool:
    """The verb before it, in the same run of objects, or right after it in the passive."""
    for i in range(at - 1, -1, -1):
        item = clause.items[i]
        if item.word in SIGNS:
            before = {clause.word(j) for j in range(max(0, i - 5), i)}
            return not before & NOT_YET
        if item.text in (";", ":") or item.quote:
            break
        if item.word in clause.wording.auxiliaries and i < at - 1:
            break
    wording = clause.wording
    passing = wording.being | wording.auxiliaries | wording.adverbs | SMALL
    passing |= frozenset(", à in on entre between et and".split())
    for i in range(last, min(last + 12, len(clause.items))):
        item = clause.items[i]
        if item.word in SIGNS:
            return not {clause.word(j) for j in range(last, i)} & NOT_YET
        if not (item.word in passing or item.found or item.word[:1].isdigit()):
            return False
    return False


def _parties(
    story: Story,
    heard: Heard,
    found: Sequence[Found],
    at: int,
    last: int,
    delegations: Delegations,
) -> tuple[Thing, ...]:
    """« entre X et Y », « avec Y » and who signed with Y, « leur accord » of two who talk."""
    clause = heard.clause
    for i in range(last, min(last + 20, len(clause.items))):
        word = clause.word(i)
        if clause.items[i].text in (",", ";", ".") or word in ("ainsi", "qui"):
            break
        if word in ("entre", "between") and i + 1 in clause.phrases:
            end = _list_end(clause, i + 1)
            span = clause.items[i + 1].start, clause.items[end - 1].end
            return _bodies(found, *span)
        if word in ("avec", "with") and i + 1 in clause.phrases:
            others = enumeration(clause, clause.phrases[i + 1])
            signer = _signer(clause, at)
            phrases = ([signer] if signer else []) + others
            return _unique(t for p in phrases for t in _bodies(found, p.start, p.end))
    if clause.word(at - 1) in ("leur", "leurs", "their"):
        return _of_pair(story, heard, delegations)
    signer = _signer(clause, at)
    if signer and (bodies := _bodies(found, signer.start, signer.end)):
        listed = enumeration(clause, signer)
        return _unique(t for p in listed for t in _bodies(found, p.start, p.end)) or bodies
    return ()


def _list_end(clause: Clause, at: int) -> int:
    """The end of "les ministères de la Défense de la Russie et de l’AES"."""
    end = at
    while end < len(clause.items):
        item = clause.items[end]
        if item.text in (",", ".", ";", ":") and end + 1 not in clause.phrases:
            break
        if item.quote or item.word in clause.wording.relatives | clause.wording.auxiliaries:
            break
        end += 1
    return end


def _signer(clause: Clause, at: int) -> Phrase | None:
    for i in range(at - 1, -1, -1):
        if clause.word(i) in SIGNS:
            first = i
            while first and clause.word(first - 1) in (
                clause.wording.auxiliaries | clause.wording.adverbs
            ):
                first -= 1
            return subject_before(clause, Verb(i, first, i + 1, "signer", Form.PARTICIPLE))
    return None


def _of_pair(story: Story, heard: Heard, delegations: Delegations) -> tuple[Thing, ...]:
    pair: tuple[Voice, ...] = pairs(story).get(heard.number, ())
    sides = (delegations.of(one.thing) for one in pair if one.thing)
    return _unique(side for side in sides if side)


def _bodies(found: Sequence[Found], start: int, end: int) -> tuple[Thing, ...]:
    """Organisations and countries in the span; a country inside a ministry's name is not one."""
    inside = [
        one
        for one in found
        if start <= one.start and one.end <= end and one.kind in ("organisation", "country")
    ]
    whole = [
        one
        for one in inside
        if not any(
            other is not one
            and other.kind == "organisation"
            and one.kind == "country"
            and other.start <= one.start
            and one.end <= other.end
            for other in inside
        )
    ]
    return _unique(one.thing for one in whole if one.thing)


def _unique(things: Iterator[Thing] | Sequence[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(things))


def _day(
    story: Story, heard: Heard, document: Document, days: dict[int, date], named: list[Dated]
) -> date | None:
    """The date right behind the signature, else the day on which the story then is."""
    own = [one for one in dates_of(heard, named) if one.start >= document.end]
    if own:
        return own[0].day
    sentence = heard.clause.sentence
    if _YEAR.search(story.text, sentence.start, sentence.end) and heard.number not in days:
        return None  # « en 2012 »: not on the day of the talks
    for number in range(heard.number, -1, -1):
        if number in days:
            return days[number]
    return None
