"""A story with all that the checks look at, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from actors.models import Meeting, Participation, Tenure
from articles.choices import CoverageRole, Review
from articles.models import Article, Evidence, Mention, Statement


@dataclass(frozen=True)
class Material:
    """A story as it is stored, and its day: that of the news, of the text, or of publication."""

    article: Article
    day: date

    @property
    def mentions(self) -> list[Mention]:
        return list(self.article.mentions.all())

    @property
    def statements(self) -> list[Statement]:
        """Those that no editor has rejected."""
        return [row for row in self.article.statements.all() if row.review != Review.REJECTED]

    @property
    def evidence(self) -> list[Evidence]:
        """That which no editor has rejected."""
        return [row for row in self.article.evidence.all() if row.review != Review.REJECTED]

    @property
    def news(self) -> list[Meeting]:
        """The meetings that are its news."""
        rows = self.article.coverages.all()
        return [row.meeting for row in rows if row.role == CoverageRole.NEWS]

    @property
    def present(self) -> list[Participation]:
        """Who is at the meetings that are its news."""
        return [row for meeting in self.news for row in meeting.participations.all()]


def material(article: Article) -> Material:
    """The story as the database has it now."""
    present = Participation.objects.select_related("person", "delegation", "office")
    tenures = Tenure.objects.select_related("office")
    [row] = (
        Article.objects.filter(pk=article.pk)
        .select_related("section", "dateline", "translation_of")
        .prefetch_related(
            Prefetch("mentions", Mention.objects.select_related("actor").order_by("id")),
            Prefetch("mentions__actor__person__tenures", tenures),
            "coverages__meeting",
            Prefetch("coverages__meeting__participations", present),
            "coverages__meeting__agreements",
            "statements",
            "evidence",
            "signatories",
            "images",
        )
    )
    return Material(row, day_of(row))


def day_of(article: Article) -> date:
    """The last possible day of the news, else of the text; else of publication, else today."""
    row: Any = article
    # Of a story that is not out: today.
    day: date = row.event_date_latest or row.dated_latest or timezone.localdate(row.published_at)
    return day
