"""The turn that everybody takes who opens or closes records."""

from django.db import connection

# The key of the advisory lock, any number that nothing else in the database uses.
LOCK = 0x6E657770


def take_turns() -> None:
    """Wait for whoever else opens or closes records, to the end of their transactions.

    Without it, one who closes what a story had opened does not see that another story, not
    committed yet, names it too and found it open.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
