"""Says that a part of the API will end: in headers, in the description, and after its last day.

A view declares it, and nothing else has to be done:

    deprecated = {
        "list": Deprecation(since=date(2027, 1, 4), sunset=date(2028, 1, 10)),      # an action
        "list?as_of": Deprecation(…),                                               # a parameter
        "list.slug": Deprecation(…),                                                # a member
    }

An answer that has to do with it carries Deprecation (RFC 9745), Sunset (RFC 8594) and links to
the page that says what to use instead. From the last day on, an operation, or a request that uses
the parameter, is answered with 410. A member goes when its projection leaves it out, which is a
change of each document and so has its numbers in the change feed; until then it is only marked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone

from newsroom.register.problems import Problem

PARAMETER, MEMBER = "?", "."
# Months between the announcement and the last day, at the least.
NOTICE = 12


@dataclass(frozen=True)
class Deprecation:
    """From when a part is out of date, and the first day on which it is not there any more.

    instead: what to use in its place, as the guide writes it.
    """

    since: date
    sunset: date
    instead: str = ""

    def __post_init__(self) -> None:
        months = (self.sunset.year - self.since.year) * 12 + self.sunset.month - self.since.month
        if months < NOTICE or (months == NOTICE and self.sunset.day < self.since.day):
            raise ValueError(f"Partners are told {NOTICE} months before the end, at the least.")

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, in UTC."""
        return timezone.now() >= _instant(self.sunset)


class Part(NamedTuple):
    """A part of a view as `deprecated` names it: an action, and a parameter or member of it."""

    action: str
    sort: str = ""
    name: str = ""

    @classmethod
    def read(cls, text: str) -> "Part":
        """The part that is written so."""
        for sort in (PARAMETER, MEMBER):
            action, found, name = text.partition(sort)
            if found:
                return cls(action, sort, name)
        return cls(text)


def parts_of(view: Any) -> Iterator[tuple[Part, Deprecation]]:
    """What is out of date of the view's present action."""
    declared: Mapping[str, Deprecation] = getattr(view, "deprecated", {})
    for text, deprecation in declared.items():
        part = Part.read(text)
        if part.action == view.action:
            yield part, deprecation


class End(NamedTuple):
    """A part of the API that will end, as partners are told of it."""

    method: str
    address: str
    part: Part
    deprecation: Deprecation


def ends() -> Iterator[End]:
    """Everything of the API that will end."""
    for pattern, callback in _views(get_resolver().url_patterns, "/"):
        declared = getattr(getattr(callback, "cls", None), "deprecated", {})
        for text, deprecation in declared.items():
            part = Part.read(text)
            for method, action in callback.actions.items():
                if action == part.action:
                    yield End(method.upper(), pattern, part, deprecation)


def _views(patterns: Iterable[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, pattern)
        else:
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", pattern), entry.callback


def touched(view: Any, request: HttpRequest) -> list[tuple[Part, Deprecation]]:
    """What is out of date of that with which this request has to do."""
    return [
        (part, deprecation)
        for part, deprecation in parts_of(view)
        if part.sort != PARAMETER or part.name in request.GET
    ]


def refuse_ended(view: Any, request: HttpRequest) -> None:
    """Refuse what has ended; raises Problem."""
    for part, deprecation in touched(view, request):
        if part.sort != MEMBER and deprecation.is_over:
            told = {"sunset": deprecation.sunset.isoformat()}
            named = {"parameter": part.name} if part.name else {}
            raise Problem("sunset", members=told | named)


def headers(view: Any, request: HttpRequest) -> dict[str, str]:
    """The header fields of an answer that has to do with something out of date.

    Of several parts, the one that ends first is told.
    """
    found = [deprecation for _part, deprecation in touched(view, request)]
    return fields(request, min(found, key=lambda one: one.sunset)) if found else {}


def fields(request: HttpRequest, deprecation: Deprecation) -> dict[str, str]:
    """The header fields of one deprecation."""
    since = int(_instant(deprecation.since).timestamp())
    told = {
        "Deprecation": f"@{since}",
        "Sunset": format_datetime(_instant(deprecation.sunset), usegmt=True),
    }
    try:
        page = request.build_absolute_uri(f"{reverse('partner_guide')}#versions")
    except NoReverseMatch:  # a process without pages has no guide
        return told
    links = [f'<{page}>; rel="{rel}"; type="text/html"' for rel in ("deprecation", "sunset")]
    return told | {"Link": ", ".join(links)}


def add_headers(view: Any, request: HttpRequest, response: Any) -> None:
    """Say in the response what of it is out of date."""
    for name, text in headers(view, request).items():
        there = response.headers.get(name) if name == "Link" else None
        response.headers[name] = f"{there}, {text}" if there else text


def marked(operation: dict[str, Any], view: Any, schemas: Mapping[str, Any]) -> dict[str, Any]:
    """The operation as the description gives it, with what of it is out of date.

    schemas: those of documents by their names, in which members are marked.
    """
    for part, deprecation in parts_of(view):
        said = f"Deprecated; ends on {deprecation.sunset.isoformat()}. {deprecation.instead}"
        said = said.strip()
        if part.sort == "":
            operation["deprecated"] = True
            operation["description"] = f"{operation.get('description', '')}\n\n{said}".strip()
        for parameter in operation.get("parameters", ()):
            if part.sort == PARAMETER and parameter["name"] == part.name:
                parameter["deprecated"] = True
                parameter["description"] = f"{parameter.get('description', '')} {said}".strip()
        if part.sort == MEMBER:
            for properties in (schema.get("properties", {}) for schema in schemas.values()):
                if part.name in properties:
                    properties[part.name] = properties[part.name] | {"deprecated": True}
    return operation


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
