"""Every table that a projection reads tells the register of its changes."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsroom.register.models import Mark
from newsroom.register.projection import projections
from tests.factories import ArticleFactory, PersonFactory
from tests.factories.whole import whole_story

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"', re.IGNORECASE)
# Read, but never part of a document: who made a note, and Django's own bookkeeping.
APART = {"auth_user", "django_content_type"}


def watched_tables() -> dict[str, int]:
    """Tables with a trigger that marks, and for which operations (bits of pg_trigger.tgtype)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, bit_or(tgtype::int) from pg_trigger"
            " where tgname like 'register\\_watch%%' and not tgisinternal and tgenabled = 'O'"
            " group by 1"
        )
        return dict(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(projections()))
def test_every_table_that_a_projection_reads_has_its_trigger(kind: str) -> None:
    whole_story(2)
    projection = projections()[kind]
    with CaptureQueriesContext(connection) as captured:
        documents = [item for item in projection.project(list(projection.everything())) if item.doc]
    assert documents, "nothing was projected, so nothing was shown to be read"
    read = {table for query in captured for table in TABLE.findall(query["sql"])} - APART
    assert read
    insert, delete, update, truncate = 4, 8, 16, 32
    for table in read:
        assert watched_tables().get(table, 0) & insert, table
        assert watched_tables()[table] & delete, table
        assert watched_tables()[table] & update, table
        assert watched_tables()[table] & truncate, table


@pytest.mark.django_db
def test_truncating_a_table_of_record_is_refused() -> None:
    ArticleFactory()
    with (
        pytest.raises(DatabaseError, match="would hide a change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("truncate articles_mention, articles_evidence")


@pytest.mark.django_db
def test_a_mark_is_undone_with_the_change_that_made_it() -> None:
    person = PersonFactory(public=True)
    Mark.objects.all().delete()
    try:
        with transaction.atomic():
            person.name = "Autre"
            person.save()
            assert Mark.objects.filter(uid=person.uid).exists()
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert not Mark.objects.exists()
