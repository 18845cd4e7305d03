"""manage.py worker: keeps the register abreast of the record, and does what falls due."""

import logging
import signal
import threading
from typing import Any

import psycopg
from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.utils import timezone

from actors.spellings import index
from articles.quality.nightly import Nightly
from articles.services import release_due
from newsroom.register.naming import rekey
from newsroom.register.sequencer import sequence_all

logger = logging.getLogger(__name__)

CHANNEL = "register_mark"  # the triggers notify it at the commit of a marked change
ROUND = 1.0  # seconds between two rounds when nothing wakes the worker
LONGEST_PAUSE = 30.0  # seconds between two attempts while the database is away


class Command(BaseCommand):
    help = "Release what is due, keep the register up to date and check the record, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        pause, nightly = ROUND, Nightly()
        while not stop.is_set():
            try:
                with _listening() as listener:
                    rekey()  # rules change with the code, for which the worker starts anew
                    while not stop.is_set():
                        work()
                        nightly.look()
                        pause = ROUND
                        for _notice in listener.notifies(timeout=ROUND, stop_after=1):
                            pass
            except (DatabaseError, psycopg.Error) as error:
                # That the server is away needs one line; anything else, the place in the code.
                is_away = isinstance(error, OperationalError | psycopg.OperationalError)
                logger.warning(
                    "%s; trying again in %.0f s", error, pause, exc_info=None if is_away else error
                )
                close_old_connections()
                stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)


def work() -> None:
    """Do one round: release first, so that what it releases is projected in the same round."""
    try:
        if released := release_due(timezone.now()):
            logger.info("released %d", released)
    except DatabaseError:
        raise
    except Exception:
        # Whatever is wrong with a release, what editors have withdrawn must still go.
        logger.exception("the release of due stories failed")
    if sequenced := sequence_all():
        logger.info("sequenced %d", sequenced)
    index.renew()
    if respelt := index.refresh():
        logger.info("ways of writing made anew for %d changes", respelt)
    # Held between rounds, a pooled connection that the server has dropped would not be noticed.
    connection.close()


def _listening() -> psycopg.Connection[Any]:
    """Open a connection of its own that hears the marks; a pooled one could be given away."""
    listener = psycopg.connect(**connection.get_connection_params(), autocommit=True)
    listener.execute(f"listen {CHANNEL}")
    return listener
