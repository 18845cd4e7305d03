"""Walks over the admin: its registered models, their forms, and the queries of a page."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Spelling, StaleSpelling

OURS = ("actors", "articles")
# Made from the record by code alone: there is nothing in them that an editor could decide.
INDEXES = {Spelling, StaleSpelling}


def registered(*apps: str) -> list[type[models.Model]]:
    """Registered models of these apps, or of all."""
    return [model for model in admin.site._registry if not apps or model._meta.app_label in apps]


def changelist(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def change(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def add(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")


def queries(client: Client, address: str, **query: str) -> list[str]:
    """The queries that a page runs; it must answer 200."""
    client.get(address, query)  # the first request of a process looks up content types
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, query)
    assert response.status_code == 200, response.status_code
    return [query["sql"] for query in captured]


def posted(response: Any) -> dict[str, Any]:
    """What a browser would send back from the change page of this response, unchanged."""
    forms = [response.context["adminform"].form]
    for part in response.context["inline_admin_formsets"]:
        forms += [part.formset.management_form, *part.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for name in form.fields:
            bound = form[name]
            value = bound.value()
            if hasattr(bound.field.widget, "decompress"):
                for index, piece in enumerate(bound.field.widget.decompress(value)):
                    data[f"{bound.html_name}_{index}"] = "" if piece is None else str(piece)
            elif isinstance(value, bool):
                data |= {bound.html_name: "on"} if value else {}
            elif not hasattr(value, "chunks"):
                value = bound.field.prepare_value(value)
                data[bound.html_name] = "" if value is None else value
    return data


def post(client: Client, row: models.Model, **changes: str) -> Any:
    """Send back the form of a row as it stands, with these changes."""
    address = change(row)
    return client.post(address, posted(client.get(address)) | changes)


def app_models(label: str) -> list[type[models.Model]]:
    """Every model of an app with which editors have to do."""
    return [model for model in apps.get_app_config(label).get_models() if model not in INDEXES]
