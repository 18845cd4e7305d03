"""Tells an editor that what was saved contradicts the record, and what each side rests on."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.contradictions import Contradiction, Side, about, sources_of

SHOWN = 5


class WarnsOfContradictions(admin.ModelAdmin):
    """What is saved stays saved, for the editor may be right; a contradiction is said."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        self.warn(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.warn(request, obj)
        return super().response_change(request, obj)

    def contradicting(self, obj: Any) -> Any:
        """The row whose contradictions are looked for."""
        return obj

    def warn(self, request: HttpRequest, obj: Any) -> None:
        """Say what contradicts the row, both sides with links to them and to their stories."""
        found = about(self.contradicting(obj))
        shown = found[:SHOWN]
        links = _links(shown, self.admin_site)
        for one in shown:
            self.message_user(request, _in_words(one, links), messages.WARNING)
        if (left := len(found) - SHOWN) > 0:
            text = ngettext("%(count)d more contradiction.", "%(count)d more contradictions.", left)
            self.message_user(request, text % {"count": left}, messages.WARNING)


def _in_words(one: Contradiction, links: dict[Side, SafeString]) -> SafeString:
    sides = format_html_join(" · ", "{}", ((links[side],) for side in one.sides))
    return format_html("<strong>{}</strong> {} <br>{}", _("Contradiction:"), one.detail, sides)


def _links(found: list[Contradiction], site: admin.AdminSite) -> dict[Side, SafeString]:
    """A link to each row that contradicts another, and to the stories on which it rests."""
    sides = {side for one in found for side in one.sides}
    sources, names = sources_of(sides), _names(sides, site)
    return {side: _with_sources(_link(side, names[side]), sources.get(side, {})) for side in sides}


def _with_sources(link: SafeString, stories: dict[Side, str]) -> SafeString:
    if not stories:
        return format_html("{} ({})", link, _("no story is given as its source"))
    told = format_html_join(", ", "{}", ((_link(*story),) for story in stories.items()))
    return format_html("{} ({} {})", link, _("source:"), told)


def _link(side: Side, name: str) -> SafeString:
    model, pk = side
    address = reverse(f"admin:{model.replace('.', '_')}_change", args=[pk])
    return format_html('<a href="{}">{}</a>', address, name)


def _names(sides: set[Side], site: admin.AdminSite) -> dict[Side, str]:
    """What the rows are called where they are chosen, in one query for each model."""
    keys = defaultdict(set)
    for model, pk in sides:
        keys[model].add(pk)
    names: dict[Side, str] = {}
    for model, pks in keys.items():
        chooser: Any = site.get_model_admin(apps.get_model(model))
        rows = chooser.for_choice(chooser.model._default_manager.filter(pk__in=pks))
        names |= {(model, row.pk): chooser.choice_label(row) for row in rows}
    return names
