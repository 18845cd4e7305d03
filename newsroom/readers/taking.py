"""Taking letters out of the box, each in a transaction of its own, and never twice."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from newsroom.readers import alerts
from newsroom.readers.choices import Purpose
from newsroom.readers.letters import Meaningless
from newsroom.readers.models import Letter
from newsroom.readers.reports import take_in

# How long a letter that was taken is known by its key: longer than any form is good.
KNOWN = timedelta(days=2)

Taker = Callable[[dict[str, Any], datetime], Any]
TAKERS: dict[str, Taker] = {
    Purpose.REPORT: take_in,
    Purpose.ALERT: alerts.ask_for,
    Purpose.CONFIRM: alerts.confirm,
    Purpose.STOP: alerts.stop,
}

logger = logging.getLogger(__name__)


def take_letters() -> int:
    """Take all letters that wait; how many. One that cannot be taken holds no other up.

    Raises what the last such letter raised, so that somebody sees it; it stays in the box.
    """
    taken = 0
    fault: Exception | None = None
    for uid in Letter.objects.filter(taken_at=None).values_list("uid", flat=True):
        try:
            taken += _take(uid)
        except Exception as error:
            logger.exception("a letter could not be taken: %s", uid)
            fault = error
    if fault is not None:
        raise fault
    return taken


@transaction.atomic
def _take(uid: Any) -> int:
    letters = Letter.objects.select_for_update(skip_locked=True)
    letter = letters.filter(pk=uid, taken_at=None).first()
    if letter is None:  # another worker has it
        return 0
    try:
        TAKERS[letter.purpose](letter.content, letter.at)
    except Meaningless as error:
        logger.warning("a letter says nothing: %s (%s)", uid, type(error.__cause__).__name__)
    letter.content, letter.taken_at = {}, timezone.now()
    letter.save(update_fields=["content", "taken_at"])
    return 1


def clear(now: datetime) -> int:
    """Delete what is left of letters that were taken long ago; how many."""
    return Letter.objects.filter(taken_at__lt=now - KNOWN).delete()[0]
