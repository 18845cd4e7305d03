"""Filters of lists kept under a name, and the work queues of the list of stories."""

from typing import Any, cast

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import SavedFilter
from articles.queues import QUEUES
from newsroom.admin_site import desk

SHARING = "articles.share_savedfilter"
# Where in the list one is, which is no part of what the list is.
PLACE = (PAGE_VAR, ERROR_FLAG, "all", "_popup", "_to_field", "_changelist_filters")


def filter_of(query: str) -> str:
    """The parameters of a list's address that say what is in it, in one spelling."""
    data = QueryDict(query, mutable=True)
    for name in PLACE:
        data.pop(name, None)
    return data.urlencode()


class ByQueue(admin.SimpleListFilter):
    """Stories that wait for somebody."""

    title = gettext_lazy("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (code, queue.title)
            for code, queue in QUEUES.items()
            if request.user.has_perm(queue.permission)
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queue = QUEUES.get(self.value() or "")
        return queryset.filter(queue.condition(request.user)) if queue else queryset


class ListingAdmin(admin.ModelAdmin):
    """The list of stories, with its queues."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [ByQueue, *super().get_list_filter(request)]


class KeepForm(forms.Form):
    """What the small form above each list sends."""

    name = forms.CharField(max_length=60)
    model = forms.CharField(max_length=60)
    query = forms.CharField(max_length=2000, required=False)
    shared = forms.BooleanField(required=False)


@desk.page("filters/keep/", "keep_filter")
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filter of a list under a name; one of that name is replaced."""
    form = KeepForm(request.POST)
    model = _listed(request, request.POST.get("model", ""))
    back = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    if not form.is_valid():
        messages.error(request, _("A filter needs a name of at most 60 characters."))
        return HttpResponseRedirect(back)
    query = filter_of(form.cleaned_data["query"])
    if form.cleaned_data["shared"] and not request.user.has_perm(SHARING):
        raise PermissionDenied
    SavedFilter.objects.update_or_create(
        user_id=cast("int", request.user.pk),  # whoever is here has logged in
        model=model._meta.label_lower,
        name=form.cleaned_data["name"],
        defaults={"query": query, "is_shared": form.cleaned_data["shared"]},
    )
    messages.success(request, _("Filter “%(name)s” kept.") % {"name": form.cleaned_data["name"]})
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


@desk.page("filters/<int:pk>/drop/", "drop_filter")
@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a kept filter away: one's own, or a shared one by who may share."""
    found = SavedFilter.objects.filter(within_reach(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    model = _listed(request, found.model)
    found.delete()
    return HttpResponseRedirect(
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    )


def within_reach(request: HttpRequest) -> Q:
    """The kept filters that this user may change."""
    own = Q(user=request.user.pk)
    return own | Q(is_shared=True) if request.user.has_perm(SHARING) else own


def _listed(request: HttpRequest, label: str) -> Any:
    """The model of a list that this user may see."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    model_admin = admin.site._registry.get(model)
    if model_admin is None or not model_admin.has_view_permission(request):
        raise Http404
    return model
