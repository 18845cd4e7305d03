"""Noun phrases and verbs of a sentence: who stands where a subject stands, and which verbs say."""

from dataclasses import dataclass, field

from articles.suggestion.result import Found
from articles.suggestion.saying import Verb, find_verbs
from articles.suggestion.sentences import Item, Sentence
from articles.suggestion.wording import BODIES, ENGLISH, FRENCH, ROLES, SPEECH, TITLES, Wording

ACTING = frozenset({"person", "organisation", "country", "office", "name"})
# So many words of a noun phrase may stand between its article and the name it leads to.
_REACH = 4
_PLURAL = frozenset("les des ses leurs trois quatre deux cinq the their".split())
_SINGULAR = frozenset("a avait aura aurait est était fut has was is s'est s'".split())
_STOPS = frozenset(".;:!?…()—–-[]/")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase. first, last: half-open span of items. head: the name that it is about.

    role: the noun for what somebody is ("ministre"); noun: its first noun, whatever it is;
    sides: countries and bodies named inside; others: coordinated heads ("X et Y").
    """

    first: int
    last: int
    start: int
    end: int
    determiner: str = ""
    noun: str = ""
    role: str = ""
    roles: tuple[str, ...] = ()
    head: Found | None = None
    sides: tuple[Found, ...] = ()
    others: tuple[Found, ...] = ()
    pronoun: str = ""

    @property
    def is_human(self) -> bool:
        return bool(self.head or self.role or self.pronoun)


@dataclass
class Clause:
    """A sentence as its phrases and verbs."""

    sentence: Sentence
    wording: Wording
    phrases: dict[int, Phrase] = field(default_factory=dict)
    verbs: list[Verb] = field(default_factory=list)

    @property
    def items(self) -> tuple[Item, ...]:
        return self.sentence.items

    def word(self, at: int) -> str:
        return self.items[at].word if 0 <= at < len(self.items) else ""


def read_clause(sentence: Sentence, english: bool) -> Clause:
    """Find the verbs of saying and, at each place where one may begin, the noun phrase."""
    clause = Clause(sentence, ENGLISH if english else FRENCH)
    clause.verbs = find_verbs(clause.items, clause.wording)
    for at in range(len(clause.items)):
        phrase = phrase_at(clause, at)
        if phrase:
            clause.phrases[at] = phrase
    return clause


def phrase_at(clause: Clause, at: int) -> Phrase | None:
    """The noun phrase that begins with this item, if one does."""
    item, wording = clause.items[at], clause.wording
    if item.word in wording.pronouns:
        return Phrase(at, at + 1, item.start, item.end, pronoun=item.word)
    named = item.found is not None and item.found.kind in ACTING
    bare = item.word in ROLES and item.text[:1].isupper()
    is_title = item.word in TITLES and item.text[:1].isupper()
    if not (named or bare or is_title or item.word in wording.determiners):
        return None
    if item.word in wording.articles and clause.word(at + 1)[:1].isdigit():
        following = clause.word(at + 2)
        if following in _MONTHS:
            return None
    determiner = item.word if item.word in wording.determiners else ""
    return _grown(clause, at, determiner)


_MONTHS = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


def _grown(clause: Clause, at: int, determiner: str) -> Phrase:
    items, wording = clause.items, clause.wording
    sayers = {verb.first for verb in clause.verbs}
    french = wording is FRENCH
    i = at + 1 if determiner else at
    noun = ""
    roles: list[str] = []
    head: Found | None = None
    sides: list[Found] = []
    others: list[Found] = []
    complement = False  # past a preposition: names are now about something else
    plain = 0
    while i < len(items):
        item = items[i]
        if item.text == "," and determiner in _PLURAL and _goes_on(clause, i, complement):
            i += 1
            continue
        if item.quote or (i > at and i in sayers) or item.text in _STOPS or item.text == ",":
            if item.text == "." and clause.word(i - 1) in TITLES | {"m"} and i + 1 < len(items):
                i += 1
                continue
            if item.text in ("-", "/") and i > at + 1:
                i += 1
                continue
            break
        if item.word in wording.helping | wording.agents:
            break
        if (
            item.word in wording.relatives
            or (item.word in wording.conjunctions and item.word not in ("et", "and"))
            or item.word in ("ne", "n'", "se", "s'")
        ):
            break
        if item.word in ("et", "and"):
            follower = items[i + 1] if i + 1 < len(items) else None
            if not follower or _starts_clause(clause, i + 1, sayers):
                break
            second: Phrase | None = phrase_at(clause, i + 1) if head and not complement else None
            if second and second.head:
                if clause.word(second.last) in _SINGULAR:
                    break  # « a rencontré X et Y a dit »
                others += [second.head, *second.others]
                i = second.last
                continue
            if second and second.role and second.determiner:
                break  # « X et la présidente de Y, Z »
            i += 1
            continue
        if item.found is not None and not french and _owns(clause, i):
            sides.append(item.found)  # “Ghana’s president X”
            i += 3
            continue
        if item.found is not None:
            before = clause.word(i - 1)
            direct = _is_direct(clause, i, at, complement, before)
            if item.found.kind in ("person", "name"):
                titled = clause.word(i + 1) in ROLES | BODIES and item.found.kind == "name"
                if titled or (head is not None and head.kind == "name" and not complement):
                    # “the French presidency”, “French president X”: an unknown adjective.
                    sides.append(head if head and not titled else item.found)
                    head = head if titled else item.found
                elif head is None and direct:
                    head = item.found
                elif head is not None and not complement and before in ("et", "and"):
                    others.append(item.found)
                else:
                    sides.append(item.found)
            elif item.found.kind == "office" and head is None and not complement:
                roles.extend(w for w in item.text.lower().split() if w in ROLES)
                noun = noun or (roles[0] if roles else "")
                sides.append(item.found)
            elif (
                item.found.kind in ("organisation", "country")
                and head is None
                and (not complement and not noun and item.found.how != "demonym")
            ):
                head = item.found
            else:
                sides.append(item.found)
        elif item.word in wording.prepositions and i > at:
            complement = True
        elif item.word in wording.determiners:
            if i > at + 1 and not complement and clause.word(i - 1) not in ("tous", "toutes"):
                break
        elif not complement:
            if head is not None and not french and _is_employer(head, item.word):
                sides.append(head)  # “the African Union mediator”
                head = None
            if head is not None:
                break  # after the name itself comes the verb
            if item.word in ROLES or item.word.partition("-")[0] in ("ex", "vice", "sous"):
                roles.append(item.word)
                noun = noun or item.word
            elif item.word in wording.adverbs and noun:
                break
            else:
                plain += 1
                noun = noun or item.word
                if plain > _REACH:
                    break
        i += 1
    return Phrase(
        at, i, items[at].start, items[max(i - 1, at)].end, determiner, noun,
        roles[0] if roles else "", tuple(roles), head, tuple(sides), tuple(others),
    )  # fmt: skip


def _owns(clause: Clause, at: int) -> bool:
    return clause.word(at + 1) in ("'", "’") and clause.word(at + 2) == "s"


def _is_employer(head: Found, word: str) -> bool:
    return head.kind in ("organisation", "country") and word in ROLES


def _goes_on(clause: Clause, comma: int, complement: bool) -> bool:
    """« les ministres du Mali, du Burkina Faso et du Niger »: a list of complements."""
    if not complement or clause.word(comma + 1) not in ("du", "de", "d'", "des", "of"):
        return False
    return any(item.found for item in clause.items[comma + 2 : comma + 4])


def _is_direct(clause: Clause, i: int, at: int, complement: bool, before: str) -> bool:
    """A name is the head unless it hangs on a preposition, by itself or behind a role noun."""
    wording = clause.wording
    if not complement:
        return True
    if before in wording.prepositions or before in wording.determiners or before in ROLES:
        return before in ROLES and _titles_run(clause, i, at)
    previous = clause.items[i - 1]
    # "le président du Sénat X", "le général de corps d'armée X": not "l'avocat de la famille X".
    return previous.text in (")", ".") or bool(previous.found) or bool(before)


def _titles_run(clause: Clause, i: int, at: int) -> bool:
    """Only nouns of roles stand between the start of the phrase and the name."""
    return all(
        clause.word(j) in ROLES or clause.word(j) in clause.wording.determiners
        for j in range(at, i)
    )


def _starts_clause(clause: Clause, at: int, sayers: set[int]) -> bool:
    item = clause.items[at]
    return (
        at in sayers
        or item.word in clause.wording.helping
        or item.word in ("s'", "se", "ne", "n'")
        or item.word in clause.wording.pronouns
    )


def is_source_noun(word: str) -> bool:
    return word in ROLES or word in BODIES or word in SPEECH
