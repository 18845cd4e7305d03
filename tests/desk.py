"""Walks over the admin: its registered models, their forms, and the queries of a page."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Spelling, StaleSpelling
from articles.models import (
    Article,
    Draft,
    EmbargoAccess,
    Lock,
    MailSetting,
    Notification,
    NotificationPreference,
    PlannedChange,
    Presence,
    Rendition,
    Revision,
    StoryPrint,
    Upload,
)
from newsroom.delivery.models import Attempt, Position, Secret
from newsroom.jobs.models import JobFault
from newsroom.readers.models import Alert, Letter

OURS = ("actors", "articles")
# Made from the record by code alone: there is nothing in them that an editor could decide.
INDEXES = {Spelling, StaleSpelling, StoryPrint, Rendition, Upload}
# An unsaved text is its writer's alone, and who is where is gone in a minute: in no list.
INDEXES |= {Draft, Lock, Presence}
# Who may have a story early is entered and seen in the story's own form.
INDEXES |= {EmbargoAccess}
# What somebody is told, and wants to be told, has pages of its own, for that person only.
INDEXES |= {MailSetting, Notification, NotificationPreference}
# A failed attempt stands beside its job, in the list of the jobs.
INDEXES |= {JobFault}

# Letters of readers are taken by the worker, and become something else.
INDEXES |= {Alert, Letter}

# Secrets are shown to nobody; attempts stand in their message; where the telling is, is code's.
INDEXES |= {Attempt, Position, Secret}

# Versions and plans are looked at beside their story, and only there.
INDEXES |= {PlannedChange, Revision}


def registered(*apps: str) -> list[type[models.Model]]:
    """Registered models of these apps, or of all."""
    return [model for model in admin.site._registry if not apps or model._meta.app_label in apps]


def changelist(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def change(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def page_of(name: str, article: Article, *more: int) -> str:
    """A page of a story beside its form, such as "history"."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


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
    carried = response.context.get("editing")  # what a story's form carries about itself
    if carried:
        data |= {"version": carried["stamp"], "_tab": str(carried["tab"])}
    return data


def post(client: Client, row: models.Model, **changes: str) -> Any:
    """Send back the form of a row as it stands, with these changes."""
    address = change(row)
    return client.post(address, posted(client.get(address)) | changes)


def app_models(label: str) -> list[type[models.Model]]:
    """Every model of an app with which editors have to do."""
    return [model for model in apps.get_app_config(label).get_models() if model not in INDEXES]


def posting(client: Client, address: str, data: dict[str, Any]) -> list[str]:
    """The queries that sending this runs; it must not be refused."""
    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, data)
    assert response.status_code < 400, response.status_code
    return [query["sql"] for query in captured]
