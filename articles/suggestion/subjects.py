"""Which noun phrase is the subject of a verb of saying, before it or after it."""

from articles.suggestion.phrases import Clause, Phrase, is_source_noun
from articles.suggestion.saying import Verb
from articles.suggestion.verbs import TAKES_PERSON, Form
from articles.suggestion.wording import FRENCH, ROLES

_THAT = frozenset({"que", "qu'", "that", "dont", "où", "whether", "si"})
_TIMES = frozenset(
    "jour matin soir année semaine mois week-end nuit fois lendemain veille après day week".split()
)
_ALLOWS = frozenset("permis permet permettait permettra demandé conseillé interdit valu".split())
_FORMER = frozenset("former ex late outgoing then".split())
_JOINS = frozenset("et and , mais but puis then".split())
_OPENS = frozenset(",;:–—-")


def subject_of(clause: Clause, verb: Verb) -> Phrase | None:
    """The phrase that says it; None when the sentence names nobody."""
    if verb.is_passive:
        return agent(clause, verb.last)
    if verb.form is Form.INFINITIVE and (allowed := _allowed(clause, verb)):
        return allowed
    if verb.pronoun:
        return None if verb.pronoun == "on" else _pronoun(clause, verb)
    if is_inverted(clause, verb):
        found = subject_after(clause, verb)
        if found:
            return found
    return subject_before(clause, verb)


def _allowed(clause: Clause, verb: Verb) -> Phrase | None:
    """« a permis à X de déclarer », « a demandé à X de dire »: X."""
    if clause.word(verb.first - 1) not in ("de", "d'"):
        return None
    for at in range(verb.first - 2, 0, -1):
        phrase = clause.phrases.get(at)
        is_given = clause.word(at - 1) in ("à", "au")
        if phrase and is_given and clause.word(at - 2) in _ALLOWS and phrase.is_human:
            return phrase
    return None


def is_inverted(clause: Clause, verb: Verb) -> bool:
    """Whether it stands after a quotation, or in brackets of commas, before its subject."""
    if verb.form in (Form.GERUND, Form.INFINITIVE) or verb.is_passive:
        return False
    if verb.pronoun:
        return True
    at = verb.first - 1
    if at < 0:
        return False
    after_comma = clause.items[at].text in (",", "–", "—", ".", "!", "?", "…")
    while at >= 0 and clause.items[at].text in (",", ".", "!", "?", "…", "–", "—"):
        at -= 1
    if at >= 0 and clause.items[at].quote:
        return True
    if verb.lemma in TAKES_PERSON:
        return False  # « X, ministre de Y, a remercié Z »: Z is thanked
    after = verb.last
    while clause.word(after) in clause.wording.adverbs:
        after += 1
    following = clause.phrases.get(after)
    if following and is_source_noun(following.noun):
        return after_comma
    return after_comma and following is not None and following.is_human


def subject_after(clause: Clause, verb: Verb) -> Phrase | None:
    """The first phrase after the verb that hangs on no preposition."""
    for at in range(verb.last, len(clause.items)):
        item = clause.items[at]
        if item.quote or item.text in (";", ":"):
            return None
        phrase = clause.phrases.get(at)
        if phrase is None or governed(clause, at) or _is_time(phrase):
            continue
        if phrase.is_human or is_source_noun(phrase.noun) or at == verb.last:
            return apposed(clause, phrase)
    return None


def subject_before(clause: Clause, verb: Verb) -> Phrase | None:
    """The nearest phrase on the left that stands where subjects stand."""
    attached = verb.form in (Form.GERUND, Form.INFINITIVE) or clause.word(verb.first - 1) in _JOINS
    antecedent = _antecedent(clause, verb)
    if antecedent:
        return antecedent
    if verb.form is Form.GERUND and (main := _main_inverted(clause, verb)):
        return main
    for skip_subordinate in (True, False) if attached else (False,):
        for at in range(verb.first - 1, -1, -1):
            phrase = clause.phrases.get(at)
            if phrase and _may_be_subject(clause, phrase, verb, skip_subordinate, attached):
                return apposed(clause, _whole(clause, phrase))
    if verb.form in (Form.GERUND, Form.INFINITIVE):
        return _main_subject_after(clause, verb)
    return None


def _main_inverted(clause: Clause, gerund: Verb) -> Phrase | None:
    """« …, a déclaré X, ajoutant que … »: X, who stands behind the verb."""
    for verb in reversed(clause.verbs):
        if verb.first >= gerund.first or verb.form is Form.GERUND:
            continue
        return subject_of(clause, verb) if is_inverted(clause, verb) else None
    return None


def agent(clause: Clause, at: int) -> Phrase | None:
    """Who did it, in the passive: "par X", "by X"."""
    for i in range(at, min(at + 25, len(clause.items))):
        if clause.word(i) in clause.wording.agents:
            phrase = clause.phrases.get(i + 1)
            if phrase and (phrase.is_human or is_source_noun(phrase.noun)):
                return apposed(clause, phrase)
    return None


def governed(clause: Clause, at: int) -> bool:
    """Whether a preposition stands before it, over articles and nouns of roles."""
    i, wording = at - 1, clause.wording
    while i >= 0 and clause.word(i) not in wording.prepositions:
        if clause.word(i) not in ROLES and clause.word(i) not in wording.determiners:
            break
        i -= 1
    word = clause.word(i)
    if word in wording.prepositions:
        return True
    return bool(word) and i < at - 1 and not _opens_clause(clause, i + 1)


def first_subject(clause: Clause) -> Phrase | None:
    """The phrase in the place of the subject of the whole sentence."""
    for at in sorted(clause.phrases):
        phrase = clause.phrases[at]
        if governed(clause, at) or clause.word(at - 1) in _THAT:
            continue
        if _opens_clause(clause, at) and (phrase.is_human or is_source_noun(phrase.noun)):
            return apposed(clause, phrase)
        if at == 0 and not _is_adverbial(clause, phrase):
            return apposed(clause, phrase)
    return None


def _is_adverbial(clause: Clause, phrase: Phrase) -> bool:
    """« Ce jour-là, », « Le 3 mai, », « Cette semaine, X »: a day, not a subject."""
    comma = phrase.last < len(clause.items) and clause.items[phrase.last].text == ","
    return comma or _is_time(phrase)


def _is_time(phrase: Phrase) -> bool:
    return not phrase.head and phrase.noun.partition("-")[0] in _TIMES


def apposed(clause: Clause, phrase: Phrase) -> Phrase:
    """The name that a phrase without one has beside it: "le porte-parole, X", "X, le ministre"."""
    if phrase.head or phrase.pronoun:
        return phrase
    if phrase.last < len(clause.items) and clause.items[phrase.last].text in (",", "(", "–"):
        beside = clause.phrases.get(phrase.last + 1)
        if beside and beside.head and beside.head.kind in ("person", "name") and phrase.role:
            return beside
    # « X, le ministre russe a dit »: an apposition would be closed by a second comma.
    is_closed = phrase.last >= len(clause.items) or clause.items[phrase.last].text in (",", ")")
    if phrase.determiner and not is_closed:
        return phrase
    if phrase.first >= 2 and clause.items[phrase.first - 1].text == ",":
        for at in range(phrase.first - 2, -1, -1):
            beside = clause.phrases.get(at)
            if beside and beside.last == phrase.first - 1 and beside.head:
                if beside.head.kind in ("person", "name") and not governed(clause, at):
                    return _whole(clause, beside)
                return phrase
    return phrase


def _pronoun(clause: Clause, verb: Verb) -> Phrase:
    item = clause.items[verb.at]
    return Phrase(verb.at, verb.last, item.start, item.end, pronoun=verb.pronoun)


def _whole(clause: Clause, phrase: Phrase) -> Phrase:
    """The longest phrase that ends with this one and is about the same name."""
    for at in range(phrase.first):
        longer = clause.phrases.get(at)
        if (
            longer
            and longer.last == phrase.last
            and (longer.head == phrase.head or phrase.head in longer.others)
            and not governed(clause, at)
        ):
            return longer
    return phrase


def _opens_clause(clause: Clause, at: int) -> bool:
    if at == 0:
        return True
    before = clause.items[at - 1]
    if before.word in _FORMER:
        return _opens_clause(clause, at - 1)
    if before.found:
        return False
    wording = clause.wording
    return (
        before.quote is not None
        or before.text in _OPENS
        or before.word in wording.conjunctions
        or before.word in wording.relatives
        or before.word in wording.adverbs
        or (before.word.endswith("ment") and wording is FRENCH and at == 1)
    )


def _may_be_subject(
    clause: Clause, phrase: Phrase, verb: Verb, skip_subordinate: bool, attached: bool
) -> bool:
    at, wording = phrase.first, clause.wording
    before = clause.word(at - 1)
    if phrase.first >= verb.first or governed(clause, at) or _is_time(phrase):
        return False
    if phrase.pronoun in ("lui", "lui-même", "elle-même"):
        return False
    if phrase.pronoun and clause.word(at + 1) in ("y", "faut", "s'agit"):
        return False
    if skip_subordinate and before in _THAT:
        return False
    adjacent = phrase.last == verb.first
    if phrase.determiner == "des" and not _opens_clause(clause, at):
        return False
    if not adjacent and before == "," and _stands_beside_governed(clause, phrase):
        return False
    if adjacent and not attached and not (before in ("et", "and") and not phrase.is_human):
        return True
    if not _opens_clause(clause, at) or before in wording.relatives:
        return False
    if before in ("et", "and") and attached and _has_subject_before(clause, at):
        # "a rencontré X et Y, affirmant": Y is met, not speaking, unless a verb follows it.
        return phrase.last < len(clause.items) and _verb_follows(clause, phrase)
    if phrase.is_human:
        return not (
            before == "," and not phrase.determiner and bool(phrase.role) and not phrase.head
        )
    return at == 0 or (is_source_noun(phrase.noun) and before not in ("et", "and"))


def _stands_beside_governed(clause: Clause, phrase: Phrase) -> bool:
    """« après une rencontre avec le président, X, »: X is who was met."""
    return phrase.head is not None and any(
        other.last == phrase.first - 1 and other.role and not other.head and governed(clause, at)
        for at, other in clause.phrases.items()
    )


def _has_subject_before(clause: Clause, at: int) -> bool:
    return any(
        phrase.is_human and not governed(clause, first) and _opens_clause(clause, first)
        for first, phrase in clause.phrases.items()
        if first < at
    )


def _verb_follows(clause: Clause, phrase: Phrase) -> bool:
    word = clause.word(phrase.last)
    verbs = {v.first for v in clause.verbs}
    return phrase.last in verbs or word in clause.wording.helping


def _antecedent(clause: Clause, verb: Verb) -> Phrase | None:
    """Of "X, qui a déclaré": X. Only when the relative is right before the verb."""
    at = verb.first - 1
    if clause.word(at) not in ("qui", "who"):
        return None
    end = at - 1 if at and clause.items[at - 1].text == "," else at
    for first in range(end):
        phrase = clause.phrases.get(first)
        if phrase and phrase.last == end and (phrase.is_human or is_source_noun(phrase.noun)):
            return phrase
    return None


def _main_subject_after(clause: Clause, verb: Verb) -> Phrase | None:
    """Of a gerund that opens the sentence: the subject that follows its comma."""
    for at in range(verb.last, len(clause.items)):
        phrase = clause.phrases.get(at)
        if phrase is None or governed(clause, at) or clause.items[at - 1].text != ",":
            continue
        if phrase.is_human or is_source_noun(phrase.noun):
            return apposed(clause, phrase)
    return None
