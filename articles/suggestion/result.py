"""The shape of a proposal: what was found in a text, where, how, and how surely.

Offsets are half-open spans of characters in the text that was given. Confidence is between 0
and 1; it orders proposals and decides which are ticked beforehand, it is not a probability.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class How(StrEnum):
    """By what a name in the text was recognised."""

    NAME = "name"  # a spelling of the record
    CONTEXT = "context"  # a shorter form, of somebody whom the text names in full
    NEAR = "near"  # close to a spelling of the record: a misprint, another transliteration
    DEMONYM = "demonym"  # an adjective or a noun for the people of a country
    METONYM = "metonym"  # a capital that stands for its government
    OFFICE = "office"  # only the office is printed; the holder on that day is inferred
    AMBIGUOUS = "ambiguous"  # several things are written so; an editor chooses
    NEW = "new"  # a name that the record does not know


@dataclass(frozen=True)
class Thing:
    """A thing of the record. `told`: what tells it from its namesakes (office, country, years)."""

    kind: str  # person, organisation, country, place, office, meeting, agreement
    pk: int
    uid: str
    name: str
    told: str = ""


@dataclass(frozen=True)
class Found:
    """A name in the text. One thing: recognised. Several: a choice. None: a new candidate.

    kind: that of the things; for a new name the likeliest, "name" when nothing tells.
    via: the office through which a person was inferred. misprint: the spelling is not one of
    the record's, and differs from them by more than accents and transliteration. bearer: of an
    office, the person beside whose name it stands: the text says it, nothing is inferred.
    """

    start: int
    end: int
    text: str
    kind: str
    how: How
    confidence: float
    things: tuple[Thing, ...] = ()
    via: Thing | None = None
    misprint: bool = False
    bearer: Thing | None = None

    @property
    def thing(self) -> Thing | None:
        """What it was recognised as; None while an editor has to choose."""
        return self.things[0] if len(self.things) == 1 else None


@dataclass(frozen=True)
class Words:
    """A quotation, a reported claim, or a message that one carries for another.

    start, end, text: the words between the marks, without them; of a claim, the clause.
    is_term: inverted commas around an expression of its author's choice, not somebody's words.
    source: the source as printed ("la partie malienne"), empty for a speaker by name.
    speaker, addressee, originator: people or bodies; continues: index, in the list of the
    proposal, of the earlier piece of the same sentence.
    """

    start: int
    end: int
    text: str
    kind: str  # quote, claim, relayed
    confidence: float
    speaker: Thing | None = None
    addressee: Thing | None = None
    originator: Thing | None = None
    source: str = ""
    is_term: bool = False
    continues: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Attendee:
    """Someone at a meeting: a person, the holder of an office (then inferred), or a delegation."""

    delegation: Thing | None = None
    person: Thing | None = None
    office: Thing | None = None
    printed: str = ""
    is_inferred: bool = False
    is_host: bool = False


@dataclass(frozen=True)
class Encounter:
    """A meeting that the text seems to report. `known`: meetings of the record that it may be."""

    start: int
    end: int
    text: str
    confidence: float
    day: date | None = None
    place: Thing | None = None
    label: str = ""
    attendees: tuple[Attendee, ...] = ()
    known: tuple[Thing, ...] = ()
    is_news: bool = True


@dataclass(frozen=True)
class Document:
    """A document that the text says was signed, or that it says exists."""

    start: int
    end: int
    text: str
    kind: str  # a value of actors.choices.AgreementKind
    confidence: float
    is_signed: bool = False
    day: date | None = None
    parties: tuple[Thing, ...] = ()


@dataclass
class Suggestion:
    """All proposals for one text."""

    text: str
    on: date
    found: list[Found] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
