"""The pull audit at the desk: looked at and searched, never written."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.partners.models import Key, Partner
from newsroom.pulls.models import Nudge, Pull
from newsroom.register.admin import ReadOnlyAdmin
from newsroom.register.models import Epoch, Item
from newsroom.register.reading import uuid_or_none

HEADING = (60, _("Partners"))
PERIODS = (
    ("1", _("Last 24 hours")),
    ("7", _("Last 7 days")),
    ("30", _("Last 30 days")),
    ("366", _("Last 12 months")),
)


class ByPeriod(admin.SimpleListFilter):
    title, parameter_name = _("period"), "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return PERIODS

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in dict(PERIODS):
            return queryset
        return queryset.filter(at__gte=timezone.now() - timedelta(days=int(self.value() or 0)))


class ByPartner(admin.SimpleListFilter):
    title, parameter_name = _("partner"), "partner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Partner.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        return queryset.filter(partner=int(chosen)) if chosen.isdecimal() else queryset


@admin.register(Pull)
class PullAdmin(ReadOnlyAdmin):
    """What each key was given. A search is for a partner, a key by its public part, or a story."""

    heading = HEADING
    list_display = ["at", "partner", "key", "surface", "number", "what"]
    list_filter = [ByPeriod, ByPartner, "surface"]
    list_select_related = ["partner", "key"]
    show_full_result_count = False
    search_fields = ["partner__name"]
    # By name or code of a partner, by public part of a key, by the id of a story.
    ordering = ["-at", "-id"]
    fields = [
        *("at", "partner", "key", "surface", "number", "uids", "version"),
        *("after", "upto", "kinds", "labels", "epoch"),
    ]

    @admin.display(description=_("which"))
    def what(self, obj: Pull) -> str:
        if obj.upto is not None:
            return f"{obj.after + 1} – {obj.upto}"
        first = str(obj.uids[0]) if obj.uids else ""
        return f"{first} v{obj.version}" if obj.version else first

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        text = search_term.strip()
        if not text:
            return queryset, False
        if uid := uuid_or_none(text.lower()):
            return queryset.filter(with_story(uid)), False
        named = Partner.objects.filter(Q(name__icontains=text) | Q(slug=text)).values("pk")
        keys = Key.objects.filter(name=text).values("pk")
        return queryset.filter(Q(partner__in=named) | Q(key__in=keys)), False


def with_story(uid: Any) -> Q:
    """The pulls in which a story was: by its id, or in a range over its present number."""
    named = Q(uids__contains=[uid])
    item = Item.objects.filter(pk=uid).first()
    if item is None:
        return named
    epoch = str(Epoch.objects.values_list("nonce", flat=True).first() or "")
    of_its_kind = Q(kinds=[]) | Q(kinds__contains=[item.kind])
    of_its_labels = Q(labels=[]) | Q(labels__overlap=item.ever)
    ranges = Q(after__lt=item.seq, upto__gte=item.seq, epoch=epoch)
    return named | (ranges & of_its_kind & of_its_labels)


@admin.register(Nudge)
class NudgeAdmin(ReadOnlyAdmin):
    """Who was reminded of what, by whom, and when."""

    heading = HEADING
    list_display = ["at", "partner", "sort", "uid", "version", "by", "mailed_at"]
    list_select_related = ["partner", "by"]
    list_filter = [ByPartner, "sort"]
    search_fields = ["partner__name", "=uid"]
    fields = ["at", "partner", "sort", "uid", "version", "happened_at", "by", "mailed_at"]
