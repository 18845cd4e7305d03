"""The list of mergers, each with what it did, and the page that undoes one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.merge_words import losses_of, restored_of
from actors.admin.merging import BUSY, change_page
from actors.merging import PERMISSION, LossesNotAccepted, MergeRefused, preview_undo, undo
from actors.models import Merge


class StandingFilter(admin.SimpleListFilter):
    """Mergers that stand, and those that were undone."""

    title = _("state")
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Stands")), ("yes", _("Undone"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in ("no", "yes"):
            return queryset
        return queryset.filter(undone_at__isnull=self.value() == "no")


@admin.register(Merge)
class MergeAdmin(DeskAdmin):
    """Mergers are made on the page of two records, and undone here; nothing is edited."""

    heading = (20, _("Actors"))
    change_form_template = "admin/actors/merge/change_form.html"
    list_display = ["made_at", "gone", "kept", "made_by", "undone_at"]
    list_display_links = ["made_at"]
    list_select_related = ["gone", "kept", "made_by"]
    list_filter = [StandingFilter]
    search_fields = ["gone__sort_key", "kept__sort_key"]
    fields = ["gone", "kept", "made_at", "made_by", "note", "undone_at", "undone_by"]
    readonly_fields = ["gone", "kept", "made_at", "made_by", "note", "undone_at", "undone_by"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("journal")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        extra = {"may_undo": request.user.has_perm(PERMISSION)} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, extra)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="actors_merge_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what undoing brings back and what it cannot, and undo."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        merge = Merge.objects.select_related("gone", "kept").filter(pk=pk).first()
        if merge is None:
            raise Http404
        errors: list[str] = []
        if request.method == "POST":
            try:
                undo(merge, by=request.user, accept_losses="accept" in request.POST)
            except (MergeRefused, LossesNotAccepted) as refusal:
                errors = refusal.messages
            except OperationalError:
                errors = [str(BUSY)]
            else:
                self.log_change(request, merge, "undone")
                text = _("%(gone)s and %(kept)s are two again.")
                self.message_user(
                    request, text % {"gone": merge.gone, "kept": merge.kept}, messages.SUCCESS
                )
                return HttpResponseRedirect(change_page(merge.gone))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Undo the merger"),
            "merge": merge,
        }
        try:
            reverse_plan = preview_undo(merge)
            context |= {"groups": restored_of(reverse_plan), "losses": losses_of(reverse_plan)}
        except MergeRefused as refusal:
            errors = list(dict.fromkeys([*errors, *refusal.messages]))
        context["errors"] = errors
        return TemplateResponse(request, "admin/actors/merge/undo.html", context)
