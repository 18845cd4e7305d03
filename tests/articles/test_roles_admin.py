"""The six roles against the whole desk over HTTP: every list, form and deletion, cell by cell."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from actors.models import Actor
from articles.models import Article
from articles.roles import MODELS, Role, ensure_roles, labels, rights
from tests import desk
from tests.factories import ArticleFactory, CountryFactory, UserFactory
from tests.test_query_counts_admin import MORE

pytestmark = pytest.mark.django_db

R = Role


@pytest.fixture(autouse=True)
def accounts_are_read_twice(settings: Any) -> None:
    """Django reads who asks, and then the account asked for: two accounts, not one repeated."""
    settings.ZEAL_ALLOWLIST = [{"model": "auth.User", "field": "get()"}]


# What nobody does in these lists, whatever their rights. Actors are merged and not deleted; the
# forms of an actor are those of its kind; the rest has a page of its own that asks for the right.
CLOSED = {
    "actors.actor": "acd",
    "actors.person": "d",
    "actors.country": "d",
    "actors.organisation": "d",
    "articles.comment": "ac",
    "articles.previewlink": "acd",
    "articles.savedfilter": "a",
    "procrastinate.procrastinatejob": "c",
    "delivery.endpoint": "c",
    "delivery.delivery": "c",
}
# The sharp cells, said once more by hand: a table that is wrong must not prove itself.
SHARP = [
    (R.REPORTER, "articles.add_article", True),
    (R.REPORTER, "articles.publish_article", False),
    (R.REPORTER, "articles.amend_article", False),
    (R.REPORTER, "articles.withdraw_article", False),
    (R.REPORTER, "articles.export_article", False),
    (R.REPORTER, "actors.merge_actor", False),
    (R.REPORTER, "actors.delete_person", False),
    (R.REPORTER, "articles.add_embargoaccess", False),
    (R.DESK_EDITOR, "articles.publish_article", True),
    (R.DESK_EDITOR, "articles.lift_embargo", False),
    (R.DESK_EDITOR, "articles.change_section", False),
    (R.DESK_EDITOR, "partners.change_partner", False),
    (R.CHIEF_EDITOR, "articles.lift_embargo", True),
    (R.CHIEF_EDITOR, "articles.change_section", True),
    (R.CHIEF_EDITOR, "auth.change_user", False),
    (R.CHIEF_EDITOR, "audit.view_auditentry", True),
    (R.ARCHIVIST, "actors.merge_actor", True),
    (R.ARCHIVIST, "articles.publish_article", False),
    (R.ARCHIVIST, "articles.delete_article", False),
    (R.PARTNER_MANAGER, "partners.change_partner", True),
    (R.PARTNER_MANAGER, "delivery.change_endpoint", True),
    (R.PARTNER_MANAGER, "articles.change_article", False),
    (R.PARTNER_MANAGER, "articles.view_article", False),
    (R.PARTNER_MANAGER, "articles.view_statement", False),
    (R.PARTNER_MANAGER, "actors.view_meeting", False),
    (R.OPERATOR, "auth.change_user", True),
    (R.OPERATOR, "delivery.view_endpoint", True),
    (R.OPERATOR, "delivery.change_endpoint", False),
    (R.OPERATOR, "articles.view_article", False),
    (R.OPERATOR, "actors.view_person", False),
]


@pytest.mark.parametrize(("role", "right", "has"), SHARP)
def test_the_sharp_cells_are_as_decided(role: Role, right: str, has: bool):
    assert UserFactory(role=role).has_perm(right) == has


def test_the_table_knows_every_model_of_the_desk():
    known = {label for group in MODELS for label in labels(group)}

    assert {model._meta.label_lower for model in admin.site._registry} <= known


def test_every_right_of_the_table_exists():
    for role, group in ensure_roles().items():
        given = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        assert rights(role) == given


def answers(client: Client, row: Model) -> str:
    """What the desk lets this client do with a row, as letters: view, add, change, delete."""
    model = type(row)
    name = row._meta.label_lower.replace(".", "_")
    may = {
        "v": client.get(desk.changelist(model)),
        "a": client.get(desk.add(model)),
        "c": client.post(desk.change(row), {}),
        "d": client.get(reverse(f"admin:{name}_delete", args=[row.pk])),
    }
    assert {r.status_code for r in may.values()} <= {200, 302, 403, 409, 422}, (name, may)
    forms = "ac" if model is Actor else ""  # these pages only lead on to those of its kinds
    return "".join(
        letter
        for letter, response in may.items()
        if response.status_code != 403 and letter not in forms
    )


def granted(role: Role, model: type[Model]) -> str:
    app, name = model._meta.app_label, model._meta.model_name
    has = rights(role)
    actions = {"v": "view", "a": "add", "c": "change", "d": "delete"}
    letters = {k for k, action in actions.items() if f"{app}.{action}_{name}" in has}
    closed = set(CLOSED.get(model._meta.label_lower, ""))
    return "".join(letter for letter in "vacd" if letter in letters - closed)


@pytest.mark.parametrize("role", Role)
def test_each_role_and_each_model(client: Client, role: Role):
    rows: list[Any] = []
    for model in admin.site._registry:
        MORE[model]()
        rows.append(model._default_manager.order_by("-pk").first())
    client.force_login(UserFactory(role=role))

    found = {row._meta.label_lower: answers(client, row) for row in rows}

    table = {model._meta.label_lower: granted(role, model) for model in admin.site._registry}
    unlike = [label for label in table if found[label] != table[label]]
    assert {label: (found[label], table[label]) for label in unlike} == {}


@pytest.mark.parametrize("role", Role)
def test_who_is_offered_mergers_and_exports(client: Client, role: Role):
    client.force_login(UserFactory(role=role))
    CountryFactory()
    ArticleFactory()

    def offered(model: type[Model]) -> bytes:
        return client.get(desk.changelist(model)).content

    merges = b'value="merge' in offered(CountryFactory._meta.model)
    exports = b'value="export_selected"' in offered(Article)
    assert merges == (role in {R.CHIEF_EDITOR, R.ARCHIVIST})
    assert exports == (role in {R.DESK_EDITOR, R.CHIEF_EDITOR, R.ARCHIVIST})


def test_roles_are_made_once_and_lose_what_was_added_by_hand():
    first = ensure_roles()[R.REPORTER]
    first.permissions.set(ensure_roles()[R.CHIEF_EDITOR].permissions.all())

    second = ensure_roles()[R.REPORTER]

    assert second == first
    assert Group.objects.count() == len(Role)
    assert not UserFactory(reporter=True).has_perm("articles.publish_article")


def test_an_operator_makes_nobody_all_powerful(client: Client):
    operator = UserFactory(operator=True)
    client.force_login(operator)
    boundless = UserFactory(chief=True)
    somebody = UserFactory(reporter=True)

    page = client.get(desk.change(somebody))
    desk.post(client, somebody, is_superuser="on", first_name="Awa")
    refused = client.post(desk.change(boundless), {"username": "mine"})

    assert page.status_code == 200
    somebody.refresh_from_db()
    assert (somebody.first_name, somebody.is_superuser) == ("Awa", False)
    assert refused.status_code == 403
    assert client.get(f"/admin/auth/user/{boundless.pk}/password/").status_code == 403
    assert get_user_model().objects.get(pk=boundless.pk).username == boundless.username
