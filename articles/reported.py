"""What readers report, as the desk deals with it: who is told, and where it is corrected."""

from typing import Any

from actors.models import Agreement, Country, Meeting, Office, Organisation, Person
from articles.choices import NotificationEvent
from articles.models import Article, Statement
from articles.notifying import tell
from newsroom.readers.models import Report

# In which table the things of a kind stand.
TABLES: dict[str, Any] = {
    "article": Article,
    "statement": Statement,
    "person": Person,
    "organisation": Organisation,
    "country": Country,
    "meeting": Meeting,
    "event": Meeting,
    "office": Office,
    "agreement": Agreement,
}


def story_of(report: Report) -> Article | None:
    """The story that a report is about, or that holds what it is about."""
    if report.kind == "statement":
        return Article.objects.filter(statements__uid=report.item).first()
    return Article.objects.filter(uid=report.item).first() if report.kind == "article" else None


def record_of(report: Report) -> Any:
    """The record to correct; None where it is gone."""
    table = TABLES.get(report.kind)
    return table._default_manager.filter(uid=report.item).first() if table else None


def tell_desk(report: Report) -> None:
    """Tell those who wrote the story, and the desk, of a report."""
    tell(
        NotificationEvent.REPORT,
        story_of(report),
        by=None,
        parts={"story": report.title, "report": report.pk},
    )
