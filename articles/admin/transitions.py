"""Changes of status at the desk: buttons of the form, and one question where needed."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import CheckboxInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles import services
from articles.admin.transition_forms import ASKS, QuestionForm
from articles.choices import ArticleStatus
from articles.hours import hour_in_words
from articles.models import Article
from articles.services import IllegalTransition
from newsroom.audit import journal

CORRECTION, HIDING = "correction_note", "hides_earlier"  # fields of the story's form

LABELS = {
    "submit": _("Hand to the desk"),
    "mark_ready": _("Mark as ready"),
    "approve": _("Approve"),
    "reopen": _("Back to draft"),
    "schedule": _("Schedule…"),
    "publish": _("Publish now"),
    "correct": _("Save with a correction"),
    "withdraw": _("Withdraw…"),
    "lift_embargo": _("Lift the embargo…"),
}


# Those that leave the form behind: what is typed into it does not matter to them.
APART = frozenset({"withdraw", "lift_embargo"})


class StatusAdmin(admin.ModelAdmin):
    """The status of a story is shown, and changed only through articles.services."""

    def buttons(self, request: HttpRequest, article: Article) -> list[dict[str, Any]]:
        """What this user may do with the story now; some of it does not save the form."""
        return [
            {
                "name": name,
                "label": LABELS[name],
                "address": self._transition_address(article, name) if name in APART else "",
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
        return self._transit_after(request, obj, usual)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._transit_after(request, obj, super().response_change(request, obj))

    def _transit_after(
        self, request: HttpRequest, obj: Article, usual: HttpResponse
    ) -> HttpResponse:
        """After saving: what the button that was pressed asks for, then back to the story."""
        name, note = request.POST.get("_transition", ""), request.POST.get(CORRECTION, "").strip()
        if not name and note and obj.is_published:
            name = "correct"
        if name not in LABELS:
            return usual
        if name in ASKS:
            return HttpResponseRedirect(self._transition_address(obj, name))
        # As the form has read it: a box that is sent need not be ticked.
        hides = CheckboxInput().value_from_datadict(request.POST, request.FILES, HIDING)
        asked = {"note": note, HIDING: hides} if name == "correct" else {}
        if self._transit(request, obj, name, **asked):
            self._tell_status(request, obj)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def _transition_address(self, article: Article, name: str) -> str:
        return reverse("admin:articles_article_transition", args=[article.pk, name])

    def _transit(self, request: HttpRequest, article: Article, name: str, **values: Any) -> bool:
        """Make one transition, and say what was refused and why."""
        try:
            self._call_service(request, article, name, values)
        except (ValidationError, PermissionDenied) as refusal:
            why = " ".join(getattr(refusal, "messages", None) or [str(refusal)])
            text = _("“%(story)s”: %(why)s") % {"story": article, "why": why}
            self.message_user(request, text, messages.ERROR)
            return False
        return True

    def _tell_status(self, request: HttpRequest, article: Article) -> None:
        status = article.get_status_display().lower()
        if article.status == ArticleStatus.SCHEDULED and article.release_at:
            status = f"{status}, {hour_in_words(article.release_at)}"
        text = _("“%(story)s”: %(status)s.") % {"story": article, "status": status}
        self.message_user(request, text, messages.SUCCESS)

    @transaction.atomic
    def _call_service(
        self, request: HttpRequest, article: Article, name: str, values: dict[str, Any]
    ) -> None:
        getattr(services, name)(article, by=request.user, **values)
        self.log_change(request, article, str(LABELS[name]).rstrip("…"))

    def transition_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask for the hour or the reason; what was typed stays when it is refused."""
        article = Article.objects.filter(pk=pk).first()
        if article is None or name not in ASKS:
            raise Http404
        is_offered = name in services.allowed(article, by=request.user)
        form = ASKS[name](request.POST if request.method == "POST" else None, article=article)
        # Whether it may be done is for the service to say, which keeps what it refuses.
        if form.is_valid():
            try:
                self._call_service(request, article, name, form.cleaned_data)
            except (IllegalTransition, PermissionDenied):
                is_offered = False
            except ValidationError as refusal:
                form.add_error(next(iter(form.fields)), refusal.messages)
            else:
                self._tell_status(request, article)
                return HttpResponseRedirect(
                    reverse("admin:articles_article_change", args=[article.pk])
                )
        elif form.is_bound and not is_offered:
            detail = {"why": "unasked"}
            journal.refused(name, by=request.user, subject=article, detail=detail)
        if not is_offered:
            text = _("This cannot be done with the story as it is now.")
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        return self._ask_transition(request, form, name, article)

    def _ask_transition(
        self, request: HttpRequest, form: QuestionForm, name: str, article: Article
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": str(LABELS[name]).rstrip("…"),
            "opts": self.opts,
            "form": form,
            "article": article,
        }
        return TemplateResponse(request, "admin/articles/article/transition.html", context)
