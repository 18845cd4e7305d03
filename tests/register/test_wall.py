"""The read-only role: it sees the register, and the database refuses it everything else."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from newsroom.register.grants import (
    COLUMNS,
    COUNTED,
    PLAYED,
    ROLE,
    TABLES,
    WEBHOOK_READS,
    role_exists,
)
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_public_role() -> None:
    """Act as the role for the rest of the test; the rollback at its end takes it back."""
    ArticleFactory(published=True)
    sequence_all()
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")


def refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_role_exists_after_the_command(as_public_role: None) -> None:
    assert role_exists()


def test_it_reads_the_register(as_public_role: None) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
        cursor.execute("select count(*) from register_newest(null, null, null, null, null, 10)")
        assert cursor.fetchone() == (1,)


def test_it_reads_nothing_else(as_public_role: None) -> None:
    others = set(connection.introspection.table_names()) - {
        *TABLES,
        *COLUMNS,
        *COUNTED,
        *WEBHOOK_READS,
        PLAYED,
    }
    assert {"articles_article", "actors_person", "auth_user", "django_session"} <= others
    for table in others:
        refused(f"select 1 from {table}")


def test_of_partners_it_reads_what_their_keys_may_and_not_whom_to_write_to(
    as_public_role: None,
) -> None:
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            cursor.execute(f"select {columns} from {table}")
    # Its name stands on its own page; whom to write to stands nowhere.
    for column in ("email", "notes", "terms"):
        refused(f"select {column} from partners_partner")
    refused("update partners_key set revoked_at = null")
    refused("update partners_partner set labels = '{public}'")


def test_it_writes_nothing_at_all_of_the_register(as_public_role: None) -> None:
    for table in (*TABLES, *COLUMNS, *COUNTED, PLAYED):
        refused(f"delete from {table}")
    refused("insert into register_mark (kind, uid, retract) values ('x', gen_random_uuid(), false)")
    refused("select nextval('register_seq')")
    refused("create table mine (id int)")
