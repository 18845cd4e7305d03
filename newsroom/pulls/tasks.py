"""The jobs of the pull audit."""

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.jobs.retrying import GROWING
from newsroom.pulls import keeping
from newsroom.pulls.nudging import send_nudge

__all__ = ["forget_pulls", "send_nudge"]


@app.periodic(cron="10 4 * * *")
@app.task(queue="care", queueing_lock="forget_pulls", retry=GROWING, name="forget_pulls")
def forget_pulls(timestamp: int) -> int:
    """Delete what was taken more than twelve months ago; how many rows."""
    return keeping.forget(timezone.now())
