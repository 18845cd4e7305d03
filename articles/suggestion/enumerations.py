"""Lists of people, bodies and countries: « X, Y et Z », with what stands beside each."""

from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.subjects import apposed
from articles.suggestion.wording import ROLES

_LED = frozenset("conduite conduites dirigée menée emmenée présidée led headed".split())


def is_somebody(phrase: Phrase) -> bool:
    """Whether the phrase may be somebody who meets, signs or receives."""
    if phrase.pronoun:
        return False
    if phrase.head and phrase.head.kind != "place":
        return True
    return bool(phrase.role) or phrase.noun in ("délégation", "délégations", "delegation")


def enumeration(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """« X, Y et Z »: the phrase and those listed after it; appositions are passed over."""
    phrase = _leader(clause, phrase) or apposed(clause, phrase)
    result = [phrase]
    at = phrase.last
    while at < len(clause.items) - 1 and (
        clause.items[at].text == "," or clause.word(at) in ("et", "and", "ainsi", "que", "qu'")
    ):
        comma = clause.items[at].text == ","
        following = clause.phrases.get(at + 1)
        if following is None and clause.word(at + 1) in ROLES and comma:
            at = _past_apposition(clause, at + 1)
            continue
        if following is None and clause.word(at + 1) in ("et", "and", "ainsi", "que", "qu'", "du"):
            at += 1
            continue
        if following is None or not is_somebody(following):
            break
        if comma and not following.head:
            at = following.last  # « X, le ministre de la Défense, »
            continue
        if following.last < len(clause.items) and _acts(clause, following):
            break
        if (named := apposed(clause, following)).first > following.first:
            following = named  # « le chef de la diplomatie togolaise, X »: one person
        result.append(following)
        at = following.last
    return result


def _leader(clause: Clause, phrase: Phrase) -> Phrase | None:
    """« une délégation conduite par X »: X."""
    by, led = clause.word(phrase.last), clause.word(phrase.last - 1)
    if phrase.head or by not in clause.wording.agents or led not in _LED:
        return None
    leader = clause.phrases.get(phrase.last + 1)
    return apposed(clause, leader) if leader and is_somebody(leader) else None


def listed_before(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """« X, Y et Z ont … » from "Y et Z": X, and whoever is listed before."""
    result: list[Phrase] = []
    first = phrase.first
    while phrase.others and first > 1 and clause.items[first - 1].text == ",":
        ending = (p for p in clause.phrases.values() if p.last == first - 1 and p.head)
        named = min(ending, key=lambda p: p.first, default=None)
        if named is None:
            break
        result.insert(0, named)
        first = named.first
    return result


def _acts(clause: Clause, phrase: Phrase) -> bool:
    word = clause.word(phrase.last)
    return word in clause.wording.helping or any(verb.first == phrase.last for verb in clause.verbs)


def _past_apposition(clause: Clause, at: int) -> int:
    while at < len(clause.items) and clause.items[at].text not in (",", ".", ";", ":"):
        at += 1
    return at
