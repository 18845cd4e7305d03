"""Changing a story that is out at a later minute: saved as a plan, moved, given up."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles import editing, planned_changes
from articles.admin.editing import SAVED, EditingAdmin
from articles.admin.history import COMMENT, HistoryAdmin, history_address, plans_of
from articles.admin.history_words import losses_in_words, told
from articles.admin.hour_fields import HourField
from articles.admin.preview import PreviewAdmin
from articles.admin.tabs import tab_of
from articles.admin.transition_forms import HidingField
from articles.choices import PlanState
from articles.history import content_of, record
from articles.history.restoring import preview
from articles.history.second_look import Unseen, needs_second_look
from articles.history.snapshot import Content
from articles.models import Article, PlannedChange

# Fields of the story's form, and a button.
PLANNED_AT, NOTE, HIDES, PLAN = "planned_at", "correction_note", "hides_earlier", "_plan"
HOURS = ("expires_at",)  # what a plan does not take along; no embargo is typed into what is out
SAVING = "_planning_saving"  # on a request: it saves the form


def _future(at: Any) -> None:
    if at <= timezone.now():
        raise ValidationError(_("The time must be in the future."), code="past")


class PlannedForm(forms.ModelForm):
    """A form that can be kept for later instead of being saved.

    Whatever button sends it, a form that has a time is a plan: what was meant for later must
    not go out at once.
    """

    planned_at = HourField(
        label=_("Make this change at"),
        required=False,
        validators=[_future],
        help_text=_(
            "With a time, nothing is saved now: the story stays as it is, and becomes what this "
            "form says at that minute. With a public note it goes out as a correction."
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = (cleaned or {}).get(PLANNED_AT)
        is_needed = PLAN in self.data and not needs_second_look(self.instance)
        if is_needed and not given and PLANNED_AT not in self.errors:
            self.add_error(PLANNED_AT, _("Say when."))
        if given and not self.instance.is_published:
            self.add_error(PLANNED_AT, _("Only a story that is out can be changed later."))
        return cleaned


class MoveForm(forms.Form):
    at = HourField(label=_("Make the change at"), validators=[_future])
    note = forms.CharField(
        label=_("Public note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Given, the change goes out as a correction with this note."),
    )
    hides_earlier = HidingField()


class _Kept(Exception):
    """The form was saved to see what the story becomes; all of it is undone on the way out."""

    def __init__(self, article: Article, content: Content, form: Any) -> None:
        super().__init__()
        self.article, self.content, self.form = article, content, form


class PlanningAdmin(HistoryAdmin, PreviewAdmin, EditingAdmin):
    """Keeps what is typed into a story that is out for a later minute."""

    def memory_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What the form asks for the sake of the future, once the story is out."""
        usual = super().memory_fieldsets(request, obj)
        if obj is None or not obj.is_published or not self.has_change_permission(request, obj):
            return usual
        return [(_("Later"), {"fields": [PLANNED_AT]}), *usual]

    def get_urls(self) -> list[Any]:
        views = {"": ("plan", self.plan_view), "preview/": ("plan_preview", self.future_view)}
        own = [
            path(
                f"<int:pk>/plan/<int:plan>/{route}",
                self.admin_site.admin_view(view),
                name=f"articles_article_{name}",
            )
            for route, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        setattr(request, SAVING, True)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except _Kept as kept:
            return self.marked(request, self._plan(request, kept))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        try:
            super().save_related(request, form, formsets, change)
        except Unseen:
            is_for_later = True
        else:
            note = form.cleaned_data.get(NOTE, "") and needs_second_look(form.instance)
            is_for_later = bool(note or form.cleaned_data.get(PLANNED_AT))
        # A preview goes through here as well, and must see the story as it is typed.
        if is_for_later and getattr(request, SAVING, False):
            raise _Kept(form.instance, content_of(form.instance), form)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (original := context.get("original")) is not None:
            context["plans"] = plans_of(original)
            context["needs_second_look"] = needs_second_look(original)
        return super().render_change_form(request, context, *args, **kwargs)

    def _plan(self, request: HttpRequest, kept: _Kept) -> HttpResponse:
        cleaned, tab = kept.form.cleaned_data, tab_of(request.POST)
        try:
            with transaction.atomic():
                planned = planned_changes.plan(
                    kept.article,
                    kept.content,
                    at=cleaned[PLANNED_AT],
                    note=cleaned.get(NOTE, ""),
                    hides_earlier=cleaned.get(HIDES, False),
                    comment=cleaned.get(COMMENT, ""),
                    by=request.user,
                )
                self._keep_hours(request, kept)
                # What was typed is kept in the plan: no form has to offer it again.
                editing.settle(kept.article, by=request.user, tab=tab, is_new=False)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, _kept_in_words(planned), messages.SUCCESS)
            if tab is not None:
                setattr(request, SAVED, tab)
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[kept.article.pk])
        )

    def _keep_hours(self, request: HttpRequest, kept: _Kept) -> None:
        """What was typed of the story's hours beside the change is decided now, not later."""
        typed = {name: kept.form.cleaned_data[name] for name in HOURS if name in kept.form.fields}
        row = Article.objects.select_for_update().get(pk=kept.article.pk)
        changed = {name: at for name, at in typed.items() if getattr(row, name) != at}
        if changed:
            for name, at in changed.items():
                setattr(row, name, at)
            row.save(update_fields=[*changed, "updated_at"])
            editing.touch(row)
            record(row, by=request.user)
            self.message_user(request, _("The hours that were typed hold from now on."))

    @method_decorator(transaction.atomic)
    def plan_view(self, request: HttpRequest, pk: int, plan: int) -> HttpResponse:
        """A waiting plan: what it changes, another time for it, or its end."""
        article = self.viewed(request, str(pk))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        planned = _waiting(article, plan)
        now = {
            "at": planned.planned_at,
            "note": planned.note,
            "hides_earlier": planned.hides_earlier,
        }
        giving_up = request.method == "POST" and "_give_up" in request.POST
        approving = request.method == "POST" and "_approve" in request.POST
        form = MoveForm(None if giving_up or approving else request.POST or None, initial=now)
        form.fields["at"].required = planned.planned_at is not None
        try:
            if approving:
                planned.note = request.POST["_approve"]  # as it stood on the page
                planned_changes.approve(planned, by=request.user)
                self.message_user(request, _("The change is approved."), messages.SUCCESS)
                return HttpResponseRedirect(history_address(article))
            if giving_up:
                planned_changes.give_up(planned, by=request.user)
                self.message_user(request, _("The change is given up."), messages.SUCCESS)
                return HttpResponseRedirect(history_address(article))
            if form.is_valid():
                planned_changes.move(planned, by=request.user, **form.cleaned_data)
                self.message_user(request, _("The plan is changed."), messages.SUCCESS)
                return HttpResponseRedirect(history_address(article))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        context = {
            "form": form,
            "plan": planned,
            "may_approve": not planned.approved_at
            and needs_second_look(article)
            and planned_changes.may_approve(planned, by=request.user),
            "told": told(content_of(article), planned.revision.content),
            "losses": losses_in_words(
                preview(article, planned.revision.content).losses, planned.revision.content
            ),
        }
        return self.page(request, "plan", article, _("Planned change"), context)

    @method_decorator([require_GET, never_cache])
    def future_view(self, request: HttpRequest, pk: int, plan: int) -> HttpResponse:
        """The story as readers will see it once the change is made."""
        article = self.viewed(request, str(pk))
        planned = _waiting(article, plan)
        try:
            html = self._page(request, lambda: planned_changes.future(planned.revision))
        except ValidationError as refusal:
            return self._refused(request, refusal.messages)
        return self._frame(request, article, html=html)


def _kept_in_words(planned: PlannedChange) -> str:
    if planned.planned_at is None:
        return str(
            _(
                "The change is kept, and goes out as soon as somebody else has approved it; "
                "until then the story stays as it is."
            )
        )
    at = date_format(timezone.localtime(planned.planned_at), "DATETIME_FORMAT")
    text = _("The change is kept for %(at)s; until then the story stays as it is.")
    return str(text % {"at": at})


def _waiting(article: Article, plan: int) -> PlannedChange:
    waiting = PlannedChange.objects.filter(article=article, state=PlanState.WAITING)
    related = waiting.select_related("revision", "based_on", "article__section")
    return get_object_or_404(related, pk=plan)
