"""Translations at the desk: which have fallen behind, and what they take over from the source."""

from contextlib import nullcontext
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import translations
from articles.admin.checklist import ChecklistAdmin
from articles.models import Article
from articles.publicity import following
from articles.versions import follows_itself


class TiesForm(forms.ModelForm):
    """A story that translates or updates another one, but never, over others, itself."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for column in ("update_of", "translation_of"):
            if follows_itself(self.instance.pk, cleaned.get(column), column):
                self.add_error(column, _("Over other stories, this one would follow from itself."))
        return cleaned


class TranslationFilter(admin.SimpleListFilter):
    """Keeps to translations, or to those that have fallen behind their source."""

    title = gettext_lazy("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("stale", gettext_lazy("Behind their source")),
            ("yes", gettext_lazy("Translations")),
            ("no", gettext_lazy("Originals")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "stale":
            return translations.stale(queryset)
        if self.value() in ("yes", "no"):
            return queryset.filter(translation_of__isnull=self.value() == "no")
        return queryset


class TranslationAdmin(ChecklistAdmin):
    """A story that translates another one, and one that others translate."""

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        confirm, take_over = require_POST(self.confirm_view), require_POST(self.take_over_view)
        return [
            path("<int:pk>/up-to-date/", guard(confirm), name="articles_article_up_to_date"),
            path("<int:pk>/take-over/", guard(take_over), name="articles_article_take_over"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        others = obj.translations if change else Article.objects.none()
        before = set(others.filter(stale_since__isnull=False).values_list("pk", flat=True))
        super().save_model(request, obj, form, change)
        if change and obj.is_published:
            translations.tell_of_stale(obj, by=request.user, before=before)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that a translation agrees with its source again."""
        article = self.story(request, pk, to_change=True)
        translations.confirm(article, by=request.user)
        self.log_change(request, article, _("The translation is up to date."))
        self.message_user(request, _("The translation is up to date."), messages.SUCCESS)
        return _back(article)

    def take_over_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a translation the links of its source."""
        article = self.story(request, pk, to_change=True)
        try:
            text, count = self._take_over(request, article)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return _back(article)
        self.message_user(request, text, messages.SUCCESS if count else messages.INFO)
        return _back(article)

    @transaction.atomic
    def _take_over(self, request: HttpRequest, article: Article) -> tuple[str, int]:
        with following(article) if article.is_published else nullcontext():
            count = translations.take_over(article)
        text = ngettext("%d link taken over.", "%d links taken over.", count) % count
        if count:
            self.log_change(request, article, text)
            self.after_deed(request, article)
        return text, count


def _back(article: Article) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_article_checks", args=[article.pk]))
