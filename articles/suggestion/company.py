"""Who comes along to a meeting, and who invites to it."""

from articles.suggestion.enumerations import enumeration, is_somebody
from articles.suggestion.phrases import Clause, Phrase


def companions(clause: Clause) -> list[Phrase]:
    """« accompagné de X et de Y »."""
    for at, item in enumerate(clause.items):
        if item.word in ("accompagné", "accompagnée", "accompanied"):
            phrase = clause.phrases.get(at + 2)
            return enumeration(clause, phrase) if phrase and is_somebody(phrase) else []
    return []


def inviters(clause: Clause) -> list[Phrase]:
    """« à l’invitation de X »: X receives."""
    for at, item in enumerate(clause.items):
        if item.word == "invitation" and clause.word(at + 1) in ("de", "du", "d'", "of"):
            phrase = clause.phrases.get(at + 2)
            if phrase and (is_somebody(phrase) or phrase.sides):
                return [phrase]
    return []
