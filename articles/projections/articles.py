"""What the world sees of stories."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from actors.projections.fields import (
    in_calendar,
    is_public,
)
from articles.choices import ArticleStatus
from articles.models import Article, Classification, Evidence, Mention, Subject
from articles.models.subject import Thesaurus
from articles.projections.evidence import RELATED, is_shown
from articles.projections.images import IMAGES, shown
from articles.projections.statements import (
    STATEMENTS,
    channels,
    is_standing,
    references,
    select_subjects,
)
from articles.projections.story import ArticleSerializer, Chain, published_uid
from articles.texts import to_plain
from articles.versions import published_versions
from newsroom.local_days import day_of
from newsroom.partners.entitlements import own_label
from newsroom.register.dating import dated
from newsroom.register.labels import Label
from newsroom.register.projection import Projected, Projection, Ref


class ArticleProjection(Projection):
    """Stories that are published, corrected or not; and scheduled ones, for who is entitled."""

    kind = "article"
    rank = 60
    serializer_class = ArticleSerializer

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Article]:
        rows = list(
            Article.objects.filter(uid__in=uids)
            .select_related("section", "dateline__country", "translation_of", "update_of")
            .prefetch_related(
                "classifications",
                "signatories",
                "corrections",
                "withdrawals",
                "coverages__meeting",
                "embargo_accesses__partner",
                Prefetch(
                    "mentions",
                    Mention.objects.select_related("actor", "place__country").order_by("id"),
                ),
                Prefetch("statements", STATEMENTS),
                IMAGES,
                Prefetch("evidence", Evidence.objects.select_related(*RELATED).order_by("id")),
            )
        )
        thesaurus = Thesaurus(Subject.objects.all())
        chains = published_versions([row.pk for row in rows])
        for row in rows:
            row.chain = Chain.around(row, chains.get(row.pk, []))  # type: ignore[attr-defined]
            row.shown_subjects = filed(row, thesaurus)  # type: ignore[attr-defined]
            row.shown_mentions = [  # type: ignore[attr-defined]
                m for m in row.mentions.all() if m.place_id or is_public(m.actor)
            ]
            row.shown_coverages = [  # type: ignore[attr-defined]
                c for c in row.coverages.all() if is_public(c.meeting)
            ]
            row.shown_statements = [  # type: ignore[attr-defined]
                s for s in row.statements.all() if is_standing(s)
            ]
            row.shown_evidence = [  # type: ignore[attr-defined]
                e for e in row.evidence.all() if is_shown(e)
            ]
            row.shown_images = shown(row)  # type: ignore[attr-defined]
            select_subjects(row.shown_statements)  # type: ignore[attr-defined]
        return rows

    def everything(self) -> Iterable[uuid.UUID]:
        return Article.objects.values_list("uid", flat=True)

    def is_public(self, row: Article) -> bool:
        return row.is_published or bool(_entitled(row))

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.headline or row.lead[:80]
        item.sort_at = row.published_at or row.release_at
        item.language = row.language
        item.section = row.section.code if row.section else ""
        item.channels = sorted([*(channels(row) if row.is_published else []), *_entitled(row)])
        item.words = (row.headline, row.lead, row.body_text)
        item.references = _references(row)
        if row.published_at:
            day = day_of(row.published_at)
            item.dates = dated("published", day, day, daily=True)
        item.dates += in_calendar("happened", row, "event_date")
        item.labels = [Label("author", one.initials) for one in row.signatories.all()]
        for one in row.shown_subjects:
            item.labels += [Label("subject", code) for code in one.found_under]

    def wording(self, doc: dict[str, Any]) -> dict[str, str]:
        return {
            "headline": doc["headline"],
            "lead": doc["lead"],
            "body": to_plain(doc["body"]),
        }

    def hidings(self, doc: dict[str, Any]) -> frozenset[str]:
        # Of documents from before there was such a thing, none hides anything.
        found = (one for one in doc.get("corrections", ()) if one.get("hides_earlier"))
        return frozenset(f"{one['made_at']} {one['note']}" for one in found)

    def correction(self, before: dict[str, Any], after: dict[str, Any]) -> str | None:
        known = {(one["made_at"], one["note"]) for one in before.get("corrections", ())}
        notes = [
            one["note"]
            for one in after["corrections"]
            if (one["made_at"], one["note"]) not in known
        ]
        return "\n".join(notes) if notes else None

    def depart(self, row: Article, item: Projected) -> None:
        if row.status == ArticleStatus.WITHDRAWN:
            item.status = "canceled"
            withdrawal = row.withdrawal
            if withdrawal:
                item.notice = {
                    "reason": withdrawal.reason,
                    "withdrawn_at": withdrawal.made_at.isoformat(),
                }
        else:
            item.status = "withheld"


def filed(row: Article, thesaurus: Thesaurus) -> list[Classification]:
    """What the story is filed under, each present term once."""
    found: dict[int, Classification] = {}
    for one in row.classifications.all():
        one.term = thesaurus.present(one.subject_id)  # type: ignore[attr-defined]
        one.found_under = thesaurus.found_under(one.subject_id)  # type: ignore[attr-defined]
        found.setdefault(one.term.pk, one)  # type: ignore[attr-defined]
    return list(found.values())


def _entitled(article: Any) -> list[str]:
    """The labels of the partners who may have the story early; they keep it when it is out."""
    if not (article.is_published or article.status == ArticleStatus.SCHEDULED):
        return []
    return [own_label(one.partner.slug) for one in article.embargo_accesses.all()]


def _references(row: Any) -> list[Ref]:
    found = [Ref(m.actor.uid, m.role, m.certainty) for m in row.shown_mentions if m.actor]
    found += [Ref(c.meeting.uid, c.role) for c in row.shown_coverages]
    for statement in row.shown_statements:
        found += references(statement)
    for place in [row.dateline, *(m.place for m in row.shown_mentions)]:
        if place and is_public(place.country):
            found.append(Ref(place.country.uid, "place_country"))
    found += [Ref(uid, "version") for uid in row.chain.versions if uid != row.uid]
    for rel in ("translation_of", "update_of"):
        if uid := published_uid(getattr(row, rel)):
            found.append(Ref(uid, rel))
    return found
