"""All links to previews that were handed out, to be looked at and revoked."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.base import PartAdmin
from articles.models import PreviewLink
from articles.preview import links


@admin.register(PreviewLink)
class PreviewLinkAdmin(PartAdmin):
    """Made on the page of their story; here they are only looked at, and revoked."""

    list_display = ["__str__", "article", "made_by", "made_at", "expires_at", "uses", "revoked_at"]
    list_select_related = ["article", "made_by"]
    list_filter = ["made_at"]
    search_fields = ["note", "article__headline"]
    fields = [
        "article",
        "note",
        ("made_by", "made_at"),
        ("expires_at", "revoked_at"),
        ("uses", "last_used_at"),
    ]
    actions = ["revoke"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(links.REVOKE))

    @admin.action(description=_("Revoke"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        live = list(queryset.filter(revoked_at=None).select_related("article"))
        for link in live:
            links.revoke(link, by=request.user)
        text = ngettext("%(count)d link revoked.", "%(count)d links revoked.", len(live))
        self.message_user(request, text % {"count": len(live)}, messages.SUCCESS)
