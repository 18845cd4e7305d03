"""The jobs of the dumps."""

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.dumps import keeping
from newsroom.dumps.making import Busy
from newsroom.jobs.retrying import GROWING

QUEUE = "dumps"


@app.periodic(cron="10 2 * * *")
@app.task(queue=QUEUE, lock=QUEUE, queueing_lock="make_dumps", retry=GROWING, name="make_dumps")
def make_dumps(timestamp: int) -> str:
    """Make a dump for every audience, each night."""
    return f"made: {len(keeping.make_all())}"


@app.periodic(cron="* * * * *")
@app.task(queue=QUEUE, lock=QUEUE, queueing_lock="look_after_dumps", name="look_after_dumps")
def look_after_dumps(timestamp: int) -> str:
    """Withdraw dumps that hold what was taken back, and make them anew."""
    try:
        return keeping.look_after(timezone.now())
    except Busy:
        return "busy"  # the next minute will do: nothing is handed out that must not be
