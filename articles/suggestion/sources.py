"""What a text reports without inverted commas: by whom it is claimed, for whom it is carried."""

from collections.abc import Sequence
from datetime import date

from articles.suggestion.interlocutors import addressee, pairs
from articles.suggestion.phrases import Clause
from articles.suggestion.relayed import relayed
from articles.suggestion.result import Found, Thing, Words
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Source, Story, hear
from articles.suggestion.subjects import is_inverted
from articles.suggestion.told_days import told_days
from articles.suggestion.verbs import Form
from articles.suggestion.voices import Voice

# Verbs whose bare object is what was said: "a relevé la persistance des menaces".
_OBJECT = frozenset(
    "relever souligner évoquer exprimer saluer réaffirmer réitérer dénoncer condamner regretter"
    " déplorer rappeler affirmer assurer annoncer confirmer promettre reconnaître nier démentir"
    " remercier mis met mettant express praise condemn denounce reaffirm reiterate stress"
    " emphasize thank welcome hail announce deny pledge fait faisant".split()
)
_THAT = frozenset({"que", "qu'", "that"})
_SENTENCE_MARKS = " \t\u00a0\u202f,;:.!?…"
# A clause of fewer words claims nothing.
_LEAST = 3


def sources(text: str, found: Sequence[Found], on: date, story: Story | None = None) -> list[Words]:
    """Claims by "selon …", by verbs of saying, and messages carried for others, in order.

    `story`: the text as `hear` gives it, if it was read already.
    """
    story = story or hear(text, found)
    days = told_days(story, on)
    result = [words for heard in story.heard for words in _by_source(story, heard, days)]
    taken = {heard.number for heard in story.heard if heard.sources}
    result += _by_verbs(story, days, taken)
    result += relayed(story, days)
    return sorted(result, key=lambda words: (words.start, words.end))


def _by_source(story: Story, heard: Heard, days: dict[int, date]) -> list[Words]:
    result = []
    for source, voice in heard.sources:
        span = _claimed(story.text, heard, source)
        if voice is None or span is None:
            continue
        start, end = span
        printed = _printed(story.text, heard, source, voice)
        speaker, factor = _body(heard, source, voice)
        sure = voice.confidence * factor * (0.75 if source.is_view else 0.97)
        result.append(
            Words(
                start,
                end,
                story.text[start:end],
                "claim",
                round(max(sure, 0.55 if printed else 0), 2),
                speaker=speaker,
                source=printed,
                day=days.get(heard.number),
            )
        )
    return result


def _printed(text: str, heard: Heard, source: Source, voice: Voice) -> str:
    """The source as printed; nothing for a person by name."""
    phrase = source.phrase
    if phrase.pronoun:
        return "" if voice.thing else voice.printed
    if voice.thing and voice.thing.kind == "person" and phrase.head:
        return ""
    return text[phrase.start : phrase.end].strip()


def _body(heard: Heard, source: Source, voice: Voice) -> tuple[Thing | None, float]:
    """A known body; the country of "la partie malienne" stands for it, less surely."""
    if voice.thing:
        return voice.thing, 1
    countries = [
        side.thing for side in source.phrase.sides if side.thing and side.thing.kind == "country"
    ]
    if source.phrase.noun in _PARTIES and len(countries) == 1:
        return countries[0], 0.9
    return None, 1


_PARTIES = frozenset(
    "partie côté gouvernement autorités diplomatie présidence délégation side government"
    " authorities".split()
)


def _claimed(text: str, heard: Heard, source: Source) -> tuple[int, int] | None:
    """The sentence without its source: after it, before it, or around it."""
    clause = heard.clause
    sentence, items = clause.sentence, clause.items
    cue, last = items[source.at].start, source.phrase.end
    before = _trim(text, sentence.start, cue)
    after = _trim(text, last, sentence.end)
    whole = _trim(text, sentence.start, sentence.end)
    said_outside = [item for item in items if item.word[:1].isalnum() or item.found]
    outside = [i for i in said_outside if not cue <= i.start < last]
    if len(outside) < _LEAST:
        return None
    if source.at <= 2 or not _has_words(text, before):
        return after if _has_words(text, after) else None
    return before if not _has_words(text, after) else whole


def _has_words(text: str, span: tuple[int, int]) -> bool:
    return len(text[span[0] : span[1]].split()) >= _LEAST


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _SENTENCE_MARKS + "–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _SENTENCE_MARKS):
        end -= 1
    return start, end


def _by_verbs(story: Story, days: dict[int, date], taken: set[int]) -> list[Words]:
    """« X a rappelé que … », « X a relevé … », « …, a indiqué X », if nothing is quoted there."""
    talks = pairs(story)
    result = []
    for heard in story.heard:
        for verb in heard.clause.verbs:
            voice = heard.speaker(verb)
            if voice is None or verb.is_passive or heard.number in taken:
                continue
            span, sure = _reported(story, heard, verb)
            if not span or not _has_words(story.text, span):
                continue
            result.append(
                Words(
                    *span,
                    story.text[span[0] : span[1]],
                    "claim",
                    round(voice.confidence * sure, 2),
                    speaker=voice.thing,
                    source="" if voice.thing else voice.printed,
                    addressee=addressee(story, talks, heard, voice, verb),
                    day=days.get(heard.number),
                )
            )
    return result


def _reported(story: Story, heard: Heard, verb: Verb) -> tuple[tuple[int, int] | None, float]:
    clause, text = heard.clause, story.text
    if is_inverted(clause, verb):
        if any(item.quote for item in clause.items):
            return None, 0
        return _trim(text, clause.sentence.start, clause.items[verb.first].start), 0.85
    if verb.form is Form.INFINITIVE or verb.last >= len(clause.items):
        return None, 0
    start, sure = verb.last, 0.8
    if clause.word(start) in _THAT:
        start += 1
    elif verb.lemma in _OBJECT or "comme" in [i.word for i in clause.items[start:]]:
        sure = 0.6
    else:
        return None, 0
    end = _end(clause, verb)
    if start >= end or any(item.quote for item in clause.items[start:end]):
        return None, 0
    return _trim(text, clause.items[start].start, clause.items[end - 1].end), sure


def _end(clause: Clause, verb: Verb) -> int:
    """Up to the next verb of saying that another clause begins with, or the sentence's end."""
    for other in clause.verbs:
        if other.first <= verb.last:
            continue
        at = other.first
        while at > verb.last and clause.word(at - 1) in ("tout", "en", "et", "and", "while"):
            at -= 1
        if clause.items[at - 1].text == "," or at < other.first:
            return at
    return len(clause.items)
