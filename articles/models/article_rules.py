"""What the database holds true of every story, and what it finds stories by."""

from django.db import models

from actors.fields import partial_date_constraints
from actors.models.base import one_of
from articles.choices import PUBLIC_STATUSES, ArticleStatus

CONSTRAINTS = [
    *partial_date_constraints("article", "event_date"),
    *partial_date_constraints("article", "dated"),
    one_of("article_status_is_known", "status", ArticleStatus),
    models.CheckConstraint(
        name="article_published_has_a_time",
        condition=~models.Q(status__in=PUBLIC_STATUSES) | models.Q(published_at__isnull=False),
    ),
    models.CheckConstraint(
        name="article_published_has_a_text",
        condition=~models.Q(status__in=PUBLIC_STATUSES)
        | ~models.Q(headline="", lead="", body_text=""),
    ),
    models.CheckConstraint(
        name="article_corrected_has_a_time",
        condition=~models.Q(status=ArticleStatus.CORRECTED) | models.Q(corrected_at__isnull=False),
    ),
    models.CheckConstraint(
        name="article_scheduled_has_a_time",
        condition=~models.Q(status=ArticleStatus.SCHEDULED) | models.Q(release_at__isnull=False),
    ),
    models.CheckConstraint(
        name="article_embargo_has_a_reason",
        condition=models.Q(embargo_until__isnull=True) | ~models.Q(embargo_reason=""),
    ),
    models.CheckConstraint(
        name="article_expires_after_its_release",
        condition=models.Q(expires_at__isnull=True)
        | models.Q(release_at__isnull=True)
        | models.Q(expires_at__gt=models.F("release_at")),
    ),
    models.CheckConstraint(
        name="article_approval_is_whole",
        condition=models.Q(approved_at__isnull=True, approved_digest="")
        | (models.Q(approved_at__isnull=False) & ~models.Q(approved_digest="")),
    ),
    models.CheckConstraint(
        name="article_urgency_is_one_to_eight",
        condition=models.Q(urgency__range=(1, 8)),
    ),
    models.CheckConstraint(
        name="article_is_not_a_translation_of_itself",
        condition=models.Q(translation_of__isnull=True) | ~models.Q(translation_of=models.F("id")),
    ),
    models.CheckConstraint(
        name="article_is_not_an_update_of_itself",
        condition=models.Q(update_of__isnull=True) | ~models.Q(update_of=models.F("id")),
    ),
    models.CheckConstraint(
        name="article_stale_is_a_translation",
        condition=models.Q(stale_since__isnull=True) | models.Q(translation_of__isnull=False),
    ),
    models.UniqueConstraint(
        fields=["source_name", "source_id"],
        condition=~models.Q(source_id=""),
        name="article_once_per_source",
    ),
    models.CheckConstraint(
        name="article_thrown_away_was_never_out",
        condition=models.Q(trashed_at__isnull=True)
        | models.Q(
            published_at__isnull=True,
            status__in=[ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW, ArticleStatus.READY],
        ),
    ),
]

INDEXES = [
    models.Index(fields=["status", "-published_at"], name="article_status_idx"),
    models.Index(
        fields=["release_at"],
        condition=models.Q(status=ArticleStatus.SCHEDULED),
        name="article_release_idx",
    ),
    models.Index(
        fields=["expires_at"],
        condition=models.Q(status__in=PUBLIC_STATUSES),
        name="article_expiry_idx",
    ),
    models.Index(
        fields=["stale_since"],
        condition=models.Q(stale_since__isnull=False),
        name="article_stale_idx",
    ),
]
