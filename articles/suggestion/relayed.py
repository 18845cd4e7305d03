"""Messages that somebody carries for another: « a transmis les félicitations d’A »."""

from datetime import date

from articles.suggestion.interlocutors import addressee, pairs
from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.result import Words
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Story
from articles.suggestion.subjects import apposed, first_subject, subject_before
from articles.suggestion.verbs import Form
from articles.suggestion.voices import Voice

_MESSAGES = frozenset(
    "félicitations message messages salutations lettre condoléances invitation remerciements vœux"
    " voeux pli hommages regards congratulations greetings letter condolences thanks wishes"
    " compliments reconnaissance missive".split()
)
_CARRIES = frozenset(
    "transmis transmet transmettait transmit transmettant transmettre remis remet remettait remit"
    " remettant remettre porté apporté apportait délivré délivre délivrait relayé porteur porteuse"
    " porteurs conveyed conveying conveys delivered delivering delivers handed carrying carried"
    " brought relayed passed transmitted".split()
)
_FROM = frozenset({"de", "d'", "du", "of", "from", "des"})
# Between the verb and the message, and between the message and its author, there are few words.
_REACH = 8


def relayed(story: Story, days: dict[int, date]) -> list[Words]:
    """One for each message: speaker the bearer, originator whose message it is."""
    talks = pairs(story)
    result = []
    for heard in story.heard:
        clause = heard.clause
        for at in range(len(clause.items)):
            if clause.word(at) not in _MESSAGES or clause.word(at - 1) in ("son", "ses", "leurs"):
                continue
            if clause.word(at - 1) in ("de", "of") and clause.word(at - 2) in _MESSAGES:
                continue  # « un message de félicitations »: one
            carried = _carried(clause, at)
            author = _author(clause, at)
            if carried is None or author is None:
                continue
            originator = story.people.resolve(clause, author, heard.number)
            bearer = _bearer(story, heard, carried)
            if originator is None or (bearer and bearer.key == originator.key):
                continue
            result.append(_words(story, heard, at, (bearer, originator), talks, days))
    return result


def _words(
    story: Story,
    heard: Heard,
    at: int,
    voices: tuple[Voice | None, Voice],
    talks: dict[int, tuple[Voice, Voice]],
    days: dict[int, date],
) -> Words:
    clause = heard.clause
    bearer, originator = voices
    first = at - 1 if clause.word(at - 1) in clause.wording.determiners else at
    last = next(
        (i for i in range(at, len(clause.items)) if clause.items[i].text in ",.;:()"),
        len(clause.items),
    )
    start, end = clause.items[first].start, clause.items[last - 1].end
    sure = 0.9 * originator.confidence * (bearer.confidence if bearer else 0.7)
    to = _recipient(story, heard, at)
    partner = addressee(story, talks, heard, bearer, None)
    return Words(
        start,
        end,
        story.text[start:end],
        "relayed",
        round(sure, 2),
        speaker=bearer.thing if bearer else None,
        source=bearer.printed if bearer and bearer.thing is None else "",
        originator=originator.thing,
        addressee=to.thing if to else partner,
        day=days.get(heard.number),
    )


def _carried(clause: Clause, at: int) -> int | None:
    """The verb that carries the message: before it, or after it in the passive."""
    for i in range(at - 1, max(-1, at - _REACH - 1), -1):
        if clause.word(i) in _CARRIES:
            return i
    for i in range(at + 1, min(len(clause.items), at + 2 * _REACH)):
        if clause.word(i) in _CARRIES and clause.word(i - 1) in ("été", "been", "was", "were"):
            return i
    return None


def _author(clause: Clause, at: int) -> Phrase | None:
    """« d’Assimi Goïta », « du président X », “President X’s greetings”."""
    before = clause.items[at - 1] if at else None
    owner = clause.items[at - 3] if before and before.word == "s" and at >= 3 else None
    if owner and owner.found:
        return Phrase(at - 3, at - 2, owner.start, owner.end, head=owner.found)
    for i in range(at + 1, min(len(clause.items) - 1, at + _REACH)):
        if clause.items[i].text in ",;:.":
            return None
        if clause.word(i) in _FROM:
            phrase = clause.phrases.get(i + 1)
            if phrase is None and clause.word(i) in ("du", "of", "from", "de"):
                named = (clause.phrases.get(j) for j in range(i + 2, min(i + 6, len(clause.items))))
                phrase = next((p for p in named if p and p.head), None)
            if phrase and (phrase.head or phrase.role):
                return apposed(clause, phrase)
    return None


def _bearer(story: Story, heard: Heard, at: int) -> Voice | None:
    clause = heard.clause
    first = at
    while first and clause.word(first - 1) in (
        clause.wording.auxiliaries | clause.wording.adverbs | clause.wording.clitics
    ) - {"le", "la", "les"}:
        first -= 1
    verb = Verb(at, first, at + 1, clause.word(at), Form.PARTICIPLE)
    phrase = subject_before(clause, verb) or first_subject(clause)
    return story.people.resolve(clause, phrase, heard.number) if phrase else None


def _recipient(story: Story, heard: Heard, at: int) -> Voice | None:
    """« … à son homologue X », “to X”, after the message."""
    clause = heard.clause
    for i in range(at + 1, len(clause.items)):
        if clause.word(i) in ("à", "au", "to"):
            phrase = clause.phrases.get(i + 1)
            named = (clause.phrases.get(j) for j in range(i + 2, min(i + 5, len(clause.items))))
            if phrase is None and clause.word(i) == "au":
                phrase = next((p for p in named if p and p.head and p.head.kind == "person"), None)
            if phrase and phrase.is_human:
                return story.people.resolve(clause, phrase, heard.number)
    return None
