"""Changes of status at the desk: buttons of the form, one question where needed, bulk actions."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import services
from articles.models import Article

CORRECTION = "correction_note"  # field of the story's form

LABELS = {
    "submit": _("Hand to the desk"),
    "mark_ready": _("Mark as ready"),
    "reopen": _("Back to draft"),
    "schedule": _("Schedule…"),
    "publish": _("Publish now"),
    "correct": _("Save with a correction"),
    "withdraw": _("Withdraw…"),
}


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(
        label=_("Release at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("The newsroom’s own time. The story goes out at that minute."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Readers and partners see it in place of the story, at once."),
    )


# Transitions that ask something on a page of their own.
ASKS: dict[str, type[forms.Form]] = {"schedule": ScheduleForm, "withdraw": WithdrawForm}


class StatusAdmin(admin.ModelAdmin):
    """The status of a story is shown, and changed only through articles.services."""

    actions = ["submit_selected", "ready_selected", "reopen_selected", "publish_selected",
               "withdraw_selected"]  # fmt: skip

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.withdraw_article")

    def buttons(self, request: HttpRequest, article: Article) -> list[dict[str, Any]]:
        """What this user may do with the story now; withdrawing does not save the form."""
        return [
            {
                "name": name,
                "label": LABELS[name],
                "address": self._question(article, name) if name == "withdraw" else "",
            }
            for name in services.allowed(article, by=request.user)
        ]

    def get_urls(self) -> list[Any]:
        ask = path(
            "<int:pk>/transition/<slug:name>/",
            self.admin_site.admin_view(self.transition_view),
            name="articles_article_transition",
        )
        return [ask, *super().get_urls()]

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        usual = super().response_add(request, obj, post_url_continue)
        return self._then(request, obj, usual)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._then(request, obj, super().response_change(request, obj))

    def _then(self, request: HttpRequest, obj: Article, usual: HttpResponse) -> HttpResponse:
        """After saving: what the button that was pressed asks for, then back to the story."""
        name, note = request.POST.get("_transition", ""), request.POST.get(CORRECTION, "").strip()
        if not name and note and obj.is_published:
            name = "correct"
        if name not in LABELS:
            return usual
        if name in ASKS:
            return HttpResponseRedirect(self._question(obj, name))
        if self._make(request, obj, name, **({"note": note} if name == "correct" else {})):
            self._tell(request, obj)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def _question(self, article: Article, name: str) -> str:
        return reverse("admin:articles_article_transition", args=[article.pk, name])

    def _make(self, request: HttpRequest, article: Article, name: str, **values: Any) -> bool:
        """Make one transition, and say what was refused and why."""
        try:
            self._call(request, article, name, values)
        except (ValidationError, PermissionDenied) as refusal:
            why = " ".join(getattr(refusal, "messages", None) or [str(refusal)])
            text = _("“%(story)s”: %(why)s") % {"story": article, "why": why}
            self.message_user(request, text, messages.ERROR)
            return False
        return True

    def _tell(self, request: HttpRequest, article: Article) -> None:
        status = article.get_status_display().lower()
        text = _("“%(story)s”: %(status)s.") % {"story": article, "status": status}
        self.message_user(request, text, messages.SUCCESS)

    @transaction.atomic
    def _call(
        self, request: HttpRequest, article: Article, name: str, values: dict[str, Any]
    ) -> None:
        getattr(services, name)(article, by=request.user, **values)
        self.log_change(request, article, str(LABELS[name]).rstrip("…"))

    def transition_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask for the hour or the reason; what was typed stays when it is refused."""
        article = Article.objects.filter(pk=pk).first()
        if article is None or name not in ASKS:
            raise Http404
        if name not in services.allowed(article, by=request.user):
            self.message_user(
                request,
                _("This cannot be done with the story as it is now."),
                messages.ERROR,
            )
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        form = ASKS[name](request.POST or None)
        if form.is_valid():
            try:
                self._call(request, article, name, form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(next(iter(form.fields)), refusal.messages)
            else:
                self._tell(request, article)
                return HttpResponseRedirect(
                    reverse("admin:articles_article_change", args=[article.pk])
                )
        return self._ask(request, form, name, [article])

    def _ask(
        self, request: HttpRequest, form: forms.Form, name: str, articles: list[Article]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": str(LABELS[name]).rstrip("…"),
            "opts": self.opts,
            "form": form,
            "articles": articles,
            "action": request.POST.get("action", ""),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/article/transition.html", context)

    @admin.action(description=_("Hand to the desk"), permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._make_all(request, queryset, "submit")

    @admin.action(description=_("Mark as ready"), permissions=["change"])
    def ready_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._make_all(request, queryset, "mark_ready")

    @admin.action(description=_("Back to draft"), permissions=["change"])
    def reopen_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._make_all(request, queryset, "reopen")

    @admin.action(description=_("Publish now"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._make_all(request, queryset, "publish")

    @admin.action(description=_("Withdraw…"), permissions=["withdraw"])
    def withdraw_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        form = WithdrawForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, form, "withdraw", list(queryset))
        self._make_all(request, queryset, "withdraw", **form.cleaned_data)
        return None

    def _make_all(
        self, request: HttpRequest, queryset: QuerySet[Any], name: str, **values: Any
    ) -> None:
        done = sum(self._make(request, article, name, **values) for article in queryset)
        text = ngettext("%(action)s: %(count)d story.", "%(action)s: %(count)d stories.", done)
        label = str(LABELS[name]).rstrip("…")
        self.message_user(
            request,
            text % {"action": label, "count": done},
            messages.SUCCESS if done else messages.WARNING,
        )
