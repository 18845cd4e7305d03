"""Stories as ninjs, the IPTC's JSON for news: 3.1, and 2.2 whose members are in lower case."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actors.choices import ActorKind
from articles.choices import PUBLIC_STATUSES, ArticleStatus
from articles.models import Article
from newsroom.instants import rfc3339_seconds

SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_{}.json"
LITERAL = {
    ActorKind.PERSON: "people",
    ActorKind.ORGANISATION: "organisations",
    ActorKind.COUNTRY: "places",
}


def ninjs(article: Article) -> dict[str, Any]:
    """One story as an item of ninjs 3.1.

    The uri is the public identifier as a URN: a file does not know under which host readers
    find the story. Whole seconds in UTC, since receivers refuse finer ones.
    """
    item = {
        "uri": urn(article.uid),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA.format("3.1")},
        "type": "text",
        "representationType": "full",
        "pubStatus": _status(article),
        "version": str(article.version),
        "language": article.language,
        "urgency": article.urgency,
        "title": article.headline,
        "by": article.signature,
        "located": article.dateline.name if article.dateline else "",
        "firstCreated": _instant(article.created_at),
        "versionCreated": _instant(article.corrected_at or article.updated_at),
        "contentCreated": _instant(article.published_at),
        "embargoedUntil": _instant(article.embargo_until),
        "usageTerms": article.licence,
        "edNote": " ".join(correction.note for correction in article.corrections.all()),
        "headlines": [{"role": "main", "value": article.headline}] if article.headline else [],
        "descriptions": [{"role": "lead", "value": article.lead}] if article.lead else [],
        "bodies": _bodies(article),
        "subjects": _subjects(article),
        "events": [
            {"name": one.meeting.title, "rel": one.role, "uri": urn(one.meeting.uid)}
            for one in article.coverages.all()
        ],
        "infoSources": [{"name": article.source_name}] if article.source_name else [],
        **_named(article),
    }
    return {name: value for name, value in item.items() if value not in (None, "", [])}


def ninjs2(article: Article) -> dict[str, Any]:
    """The same as an item of ninjs 2.2."""
    item = ninjs(article)
    item["standard"] |= {"version": "2.2", "schema": SCHEMA.format("2.2")}
    lowered: dict[str, Any] = _lowered(item)
    if "embargoeduntil" in lowered:
        lowered["embargoed"] = lowered.pop("embargoeduntil")
    return lowered


def urn(uid: Any) -> str:
    return f"urn:uuid:{uid}"


def _status(article: Article) -> str:
    if article.status in PUBLIC_STATUSES:
        return "usable"
    return "canceled" if article.status == ArticleStatus.WITHDRAWN else "withheld"


def _instant(moment: datetime | None) -> str | None:
    return rfc3339_seconds(moment) if moment else None


def _bodies(article: Article) -> list[dict[str, Any]]:
    plain = article.body_text
    if not plain:
        return []
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(plain),
            "wordCount": len(plain.split()),
            "value": plain,
        },
        {"role": "richtext", "contentType": "text/html", "value": article.body},
    ]


def _subjects(article: Article) -> list[dict[str, Any]]:
    found = [
        {"name": one.subject.name, "literal": one.subject.code}
        for one in article.classifications.all()
    ]
    if article.section:
        found.append(
            {"name": article.section.name, "rel": "section", "literal": article.section.code}
        )
    return found


def _named(article: Article) -> dict[str, list[dict[str, Any]]]:
    """Whom and what the story names, each once, under the member for its kind."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for one in article.mentions.all():
        thing: Any = one.actor or one.place
        member = LITERAL[ActorKind(one.actor.kind)] if one.actor else "places"
        entry = {"name": thing.name, "rel": one.role, "uri": urn(thing.uid)}
        found.setdefault(member, {}).setdefault(entry["uri"], entry)
    return {member: list(entries.values()) for member, entries in found.items()}


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name.lower(): _lowered(one) for name, one in value.items()}
    return [_lowered(one) for one in value] if isinstance(value, list) else value


def items(rows: Iterable[Article], version: str) -> Iterable[dict[str, Any]]:
    """The stories as items of that version, `ninjs` or `ninjs2`."""
    return map(ninjs2 if version == "ninjs2" else ninjs, rows)
