"""How a story tells who met, who spoke and on what it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# What several statements of one voice may have in common, and is then said once for them.
SETTING = ("originator", "addressee", "occasion")


@dataclass(frozen=True)
class Setting:
    """To whom, on what occasion and when some statements of one voice were made."""

    statement: dict[str, Any]
    statements: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Voice:
    """Whoever says something in a story, with all that they say, by setting."""

    speaker: str | None
    as_written: str
    settings: list[Setting] = field(default_factory=list)


def voices_of(doc: dict[str, Any]) -> list[Voice]:
    """The statements of a story by who makes them, in the order in which they are first heard.

    Where no speaker is known, those whom the story names in the same words are one voice.
    """
    voices: dict[tuple[str, str], Voice] = {}
    settings: dict[tuple[str, ...], Setting] = {}
    for statement in doc["statements"]:
        speaker, written = statement["speaker"], statement["source_as_written"]
        who = (speaker or "", written)
        voice = voices.setdefault(who, Voice(speaker, written))
        day = (statement["said_on"] or {}).get("edtf", "")
        around = (*who, day, *(statement[name] or "" for name in SETTING))
        if around not in settings:
            settings[around] = Setting(statement)
            voice.settings.append(settings[around])
        settings[around].statements.append(statement)
    return list(voices.values())


@dataclass(frozen=True)
class Sentence:
    """A sentence of the story, or none, and the facts that rest on it, by their kind."""

    exact: str
    first: dict[str, Any]
    facts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def sentences_of(evidence: Iterable[dict[str, Any]]) -> list[Sentence]:
    """The evidence of a story, each sentence once; remarks that cite none come under ""."""
    found: dict[str, Sentence] = {}
    for one in evidence:
        sentence = found.setdefault(one["exact"], Sentence(one["exact"], one))
        kind = one["supports"]["fact"] if one["supports"] else ""
        sentence.facts.setdefault(kind, []).append(one)
    return list(found.values())


def named_by_news(doc: dict[str, Any], things: Mapping[str, Any]) -> list[str | None]:
    """What the meetings of a story's news name beside it: who took part, what came out of them.

    things: what has a document, by its uid, the meetings among them.
    """
    news = [one["meeting"] for one in doc["meetings"] if one["role"] == "news"]
    meetings = [things[uid].doc for uid in news if uid in things]
    found: list[str | None] = []
    for meeting in meetings:
        for one in meeting["participants"]:
            found += [one["delegation"], one["person"], one["office"]]
        found += [agreement["id"] for agreement in meeting["agreements"]]
    return found
