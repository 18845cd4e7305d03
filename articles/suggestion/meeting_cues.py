"""Where a sentence says that people met: the cue, who takes part in it, and who receives."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from articles.suggestion.company import companions, inviters
from articles.suggestion.enumerations import enumeration, is_somebody, listed_before
from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.saying import Verb
from articles.suggestion.story import Heard, Story
from articles.suggestion.subjects import agent, first_subject, subject_before
from articles.suggestion.verbs import Form
from articles.suggestion.wording import TITLES

NOUNS = frozenset(
    "rencontre rencontres entretien entretiens consultations réunion réunions sommet séance"
    " tête-à-tête pourparlers discussions échanges négociations visite concertation"
    " concertations".split()
)
ENGLISH_NOUNS = frozenset(
    "meeting meetings talks summit visit consultations discussions negotiations".split()
)
# What may follow the noun before "avec": « séance de travail », « entretiens bilatéraux ».
_QUALIFIES = frozenset("de d' travail officielle officiel état l' amitié".split())
RECEIVES = frozenset(
    "reçu reçue reçus reçoit reçoivent recevait recevra recevant accueilli accueillie accueillis"
    " accueille accueillait".split()
)
_MEETS = frozenset(
    "rencontré rencontrée rencontrés rencontre rencontrait rencontrera rencontrant"
    " rencontrer recevoir".split()
)
_TALKS = frozenset(
    "entretenu entretenue entretenus entretient entretiennent entretenait entretiendra réuni réunis"
    " réunies réunissent concerté concertés discuté échangé rencontrés".split()
)
_HOLDS = frozenset(
    "tenu tient tiennent tenaient eu mené mènent effectué effectue effectuait participé participent"
    " organisé entamé achevé conclu poursuivi présidé held had holding conducted paid attended"
    " wrapped concluded began".split()
)
_ENGLISH_VERBS = frozenset("received hosted welcomed receives hosts hosting met meets".split())
_ENGLISH_INFINITIVES = frozenset("meet host receive".split())
_ONLY_NAMED = frozenset(
    "marge occasion prélude veille annulation idée projet perspective possibilité report refus"
    " sidelines ahead cancellation prospect idea refusal".split()
)
# Between "tenu" and "des consultations" there may be a day and a place, not another clause.
_OTHER_CLAUSE = frozenset("après lors pendant dans depuis avant que qu' pour after during".split())
_WITH = frozenset({"avec", "with"})
_ADJECTIVAL = ("ale", "aux", "ales", "elle", "ique", "iques", "el", "els", "al", "elles", "ive")
_APART = frozenset({"séparément", "séparément,", "successivement", "separately", "tour"})
_OF_BODIES = frozenset({"sommet", "réunion", "summit", "meeting"})
_DURING = frozenset({"lors", "cours", "après", "during", "after", "issue"})
_REACH = 12


@dataclass
class Cue:
    """One mention of a meeting. members and hosts: noun phrases; apart: one meeting for each.

    definite: the text takes it as known ("cette rencontre"), so it may be one named before.
    is_frame: only words of one to the other, which are a meeting if meetings were told before.
    """

    heard: Heard
    at: int
    label: str
    members: list[Phrase] = field(default_factory=list)
    hosts: list[Phrase] = field(default_factory=list)
    apart: bool = False
    definite: bool = False
    is_verb: bool = False
    is_frame: bool = False


def cues(story: Story, heard: Heard) -> Iterator[Cue]:
    """The mentions of meetings in one sentence, in order."""
    clause = heard.clause
    nouns = ENGLISH_NOUNS if story.is_english else NOUNS
    verbs = _ENGLISH_VERBS if story.is_english else RECEIVES | _MEETS | _TALKS
    for at, item in enumerate(clause.items):
        if not item.word:
            continue
        cue = None
        if (item.word in verbs and _is_verb(clause, at)) or _is_to_come(clause, at):
            cue = _by_verb(clause, heard, at)
        elif item.word in nouns and (item.word != "séance" or clause.word(at + 2) == "travail"):
            cue = _by_noun(clause, heard, at)
        if cue:
            if cue.members:
                cue.hosts += inviters(clause)
            yield from _one_by_one(cue)
    frame = _frame(heard)
    if frame:
        yield frame


def _one_by_one(cue: Cue) -> Iterator[Cue]:
    """« a reçu séparément X et Y »: two meetings."""
    received = [
        replace(phrase, head=head, others=())
        for phrase in cue.members
        if phrase not in cue.hosts and phrase.head
        for head in (phrase.head, *phrase.others)
    ]
    if cue.apart and cue.hosts and len(received) > 1:
        yield from (replace(cue, members=[*cue.hosts, phrase]) for phrase in received)
    else:
        yield cue


def _is_to_come(clause: Clause, at: int) -> bool:
    """“is due to meet X”, “will host X”; not “were to meet”, which then they did not."""
    if clause.word(at) not in _ENGLISH_INFINITIVES:
        return False
    if clause.word(at - 1) == "will":
        return True
    before = {clause.word(i) for i in range(max(0, at - 4), at - 1)}
    return clause.word(at - 1) == "to" and bool(before & {"is", "are", "will"})


def _is_verb(clause: Clause, at: int) -> bool:
    before = clause.word(at - 1)
    return before not in clause.wording.determiners | clause.wording.prepositions - {"en", "pour"}


def _by_verb(clause: Clause, heard: Heard, at: int) -> Cue | None:
    word = clause.word(at)
    passive = clause.word(at - 1) in ("été", "être", "been", "was", "were") or (
        at > 0 and clause.word(at - 1) == "est" and word in RECEIVES
    )
    subject = _subject(clause, at)
    cue = Cue(heard, at, _label(clause, at, word), is_verb=True)
    cue.apart = any(clause.word(i) in _APART for i in range(at, min(at + 4, len(clause.items))))
    if passive:
        by = agent(clause, at + 1)
        if by is None or subject is None:
            return None
        cue.members, cue.hosts = [subject, *enumeration(clause, by)], [by]
        return cue
    others = _objects(clause, at, needs_with=word in _TALKS)
    several = subject is not None and (subject.others or subject.role[-1:] == "s")
    if not others and not (several and word in _TALKS) and not cue.apart:
        return None
    if subject is None:
        return None
    cue.members = [*listed_before(clause, subject), subject, *others]
    if word in RECEIVES or word in _ENGLISH_VERBS - {"met", "meets"}:
        cue.hosts = [subject]
    return cue


def _label(clause: Clause, at: int, word: str) -> str:
    if any(clause.word(i) in ("téléphone", "téléphonique", "phone") for i in range(at, at + 4)):
        return "entretien téléphonique"
    if word in RECEIVES or word in _ENGLISH_VERBS - {"met", "meets"}:
        return "audience"
    return "entretien" if word.startswith("entret") else "rencontre"


def _subject(clause: Clause, at: int) -> Phrase | None:
    first = at
    small = clause.wording.auxiliaries | clause.wording.being | clause.wording.adverbs
    while first and (
        clause.word(first - 1) in small | {"s'", "se", "y"} or clause.word(first - 1)[-4:] == "ment"
    ):
        first -= 1
    found = subject_before(clause, Verb(at, first, at + 1, clause.word(at), Form.PARTICIPLE))
    if found is None:
        found = first_subject(clause)
    return found if found and (found.is_human or found.sides) else None


def _objects(clause: Clause, at: int, needs_with: bool) -> list[Phrase]:
    """Whom one received, met or talked with: behind days and places, one phrase or a list."""
    for i in range(at + 1, min(at + _REACH, len(clause.items))):
        item = clause.items[i]
        if item.quote or item.text in (".", ";", ":"):
            return []
        before = clause.word(i - 1)
        phrase = clause.phrases.get(i)
        if phrase is None or not is_somebody(phrase):
            continue
        if _is_prize(phrase):
            return []
        if needs_with or before in _WITH:
            if before in _WITH:
                return enumeration(clause, phrase)
        elif before not in clause.wording.prepositions and before not in clause.wording.determiners:
            return enumeration(clause, phrase)
    return []


def _is_prize(phrase: Phrase) -> bool:
    """« le Prix X », « le club Y »: a name behind a noun that is nobody’s."""
    is_person = phrase.head is not None and phrase.head.kind in ("person", "name")
    return is_person and bool(phrase.noun) and not phrase.role and phrase.noun not in TITLES


def _by_noun(clause: Clause, heard: Heard, at: int) -> Cue | None:
    before = clause.word(at - 1)
    if any(clause.word(i) in _ONLY_NAMED for i in range(max(0, at - 4), at)):
        return None
    cue = Cue(heard, at, _noun_label(clause, at))
    cue.definite = before in ("la", "le", "l'", "les", "cette", "ce", "cet", "ces", "the", "this")
    cue.definite |= before in ("du", "des", "au", "aux") and clause.word(at - 2) != "tenu"
    cue.members = _beside(clause, at)
    told_by_the_way = before in ("une", "un", "a", "d'", "des", *_DURING) and any(
        clause.word(i) in _DURING for i in range(max(0, at - 4), at)
    )
    if before in clause.wording.possessives or told_by_the_way:
        owner = _owner(heard, at)
        cue.members += [owner] if owner else []
    holder = _holder(clause, at) or _visitor(clause, at)
    if holder:
        cue.members = [*listed_before(clause, holder), holder, *cue.members]
        cue.definite = False
    cue.members += companions(clause) if holder else []
    return cue


def _noun_label(clause: Clause, at: int) -> str:
    words = [clause.items[at].text]
    if clause.word(at + 1) in ("de", "d'") and clause.word(at + 2) in ("travail", "amitié"):
        words.append("d’" if clause.word(at + 1) == "d'" else "de ")
        words.append(clause.items[at + 2].text)
        return words[0] + " " + "".join(words[1:])
    return words[0]


def _beside(clause: Clause, at: int) -> list[Phrase]:
    """« rencontre avec X », « entretien entre X et Y », « réunion de X et de Y »."""
    i = at + 1
    while clause.word(i) in _QUALIFIES or clause.word(i).endswith(_ADJECTIVAL):
        i += 1
    if clause.word(i) in _WITH | {"entre", "between"}:
        phrase = clause.phrases.get(i + 1)
        return enumeration(clause, phrase) if phrase and is_somebody(phrase) else []
    phrase = clause.phrases.get(i)
    head = phrase.head if phrase and clause.word(i - 1) in ("de", "d'", "of") else None
    if phrase and head and head.kind == "organisation" and clause.word(at) in _OF_BODIES:
        return [phrase]  # « le sommet de la Cédéao »
    if phrase and head and head.kind in ("person", "country"):
        others = _with_after(clause, phrase.last)
        return [*enumeration(clause, phrase), *others] if phrase.others or others else []
    return []


def _with_after(clause: Clause, at: int) -> list[Phrase]:
    for i in range(at, min(at + 4, len(clause.items))):
        if clause.word(i) in _WITH:
            phrase = clause.phrases.get(i + 1)
            return enumeration(clause, phrase) if phrase and is_somebody(phrase) else []
    return []


def _owner(heard: Heard, at: int) -> Phrase | None:
    """« lors de sa rencontre avec X, Y … »: Y."""
    clause = heard.clause
    for verb in clause.verbs:
        phrase = heard.phrases.get(verb.at)
        if phrase and verb.at > at:
            return phrase
    by = agent(clause, 0)
    return by if by and by.first < at else first_subject(clause)


def _holder(clause: Clause, at: int) -> Phrase | None:
    """« X a tenu, jeudi à Moscou, des consultations »: X."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if clause.word(i) in _OTHER_CLAUSE:
            return None
        if clause.word(i) in _HOLDS and _is_verb(clause, i):
            return _subject(clause, i)
    return None


def _visitor(clause: Clause, at: int) -> Phrase | None:
    """« X est arrivé pour une visite », « X, en visite à Dakar, »: X."""
    if clause.word(at) not in ("visite", "visit"):
        return None
    if clause.word(at - 1) not in ("une", "en", "a", "sa", "his", "her", "on"):
        return None
    found = first_subject(clause)
    return found if found and found.head and found.first < at else None


def _frame(heard: Heard) -> Cue | None:
    """« Avec X, Y avait salué … »: words that one said to the other, at a meeting told before."""
    clause = heard.clause
    if clause.word(0) not in _WITH or 1 not in clause.phrases:
        return None
    phrase = clause.phrases[1]
    subject = next(
        (p for verb in clause.verbs if (p := heard.phrases.get(verb.at)) and p.first > 1), None
    )
    if subject is None or phrase.head is None or phrase.head.kind != "person":
        return None
    return Cue(heard, 0, "", [phrase, subject], definite=True, is_frame=True)
