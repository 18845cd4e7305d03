"""Who talks with whom: « Avec X, Y avait … », « lors de sa rencontre avec X, Y … »."""

from articles.suggestion.phrases import Phrase
from articles.suggestion.result import Thing
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Story
from articles.suggestion.voices import Voice, named

_TALK = frozenset(
    "rencontre entretien entretiens rencontré entretenu reçu discussion discussions échange"
    " échanges réunion audience appel conversation reçoit recevant rencontrant accueilli recevait"
    " meeting talks met conversation call received hosted discutant entretenant échangé".split()
)
_WITH = frozenset({"avec", "with"})


def pairs(story: Story) -> dict[int, tuple[Voice, Voice]]:
    """For each sentence number, the two whose talk is being told there, if two are.

    A talk is told until the paragraph ends, or until another begins.
    """
    result: dict[int, tuple[Voice, Voice]] = {}
    current: tuple[Voice, Voice] | None = None
    paragraph = -1
    for heard in story.heard:
        if heard.clause.sentence.paragraph != paragraph:
            paragraph, current = heard.clause.sentence.paragraph, None
        other = _partner(heard)
        if other:
            subject = _speaker(heard)
            if subject and subject.key != named_key(other):
                current = (subject, _voice(other))
        if current:
            result[heard.number] = current
    return result


def named_key(phrase: Phrase) -> str:
    return named(phrase.head).key if phrase.head else ""


def addressee(
    story: Story,
    talks: dict[int, tuple[Voice, Voice]],
    heard: Heard,
    speaker: Voice | None,
    verb: Verb | None,
) -> Thing | None:
    """To whom the words were said: by a preposition after the verb, or the other of the talk."""
    if speaker is None:
        return None
    told = _told(story, heard, verb)
    if told and told.key != speaker.key:
        return told.thing
    pair = talks.get(heard.number)
    if pair:
        for one, other in (pair, pair[::-1]):
            if one.key == speaker.key:
                return other.thing
    return None


def _voice(phrase: Phrase) -> Voice:
    if phrase.head is None:
        raise ValueError("a phrase without a name has no voice of its own")
    return named(phrase.head)


def _speaker(heard: Heard) -> Voice | None:
    for verb in heard.clause.verbs:
        voice = heard.speaker(verb)
        if voice and voice.is_person:
            return voice
    return heard.subject if heard.subject and heard.subject.is_person else None


def _partner(heard: Heard) -> Phrase | None:
    """The person after « avec » at the head of the sentence, or after a noun or verb of talk."""
    clause = heard.clause
    for at, item in enumerate(clause.items):
        if item.word not in _WITH:
            continue
        before = {clause.word(i) for i in range(max(0, at - 4), at)}
        phrase = clause.phrases.get(at + 1)
        person = phrase and phrase.head and phrase.head.kind == "person"
        if person and (at == 0 or before & _TALK):
            return phrase
    for at, item in enumerate(clause.items):
        if item.word in (
            "reçu",
            "rencontré",
            "accueilli",
            "met",
            "received",
            "rencontrant",
            "recevant",
        ):
            phrase = clause.phrases.get(at + 1)
            if phrase and phrase.head and phrase.head.kind == "person":
                return phrase
    return None


def _told(story: Story, heard: Heard, verb: Verb | None) -> Voice | None:
    """« a déclaré à X », « told X »: a person, country or body right after the verb."""
    if verb is None:
        return None
    clause, at = heard.clause, verb.last
    if story.is_english and verb.lemma == "tell":
        phrase = clause.phrases.get(at)
    elif clause.word(at) in ("à", "au", "to"):
        phrase = clause.phrases.get(at + 1)
    else:
        return None
    if phrase is None or phrase.head is None or phrase.head.kind != "person":
        return None
    return named(phrase.head)
