"""What a story shows to the world: the members of its document."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from rest_framework import serializers

from actors.projections.fields import CertaintyMember, EDTFMember, PlaceMember, RefMember
from articles.models import Article
from articles.projections.evidence import EvidenceMember
from articles.projections.images import ImageMember
from articles.projections.statements import EmbeddedStatement
from articles.texts import sanitise


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
    status = serializers.ChoiceField(
        choices=["published", "corrected", "scheduled"],
        help_text="Scheduled: under embargo; only partners who are entitled to it see it.",
    )
    published_at = serializers.DateTimeField(allow_null=True, help_text="Empty: not yet.")
    embargoed_until = serializers.SerializerMethodField(
        help_text="Before this moment nothing of it may be published."
    )
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

    def get_embargoed_until(self, article: Article) -> datetime | None:
        return None if article.is_published else max(filter(None, holding(article)), default=None)

    def get_translation_of(self, article: Article) -> uuid.UUID | None:
        return published_uid(article.translation_of)

    def get_update_of(self, article: Article) -> uuid.UUID | None:
        return published_uid(article.update_of)


def holding(article: Article) -> tuple[datetime | None, datetime | None]:
    """The moments before which it may not come out."""
    return article.embargo_until, article.release_at


def published_uid(article: Article | None) -> uuid.UUID | None:
    return article.uid if article is not None and article.is_published else None
