"""What a check says, and the parts of a story's form to which it leads."""

from enum import StrEnum
from typing import NamedTuple

# Parts of the form, by the id of their element.
HEADLINE, LEAD, BODY = "id_headline", "id_lead", "id_body"
SECTION, DATELINE, LANGUAGE = "id_section", "id_dateline", "id_language"
EVENT_DATE, SIGNATURE, EMBARGO = "id_event_date", "id_signature", "id_embargo_until"
TRANSLATION_OF = "id_translation_of"
MENTIONS, MEETINGS = "mentions-group", "coverages-group"
STATEMENTS, EVIDENCE = "statements-group", "evidence-group"
SIGNATORIES, PICTURES = "signatories-group", "images-group"

NAMED = 8  # things that one sentence lists


class Level(StrEnum):
    """Whether a story may go out in spite of it."""

    BLOCKING = "blocking"
    WARNING = "warning"


class Check(NamedTuple):
    """Something to see to before a story goes out.

    code: which check. message: what is the matter, for an editor. target: the id of the part
    of the story's form where it is mended.
    """

    code: str
    level: Level
    message: str
    target: str


def blocks(code: str, message: str, target: str) -> Check:
    """A check that keeps the story in."""
    return Check(code, Level.BLOCKING, message, target)


def warns(code: str, message: str, target: str) -> Check:
    """A check that an editor may overrule."""
    return Check(code, Level.WARNING, message, target)


def listed(things: list[str]) -> str:
    """Things in one sentence, each once; of many the first, and how many more there are."""
    things = list(dict.fromkeys(things))
    more = len(things) - NAMED
    return ", ".join(things[:NAMED]) + (f" … (+{more})" if more > 0 else "")
