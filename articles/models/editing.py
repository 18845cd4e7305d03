"""Who has a story open, who writes in it, and what was typed and not saved; never projected."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

PRESENT_FOR = timedelta(seconds=30)  # without a sign of life, nobody is there any more
LOCKED_FOR = timedelta(minutes=5)  # without a sign of life, anybody may write
KEPT_FOR = timedelta(days=30)  # an unsaved text that nobody asked for again


class DraftQuerySet(models.QuerySet):
    """Texts that were typed and not saved."""

    def of(self, user: object, article: Article | None) -> Self:
        """What this user typed into this story, or into a new one: the newest first."""
        return self.filter(user=user, article=article).order_by("-saved_at", "-pk")

    def forgotten(self, now: datetime) -> Self:
        """Those that nobody has asked for in a month."""
        return self.filter(saved_at__lt=now - KEPT_FOR)


class Draft(models.Model):
    """One row is the form of a story as one tab of one user's browser last had it, unsaved."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # an unsaved change is nothing without its story
        related_name="drafts",
        help_text=_("None for a story that has not been saved yet."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,  # nobody else may read it
        related_name="+",
    )
    tab = models.UUIDField(_("tab of the browser"))
    version = models.PositiveIntegerField(
        _("version"), default=0, help_text=_("Of the story, when the form was opened.")
    )
    data = models.JSONField(
        _("what was typed"), help_text=_("Names and values of the form’s fields, in their order.")
    )
    base = models.JSONField(
        _("what it was typed over"),
        null=True,
        blank=True,
        help_text=_("The same of the story as it was when the form was opened, if that is known."),
    )
    saved_at = models.DateTimeField(_("kept at"), default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tab", "article"],
                name="draft_once_per_tab_and_story",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved_at_idx")]

    def __str__(self) -> str:
        return f"{self.user} · {self.article or '–'}"


class PresenceQuerySet(models.QuerySet):
    """Tabs in which a story is open."""

    def present(self, now: datetime) -> Self:
        """Those that have shown a sign of life lately."""
        return self.filter(seen_at__gt=now - PRESENT_FOR)


class Presence(models.Model):
    """One row is a tab of a browser in which a user has a story's form open."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a story that is gone is open nowhere
        related_name="presences",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,  # an account that is gone is nowhere
        related_name="+",
    )
    tab = models.UUIDField(_("tab of the browser"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken over by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # that it was taken over outlasts the account
        related_name="+",
        help_text=_("Who took over what was being written in this tab."),
    )
    taken_over_at = models.DateTimeField(_("taken over at"), null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("open story")
        verbose_name_plural = _("open stories")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "tab", "user"], name="presence_once_per_tab"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.article}"


class Lock(models.Model):
    """One row says in which tab a story is being written; others look on, or take over."""

    article = models.OneToOneField(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a story that is gone is not being written
        related_name="lock",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,  # an account that is gone writes nothing
        related_name="+",
    )
    tab = models.UUIDField(_("tab of the browser"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("lock")
        verbose_name_plural = _("locks")

    def __str__(self) -> str:
        return f"{self.owner} · {self.article}"

    def holds(self, now: datetime) -> bool:
        """Whether its owner has shown a sign of life lately."""
        return self.seen_at > now - LOCKED_FOR
