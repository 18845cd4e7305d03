"""The sender inside the worker: threads, so that one slow address holds up no other.

An address has one thread at a time, and an attempt takes a quarter of a minute at the longest.
"""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DatabaseError, OperationalError, connections
from django.utils import timezone

from newsroom.delivery.webhooks.sending import serve, take

log = logging.getLogger(__name__)

THREADS = 8
ROUND = 1.0  # seconds between two looks when nothing wakes it


class Courier:
    """Looks for what is due and hands it to its threads, until it is told to stop."""

    def __init__(self, threads: int = THREADS) -> None:
        self._free = threads
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._is_stopped = False
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="webhook")
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at once: something was just written down."""
        self._news.set()

    def stop(self) -> None:
        """Begin nothing more, and wait for what is on its way."""
        self._is_stopped = True
        self._news.set()
        self._thread.join()
        self._pool.shutdown()

    def _run(self) -> None:
        while not self._is_stopped:
            self._news.clear()
            try:
                is_more = self._look()
            except DatabaseError as error:
                is_away = isinstance(error, OperationalError)
                log.warning("webhooks wait: %s", error, exc_info=None if is_away else error)
                is_more = False
            finally:
                connections.close_all()
            if not is_more:
                self._news.wait(ROUND)

    def _look(self) -> bool:
        """Hand out what is due; whether there may be more for threads that are free."""
        if not (free := self._free):
            return False
        taken = take(timezone.now(), free)
        for pk in taken:
            with self._lock:
                self._free -= 1
            self._pool.submit(_serve, pk).add_done_callback(self._done)
        return len(taken) == free

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._free += 1
        self._news.set()


def _serve(pk: int) -> None:
    try:
        serve(pk)
    except Exception:
        # The address is free again when its time is over.
        log.exception("sending to webhook %s failed", pk)
    finally:
        connections.close_all()
