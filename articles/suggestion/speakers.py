"""Who says the words between inverted commas, by the grammar of the sentence around them."""

from dataclasses import dataclass

from articles.suggestion.phrases import Clause
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Story
from articles.suggestion.subjects import agent, first_subject, is_inverted
from articles.suggestion.verbs import WILLS, Form
from articles.suggestion.voices import Voice, named
from articles.suggestion.wording import SPEECH

_MARKS = frozenset(",.!?…–—-")
_SUBORDINATES = frozenset("si lorsque lorsqu' quand s' alors if when while although".split())
_QUOTING = frozenset(
    "rappeler citer relater rapporter publier relayer lire recall read transmettre".split()
)
# Further than this from its verb, words seldom belong to it.
_FAR = 30


@dataclass(frozen=True)
class Credit:
    """Who is credited with a quotation. cue: place in the text of what says so, -1 for nothing.

    strength: how well the cue fits, apart from how surely its subject is known.
    is_passive: the cue is there, and hides who says it ("considéré comme «…»").
    """

    voice: Voice | None
    strength: float
    cue: int = -1
    verb: Verb | None = None
    is_passive: bool = False


NOBODY = Credit(None, 0.5)


def credit(story: Story, heard: Heard, at: int) -> Credit:
    """The credit for the quotation that is this item of the sentence."""
    after = _after(story, heard, at)
    if after and after.verb is None and (told := _told_that(story, heard, at)):
        return told  # « X a dit que « … », selon un communiqué »
    return after or _before(story, heard, at) or _later(story, heard, at) or NOBODY


def _told_that(story: Story, heard: Heard, at: int) -> Credit | None:
    before = _before(story, heard, at)
    if not before or not before.verb or not before.voice:
        return None
    between = range(before.verb.last, at)
    is_told = any(heard.clause.word(i) in ("que", "qu'", "that") for i in between)
    is_open = not any(heard.clause.items[i].quote for i in between)
    return before if is_told and is_open else None


def _after(story: Story, heard: Heard, at: int) -> Credit | None:
    """« … », a déclaré X; « … », selon X; « … » (X); “…,” X said."""
    clause, i = heard.clause, at + 1
    while i < len(clause.items) and clause.items[i].text in _MARKS:
        i += 1
    if i >= len(clause.items):
        return None
    for verb in clause.verbs:
        if verb.first == i and is_inverted(clause, verb) and (voice := heard.speaker(verb)):
            return Credit(voice, 0.98, clause.items[verb.at].start, verb)
    for source, voice in heard.sources:
        if source.at == i:
            return Credit(voice, 0.95, clause.items[i].start)
    if story.is_english and i in clause.phrases:
        for verb in clause.verbs:
            subject = heard.phrases.get(verb.at)
            if subject and verb.at > i and verb.form is Form.FINITE and subject.first >= i:
                return Credit(heard.speaker(verb), 0.97, clause.items[verb.at].start, verb)
    return _read(story, heard, i) or _signed(heard, at, i)


def _read(story: Story, heard: Heard, i: int) -> Credit | None:
    """« … », peut-on lire dans le communiqué."""
    clause = heard.clause
    reads = [clause.word(j) for j in range(i, i + 3)]
    if not {"lire", "lit-on"} & set(reads):
        return None
    for j in range(i, min(i + 6, len(clause.items))):
        if clause.word(j) in ("dans", "sur") and j + 1 in clause.phrases:
            voice = story.people.resolve(clause, clause.phrases[j + 1], heard.number)
            return Credit(voice, 0.85, clause.items[i].start) if voice else None
    return None


def _signed(heard: Heard, at: int, i: int) -> Credit | None:
    """« … » (X); « … », s’émeut X, with a verb that is in no list; « … » – X at the end."""
    clause = heard.clause
    phrase = clause.phrases.get(i)
    gap = clause.items[i - 1].text
    if clause.items[i].text == "(" and i + 1 in clause.phrases:
        inside = clause.phrases[i + 1]
        closes = inside.last < len(clause.items) and clause.items[inside.last].text == ")"
        if closes and inside.head and inside.head.kind in ("person", "name"):
            return Credit(named(inside.head), 0.8, clause.items[i].start)
    if phrase and phrase.head and gap == "—" and clause.items[i - 2].quote:
        return Credit(named(phrase.head), 0.8, clause.items[i].start)
    if phrase and phrase.head and phrase.head.kind == "person" and gap in (",", "–", "—", "-"):
        ends = all(item.text in _MARKS for item in clause.items[phrase.last :])
        if ends and phrase.first == i:
            return Credit(named(phrase.head), 0.7, clause.items[i].start)
    return _unlisted(clause, i) if gap in _MARKS or clause.items[at].text[-1:] in ".!?," else None


def _unlisted(clause: Clause, at: int) -> Credit | None:
    """« … », s’émeut X: a verb that is in no list, before the name of a person."""
    at = at + 1 if clause.word(at) in ("s'", "se") else at
    word, wording = clause.word(at), clause.wording
    if not word or not clause.items[at].text[0].islower() or not word.endswith(("e", "t", "d")):
        return None
    small = wording.prepositions | wording.conjunctions | wording.determiners | wording.being
    if word in small | wording.auxiliaries | wording.adverbs | wording.relatives:
        return None
    subject = clause.phrases.get(at + 1)
    if subject and subject.head and subject.head.kind in ("person", "name"):
        return Credit(named(subject.head), 0.8, clause.items[at].start)
    return None


def _before(story: Story, heard: Heard, at: int) -> Credit | None:
    """X a déclaré que « … »; selon X, « … »; X : « … »; X, affirmant que « … »."""
    clause = heard.clause
    verb = _nearest_verb(clause, at)
    source = _nearest_source(heard, at)
    colon = _colon(clause, at)
    if colon is not None and (
        verb is None or verb.at > colon or _noun_between(clause, verb, colon)
    ):
        named_speech = _speech_noun(story, heard, colon)
        if named_speech:
            return named_speech
    if verb and (source is None or verb.at > source[0]):
        return _by_verb(heard, verb, at)
    if source:
        return Credit(source[1], 0.88, clause.items[source[0]].start)
    if colon is not None:
        return _by_colon(story, heard, colon)
    return None


def _by_verb(heard: Heard, verb: Verb, at: int) -> Credit:
    clause = heard.clause
    distance = at - verb.last
    strength = 0.97 if distance <= 4 else 0.9 if distance <= 12 else 0.82
    if distance > _FAR:
        strength = 0.6
    if verb.form is Form.GERUND:
        strength *= 0.95
    if verb.form is Form.INFINITIVE:
        strength *= 0.8
    start = clause.items[verb.at].start
    voice = heard.speaker(verb)
    if verb.is_passive and voice is None:
        return Credit(None, 0.6, start, verb, is_passive=True)
    return Credit(voice, strength, start, verb)


def _nearest_verb(clause: Clause, at: int) -> Verb | None:
    """The last verb of saying before the quotation that could govern it."""
    for verb in reversed(clause.verbs):
        if verb.last > at:
            continue
        if not _is_left_behind(clause, verb, at):
            return _outer(clause, verb) or verb
    return None


def _outer(clause: Clause, inner: Verb) -> Verb | None:
    """« X indique que Y souhaite « … » »: X says so; to want something is not to say it."""
    if inner.lemma not in WILLS:
        return None
    for verb in reversed(clause.verbs):
        if verb.last >= inner.first or verb.lemma in WILLS:
            continue
        between = [clause.items[i] for i in range(verb.last, inner.first)]
        is_told = any(item.word in ("que", "qu'", "that") for item in between)
        if is_told and not any(item.text in (";", ":") or item.quote for item in between):
            return verb
    return None


def _is_left_behind(clause: Clause, verb: Verb, at: int) -> bool:
    """« S’il évite de raconter, il a « œuvré » »: its subordinate clause ended before."""
    commas = [i for i in range(verb.last, at) if clause.items[i].text == ","]
    if not any(i + 1 in clause.phrases and clause.phrases[i + 1].is_human for i in commas):
        return False
    for i in range(verb.first - 1, -1, -1):
        if clause.items[i].text in (",", ";", ":") or clause.items[i].quote:
            return False
        if clause.word(i) in _SUBORDINATES:
            return True
    return False


def _nearest_source(heard: Heard, at: int) -> tuple[int, Voice | None] | None:
    before = [(s.at, voice) for s, voice in heard.sources if s.phrase.last <= at and s.at < at]
    return before[-1] if before else None


def _colon(clause: Clause, at: int) -> int | None:
    """The colon right before the quotation, or before one that ends right before it."""
    return at - 1 if at and clause.items[at - 1].text == ":" else None


def _noun_between(clause: Clause, verb: Verb, colon: int) -> bool:
    """« a rappelé les propos de Y : »: Y’s words; not « a commenté les propos de Y : »."""
    if verb.lemma not in _QUOTING:
        return False
    return any(clause.word(i) in SPEECH for i in range(verb.last, colon))


def _by_colon(story: Story, heard: Heard, colon: int) -> Credit | None:
    """« X a réagi : « … » », and headlines: « X : « … » »."""
    clause = heard.clause
    subject = first_subject(clause)
    if subject is None or subject.first >= colon:
        return None
    voice = story.people.resolve(clause, subject, heard.number)
    if voice is None or not (voice.is_person or voice.thing):
        return None
    bare = subject.last == colon
    return Credit(voice, 0.92 if bare else 0.75, clause.items[colon].start)


def _speech_noun(story: Story, heard: Heard, colon: int) -> Credit | None:
    """« les mots de X : « … » », « dans un communiqué de X : « … » »."""
    clause = heard.clause
    for i in range(colon - 1, -1, -1):
        if clause.word(i) in SPEECH and clause.word(i + 1) in ("de", "d'", "du", "of", "des"):
            phrase = clause.phrases.get(i + 2) or clause.phrases.get(i + 1)
            if phrase and phrase.is_human:
                voice = story.people.resolve(clause, phrase, heard.number)
                return Credit(voice, 0.8, clause.items[i].start) if voice else None
    return None


def _later(story: Story, heard: Heard, at: int) -> Credit | None:
    """The whole sentence is somebody’s: « … des « objets », a déclaré X. »"""
    clause = heard.clause
    for verb in clause.verbs:
        if verb.first <= at:
            continue
        before = clause.items[verb.first - 1].text
        if is_inverted(clause, verb) and (verb.pronoun or before == ","):
            voice = heard.speaker(verb)
            if voice:
                return Credit(voice, 0.82, clause.items[verb.at].start, verb)
        if verb.form is Form.GERUND or verb.is_passive or story.is_english:
            continue
        break
    for source, voice in heard.sources:
        if source.at > at and not source.is_view:
            return Credit(voice, 0.8, clause.items[source.at].start)
    by = agent(clause, at + 1)
    if by and by.first - at <= 4 and _is_said_passively(clause, at):
        voice = story.people.resolve(clause, by, heard.number)
        return Credit(voice, 0.85, clause.items[by.first].start) if voice else None
    return None


def _is_said_passively(clause: Clause, at: int) -> bool:
    return any(verb.is_passive and verb.last <= at for verb in clause.verbs)
