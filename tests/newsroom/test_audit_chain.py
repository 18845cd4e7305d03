"""The seal of the audit: what was changed, moved or removed afterwards is found."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from newsroom.audit.chain import Head, digest_of, head, seal, verify
from newsroom.audit.journal import write
from newsroom.audit.models import AuditEntry
from tests.factories import AuditEntryFactory

pytestmark = pytest.mark.django_db

TABLE = AuditEntry._meta.db_table


def sql(statement: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def behind_its_back(statement: str, *parameters: object) -> None:
    """What the owner of the table can do, and nobody else."""
    sql(f"alter table {TABLE} disable trigger user")
    sql(statement, *parameters)
    sql(f"alter table {TABLE} enable trigger user")


@pytest.fixture
def sealed() -> Head:
    """A chain of what is there already and ten entries more; its end."""
    AuditEntryFactory.create_batch(10)
    seal()
    return head()


@pytest.mark.parametrize(
    "statement",
    [
        f"update {TABLE} set action = 'other'",
        f"update {TABLE} set number = number + 1000000",
        f"update {TABLE} set digest = repeat('0', 64)",
        f"delete from {TABLE}",
        f"truncate {TABLE}",
    ],
)
@pytest.mark.parametrize("is_sealed", [True, False])
def test_the_database_refuses_to_change_or_remove_an_entry(statement, is_sealed):
    AuditEntryFactory.create_batch(2)
    if is_sealed:
        seal()

    with pytest.raises(DatabaseError, match="only ever added to|wholly_or_not_at_all"):
        sql(statement)


def test_an_entry_cannot_be_written_with_a_seal():
    with pytest.raises(DatabaseError, match="sealed after"), transaction.atomic():
        AuditEntryFactory(number=10**9, previous="a" * 64, digest="b" * 64)


def test_sealing_cannot_change_what_is_sealed():
    entry = AuditEntryFactory()
    with pytest.raises(DatabaseError, match="only ever added to"):
        sql(
            f"update {TABLE} set number = 1000000000, previous = 'a', digest = 'b', words = 'c'"
            " where id = %s",
            entry.pk,
        )


def test_a_sealed_chain_is_whole_and_counts_what_came_after(sealed):
    AuditEntryFactory()

    verdict = verify(sealed)

    assert verdict.is_whole
    assert verdict.head == sealed
    assert verdict.unsealed == 1


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update {t} set words = 'Autre' where number = %s", "was changed after it was sealed"),
        ("update {t} set detail = '{{}}' where number = %s", "was changed after it was sealed"),
        ("update {t} set at = now() where number = %s", "was changed after it was sealed"),
        ("update {t} set user_name = 'x' where number = %s", "was changed after it was sealed"),
        ("update {t} set digest = repeat('0', 64) where number = %s", "was changed"),
        ("update {t} set previous = repeat('0', 64) where number = %s", "does not follow"),
        ("delete from {t} where number = %s", "is missing"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(sealed, statement, fault):
    behind_its_back(statement.format(t=TABLE), sealed.number - 4)

    verdict = verify()

    assert fault in verdict.fault
    assert verdict.head.number == sealed.number - 5


def test_entries_that_changed_places_are_found(sealed):
    one, other = sealed.number - 4, sealed.number - 3
    behind_its_back(
        f"update {TABLE} set number = null, previous = '', digest = '' where number = %s", one
    )
    behind_its_back(f"update {TABLE} set number = %s where number = %s", one, other)

    assert verify().head.number == one - 1
    assert not verify().is_whole


def test_an_entry_sealed_anew_by_a_forger_breaks_the_next_one(sealed):
    number = sealed.number - 4
    behind_its_back(
        f"update {TABLE} set words = 'Autre', number = null, previous = '', digest = ''"
        " where number = %s",
        number,
    )
    forged = AuditEntry.objects.get(number=None, words="Autre")
    before = AuditEntry.objects.get(number=number - 1)
    behind_its_back(
        f"update {TABLE} set number = %s, previous = %s, digest = %s where id = %s",
        number,
        before.digest,
        digest_of(forged, number, before.digest),
        forged.pk,
    )

    assert verify().fault == f"entry {number + 1} does not follow from the entry before it"


def test_a_chain_that_was_cut_is_found_by_its_end_that_was_written_down(sealed):
    behind_its_back(f"delete from {TABLE} where number > %s", sealed.number - 3)

    assert verify().is_whole  # from the inside nothing can be seen
    assert verify(sealed).fault == f"entry {sealed.number - 2} is missing: the chain was longer"


def test_a_chain_made_anew_is_found_by_its_end_that_was_written_down(sealed):
    behind_its_back(f"update {TABLE} set number = null, previous = '', digest = '', words = 'X'")
    seal()

    assert verify().is_whole
    assert verify(sealed).fault == f"entry {sealed.number} is not the entry that was expected"


def test_the_command_prints_the_end_and_takes_it_back(sealed, capsys):
    call_command("verify_audit")
    said = capsys.readouterr().out.splitlines()

    assert said == [f"whole: {sealed.number} entries, 0 not sealed", str(sealed)]
    call_command("verify_audit", expect=str(sealed))


def test_the_command_fails_and_names_the_first_broken_entry(sealed):
    behind_its_back(f"update {TABLE} set words = 'Autre' where number = %s", sealed.number)

    with pytest.raises(CommandError, match=f"entry {sealed.number} was changed"):
        call_command("verify_audit")


def test_the_command_refuses_an_end_that_is_none():
    with pytest.raises(CommandError, match="DIGEST@NUMBER"):
        call_command("verify_audit", expect="12")


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_several_sealers_make_one_whole_chain():
    writers, each, began = 6, 25, AuditEntry.objects.count()
    failures: list[BaseException] = []

    def run(job) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connections.close_all()

    def writing() -> None:
        for n in range(each):
            with transaction.atomic():
                write("publish", by=None, detail={"n": n})

    done = threading.Event()

    def sealing() -> None:
        while not done.is_set():
            seal()

    sealers = [threading.Thread(target=run, args=[sealing]) for _ in range(2)]
    threads = [threading.Thread(target=run, args=[writing]) for _ in range(writers)]
    for thread in [*sealers, *threads]:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    seal()

    assert failures == []
    assert AuditEntry.objects.count() == began + writers * each
    verdict = verify()
    assert verdict.is_whole
    assert verdict.head.number == began + writers * each
    assert verdict.unsealed == 0


@pytest.mark.django_db(transaction=True)
def test_a_writer_does_not_wait_for_another_one_that_has_not_committed():
    waited = threading.Event()

    def other() -> None:
        with transaction.atomic():
            write("publish", by=None)
        seal()
        connections.close_all()
        waited.set()

    with transaction.atomic():
        write("submit", by=None)
        thread = threading.Thread(target=other)
        thread.start()
        assert waited.wait(timeout=30)
    thread.join()
    seal()

    # The one that came first was committed last, and stands last.
    actions = AuditEntry.objects.filter(number__isnull=False).order_by("number")
    assert list(actions.values_list("action", flat=True))[-2:] == ["publish", "submit"]
    assert verify().is_whole
