"""Restoring a version at the desk: what it would change is shown first, what is lost accepted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import planned_changes, services
from articles.admin.history import HistoryAdmin, history_address, revision_of
from articles.admin.history_words import losses_in_words, told
from articles.history import content_of
from articles.history.restoring import LINKS, TEXT, WHOLE, CannotRestore, preview, restore
from articles.history.second_look import needs_second_look
from articles.history.snapshot import digest
from articles.models import Article, Revision

PIECES = {"all": WHOLE, "text": frozenset({TEXT}), "links": frozenset({LINKS})}


class RestoreForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Public note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "Given, the story goes out as corrected, with this note for readers and partners."
        ),
    )
    accept = forms.BooleanField(
        label=gettext_lazy("Restore all the same"), required=False, initial=False
    )
    token = forms.CharField(widget=forms.HiddenInput)


class RestoringAdmin(HistoryAdmin):
    """Makes a story what one of its versions was."""

    def get_urls(self) -> list[Any]:
        view = path(
            "<int:pk>/history/<int:number>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name="articles_article_restore",
        )
        return [view, *super().get_urls()]

    @method_decorator(transaction.atomic)
    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show what would become of the story, and do it when the answer comes back."""
        article = self.viewed(request, str(pk))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = revision_of(article, str(number))
        now = content_of(article)
        token = digest(now)
        form = RestoreForm(request.POST or None, initial={"token": token})
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["token"] != token:
                form.add_error(None, _("The story has changed since; look at it once more."))
                form.data = request.POST.copy()
                form.data["token"] = token
            elif (done := self._restore(request, article, revision, form)) is not None:
                return done
        context = {
            "revision": revision,
            "form": form,
            "told": told(now, revision.content),
            "losses": losses_in_words(preview(article, revision.content).losses, revision.content),
            "is_side_by_side": request.GET.get("view") == "side",
        }
        return self.page(request, "history_restore", article, _("Restore a version"), context)

    def _restore(
        self, request: HttpRequest, article: Article, revision: Revision, form: RestoreForm
    ) -> HttpResponse | None:
        what: dict[str, Any] = {
            "by": request.user,
            "pieces": PIECES.get(request.POST.get("pieces", "all"), WHOLE),
            "accept_losses": form.cleaned_data["accept"],
        }
        note = form.cleaned_data["note"]
        try:
            if needs_second_look(article):
                planned_changes.plan_restore(article, revision, note=note, **what)
                text = _("The restored version goes out as soon as somebody else has approved it.")
                self.message_user(request, text, messages.SUCCESS)
                return HttpResponseRedirect(history_address(article))
            with transaction.atomic():
                kept = restore(article, revision, **what)
                if kept and note and "correct" in services.allowed(article, by=request.user):
                    services.correct(article, by=request.user, note=note)
        except (CannotRestore, ValidationError) as refusal:
            form.add_error(None, refusal.messages)
            return None
        if kept is None:
            self.message_user(request, _("The story is that already."), messages.INFO)
            return HttpResponseRedirect(history_address(article))
        self.log_change(request, article, kept.comment)
        text = _("Restored as version %(number)d; the status is unchanged.")
        self.message_user(request, text % {"number": kept.number}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
