"""manage.py worker: keeps the register abreast of the record, and does what falls due."""

import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import (
    DatabaseError,
    OperationalError,
    close_old_connections,
    connection,
    connections,
)
from django.utils import timezone

from actors.spellings import index
from articles.planned_changes import apply_due
from articles.quality.nightly import Nightly
from articles.services import expire_due, release_due
from newsroom.audit.chain import seal
from newsroom.delivery.webhooks.courier import Courier
from newsroom.delivery.webhooks.dispatching import dispatch
from newsroom.register.naming import rekey
from newsroom.register.search import take_in
from newsroom.register.sequencer import sequence_all

logger = logging.getLogger(__name__)

CHANNEL = "register_mark"  # the triggers notify it at the commit of a marked change
ROUND = 1.0  # seconds between two rounds when nothing wakes the worker
LONGEST_PAUSE = 30.0  # seconds between two attempts while the database is away
# What editors have set an hour for, in the order of a round: what is to go goes first.
DUTIES = (
    ("expired", expire_due),
    ("released", release_due),
    ("changed as planned", apply_due),
)


class Command(BaseCommand):
    help = "Release what is due, keep the register up to date and check the record, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        pause, nightly, courier = ROUND, Nightly(), Courier()
        courier.start()
        is_pending = True  # whoever worked before may have left something
        while not stop.is_set():
            try:
                with _listening() as listener:
                    rekey()  # rules change with the code, for which the worker starts anew
                    while not stop.is_set():
                        if work(courier.wake):
                            is_pending = True
                        elif is_pending:  # not while more comes in, which would have to wait
                            take_in()
                            is_pending = False
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
        courier.stop()


def work(tell: Callable[[], None] = lambda: None) -> int:
    """Do one round: what is due first, so that it is projected in the same round.

    The number of things that got a new number in the register. tell: called when something is to
    be sent to partners.
    """
    for said, do in DUTIES:
        try:
            if done := do(timezone.now()):
                logger.info("%s: %d", said, done)
        except DatabaseError:
            raise
        except Exception:
            # Whatever is wrong with a release, what editors have withdrawn must still go.
            logger.exception("what was due failed (%s)", said)
    if sequenced := sequence_all():
        logger.info("sequenced %d", sequenced)
    _dispatch(tell)  # before anything slower: what was withdrawn must go everywhere
    index.renew()
    if respelt := index.refresh():
        logger.info("ways of writing made anew for %d changes", respelt)
    seal()  # soon after it was written, for until then nothing shows that an entry is gone
    # Held between rounds, a pooled connection that the server has dropped would not be noticed.
    connection.close()
    connections[settings.REGISTER_DATABASE].close()
    return sequenced


def _dispatch(tell: Callable[[], None]) -> None:
    try:
        if dispatch():
            tell()
    except DatabaseError:
        raise
    except Exception:
        # What readers see must not wait for what partners are told.
        logger.exception("telling partners failed")


def _listening() -> psycopg.Connection[Any]:
    """Open a connection of its own that hears the marks; a pooled one could be given away."""
    listener = psycopg.connect(**connection.get_connection_params(), autocommit=True)
    listener.execute(f"listen {CHANNEL}")
    return listener
