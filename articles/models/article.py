"""A story, and the subjects it is filed under."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from actors.choices import Certainty
from actors.fields import PartialDateField
from actors.models.base import DATE_HELP, Kept
from articles.choices import COMMITTED_STATUSES, PUBLIC_STATUSES, ArticleStatus, Urgency
from articles.fields import PlainTextField, SafeHTMLField
from articles.models.anchored import anchor_again
from articles.models.article_rules import CONSTRAINTS, INDEXES
from articles.models.section import Section
from articles.models.subject import Subject
from articles.querysets import ArticleQuerySet
from articles.texts import BETWEEN


class Article(Kept):
    """One row is a story in one language. Its status changes only through articles.services."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    headline = models.CharField(
        _("headline"),
        max_length=300,
        blank=True,
        help_text=_("May stay empty; it is never invented."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("The first paragraph, or chapô."))
    body = SafeHTMLField(_("text"), blank=True, help_text=_("Without the lead and the signature."))
    body_text = PlainTextField(source="body")
    language = models.CharField(
        _("language"), max_length=10, default="fr", help_text=_("Code such as fr, en, ar.")
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a section in use stays
        related_name="articles",
    )
    dateline = models.ForeignKey(
        "actors.Place",
        verbose_name=_("dateline"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where a story was written is part of the record
        related_name="+",
        help_text=_("Where it was written, if that is printed. Not where the news happened."),
    )
    event_date = PartialDateField(_("date of the news"), help_text=DATE_HELP)
    dated = PartialDateField(
        _("date of the text"),
        help_text=_("When it was written or first published, if that differs or is inferred."),
    )
    dated_certainty = models.CharField(
        _("certainty of that date"), max_length=10, choices=Certainty, default=Certainty.EXPLICIT
    )
    dated_basis = models.CharField(
        _("basis of that date"), max_length=300, blank=True, help_text=_("Why, if inferred.")
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), choices=Urgency, default=Urgency.NORMAL
    )
    signature = models.CharField(
        _("signature"), max_length=100, blank=True, help_text=_("Exactly as printed: AC/Sf/APA.")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ArticleStatus,
        default=ArticleStatus.DRAFT,
        editable=False,
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True, editable=False)
    release_at = models.DateTimeField(
        _("release at"), null=True, blank=True, help_text=_("When a scheduled story goes out.")
    )
    expires_at = models.DateTimeField(
        _("expires at"),
        null=True,
        blank=True,
        help_text=_("The newsroom’s own time. The story is taken back at that minute."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("The newsroom’s own time. Nothing of the story leaves the newsroom before."),
    )
    embargo_reason = models.CharField(
        _("reason for the embargo"),
        max_length=300,
        blank=True,
        help_text=_("Who asked for it, and why. For the newsroom only."),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # the approval outlives an account
        related_name="+",
    )
    # Of the content that was approved: another content is not.
    approved_digest = models.CharField(
        _("digest of what was approved"), max_length=64, blank=True, editable=False
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # stories are withdrawn, not deleted
        related_name="translations",
    )
    # Written by the database when the text of the source changes: see articles.translations.
    stale_since = models.DateTimeField(_("stale since"), null=True, blank=True, editable=False)
    update_of = models.ForeignKey(
        "self",
        verbose_name=_("update of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # stories are withdrawn, not deleted
        related_name="updates",
    )
    source_name = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("Publisher, if it is not ours.")
    )
    source_url = models.URLField(_("address at the source"), max_length=500, blank=True)
    source_id = models.CharField(_("number at the source"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"), max_length=200, blank=True, help_text=_("And whom to credit.")
    )
    notes = models.TextField(
        _("internal notes"), blank=True, help_text=_("For the newsroom only; never published.")
    )
    trashed_at = models.DateTimeField(
        _("thrown away at"), null=True, blank=True, editable=False, db_index=True
    )
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("thrown away by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # what lies in the trash outlasts the account
        related_name="+",
    )

    # What a form posts back, so that no save overwrites another unseen: see articles.editing.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        permissions = [
            ("publish_article", _("Can publish, schedule and correct articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("approve_article", _("Can approve articles that somebody else wrote")),
            ("amend_article", _("Can change articles that are out or due")),
            ("lift_embargo", _("Can lift an embargo early")),
            ("export_article", _("Can export lists of articles")),
        ]
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return self.headline or (self.lead[:80] + "…" if self.lead else f"#{self.pk}")

    @property
    def text(self) -> str:
        """Lead and body as plain paragraphs: what quotations and evidence point into."""
        return BETWEEN.join(part for part in (self.lead, self.body_text) if part)

    @property
    def is_published(self) -> bool:
        """Whether the world may see it; the twin of ArticleQuerySet.published."""
        return self.status in PUBLIC_STATUSES

    @property
    def withdrawal(self) -> Any:
        """The notice that stands in place of the story now; None if it is not withdrawn."""
        return next((one for one in self.withdrawals.all() if one.lifted_at is None), None)

    @property
    def is_committed(self) -> bool:
        """Whether what is typed into it goes out without another look: out already, or due."""
        return self.status in COMMITTED_STATUSES

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The plain text goes wherever the text goes, and what quotes it goes along.
        fields, is_new = kwargs.get("update_fields"), self._state.adding
        if fields and "body" in fields:
            kwargs["update_fields"] = {*fields, "body_text"}
        if is_new or (fields is not None and not {"lead", "body"} & {*fields}):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.anchor_again()

    def anchor_again(self) -> None:
        """Find anew where the sentences and quotations taken from this text stand in it."""
        anchor_again(self)


class Classification(models.Model):
    """One row files a story under a subject."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # filing is nothing without the story
        related_name="classifications",
    )
    subject = models.ForeignKey(
        Subject,
        verbose_name=_("subject"),
        on_delete=models.PROTECT,  # a subject in use stays
        related_name="classifications",
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.EXPLICIT
    )

    class Meta:
        verbose_name = _("subject of the story")
        verbose_name_plural = _("subjects of the story")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "subject"], name="classification_is_unique"),
        ]

    def __str__(self) -> str:
        return str(self.subject)
