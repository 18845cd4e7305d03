"""The list of what is said about all stories."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from articles.models import Comment


@admin.register(Comment)
class CommentAdmin(DeskAdmin):
    """What is said about all stories. It is written on the page of each story."""

    heading = (10, _("Stories"))
    list_display = ["__str__", "story_page", "author", "created_at", "anchor", "resolved_at"]
    list_select_related = ["article", "author"]
    list_filter = [("resolved_at", admin.EmptyFieldListFilter), "anchor"]
    search_fields = ["text", "exact"]
    readonly_fields = [
        "article",
        "author",
        "exact",
        "text",
        "anchor",
        "parent",
        "resolved_at",
        "resolved_by",
    ]
    fields = [*readonly_fields]

    @admin.display(description=_("story"))
    def story_page(self, obj: Comment) -> str:
        address = reverse("admin:articles_article_comments", args=[obj.article_id])
        return format_html('<a href="{}">{}</a>', address, obj.article)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
