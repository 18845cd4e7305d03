"""Keys at the desk: shown once to who may make them, revoked, in the audit without the text."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.roles import Role
from newsroom.audit.models import AuditEntry
from newsroom.partners.models import Key
from tests.factories import UserFactory
from tests.partners.contracts import client as asking_with
from tests.partners.contracts import forget, key, partner

pytestmark = pytest.mark.django_db
KEY = re.compile(r"nrk_(?:live|test)_[0-9a-zA-Z_]+")


@pytest.fixture
def manager() -> Client:
    forget()
    client = Client()
    client.force_login(UserFactory(role=Role.PARTNER_MANAGER))
    return client


def made(client: Client, house, **data) -> str:
    response = client.post(reverse("admin:partners_partner_key", args=[house.pk]), data)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    found = KEY.search(response.content.decode())
    return found[0] if found else ""


def test_a_key_is_shown_once_and_works(manager):
    house = partner()
    text = made(manager, house, purpose="Synchronisation")

    assert asking_with(text).get("/api/v1/articles").status_code == 200
    page = manager.get(reverse("admin:partners_partner_change", args=[house.pk])).content.decode()
    row = Key.objects.get()
    assert row.purpose == "Synchronisation"
    assert row.name in page
    assert text not in page
    for address in ("admin:partners_key_changelist", "admin:audit_auditentry_changelist"):
        assert text not in manager.get(reverse(address)).content.decode()
    entries = AuditEntry.objects.filter(model="partners.key")
    assert entries.exists()
    assert text[-20:] not in str(list(entries.values()))


@pytest.mark.parametrize(
    ("data", "start"),
    [
        ({}, "nrk_live_"),
        ({"is_test": "on"}, "nrk_test_"),
        ({"expires_at": "2099-12-31"}, "nrk_live_"),
        ({"expires_at": "1999-12-31"}, ""),
        ({"expires_at": "hier"}, ""),
    ],
)
def test_what_is_asked_for_is_made_or_refused(manager, data, start):
    text = made(manager, partner(), **data)

    assert text.startswith(start)
    assert Key.objects.count() == bool(start)


def test_a_third_is_refused_and_the_form_keeps_what_was_typed(manager):
    house = partner()
    for _ in range(2):
        key(house)

    address = reverse("admin:partners_partner_key", args=[house.pk])
    page = manager.post(address, {"purpose": "Reprise"}).content.decode()

    assert "Reprise" in page
    assert "errorlist" in page
    assert Key.objects.count() == 2


def test_revoking_holds(manager):
    row, text = key()
    data = {"action": "revoke_selected", "_selected_action": [row.pk]}

    manager.post(reverse("admin:partners_key_changelist"), data)
    forget()

    assert asking_with(text).get("/api/v1/articles").status_code == 401


@pytest.mark.parametrize("role", [Role.REPORTER, Role.DESK_EDITOR, Role.CHIEF_EDITOR])
def test_who_may_not_change_partners_makes_no_keys(role):
    client, house = Client(), partner()
    client.force_login(UserFactory(role=role))

    response = client.post(reverse("admin:partners_partner_key", args=[house.pk]), {})

    assert response.status_code == 403
    assert not Key.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("labels", "everything"),
        ("labels", ""),
        ("labels", "partner:another"),
        ("hidden", "id"),
        ("hidden", "Corps"),
        ("networks", "192.0.2.1/24"),
        ("networks", "localhost"),
        ("per_minute", "0"),
    ],
)
def test_a_contract_that_makes_no_sense_is_refused_by_the_field(manager, field, value):
    house = partner()
    data = {
        "name": house.name, "slug": house.slug, "email": house.email, "is_active": "on",
        "labels": "public, lang:fr", "hidden": "body", "networks": "192.0.2.0/24, 2001:db8::/32",
        "per_minute": "60", "per_day": "1000", "terms": "", "notes": "",
        "keys-TOTAL_FORMS": "0", "keys-INITIAL_FORMS": "0",
    }  # fmt: skip
    address = reverse("admin:partners_partner_change", args=[house.pk])
    assert manager.post(address, data).status_code == 302
    house.refresh_from_db()
    assert (house.labels, house.hidden) == (["public", "lang:fr"], ["body"])

    response = manager.post(address, data | {field: value})

    assert response.status_code in (200, 422)
    assert field in response.context["adminform"].form.errors
