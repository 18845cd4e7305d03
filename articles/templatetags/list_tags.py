"""What stands above a list of the desk: filters that were saved, queues, ways to take it along."""

from typing import Any

from django import template
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from articles.admin.exporting import formats_for
from articles.admin.listing_filters import SHARING, filter_of
from articles.exporting.formats import FORMATS
from articles.models import Article, SavedFilter
from articles.queues import QUEUES

register = template.Library()


@register.inclusion_tag("admin/_list_tools.html", takes_context=True)
def list_tools(context: Any, changelist: Any) -> dict[str, Any]:
    """The chips and links above one list, for whoever looks at it."""
    request = context["request"]
    model, user = changelist.model, request.user
    if changelist.is_popup:
        return {"shown": False}
    query = filter_of(request.GET.urlencode())
    saved = SavedFilter.objects.filter(Q(user=user) | Q(is_shared=True))
    chips = [
        {
            "name": one.name,
            "query": one.query,
            "is_current": one.query == query,
            "is_shared": one.is_shared,
            "key": one.pk if one.user_id == user.pk or _may_share(user) else None,
        }
        for one in saved.filter(model=model._meta.label_lower)
    ]
    return {
        "shown": True,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "model": model._meta.label_lower,
        "query": query,
        "queues": _queues(user, query) if model is Article else [],
        "chips": chips,
        "may_share": _may_share(user),
        "exports": [
            {"title": FORMATS[form][0], "address": f"{_export(model, form)}?{query}"}
            for form in formats_for(model, user)
        ],
    }


def _queues(user: Any, query: str) -> list[dict[str, Any]]:
    found = []
    for code, queue in QUEUES.items():
        if user.has_perm(queue.permission):
            address = urlencode({"queue": code})
            found.append({"name": queue.title, "query": address, "is_current": query == address})
    return found


def _may_share(user: Any) -> bool:
    return bool(user.has_perm(SHARING))


def _export(model: Any, form: str) -> str:
    return reverse("admin:export", args=[model._meta.app_label, model._meta.model_name, form])
