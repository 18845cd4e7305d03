"""The past of a story at the desk: a revision at each save, the list of them, any two compared."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.history_words import told
from articles.choices import PlanState, RevisionKind
from articles.history import catch_up, content_of, record
from articles.history.comparing import size_of
from articles.history.second_look import needs_second_look
from articles.models import Article, PlannedChange, Revision

PER_PAGE = 25
COMMENT = "revision_comment"  # field of the story's form


class CommentedForm(forms.ModelForm):
    """A form whose save can be given a comment for the history."""

    revision_comment = forms.CharField(
        label=_("Comment on this version"),
        required=False,
        max_length=300,
        help_text=_("For the newsroom only: what was changed and why."),
    )


class HistoryAdmin(admin.ModelAdmin):
    """Keeps a revision at each save of the form, and shows them."""

    def memory_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What the form asks for the sake of the history."""
        return [(_("This version"), {"fields": [COMMENT]})]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            catch_up(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record(form.instance, by=request.user, comment=form.cleaned_data.get(COMMENT, ""))

    def get_urls(self) -> list[Any]:
        compare = path(
            "<int:pk>/history/compare/",
            self.admin_site.admin_view(self.compare_view),
            name="articles_article_compare",
        )
        return [compare, *super().get_urls()]

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The revisions of a story, the newest first."""
        article = self.viewed(request, object_id)
        numbers = Revision.objects.filter(article=article).select_related("author").defer("content")
        page = Paginator(numbers, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "plans": plans_of(article),
            "versions": _with_sizes(article, list(page.object_list)),
        }
        return self.page(request, "history", article, _("History"), context)

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two revisions of a story, word by word; without the newer one, the story as it is."""
        article = self.viewed(request, str(pk))
        numbers = {name: request.GET.get(name, "") for name in ("old", "new")}
        if numbers["old"] == numbers["new"]:
            self.message_user(request, _("Choose two different versions."))
            return HttpResponseRedirect(history_address(article))
        versions = {
            name: revision_of(article, number) if number or name == "old" else None
            for name, number in numbers.items()
        }
        old, new = versions["old"], versions["new"]
        if old and new and old.number > new.number:
            old, new = new, old
        context = {
            "old": old,
            "new": new,
            "told": told(old.content if old else {}, new.content if new else content_of(article)),
            "is_side_by_side": request.GET.get("view") == "side",
        }
        return self.page(request, "history_compare", article, _("Comparison"), context)

    def viewed(self, request: HttpRequest, pk: str) -> Article:
        """The story, if this user may look at it."""
        article = self.get_object(request, pk)
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def page(
        self, request: HttpRequest, name: str, article: Article, title: Any, context: Any
    ) -> HttpResponse:
        """One of the pages about a story's past or future."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(article),
            "opts": self.opts,
            "article": article,
            "may_change": self.has_change_permission(request, article),
            "needs_second_look": needs_second_look(article),
            **context,
        }
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)


def history_address(article: Article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


def plans_of(article: Article) -> QuerySet[PlannedChange]:
    """The changes of a story that wait, with what their words need."""
    waiting = PlannedChange.objects.filter(article=article, state=PlanState.WAITING)
    related = waiting.select_related("planned_by", "approved_by", "revision", "based_on")
    return related.defer("revision__content", "based_on__content")


def revision_of(article: Article, number: str) -> Revision:
    """The revision with this number; Http404 if there is none."""
    found = Revision.objects.filter(
        article=article, number=int(number) if number.isdecimal() else 0
    )
    if (revision := found.select_related("author").first()) is None:
        raise Http404
    return revision


def _with_sizes(article: Article, revisions: list[Revision]) -> list[dict[str, Any]]:
    """Each revision with how many words it added and removed since the version before it.

    Of a planned one, since the version that was there when it was planned.
    """
    if not revisions:
        return []
    older = Revision.objects.filter(article=article, number__lte=revisions[0].number)
    older = older.filter(number__gte=_before(article, revisions[-1].number))
    contents = {
        number: (kind, fields)
        for number, kind, fields in older.values_list("number", "kind", "content__fields")
    }
    found = []
    for revision in revisions:
        past = [
            number
            for number, (kind, _fields) in contents.items()
            if number < revision.number and kind != RevisionKind.PLANNED
        ]
        before = max(past, default=None)
        words = contents[before][1] if before is not None else {}
        added, removed = size_of(words, contents[revision.number][1])
        found.append({"revision": revision, "before": before, "added": added, "removed": removed})
    return found


def _before(article: Article, number: int) -> int:
    """The number of the last version of the story before this one; the number if it is first."""
    past = Revision.objects.filter(article=article, number__lt=number)
    past = past.exclude(kind=RevisionKind.PLANNED).order_by("-number")
    return past.values_list("number", flat=True).first() or number
