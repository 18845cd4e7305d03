"""Doing one thing to many stories: asked, tried and shown for each of them, and then done."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.choices import ChosenField, ChosenSelect, label_all
from articles.admin.exporting import exported, formats_for
from articles.admin.quality import staff
from articles.bulk import DEEDS, LIMIT, Deed, Outcome, done, tried
from articles.exporting.formats import FORMATS
from articles.models import Article, Classification, Section

STEP = "_step"  # "try" shows what would happen, "do" does it
# The names under which Django posts them, which stay what they were.
NAMES = {
    "submit": "submit_selected",
    "mark_ready": "ready_selected",
    "approve": "approve_selected",
    "reopen": "reopen_selected",
    "publish": "publish_selected",
    "withdraw": "withdraw_selected",
}


class DeedForm(forms.Form):
    """What a deed must be told: only the fields that it asks for."""

    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Readers and partners see it in place of each story, at once."),
    )
    section = forms.ModelChoiceField(Section.objects.all(), label=_("Section"))
    reporter = forms.ModelChoiceField(
        get_user_model().objects.none(),
        label=_("Reporter"),
        help_text=_("Is told of it, and finds the stories on the first page."),
    )

    def __init__(self, *args: Any, asks: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = Classification._meta.get_field("subject")
        self.fields["subject"] = ChosenField(
            column.related_model.objects.filter(is_retired=False),
            label=_("Subject"),
            widget=ChosenSelect(column, admin.site),
        )
        reporters: Any = self.fields["reporter"]
        reporters.queryset = staff()
        self.fields = {name: self.fields[name] for name in asks}


class FormatForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["format"]
        choices.choices = [(code, FORMATS[code][0]) for code in formats_for(Article, user)]


class BulkAdmin(admin.ModelAdmin):
    """The actions of the list of stories. Nothing is written before it was shown for each."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        for name in (*NAMES.values(), "export_selected"):
            actions.pop(name, None)
        for deed in DEEDS.values():
            if request.user.has_perm(deed.permission):
                name = NAMES.get(deed.code, f"{deed.code}_selected")
                actions[name] = (_act(deed), name, deed.title)
        if formats_for(Article, request.user):
            actions["export_selected"] = (_export, "export_selected", _("Export…"))
        return actions

    def bulk_view(
        self, request: HttpRequest, queryset: QuerySet[Any], deed: Deed
    ) -> HttpResponse | None:
        """Ask what is missing, show what would happen, do it: one page after another."""
        pks = self.few_enough(request, queryset)
        if pks is None:
            return None
        step = request.POST.get(STEP, "")
        form = DeedForm(request.POST if step else None, asks=deed.asks)
        if deed.asks and not form.is_valid():
            label_all(self.admin_site, [form])
            return self.bulk_page(request, deed.title, form, queryset=queryset)
        values = form.cleaned_data if deed.asks else {}
        told: dict[str, Any] = {
            "by": request.user,
            "may_change": lambda article: self.has_change_permission(request, article),
        }
        if step != "do":
            outcomes = tried(deed, pks, **told, **values)
            return self.bulk_page(request, deed.title, form, outcomes=outcomes)
        self.tell_outcomes(request, deed, done(deed, pks, **told, **values))
        return None

    def few_enough(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[int] | None:
        """The keys of what was chosen; None, and a word about it, when they are too many."""
        pks = list(queryset.values_list("pk", flat=True)[: LIMIT + 1])
        if len(pks) <= LIMIT:
            return pks
        text = _("These are too many at once: choose %(limit)d stories or fewer.")
        self.message_user(request, text % {"limit": LIMIT}, messages.ERROR)
        return None

    def bulk_page(
        self,
        request: HttpRequest,
        title: Any,
        form: forms.Form,
        *,
        outcomes: list[Outcome] | None = None,
        queryset: Any = (),
    ) -> HttpResponse:
        chosen = [o.article for o in outcomes if o.is_done] if outcomes is not None else queryset
        context = {
            **self.admin_site.each_context(request),
            "title": str(title).rstrip("…"),
            "opts": self.opts,
            "form": form,
            "chosen": chosen,
            "outcomes": outcomes,
            "action": request.POST.get("action", ""),
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def tell_outcomes(self, request: HttpRequest, deed: Deed, outcomes: list[Outcome]) -> None:
        for one in outcomes:
            if not one.is_done:
                text = _("“%(story)s”: %(why)s") % {"story": one.article, "why": one.words}
                self.message_user(request, text, messages.ERROR)
            else:
                self.log_change(request, one.article, str(deed.title).rstrip("…"))
        count = sum(one.is_done for one in outcomes)
        words = ngettext("%(action)s: %(count)d story.", "%(action)s: %(count)d stories.", count)
        self.message_user(
            request,
            words % {"action": str(deed.title).rstrip("…"), "count": count},
            messages.SUCCESS if count else messages.WARNING,
        )


def _act(deed: Deed) -> Any:
    def act(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return model_admin.bulk_view(request, queryset, deed)

    return act


def _export(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
    """The chosen stories as a file."""
    form = FormatForm(request.POST if STEP in request.POST else None, user=request.user)
    if form.is_valid():
        return exported(request, queryset, form.cleaned_data["format"])
    return model_admin.bulk_page(request, _("Export"), form, queryset=queryset)
