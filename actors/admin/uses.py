"""Where a record is used: shown beside it, and what keeps it from being deleted."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import CASCADE, Field, Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actors.admin.row_words import labels_of_rows
from actors.merging.relations import ACTORS, referring

SHOWN = 50  # rows of one sort that are named; of the others their number is told
# Made by code from the rows that are shown.
DERIVED = frozenset({"actors.attestation", "actors.stalespelling"})


@dataclass
class Use:
    """Rows of one table that refer to a record, or to a row that is part of it."""

    model: type[Model]
    pks: list[Any]
    labels: list[tuple[str, str]] = field(default_factory=list)  # label and address, or ""

    @property
    def title(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))

    @property
    def count(self) -> int:
        return len(self.pks)

    @property
    def more(self) -> int:
        return self.count - len(self.labels)


def uses_of(site: admin.AdminSite, *records: Model) -> list[Use]:
    """The rows that use these records of one model, by table; those of a record's own are none.

    The number of queries depends on the tables, never on the rows.
    """
    model, pks = type(records[0]), {record.pk for record in records}
    found: dict[type[Model], set[Any]] = defaultdict(set)
    own: dict[type[Model], set[Any]] = {}
    parts = _parts(site, model)
    for table, columns in _referring(model).items():
        for column in columns:
            rows = table._base_manager.filter(**{f"{column.attname}__in": pks})
            owner: Any = table._meta.auto_created
            if owner:  # a list of many in the record of another
                if owner is not model:
                    found[owner].update(rows.values_list(f"{owner._meta.model_name}_id", flat=True))
            elif (table, column.attname) in parts:
                own.setdefault(table, set()).update(rows.values_list("pk", flat=True))
            else:
                found[table].update(rows.values_list("pk", flat=True))
    for part, part_pks in own.items():
        for table, columns in _referring(part).items():
            condition = Q()
            for column in columns:
                condition |= Q(**{f"{column.attname}__in": part_pks})
            rows = table._base_manager.filter(condition) if part_pks else table._base_manager.none()
            found[table].update(rows.values_list("pk", flat=True))
    uses = [
        Use(table, sorted(rest))
        for table, rows in found.items()
        if (rest := rows - own.get(table, set()))
    ]
    return sorted(uses, key=lambda use: use.title)


def labelled(request: HttpRequest, site: admin.AdminSite, uses: list[Use]) -> list[Use]:
    """The same with labels of the first rows, and addresses of those that this user may see."""
    for use in uses:
        first = use.pks[:SHOWN]
        labels = labels_of_rows(use.model, set(first))
        chooser = site._registry.get(use.model)
        name = f"admin:{use.model._meta.app_label}_{use.model._meta.model_name}_change"
        may = chooser is not None and chooser.has_view_permission(request)
        use.labels = [
            (labels.get(pk, f"n° {pk}"), reverse(name, args=[pk]) if may else "") for pk in first
        ]
    return uses


def _referring(model: type[Model]) -> dict[type[Model], list[Field]]:
    targets = ACTORS if model in ACTORS else frozenset({model})
    found = referring(targets)
    return {table: found[table] for table in found if table._meta.label_lower not in DERIVED}


def _parts(site: admin.AdminSite, model: type[Model]) -> set[tuple[type[Model], str]]:
    """The columns by which rows belong to a record, are entered in its form, and go with it."""
    chooser = site._registry.get(model)
    found = set()
    for inline in chooser.inlines if chooser else ():
        for column in inline.model._meta.local_concrete_fields:
            relation: Any = column.remote_field
            is_it = inline.fk_name in (None, column.name) and column.related_model in (
                ACTORS if model in ACTORS else {model}
            )
            if is_it and relation.on_delete is CASCADE:
                found.add((inline.model, column.attname))
    return found


class ShowsUses(admin.ModelAdmin):
    """A record says where it is used, and is not deleted while it is."""

    delete_confirmation_template = "admin/actors/delete_confirmation.html"

    def get_urls(self) -> list[Any]:
        view = path(
            "<int:pk>/uses/",
            self.admin_site.admin_view(self.uses_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_uses",
        )
        return [view, *super().get_urls()]

    def uses_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every story, meeting, statement, office … that uses this record."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Where it is used"),
            "subtitle": str(record),
            "opts": self.opts,
            "record": record,
            "uses": labelled(request, self.admin_site, uses_of(self.admin_site, record)),
        }
        return TemplateResponse(request, "admin/actors/uses.html", context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is in use is protected, whatever would become of the rows that use it."""
        rows = list(objs)
        deleted, counts, needed, protected = super().get_deleted_objects(rows, request)
        uses = uses_of(self.admin_site, *rows) if rows else []
        if uses:
            protected = [
                f"{use.title}: {label}"
                for use in labelled(request, self.admin_site, uses)
                for label, _address in use.labels
            ]
        return deleted, counts, needed, protected

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (record := context.get("original")) is not None:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_uses"
            context["uses_address"] = reverse(name, args=[record.pk])
        return super().render_change_form(request, context, *args, **kwargs)
