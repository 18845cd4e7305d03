"""Liveness touches no database; readiness tells which part is missing."""

import pytest
from django.core.management import call_command
from django.db import connection


def test_live_answers_without_a_database(client):
    # No django_db mark: a query would fail the test.
    answer = client.get("/health/live")

    assert answer.status_code == 200
    assert answer.json() == {"status": "live"}


@pytest.mark.django_db(databases=["default", "public"])
def test_ready_when_databases_answer_and_migrations_are_applied(client):
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert set(answer.json()["checks"].values()) == {"ok"}


@pytest.mark.django_db(databases=["default", "public"])
def test_not_ready_while_a_migration_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'sessions'")

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "1 not applied"


@pytest.mark.django_db(databases=["default", "public"])
def test_the_public_side_is_not_ready_as_a_role_that_can_read_the_record(client, settings):
    settings.NEWSROOM_SIDE = "public"

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"]["wall"] == "this role can read the record"


@pytest.mark.django_db(databases=["default", "public"])
def test_the_public_side_is_ready_as_the_read_only_role(client, settings):
    settings.NEWSROOM_SIDE = "public"
    call_command("public_role", create=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("set local role newsroom_public")

    answer = client.get("/health/ready")

    assert answer.json()["checks"]["wall"] == "ok"
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_read_only(client, path):
    assert client.post(path).status_code == 405
