"""The days for which published stories attest offices, ranks and memberships."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.utils import timezone

from actors.choices import Certainty
from actors.models import Attestation
from actors.models.attestation import ATTESTED
from articles.choices import Anchor, Review
from articles.models import Article, Evidence

_COLUMNS = tuple(f"{fact}_id" for fact in ATTESTED)
# What a row says, by the sentence that says it: story, tenure, rank, membership, day, wording.
_Row = tuple[Any, ...]


def attest(articles: Iterable[Article]) -> None:
    """Bring the attestations of these stories in line with what they are now.

    A published story attests each day that its sentences state; a story that is not out attests
    none. Call it in the transaction of every change of a story or of its sentences.
    """
    pks = [article.pk for article in articles]
    stories = Article.objects.filter(pk__in=pks)
    wanted = _stated(pks)
    found = {
        row.evidence: row
        # A sentence may have moved here from another story.
        for row in Attestation.objects.filter(
            Q(story__in=stories.values("uid")) | Q(evidence__in=list(wanted))
        )
    }
    stale = [row.pk for uid, row in found.items() if not uid or wanted.get(uid) != _said(row)]
    Attestation.objects.filter(pk__in=stale).delete()
    Attestation.objects.bulk_create(
        [
            Attestation(
                evidence=uid,
                **dict(zip(("story", *_COLUMNS, "day", "as_printed"), said, strict=True)),
            )
            for uid, said in wanted.items()
            if uid not in found or found[uid].pk in stale
        ],
        batch_size=500,
    )


def attest_anew(rows: Mapping[type[Model], Collection[Any]]) -> None:
    """Bring in line the attestations of the stories to which these sentences belong."""
    if sentences := rows.get(Evidence):
        attest(Article.objects.filter(evidence__in=sentences).distinct())


def day_attested(evidence: Evidence) -> date | None:
    """The day for which the sentence states its fact; None where that is not known.

    The day that an editor gives; else that of the news, if it is one day; else the day of
    publication, in the newsroom's own time, if the news may be of that day.
    """
    if evidence.attests_on or evidence.is_about_the_past:
        return evidence.attests_on
    article: Any = evidence.article
    first, last = article.event_date_earliest, article.event_date_latest
    if first and first == last:
        return first
    if article.published_at is None:
        return None
    day = timezone.localdate(article.published_at)
    is_possible = (first is None or first <= day) and (last is None or day <= last)
    return day if is_possible else None


def attesting() -> Q:
    """Sentences that state a fact of some duration outright, and that nobody doubts."""
    facts = Q()
    for fact in ATTESTED:
        facts |= Q(**{f"{fact}__isnull": False})
    doubted = Q(review__in=[Review.REJECTED, Review.DISPUTED]) | Q(anchor=Anchor.LOST)
    return facts & Q(certainty=Certainty.EXPLICIT) & ~doubted


def _stated(pks: list[int]) -> dict[UUID, _Row]:
    rows = Evidence.objects.published().filter(attesting(), article__in=pks)
    wanted = {}
    for row in rows.select_related("article").defer("article__body", "article__body_text"):
        if day := day_attested(row):
            facts = (getattr(row, column) for column in _COLUMNS)
            wanted[row.uid] = (row.article.uid, *facts, day, row.as_printed)
    return wanted


def _said(row: Attestation) -> _Row:
    return (row.story, *(getattr(row, column) for column in _COLUMNS), row.day, row.as_printed)
