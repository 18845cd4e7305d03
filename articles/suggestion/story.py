"""A text heard from beginning to end: in each sentence, who says, and whom a pronoun means."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.suggestion.phrases import Clause, Phrase, is_source_noun, read_clause
from articles.suggestion.result import Found
from articles.suggestion.saying import Verb
from articles.suggestion.sentences import is_english, is_post, sentences
from articles.suggestion.standings import standings
from articles.suggestion.subjects import apposed, first_subject, subject_after, subject_of
from articles.suggestion.voices import People, Voice

# « selon « Le Quotidien » »: a title in inverted commas has fewer words than this.
_TITLE = 5


@dataclass(frozen=True)
class Source:
    """A source named by a preposition ("selon X", "pour X"). at: item of the preposition."""

    at: int
    phrase: Phrase
    is_view: bool = False  # "pour X, …": only an opinion, and perhaps no source at all


@dataclass
class Heard:
    """One sentence, its verbs with their speakers, its sources with theirs."""

    number: int
    clause: Clause
    speakers: dict[int, Voice | None] = field(default_factory=dict)
    phrases: dict[int, Phrase | None] = field(default_factory=dict)
    sources: list[tuple[Source, Voice | None]] = field(default_factory=list)
    subject: Voice | None = None
    voices: dict[int, Voice | None] = field(default_factory=dict)  # by first item of the phrase

    def speaker(self, verb: Verb) -> Voice | None:
        return self.speakers.get(verb.at)


@dataclass(frozen=True)
class Story:
    """All sentences of a text and the people in it."""

    text: str
    heard: list[Heard]
    people: People
    is_english: bool


def hear(text: str, found: Sequence[Found]) -> Story:
    """Read the whole text once; one query, for what the record knows of the persons named."""
    english = is_english(text)
    clauses = [read_clause(sentence, english) for sentence in sentences(text, found)]
    posts = [one for one in found if is_post(one)]
    people = People(clauses, standings(found), posts)
    heard = [_hear(clause, number, people) for number, clause in enumerate(clauses)]
    return Story(text, heard, people, english)


def _hear(clause: Clause, number: int, people: People) -> Heard:
    result = Heard(number, clause)
    for item in clause.items:
        if item.found:
            people.saw(item.found, number)
    sources = sources_in(clause)
    said_by = {source.phrase.first for source in sources}
    subjects = {verb.at: subject_of(clause, verb) for verb in clause.verbs}
    main = first_subject(clause)
    phrases = {p.first: p for p in (*subjects.values(), *(s.phrase for s in sources)) if p}
    if main:
        phrases.setdefault(main.first, main)
    saying = set(phrases) - ({main.first} if main else set())
    saying |= {p.first for p in subjects.values() if p}
    voices: dict[int, Voice | None] = {}
    # « D’après X, il a … »: X is not whom the pronoun means.
    late = {source.phrase.first for source in sources if not source.phrase.pronoun}
    for first in sorted(phrases, key=lambda first: (first in late, first)):
        voice = voices[first] = people.resolve(clause, phrases[first], number)
        is_body = phrases[first].head or is_source_noun(phrases[first].noun)
        says = first in saying and first not in said_by
        if voice and (voice.is_person or (says and is_body)):
            people.acted(clause, number, phrases[first], voice)
    result.phrases = dict(subjects)
    result.speakers = {at: voices[p.first] if p else None for at, p in subjects.items()}
    result.sources = [(source, voices[source.phrase.first]) for source in sources]
    result.voices = voices
    result.subject = voices[main.first] if main else None
    return result


def sources_in(clause: Clause) -> list[Source]:
    """The sources that prepositions name, in order."""
    result = []
    openings = {cue[0] for cue in clause.wording.sources} | {"pour"}
    for at, item in enumerate(clause.items):
        if item.word not in openings:
            continue
        for cue in clause.wording.sources:
            if tuple(clause.word(at + i) for i in range(len(cue))) != cue:
                continue
            phrase = _phrase(clause, at + len(cue)) or _confided(clause, at + len(cue))
            if phrase:
                result.append(Source(at, phrase))
            break
        else:
            view = _view(clause, at)
            if view:
                result.append(view)
    return result


def _phrase(clause: Clause, at: int) -> Phrase | None:
    """What follows "selon"; a source may be anything that has a noun ("de source officielle")."""
    if clause.word(at) in ("que", "qu'", "laquelle", "lequel", "lesquels", "lesquelles", "qui"):
        return None
    item = clause.items[at] if at < len(clause.items) else None
    if item and item.quote and item.text[:1].isupper() and len(item.text.split()) < _TITLE:
        return Phrase(at, at + 1, item.start, item.end, noun=item.text.lower())
    phrase = clause.phrases.get(at)
    if phrase is None or (phrase.pronoun and phrase.pronoun == "on"):
        return None
    if not (phrase.is_human or phrase.noun):
        return None
    return apposed(clause, phrase)


def _confided(clause: Clause, at: int) -> Phrase | None:
    """« selon ce qu’a confié X »."""
    if clause.word(at) != "ce" or clause.word(at + 1) not in ("que", "qu'"):
        return None
    verb = next((v for v in clause.verbs if v.first == at + 2), None)
    return subject_after(clause, verb) if verb else None


def _view(clause: Clause, at: int) -> Source | None:
    """ "Pour X, …" at the head of a clause, when X is somebody."""
    if clause.word(at) != "pour" or not (at == 0 or clause.items[at - 1].text in (",", ";")):
        return None
    phrase = clause.phrases.get(at + 1)
    if phrase is None or phrase.last >= len(clause.items):
        return None
    somebody = (phrase.head and phrase.head.kind in ("person", "name")) or (
        phrase.pronoun in ("lui", "elle") or (phrase.role and phrase.determiner)
    )
    if not somebody and not (phrase.noun and is_source_noun(phrase.noun)):
        return None
    if clause.items[phrase.last].text != ",":
        return None
    return Source(at, apposed(clause, phrase), is_view=True)
