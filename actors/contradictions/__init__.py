"""What in the record cannot all be true: rules, what they find, and what each side rests on."""

from actors.contradictions.finding import (
    Contradiction,
    Rule,
    Side,
    about,
    add_rules,
    contradictions,
    rules,
    sources_of,
)
from actors.contradictions.lives import RULES as LIVES
from actors.contradictions.meetings import RULES as MEETINGS
from actors.contradictions.tenures import RULES as TENURES

__all__ = [
    "Contradiction",
    "Rule",
    "Side",
    "about",
    "add_rules",
    "contradictions",
    "rules",
    "sources_of",
]

add_rules("actors", (*TENURES, *LIVES, *MEETINGS))
