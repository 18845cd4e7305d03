"""Looking again at what quotes a story: its state in lists, decisions one by one or many."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from actors.admin.forms import RowForm
from articles.admin.parts import StoryPart, changed
from articles.choices import Anchor, Review


class ReviewForm(RowForm):
    """A row with a review. What an editor enters counts as confirmed by that editor."""

    # Who fills the form in; set on the class that is made for one request.
    user: ClassVar[Any] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "review" in self.fields:
            self.fields["review"].required = False
            if self.instance._state.adding:
                self.initial["review"] = Review.CONFIRMED

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "review" in self.fields:
            new = self.instance._state.adding
            before = Review.UNREVIEWED if new else self.instance.review
            usual = Review.CONFIRMED if new else before
            cleaned["review"] = cleaned.get("review") or usual
            if cleaned["review"] != before:
                self.instance.reviewed_by = self.user
                self.instance.reviewed_at = timezone.now()
        if self.instance.quoted in self.changed_data:
            self.instance.present = ""  # what other words had become says nothing of these
        return cleaned


@admin.display(description=_("place in the text"), ordering="anchor")
def standing(row: Any) -> str:
    """Where the words stand now: in words, with what they have become."""
    if row.pk is None:
        return "–"
    state = row.get_anchor_display()
    if row.anchor == Anchor.CHANGED:
        return format_html("<strong>{}</strong> « {} »", state, row.present)
    return format_html("<strong>{}</strong>", state) if row.anchor == Anchor.LOST else state


class ReviewAdmin(StoryPart):
    """Lists of rows to look at, with the decisions that can be made of several at once."""

    actions = ["confirm_selected", "dispute_selected", "reject_selected", "accept_selected"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    @admin.action(description=_("Confirm"), permissions=["change"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, Review.CONFIRMED)

    @admin.action(description=_("Mark as in doubt"), permissions=["change"])
    def dispute_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, Review.DISPUTED)

    @admin.action(description=_("Reject: never shown outside"), permissions=["change"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, Review.REJECTED)

    @admin.action(
        description=_("Accept the words as they stand in the text"), permissions=["change"]
    )
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = self._may_change(request, queryset.filter(anchor=Anchor.CHANGED))
        for row in rows:
            setattr(row, row.quoted, row.present)
            row.save()
        changed([row.article for row in rows], by=request.user)
        self._log(request, rows, gettext("words"))

    def _decide(self, request: HttpRequest, queryset: QuerySet[Any], review: Review) -> None:
        rows = self._may_change(request, queryset.exclude(review=review))
        # What is rejected opens nothing, and what is confirmed again does.
        with self._following(rows):
            self.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
                review=review, reviewed_by=request.user, reviewed_at=timezone.now()
            )
            changed([row.article for row in rows], by=request.user)
        self._log(request, rows, gettext("review"))

    def _may_change(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        rows = queryset.select_related("article").order_by("article", "pk")
        return [row for row in rows if self._may_touch(request, row)]

    def _log(self, request: HttpRequest, rows: list[Any], what: str) -> None:
        if rows:
            LogEntry.objects.log_actions(
                cast("int", request.user.pk),  # whoever is here has logged in
                rows,
                CHANGE,
                change_message=[{"changed": {"fields": [what]}}],
            )
        message = ngettext("%(count)d row changed.", "%(count)d rows changed.", len(rows))
        level = messages.SUCCESS if rows else messages.WARNING
        self.message_user(request, message % {"count": len(rows)}, level)
