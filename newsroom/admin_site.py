"""The newsroom's admin site: its name, its index by subject, and what autocompletes answer."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class ChoiceView(AutocompleteJsonView):
    """Answers an autocomplete with labels that tell namesakes apart.

    A model admin may say which rows are `offered` for a term, load what labels need in
    `for_choice`, and write one in `choice_label`; see `actors.admin.choices`.
    """

    model_admin: Any

    def get_queryset(self) -> QuerySet[Any]:
        queryset = super().get_queryset()
        if not hasattr(self.model_admin, "choice_label"):
            return queryset
        return self.model_admin.for_choice(self.model_admin.offered(queryset, self.term))

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        if hasattr(self.model_admin, "choice_label"):
            result["text"] = self.model_admin.choice_label(obj)
        return result


class DeskSite(admin.AdminSite):
    """Where editors work. Its index lists models under the headings that their admins name.

    A heading is a pair: its place in the index, and its text.
    """

    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("The desk")
    empty_value_display = "–"

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast("HttpResponse", ChoiceView.as_view(admin_site=self)(request))

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The models of one app, or all of them under their headings, in order of registration."""
        if app_label:
            return super().get_app_list(request, app_label)
        groups: dict[str, dict[str, Any]] = {}
        shown = {
            entry["model"]: (app, entry)
            for app in self._build_app_dict(request).values()
            for entry in app["models"]
        }
        for model, model_admin in self._registry.items():
            if model not in shown:
                continue
            app, entry = shown[model]
            # Those without a heading, such as accounts, come last.
            place, name = getattr(model_admin, "heading", (99, app["name"]))
            group = groups.setdefault(
                str(name), {**app, "name": str(name), "place": place, "models": []}
            )
            group["models"].append(entry)
        return sorted(groups.values(), key=lambda group: group["place"])
