"""What a harvester asks: verb and arguments, strictly, and the errors of the protocol."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from django.http import QueryDict

# Each verb: the arguments that it needs, and those that it takes. A token stands for all others.
VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
LISTS = ("ListIdentifiers", "ListRecords", "ListSets")
TOKEN = "resumptionToken"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


class OAIError(Exception):
    """A refusal in the words of the protocol; `code` is one of its eight."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Question:
    """A verb with its arguments, as they were given."""

    verb: str
    arguments: dict[str, str]

    @property
    def token(self) -> str:
        """The place to go on from; empty at the beginning."""
        return self.arguments.get(TOKEN, "")


@dataclass(frozen=True)
class Span:
    """From which instant on, and up to which one, not included."""

    since: datetime | None = None
    before: datetime | None = None


def asked(data: QueryDict) -> Question:
    """What is asked; raises badVerb and badArgument."""
    verbs = data.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OAIError("badVerb", "The verb is missing, repeated or not one of OAI-PMH 2.0.")
    [verb] = verbs
    arguments = {name: data.getlist(name) for name in data if name != "verb"}
    needed, allowed = VERBS[verb]
    for name, values in arguments.items():
        if name not in needed | allowed and not (name == TOKEN and verb in LISTS):
            _refuse(f"{verb} takes no argument of this name: {name[:80]}.")
        if len(values) > 1 or not values[0]:
            _refuse(f"{name} must be given once, and with a value.")
    if TOKEN in arguments:
        if len(arguments) > 1:
            _refuse("A resumptionToken is the only argument beside the verb.")
    elif missing := sorted(needed - arguments.keys()):
        _refuse(f"{verb} needs {' and '.join(missing)}.")
    return Question(verb, {name: values[0] for name, values in arguments.items()})


def span(arguments: dict[str, str]) -> Span:
    """The time that `from` and `until` give, both included; raises badArgument."""
    since, until = arguments.get("from"), arguments.get("until")
    if since and until and len(since) != len(until):
        _refuse("from and until must be of the same granularity.")
    first = _instant("from", since) if since else None
    last = _instant("until", until) if until else None
    if first and last and first > last:
        _refuse("from must not be later than until.")
    step = timedelta(days=1) if until and _DAY.fullmatch(until) else timedelta(seconds=1)
    try:
        return Span(first, last and last + step)
    except OverflowError:
        _refuse("until is no day that could be.")


def last_full_second(now: datetime) -> datetime:
    """Where the second begins that is not over: what is of it may still be joined by more."""
    return now.astimezone(UTC).replace(microsecond=0)


def _instant(name: str, text: str) -> datetime:
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        _refuse(f"{name} must be like 2025-08-14 or 2025-08-14T12:00:00Z.")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        _refuse(f"{name} is not in the calendar.")


def _refuse(words: str) -> NoReturn:
    raise OAIError("badArgument", words)
