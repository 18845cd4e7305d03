"""What the world sees of quotations, claims and relayed messages."""

import uuid
from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    RefMember,
    in_calendar,
    is_public,
    midnight,
)
from articles.choices import Review
from articles.models import Statement
from articles.projections.evidence import AnchorMember
from newsroom.register.projection import Projected, Projection, Ref

STATEMENTS = (
    Statement.objects.select_related("speaker", "originator", "addressee", "occasion", "continues")
    .prefetch_related("subjects__actor")
    .order_by("id")
)


class OriginalMember(serializers.Serializer):
    """What was said, before it was translated."""

    text = serializers.CharField(source="original_text")
    language = serializers.CharField(source="original_language")


class StatementMember(AnchorMember):
    """Something said, as one story gives it."""

    statement_kind = serializers.CharField(source="kind")
    text = serializers.CharField(
        source="shown_words", help_text="A quotation word for word; else a summary."
    )
    speaker = RefMember(help_text="Who says it, or carries it.")
    source_as_written = serializers.CharField()
    originator = RefMember(help_text="Whose message it is, if the speaker only carries it.")
    addressee = RefMember()
    about = serializers.ListField(child=serializers.UUIDField())
    occasion = RefMember()
    said_on = EDTFMember()
    language = serializers.CharField()
    original = OriginalMember(source="*", help_text="In a translated story; else empty.")
    continues = serializers.SerializerMethodField(
        help_text="The earlier piece, when one sentence is quoted in two."
    )
    certainty = CertaintyMember()

    def get_continues(self, statement: Statement) -> uuid.UUID | None:
        earlier = statement.continues
        if earlier is None or earlier.article_id != statement.article_id:
            return None
        return earlier.uid if is_standing(earlier) else None


class EmbeddedStatement(StatementMember):
    """A statement inside its story."""

    id = serializers.UUIDField(source="uid")


class StatementSerializer(StatementMember):
    """A statement on its own."""

    article = serializers.UUIDField(source="article.uid")


def is_standing(statement: Statement) -> bool:
    """Whether no editor has rejected it; the twin of AnchoredQuerySet.standing."""
    return statement.review != Review.REJECTED


def select_subjects(statements: Iterable[Any]) -> None:
    """Pick, of those whom each statement is about, the ones that the world may see."""
    for statement in statements:
        actors = [subject.actor for subject in statement.subjects.all()]
        statement.about = [actor.uid for actor in actors if is_public(actor)]


def references(statement: Any) -> list[Ref]:
    """Whom and what a statement refers to."""
    found = [
        Ref(actor.uid, rel, statement.certainty)
        for rel in ("speaker", "originator", "addressee")
        if is_public(actor := getattr(statement, rel))
    ]
    found += [Ref(uid, "about", statement.certainty) for uid in statement.about]
    if is_public(statement.occasion):
        found.append(Ref(statement.occasion.uid, "occasion"))
    return found


class StatementProjection(Projection):
    """Statements: public while their story is, unless an editor has rejected them."""

    kind = "statement"
    rank = 70
    is_part = True
    serializer_class = StatementSerializer

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Statement]:
        rows = list(STATEMENTS.filter(uid__in=uids).select_related("article__section"))
        select_subjects(rows)
        return rows

    def everything(self) -> Iterable[uuid.UUID]:
        return Statement.objects.values_list("uid", flat=True)

    def is_public(self, row: Statement) -> bool:
        return row.article.is_published and is_standing(row)

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.shown_words[:80]
        item.sort_at = midnight(row.said_on_earliest) or row.article.published_at
        item.dates = in_calendar("happened", row, "said_on")
        item.language = row.language
        item.words = ("", row.shown_words, row.source_as_written)
        item.references = [*references(row), Ref(row.article.uid, "article")]
        item.channels = channels(row.article)


def channels(article: Any) -> list[str]:
    """The audience labels of a story that is out, and of what belongs to it."""
    labels = ["public", f"lang:{article.language}"]
    if article.section:
        labels.append(f"section:{article.section.code}")
    return sorted(labels)
