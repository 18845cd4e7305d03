"""Columns of stories, of statements, and of what is to be covered."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from articles.exporting.table import Column, Table
from articles.models import Article, Classification, Coverage, Mention, Statement


def mentions(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "name": str(one.actor or one.place),
            "spelling": one.spelling,
            "role": one.role,
            "certainty": one.certainty,
        }
        for one in article.mentions.all()
    ]


def meetings(article: Article) -> list[dict[str, Any]]:
    return [
        {"title": one.meeting.title, "when": one.meeting.when, "role": one.role}
        for one in article.coverages.all()
    ]


def words(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "speaker": str(one.speaker or one.source_as_written or ""),
            "text": one.text,
            "kind": one.kind,
        }
        for one in article.statements.all()
    ]


def subjects(article: Article) -> list[dict[str, Any]]:
    return [
        {"code": one.subject.code, "name": one.subject.name}
        for one in article.classifications.all()
    ]


STORIES = Table(
    (
        Column("id", _("public identifier"), lambda a: str(a.uid)),
        Column("status", _("status"), lambda a: str(a.get_status_display())),
        Column("headline", _("headline"), lambda a: a.headline),
        Column("lead", _("lead"), lambda a: a.lead),
        Column("text", _("text"), lambda a: a.body_text),
        Column("language", _("language"), lambda a: a.language),
        Column("section", _("section"), lambda a: a.section.name if a.section else ""),
        Column("subjects", _("subjects"), subjects),
        Column("urgency", _("urgency"), lambda a: a.urgency),
        Column("event_date", _("date of the news"), lambda a: a.event_date),
        Column("dateline", _("dateline"), lambda a: a.dateline.name if a.dateline else ""),
        Column("signature", _("signature"), lambda a: a.signature),
        Column("published_at", _("published at"), lambda a: a.published_at),
        Column("corrected_at", _("corrected at"), lambda a: a.corrected_at),
        Column("release_at", _("release at"), lambda a: a.release_at),
        Column("embargo_until", _("embargo until"), lambda a: a.embargo_until),
        Column("mentions", _("mentions"), mentions),
        Column("meetings", _("meetings"), meetings),
        Column("statements", _("statements"), words),
        Column("corrections", _("corrections"), lambda a: [c.note for c in a.corrections.all()]),
        Column("source", _("source"), lambda a: a.source_name),
        Column("source_url", _("address at the source"), lambda a: a.source_url),
        Column("licence", _("licence"), lambda a: a.licence),
    ),
    related=("section", "dateline__country"),
    linked=(
        Prefetch("mentions", Mention.objects.select_related("actor", "place__country")),
        Prefetch("coverages", Coverage.objects.select_related("meeting__place")),
        Prefetch("statements", Statement.objects.select_related("speaker")),
        Prefetch("classifications", Classification.objects.select_related("subject")),
        "corrections",
        "signatories",
    ),
    has_ninjs=True,
)

STATEMENTS = Table(
    (
        Column("id", _("public identifier"), lambda s: str(s.uid)),
        Column("kind", _("kind"), lambda s: str(s.get_kind_display())),
        Column("text", _("text"), lambda s: s.text),
        Column("speaker", _("speaker"), lambda s: str(s.speaker or "")),
        Column("source_as_written", _("source as written"), lambda s: s.source_as_written),
        Column("originator", _("originator"), lambda s: str(s.originator or "")),
        Column("addressee", _("addressee"), lambda s: str(s.addressee or "")),
        Column("said_on", _("said on"), lambda s: s.said_on),
        Column("occasion", _("occasion"), lambda s: str(s.occasion or "")),
        Column("about", _("about"), lambda s: [str(one.actor) for one in s.subjects.all()]),
        Column("language", _("language"), lambda s: s.language),
        Column("original_text", _("original words"), lambda s: s.original_text),
        Column("certainty", _("certainty"), lambda s: str(s.get_certainty_display())),
        Column("review", _("review"), lambda s: str(s.get_review_display())),
        Column("story", _("story"), lambda s: str(s.article)),
        Column("story_status", _("status of the story"), lambda s: s.article.get_status_display()),
    ),
    related=("speaker", "originator", "addressee", "occasion", "article"),
    linked=("subjects__actor",),
)

ASSIGNMENTS = Table(
    (
        Column("what", _("what is covered"), str),
        Column("meeting", _("meeting"), lambda a: str(a.meeting.uid) if a.meeting else ""),
        Column("due_on", _("day"), lambda a: a.due_on.isoformat() if a.due_on else ""),
        Column("when", _("when"), lambda a: a.meeting.when if a.meeting else ""),
        Column("place", _("place"), lambda a: _town(a.meeting)),
        Column("reporter", _("reporter"), lambda a: str(a.reporter or "")),
        Column("status", _("status"), lambda a: str(a.get_status_display())),
        Column("story", _("story"), lambda a: str(a.story or "")),
    ),
    related=("meeting__place", "reporter", "story"),
)


def _town(meeting: Any) -> str:
    return meeting.place.name if meeting is not None and meeting.place is not None else ""
