"""Every address of the desk, with real things in it and the words that find what is hidden."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models

from articles import services
from articles.admin.creating import SHAPES
from articles.admin.exporting import TABLES
from articles.exporting.formats import FORMATS
from articles.models import (
    Article,
    Comment,
    Draft,
    Notification,
    PlannedChange,
    PreviewLink,
    Rendition,
    Revision,
    SavedFilter,
    Upload,
)
from tests.walk.routes import Route, UnknownRoute
from tests.walk.worlds import World

DESK = "newsroom.urls.desk"
# Rows of one table that are asked for, of those that are hidden and of all.
FEW = 1

Values = dict[str, Any]
Given = Callable[[World], Iterator[Values]]


def hidden_first(model: type[models.Model], world: World) -> list[Any]:
    """A few rows, those that nobody may see before others."""
    rows = model._default_manager.order_by("-pk")
    names = {field.name for field in model._meta.fields}
    if "uid" in names and "article" not in names:
        secret = rows.filter(uid__in=world.ids.hidden)
    else:
        secret = rows.filter(article__uid__in=world.ids.hidden) if "article" in names else rows
    return list(dict.fromkeys([*secret[:FEW], *rows[:FEW]]))


def keys_of(model: type[models.Model]) -> Given:
    """Rows of this model, which is not the one that the address names."""
    return lambda world: ({"pk": row.pk} for row in hidden_first(model, world))


def parts_of(model: Any, name: str, column: str = "pk") -> Given:
    """Rows inside the address of their story."""
    return lambda world: (
        {"pk": row.article_id, name: getattr(row, column)} for row in hidden_first(model, world)
    )


def on_site(world: World) -> Iterator[Values]:
    kind = ContentType.objects.get_for_model(Article).pk
    for article in hidden_first(Article, world):
        yield {"content_type_id": kind, "object_id": article.pk}


def transitions(world: World) -> Iterator[Values]:
    for article in hidden_first(Article, world):
        yield from ({"pk": article.pk, "name": name} for name in services.TRANSITIONS)


def exports(_world: World) -> Iterator[Values]:
    for model in TABLES:
        words = {"app": model._meta.app_label, "name": model._meta.model_name}
        yield from (words | {"form": form} for form in FORMATS)


def renditions(_world: World) -> Iterator[Values]:
    return ({"name": name} for name in Rendition.objects.values_list("name", flat=True)[:FEW])


def tokens(_world: World) -> Iterator[Values]:
    """What somebody might try who has seen the table of the links, but not a token."""
    for link in PreviewLink.objects.order_by("-pk")[:FEW]:
        yield from ({"token": word} for word in (link.digest, link.uid, link.pk))


# What stands in the addresses of these routes. All others speak of rows of the model they name.
OWN: dict[str, Given] = {
    "admin:view_on_site": on_site,
    "admin:export": exports,
    "admin:drop_filter": keys_of(SavedFilter),
    "admin:notification": keys_of(Notification),
    "admin:articles_article_discard": keys_of(Draft),
    "admin:articles_article_plan": parts_of(PlannedChange, "plan"),
    "admin:articles_article_plan_preview": parts_of(PlannedChange, "plan"),
    "admin:articles_article_restore": parts_of(Revision, "number", "number"),
    "admin:articles_article_comment": parts_of(Comment, "comment"),
    "admin:articles_article_create": lambda _world: ({"thing": thing} for thing in SHAPES),
    "admin:articles_article_transition": transitions,
    "admin:articles_article_preview_file": renditions,
    "admin:articles_image_chosen": lambda _world: (
        {"uid": uid} for uid in Upload.objects.values_list("uid", flat=True)
    ),
    "preview_visit": tokens,
    "preview_visit_file": lambda world: (
        token | file for token in tokens(world) for file in renditions(world)
    ),
}
# Regular expressions of Django's own, into which no value can be put.
EXPRESSIONS = {
    "admin:app_list": ("/admin/actors/", "/admin/articles/", "/admin/auth/"),
    "admin:": ("/admin/nowhere",),
}
KEYS = {"pk", "id", "object_id"}


def paths(route: Route, world: World) -> Iterator[str]:
    """The route with each of a few real things in it."""
    if "(?P<" in route.pattern and route.name in EXPRESSIONS:
        yield from EXPRESSIONS[route.name]
    elif route.name in OWN:
        yield from (route.path(**values) for values in OWN[route.name](world))
    elif not route.parameters:
        yield route.path()
    elif set(route.parameters) <= KEYS and route.pattern.startswith("admin/"):
        _admin, app, name, *_rest = route.pattern.split("/")
        for row in hidden_first(apps.get_model(app, name), world):
            yield route.path(**dict.fromkeys(KEYS, row.pk))
    else:
        raise UnknownRoute(route.pattern)


def choices() -> Iterator[tuple[type[models.Model], str]]:
    """What an autocomplete can be asked: every relation of every model of the desk, and to what."""
    for model in admin.site._registry:
        for field in model._meta.get_fields():
            target: Any = field.related_model
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and (
                target in admin.site._registry
            ):
                label, name = model._meta.app_label, model._meta.model_name
                yield target, f"app_label={label}&model_name={name}&field_name={field.name}"


def queries(route: Route, world: World) -> Iterator[str]:
    """Queries that find what is hidden, of the routes that look for something."""
    word = next(iter(world.words.given))
    if route.name == "admin:autocomplete":
        yield from (f"?term={word[:3]}&{choice}" for _target, choice in choices())
    elif route.name.endswith("_changelist"):
        yield f"?q={word}"
    elif route.name == "admin:articles_article_facts":
        yield from (f"?article={article.pk}" for article in hidden_first(Article, world))
    elif route.name == "admin:articles_article_compare":
        yield "?old=1&new=2"


def sent(world: World, user: Any = None) -> Values:
    """One body for all that can be posted: what each form, action and script would send."""
    articles, words = hidden_first(Article, world), list(world.words.given)
    payload = {
        "user": getattr(user, "pk", 0),
        "article": articles[0].pk,
        "tab": str(uuid.UUID(int=7)),
        "version": articles[0].version,
        "data": [["headline", "Un titre"]],
    }
    return {
        "payload": json.dumps(payload),
        "headline": " ".join(words[:20]),
        "body": f"<p>{' '.join(words[:300])}</p>",
        "draft": "{}",
        "post": "yes",
        "action": "export_selected",
        "_selected_action": [article.pk for article in articles],
        "_step": "try",
        "format": "json",
        "name": words[0],
        "reason": words[0],
        "prepared": "error",
        "hours": "24",
    }
