"""Keeps dumps: how long, until what they hold is taken back, and one for each audience."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from newsroom.dumps.audiences import audiences, code_of
from newsroom.dumps.making import alone, make, sweep
from newsroom.dumps.models import Dump
from newsroom.register.sequencer import sequence_all

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)


def make_all() -> list[Dump]:
    """Make a dump for every audience."""
    with alone():
        return [make(audience) for audience in audiences()]


def look_after(now: datetime) -> str:
    """Withdraw what must not be handed out, clear away, and make anew what is missing.

    What is withdrawn is refused from the commit on, by what the register says; here its files go.
    """
    sequence_all()  # what has a number is judged by what it became
    with alone():
        withdrawn = withdraw(now)
        forgotten = forget(now)
        sweep()
        made = 0
        for audience in audiences():
            if not Dump.objects.sound().filter(audience=code_of(audience)).exists():
                make(audience)
                made += 1
    return f"withdrawn: {withdrawn}, forgotten: {forgotten}, made: {made}"


def withdraw(now: datetime) -> int:
    """Withdraw the dumps that hold what was taken back since; how many."""
    standing = Dump.objects.standing().filter(Q(is_spoilt=True) | Q(is_in_doubt=True))
    spoilt = list(standing.values_list("uid", flat=True))
    done = Dump.objects.filter(uid__in=spoilt, withdrawn_at=None).update(withdrawn_at=now)
    if done:
        log.info("dumps withdrawn: %d", done)
    return done


def forget(now: datetime) -> int:
    """Delete the dumps of another register, and those that have been kept for their time."""
    standing = list(Dump.objects.standing().values_list("uid", flat=True))
    lost, _ = Dump.objects.exclude(uid__in=standing).delete()
    old, _ = Dump.objects.filter(made_at__lt=now - KEPT).delete()
    return lost + old
