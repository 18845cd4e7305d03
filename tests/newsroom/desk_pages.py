"""The pages of the desk: where each is, and which addresses of the desk are no pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, resolve, reverse

from newsroom.register.models import Batch, Item, Mark
from tests import desk
from tests.factories import PartnerFactory
from tests.newsroom.desk_world import DeskWorld

# Answers for scripts, files, and addresses that take an order and lead on to a page.
NO_PAGES = {
    "autocomplete": "JSON",
    "jsi18n": "a script",
    "view_on_site": "leads on",
    "export": "a file",
    "keep_filter": "an order",
    "drop_filter": "an order",
    "notification": "leads on",
    "notifications_read": "an order",
    "nudge": "an order",
    "articles_article_session": "JSON",
    "articles_article_draft": "JSON",
    "articles_article_discard": "an order",
    "articles_article_write_here": "JSON",
    "articles_article_suggest": "JSON",
    "articles_article_facts": "JSON",
    "articles_article_sign": "an order",
    "articles_article_up_to_date": "an order",
    "articles_article_take_over": "an order",
    "articles_article_comment": "an order",
    "articles_article_preview_file": "a file",
    "articles_image_upload": "JSON",
    "articles_image_chosen": "a file",
    "articles_image_thumb": "a file",
}
# Pieces of a page, and pages that follow on what is done in another one.
IN_OTHERS = {
    "articles_article_near",
    "articles_article_create",
    "articles_article_preview_new",
    "articles_article_preview_typed",
    "logout",
    "login",
}
# Rows of the register are looked at by who runs the archive; there may be none.
OF_MACHINES = (Item, Mark, Batch)


def names() -> set[str]:
    """The names of all addresses of the desk."""
    return {name for name in _names(admin.site.urls[0]) if name}


def _names(patterns: list[Any]) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry.name or ""


def name_of(address: str) -> str:
    return resolve(address.partition("?")[0]).url_name or ""


def told_apart(world: DeskWorld) -> dict[str, str]:
    """The pages that have a template of their own, by a short name."""
    story, draft = world.story, world.draft
    first, last = (version.number for version in (world.versions[0], world.versions[-1]))
    article = desk.changelist(type(story))
    compared = f"{desk.page_of('compare', story)}?old={first}&new={last}"
    asked = {
        f"question-{name}": desk.page_of("transition", one, name)
        for name, one in (
            ("schedule", draft),
            ("withdraw", story),
            ("lift", world.embargoed),
        )
    }
    asked["question-lift"] = desk.page_of("transition", world.embargoed, "lift_embargo")
    return {
        "index": reverse("admin:index"),
        "app": reverse("admin:app_list", args=["articles"]),
        "password": reverse("admin:password_change"),
        "password-done": reverse("admin:password_change_done"),
        "password-of": reverse("admin:auth_user_password_change", args=[world.user.pk]),
        "notifications": reverse("admin:notifications"),
        "wishes": reverse("admin:notification_wishes"),
        "stories-filtered": f"{article}?status=draft&failed=yes",
        "stories-searched": f"{article}?q=Bamako",
        "stories-without": f"{article}?q=introuvable",
        "story-new": desk.add(type(story)),
        "story": desk.change(story),
        "story-draft": desk.change(draft),
        "story-scheduled": desk.change(world.scheduled),
        "story-embargoed": desk.change(world.embargoed),
        "story-translated": desk.change(world.translation),
        "history": desk.page_of("history", story),
        "compare": compared,
        "compare-side": f"{compared}&view=side",
        "restore": desk.page_of("restore", story, first),
        "restore-draft": desk.page_of("restore", draft, 1),
        "checks": desk.page_of("checks", story),
        "checks-draft": desk.page_of("checks", draft),
        "checks-translated": desk.page_of("checks", world.translation),
        "beside": f"{desk.page_of('beside', story)}?story={draft.pk}",
        "comments": f"{desk.page_of('comments', story)}?all",
        "comments-chosen": f"{desk.page_of('comments', story)}?at=0",
        "preview": desk.page_of("preview", story),
        "preview-page": desk.page_of("preview_page", story),
        "preview-links": desk.page_of("preview_links", story),
        "begin": reverse("admin:articles_article_begin"),
        "agenda": reverse("admin:articles_agenda"),
        "agenda-month": f"{reverse('admin:articles_agenda')}?view=month",
        "trash": reverse("admin:articles_article_trash"),
        "plan": desk.page_of("plan", story, world.plan.pk),
        "plan-preview": desk.page_of("plan_preview", story, world.plan.pk),
        "story-trashing": reverse("admin:articles_article_delete", args=[draft.pk]),
        **asked,
        "merge": f"{reverse('admin:actors_actor_merge')}?kept={world.kept.pk}&gone={world.gone.pk}",
        "merge-with": reverse("admin:actors_actor_merge_with", args=[world.kept.pk]),
        "merge-undo": reverse("admin:actors_merge_undo", args=[world.merge.pk]),
        "partner-key": reverse("admin:partners_partner_key", args=[PartnerFactory().pk]),
        "taking": reverse("admin:taking"),
        "person-like": f"{reverse('admin:actors_person_add')}?name=Salifou+Mody",
        "findings-all": f"{reverse('admin:articles_finding_changelist')}?state=all",
    }


def lists() -> dict[str, str]:
    """The list of each model."""
    return {f"list-{_short(one)}": desk.changelist(one) for one in admin.site._registry}


def forms(user: Any) -> dict[str, str]:
    """The form of each model, empty and filled, and where it is used; stories have their own."""
    request = RequestFactory().get("/")
    request.user = user
    found = {}
    for model, chooser in admin.site._registry.items():
        short = _short(model)
        if chooser.has_add_permission(request):
            found[f"new-{short}"] = desk.add(model)
        if (row := row_of(model, user)) is None:
            assert model in OF_MACHINES, model
            continue
        found[f"form-{short}"] = desk.change(row)
        if hasattr(chooser, "uses_view"):
            found[f"uses-{short}"] = _address(row, "uses")
    return found


def usual(user: Any) -> dict[str, str]:
    """The history of each model's rows and the question before one is deleted."""
    request = RequestFactory().get("/")
    request.user = user
    found = {}
    for model, chooser in admin.site._registry.items():
        row = row_of(model, user)
        if row is None:
            continue
        found[f"history-{_short(model)}"] = _address(row, "history")
        if chooser.has_delete_permission(request, row):
            found[f"delete-{_short(model)}"] = _address(row, "delete")
    return found


def row_of(model: type[models.Model], user: Any) -> models.Model | None:
    """A row to look at; not one’s own account: it is read twice, which zeal takes for a loop."""
    rows = model._default_manager.order_by("pk")
    return rows.exclude(pk=user.pk).first() if model is type(user) else rows.first()


def _short(model: type[models.Model]) -> str:
    return model._meta.model_name or ""


def _address(row: models.Model, page: str) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[row.pk])


def one_of_each(pages: dict[str, str]) -> dict[str, str]:
    """The first page of each template: of histories and questions most share Django's."""
    found: dict[Any, tuple[str, str]] = {}
    for name, address in pages.items():
        kind, _dash, short = name.partition("-")
        chooser = next(c for m, c in admin.site._registry.items() if _short(m) == short)
        own = (chooser.object_history_template, chooser.delete_confirmation_template)
        found.setdefault((kind, own[kind == "delete"], type(chooser).history_view), (name, address))
    return dict(found.values())


def refused(user: Any) -> set[str]:
    """The names of pages that nobody may see, such as the form of a row that only services write.

    Of the register's rows there may be none.
    """
    request = RequestFactory().get("/")
    request.user = user
    found = set()
    for model, chooser in admin.site._registry.items():
        stem = f"{model._meta.app_label}_{model._meta.model_name}"
        row = row_of(model, user)
        if not chooser.has_add_permission(request):
            found.add(f"{stem}_add")
        if row is None or not chooser.has_delete_permission(request, row):
            found.add(f"{stem}_delete")
        if row is None:
            found |= {f"{stem}_change", f"{stem}_history"}
    return found


def used() -> set[str]:
    """The names of the addresses that are pages."""
    return names() - set(NO_PAGES)
