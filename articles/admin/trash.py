"""The trash at the desk: deleting a draft moves it there, and it can be had back from there."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import trash
from articles.models import Article

PER_PAGE = 50


class TrashAdmin(admin.ModelAdmin):
    """Nothing is deleted by hand: drafts lie in the trash for thirty days."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(trashed_at=None)

    def get_urls(self) -> list[Any]:
        view = path(
            "trash/", self.admin_site.admin_view(self.trash_view), name="articles_article_trash"
        )
        return [view, *super().get_urls()]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nothing goes along with a story that goes into the trash; what may not is refused."""
        refused = [obj for obj in objs if not self.has_delete_permission(request, obj)]
        return (
            [str(obj) for obj in objs],
            {self.opts.verbose_name_plural: len(objs)},
            {self.opts.verbose_name} if refused else set(),
            [],
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        trash.throw_away(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        trash.throw_away(*queryset, by=request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        text = _("“%(story)s” lies in the trash now.") % {"story": obj_display}
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    def trash_view(self, request: HttpRequest) -> HttpResponse:
        """What lies in the trash; the chosen stories are brought back."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._bring_back(request)
            return HttpResponseRedirect(reverse("admin:articles_article_trash"))
        rows = Article.objects.filter(trashed_at__isnull=False).order_by("-trashed_at", "-pk")
        rows = rows.select_related("trashed_by").defer("body", "body_text", "notes")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Trash"),
            "opts": self.opts,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "kept_for": trash.KEPT_FOR,
            "rows": [(row, trash.kept_until(row)) for row in page.object_list],
        }
        return TemplateResponse(request, "admin/articles/article/trash.html", context)

    def _bring_back(self, request: HttpRequest) -> None:
        chosen = [int(pk) for pk in request.POST.getlist("story") if pk.isdecimal()]
        articles = list(Article.objects.filter(pk__in=chosen, trashed_at__isnull=False))
        trash.bring_back(*articles, by=request.user)
        for article in articles:
            self.log_change(request, article, str(_("Brought back from the trash")))
        text = ngettext("%(count)d story is back.", "%(count)d stories are back.", len(articles))
        level = messages.SUCCESS if articles else messages.WARNING
        self.message_user(request, text % {"count": len(articles)}, level)
