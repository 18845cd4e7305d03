"""One story as the archive's own import format has it, checked and turned into columns."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from actors.importers.rows import storable
from articles.choices import Urgency
from articles.models import Article
from articles.texts import from_plain, sanitise

# What docs/import.md documents, with the type of each.
FIELDS: dict[str, type] = {
    "id": str, "headline": str, "lead": str, "paragraphs": list, "text": str, "body": str,
    "language": str, "published_at": str, "event_date": str, "section": str, "signature": str,
    "urgency": int, "source": dict,
}  # fmt: skip
SOURCE_FIELDS = ("name", "url", "licence")
BODIES = ("paragraphs", "text", "body")
# The first newspaper was printed in 1605: an earlier date is a slip.
FIRST_YEAR = 1605
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WHITE = " \t\r\n"


class BadRecord(ValueError):
    """The row cannot be a story; the message says why."""


@dataclass(frozen=True)
class Story:
    """A story of the file: its key, the columns that the file decides, and its time."""

    source_name: str
    source_id: str
    values: dict[str, Any]
    published_at: datetime | None
    day: str

    @property
    def key(self) -> tuple[str, str]:
        """What the record knows it by."""
        return self.source_name, self.source_id


def read_record(record: dict[str, Any], *, source: str, sections: dict[str, int]) -> Story:
    """Check one row of our own format; BadRecord says what is wrong with it.

    source: name of the source of rows that give none. sections: primary key by code.
    """
    _check_types(record)
    origin = record.get("source") or {}
    if not (key := _text(record, "id")):
        raise BadRecord(_("“id” is missing."))
    moment, day = _moment(_text(record, "published_at"))
    values = {
        "headline": re.sub(r"[ \t\r\n]+", " ", _text(record, "headline")),
        "lead": _text(record, "lead"),
        "body": _body(record),
        "language": _text(record, "language") or "fr",
        "section_id": _section(_text(record, "section"), sections),
        "event_date": _text(record, "event_date"),
        "signature": _text(record, "signature"),
        "urgency": Urgency.NORMAL if record.get("urgency") is None else record["urgency"],
        "source_url": _text(origin, "url"),
        "licence": _text(origin, "licence"),
    }
    story = Story(_text(origin, "name") or source, key, values, moment, day)
    _check_values(story)
    return story


def _check_types(record: dict[str, Any]) -> None:
    if unknown := sorted(record.keys() - FIELDS.keys()):
        raise BadRecord(_("Unknown member: %(names)s.") % {"names": ", ".join(unknown)})
    for name, value in record.items():
        wanted = FIELDS[name]
        if not isinstance(value, wanted | None) or isinstance(value, bool):
            raise BadRecord(
                _("“%(name)s” is not of the type “%(type)s”.")
                % {"name": name, "type": {str: "text", int: "number"}.get(wanted, wanted.__name__)}
            )
    origin = record.get("source") or {}
    if unknown := sorted(origin.keys() - set(SOURCE_FIELDS)):
        raise BadRecord(_("Unknown member: %(names)s.") % {"names": ", ".join(unknown)})
    for value in (*origin.values(), *(record.get("paragraphs") or ())):
        if not isinstance(value, str | None):
            raise BadRecord(_("“source” and “paragraphs” hold texts only."))
    if len([name for name in BODIES if record.get(name)]) > 1:
        raise BadRecord(_("Only one of “paragraphs”, “text” and “body” may be given."))


def _text(values: dict[str, Any], name: str) -> str:
    # No-break spaces belong to French typography and stay, even at the ends.
    text = (values.get(name) or "").strip(_WHITE)
    if not storable(text):
        raise BadRecord(_("“%(name)s” has characters that cannot be stored.") % {"name": name})
    return text


def _body(record: dict[str, Any]) -> str:
    if html := _text(record, "body"):
        return sanitise(html)
    paragraphs = {"text": "\n\n".join(filter(None, record.get("paragraphs") or ()))}
    return sanitise(from_plain(_text(record, "text") or _text(paragraphs, "text")))


def _moment(text: str) -> tuple[datetime | None, str]:
    """The instant, and the day as it is written; a day alone is its midnight in the newsroom."""
    if not text:
        return None, ""
    try:
        day = parse_date(text[:10]) if _DAY.match(text) else None
        moment = parse_datetime(text) if day and len(text) > 10 else _midnight(day)
    except ValueError:
        day = moment = None
    if day is None or moment is None:
        raise BadRecord(
            _("“%(text)s” is not a date (2016-01-31, or 2016-01-31T14:30:00+01:00).")
            % {"text": text[:40]}
        )
    if day.year < FIRST_YEAR:
        raise BadRecord(_("“%(text)s” lies before the first newspaper.") % {"text": text})
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=ZoneInfo(settings.NEWSROOM_TIME_ZONE))
    if moment > timezone.now():
        raise BadRecord(_("“%(text)s” lies in the future.") % {"text": text})
    return moment, day.isoformat()


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


def _section(code: str, sections: dict[str, int]) -> int | None:
    if code and code not in sections:
        raise BadRecord(_("There is no section “%(code)s”.") % {"code": code})
    return sections.get(code)


def _check_values(story: Story) -> None:
    values = story.values
    if not any(values[name] for name in ("headline", "lead", "body")):
        raise BadRecord(_("There is neither a headline nor a text."))
    if not _LANGUAGE.fullmatch(values["language"]):
        raise BadRecord(_("“%(code)s” is not a language code.") % {"code": values["language"]})
    if values["source_url"] and not values["source_url"].startswith(("https://", "http://")):
        raise BadRecord(_("The address at the source is not one of the web."))
    article = Article(**values, source_name=story.source_name, source_id=story.source_id)
    try:
        # Relations are looked up above, once for all rows.
        article.clean_fields(exclude={"section"})
    except ValidationError as error:
        raise BadRecord(
            " ".join(f"{name}: {' '.join(found)}" for name, found in error.message_dict.items())
        ) from error
    values["event_date"] = article.event_date
