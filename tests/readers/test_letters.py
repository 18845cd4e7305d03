"""The box of letters: who may put in what, how much of it, and that nobody looks into it."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from newsroom.readers.letters import Full, TooMany, post, sender_of
from newsroom.readers.models import LETTER_MAX, Letter
from newsroom.register.grants import ROLE
from tests.factories import AlertFactory, LetterFactory, ReportFactory

AN_HOUR = 10


def request(address: str = "192.0.2.7"):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def post_many(count: int, address: str = "192.0.2.7") -> None:
    for _ in range(count):
        post("report", {"n": str(uuid.uuid4())}, request=request(address))


def aged(letters, age: timedelta) -> None:
    letters.update(at=timezone.now() - age)


@pytest.mark.django_db
def test_one_sender_puts_in_so_many_an_hour():
    post_many(AN_HOUR)

    with pytest.raises(TooMany), transaction.atomic():
        post_many(1)
    post_many(1, "192.0.2.8")
    aged(Letter.objects.all(), timedelta(minutes=61))
    post_many(1)


@pytest.mark.django_db
def test_no_more_is_taken_in_than_can_be_dealt_with():
    with connection.cursor() as cursor:
        cursor.execute("alter table readers_letter disable trigger readers_guard_box")
        Letter.objects.bulk_create(LetterFactory.build_batch(5000))
        cursor.execute("alter table readers_letter enable trigger readers_guard_box")

    with pytest.raises(Full), transaction.atomic():
        post_many(1)
    Letter.objects.filter(pk=Letter.objects.first().pk).update(taken_at=timezone.now())
    post_many(1)


@pytest.mark.django_db
def test_the_time_of_a_letter_is_that_of_the_database():
    long_ago = timezone.now() - timedelta(days=9)
    letter = LetterFactory(at=long_ago, taken_at=long_ago)

    letter.refresh_from_db()
    assert letter.at > timezone.now() - timedelta(minutes=1)
    assert letter.taken_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"content": {"text": "a" * LETTER_MAX}}, {"purpose": "other"}], ids=["long", "other"]
)
def test_the_database_refuses_what_is_no_letter(values):
    with pytest.raises(IntegrityError):
        LetterFactory(**values)


def test_a_sender_is_known_for_a_day_and_by_no_address():
    today, tomorrow = date(2025, 8, 14), date(2025, 8, 15)
    known = sender_of(request(), today)

    assert known == sender_of(request(), today) != sender_of(request(), tomorrow)
    assert known != sender_of(request("192.0.2.8"), today)
    assert len(known) == 32
    assert "192.0.2" not in known


def test_the_addresses_of_one_home_are_one_sender():
    first, second = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"

    assert sender_of(request(first)) == sender_of(request(second))
    assert sender_of(request(first)) != sender_of(request("2001:db8:1:3::1"))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_not_both_the_last():
    post_many(AN_HOUR - 1)

    def one(_number: int) -> bool:
        try:
            post_many(1)
        except TooMany:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(one, range(8)))

    assert sum(let_in) == 1
    assert Letter.objects.count() == AN_HOUR


@pytest.fixture
def as_public_role(db: None) -> None:
    """From here to the end of the test the database knows only the role of the public side."""
    LetterFactory()
    ReportFactory()
    AlertFactory(key="key")
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")


def test_the_public_side_puts_letters_in(as_public_role: None):
    post_many(1)

    with connection.cursor() as cursor:
        cursor.execute("reset role")
    assert Letter.objects.count() == 2


def test_the_public_side_reads_alerts_by_their_key_alone(as_public_role: None):
    with connection.cursor() as cursor:
        cursor.execute("select * from readers_alerts('key')")
        names = [column.name for column in cursor.description]
        assert len(cursor.fetchall()) == 1
        cursor.execute("select * from readers_alerts('another')")
        assert cursor.fetchall() == []
    assert names == ["uid", "question", "pace", "is_confirmed", "is_opened"]


def test_nobody_else_reads_alerts_by_their_key(db: None):
    with connection.cursor() as cursor:
        cursor.execute("select proacl::text from pg_proc where proname = 'readers_alerts'")
        [granted] = cursor.fetchone()
    assert "=X/" not in granted.replace("newsroom=X/", "").replace("newsroom_public=X/", "")


def test_the_public_side_is_held_to_the_limits(as_public_role: None):
    post_many(AN_HOUR)

    with pytest.raises(TooMany), transaction.atomic():
        post_many(1)


@pytest.mark.parametrize(
    "statement",
    [
        "select 1 from readers_letter",
        "insert into readers_letter select gen_random_uuid(), 'report', '{}', '', now(), null"
        " returning uid",
        "update readers_letter set content = '{}'",
        "delete from readers_letter",
        "truncate readers_letter",
        "select 1 from readers_report",
        "insert into readers_report (kind) values ('article')",
        "select email from readers_alert",
        "update readers_alert set key = 'x'",
        "delete from readers_alert",
        "update readers_report set state = 'done'",
        "alter table readers_letter disable trigger readers_guard_box",
    ],
)
def test_the_public_side_sees_and_changes_nothing_there(as_public_role: None, statement: str):
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
