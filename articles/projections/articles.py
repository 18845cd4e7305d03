"""What the world sees of stories."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    PlaceMember,
    RefMember,
    in_calendar,
    is_public,
)
from articles.choices import ArticleStatus
from articles.models import Article, Classification, Evidence, Mention, Subject
from articles.models.subject import Thesaurus
from articles.projections.evidence import RELATED, EvidenceMember, is_shown
from articles.projections.images import IMAGES, ImageMember, shown
from articles.projections.statements import (
    STATEMENTS,
    EmbeddedStatement,
    channels,
    is_standing,
    references,
    select_subjects,
)
from articles.texts import sanitise, to_plain
from articles.versions import published_versions
from newsroom.local_days import day_of
from newsroom.register.dating import dated
from newsroom.register.labels import Label
from newsroom.register.projection import Projected, Projection, Ref


@dataclass(frozen=True)
class Chain:
    """The versions of a story, and its place among them."""

    versions: list[uuid.UUID]
    previous: uuid.UUID | None = None
    next: uuid.UUID | None = None

    @classmethod
    def around(cls, row: Article, versions: list[uuid.UUID]) -> "Chain":
        if row.uid not in versions:
            return cls([])
        at = versions.index(row.uid)
        before, after = versions[:at], versions[at + 1 :]
        return cls(versions, before[-1] if before else None, after[0] if after else None)


class SectionMember(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()


class SubjectMember(serializers.Serializer):
    """A subject of the story, under the term that stands for it now."""

    code = serializers.CharField(source="term.code")
    name = serializers.CharField(source="term.name")
    name_en = serializers.CharField(source="term.name_en")
    labels = serializers.DictField(source="term.labels", child=serializers.CharField())
    found_under = serializers.ListField(
        child=serializers.CharField(),
        help_text="Codes for which the story is found: its own, broader and replaced ones.",
    )
    certainty = CertaintyMember()


class SignatoryMember(serializers.Serializer):
    initials = serializers.CharField()
    role = serializers.CharField()


class MentionMember(serializers.Serializer):
    """An actor or a place in the story."""

    actor = RefMember()
    place = PlaceMember(allow_null=True)
    spelling = serializers.CharField(help_text="As printed; may be a misprint.")
    role = serializers.CharField()
    is_metonym = serializers.BooleanField(help_text="A capital that means its government.")
    certainty = CertaintyMember()


class CoverageMember(serializers.Serializer):
    meeting = RefMember()
    role = serializers.CharField()


class CorrectionMember(serializers.Serializer):
    note = serializers.CharField()
    made_at = serializers.DateTimeField()
    hides_earlier = serializers.BooleanField(
        help_text="The wordings before it must not be shown any more: delete your copies."
    )


class DatedMember(serializers.Serializer):
    """The date of the text itself, apart from its publication here."""

    date = EDTFMember(source="dated")
    certainty = serializers.CharField(source="dated_certainty")
    basis = serializers.CharField(source="dated_basis")


class SourceMember(serializers.Serializer):
    """Where a story that is not the agency's own was first published."""

    name = serializers.CharField(source="source_name")
    url = serializers.CharField(source="source_url")
    licence = serializers.CharField()


class ArticleSerializer(serializers.Serializer):
    """A story."""

    headline = serializers.CharField(help_text="May be empty; it is never invented.")
    lead = serializers.CharField()
    body = serializers.SerializerMethodField(help_text="Safe HTML, without the lead.")
    language = serializers.CharField()
    section = SectionMember(allow_null=True)
    subjects = SubjectMember(many=True, source="shown_subjects")
    dateline = PlaceMember(allow_null=True)
    event_date = EDTFMember()
    dated = DatedMember(source="*")
    urgency = serializers.IntegerField(min_value=1, max_value=8)
    status = serializers.ChoiceField(choices=["published", "corrected"])
    published_at = serializers.DateTimeField()
    corrected_at = serializers.DateTimeField(allow_null=True)
    signature = serializers.CharField(help_text="As printed.")
    signatories = SignatoryMember(many=True)
    source = SourceMember(source="*")  # type: ignore[assignment]  # a member of the document
    translation_of = serializers.SerializerMethodField()
    update_of = serializers.SerializerMethodField()
    previous = serializers.UUIDField(
        source="chain.previous",
        allow_null=True,
        help_text="The version before this one, of a story that develops.",
    )
    next = serializers.UUIDField(
        source="chain.next", allow_null=True, help_text="The version after this one."
    )
    versions = serializers.ListField(
        source="chain.versions",
        child=serializers.UUIDField(),
        help_text="All versions of the story in their order, the latest last; empty for only one.",
    )
    mentions = MentionMember(many=True, source="shown_mentions")
    meetings = CoverageMember(many=True, source="shown_coverages")
    statements = EmbeddedStatement(many=True, source="shown_statements")
    evidence = EvidenceMember(many=True, source="shown_evidence")
    images = ImageMember(many=True, source="shown_images")
    corrections = CorrectionMember(many=True)

    def get_body(self, article: Article) -> str:
        # Again: a row written by other means than the model must not reach a page as it is.
        return sanitise(article.body)

    def get_translation_of(self, article: Article) -> uuid.UUID | None:
        return _published_uid(article.translation_of)

    def get_update_of(self, article: Article) -> uuid.UUID | None:
        return _published_uid(article.update_of)


class ArticleProjection(Projection):
    """Stories that are published, corrected or not."""

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
        return row.is_published

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.headline or row.lead[:80]
        item.sort_at = row.published_at
        item.language = row.language
        item.section = row.section.code if row.section else ""
        item.channels = channels(row)
        item.words = (row.headline, row.lead, row.body_text)
        item.references = _references(row)
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


def _published_uid(article: Article | None) -> uuid.UUID | None:
    return article.uid if article is not None and article.is_published else None


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
        if uid := _published_uid(getattr(row, rel)):
            found.append(Ref(uid, rel))
    return found
