"""The jobs that look after the other jobs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from newsroom.jobs.models import JobFault
from newsroom.partners.quotas import forget_old

# A worker says every 10 seconds that it lives; one that was killed says nothing more.
SILENCE = 30.0  # seconds
KEEP_DONE = 7 * 24  # hours
KEEP_FAILED = 90 * 24  # hours


@app.periodic(cron="* * * * *")
@app.task(queue="care", queueing_lock="retry_stalled", pass_context=True, name="retry_stalled")
async def retry_stalled(context: JobContext, timestamp: int) -> int:
    """Put back what a worker was doing when it died; how many jobs. They are done once more."""
    manager: Any = context.app.job_manager
    stalled = [
        job
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE)
        if job.id != context.job.id
    ]
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="20 3 * * *")
@app.task(queue="care", queueing_lock="clear_jobs", pass_context=True, name="clear_jobs")
async def clear_jobs(context: JobContext, timestamp: int) -> None:
    """Clear away what was done a week ago, and what failed for good three months ago."""
    manager: Any = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=KEEP_DONE, include_cancelled=True)
    await manager.delete_old_jobs(
        nb_hours=KEEP_FAILED, include_failed=True, include_cancelled=True, include_aborted=True
    )
    before = timezone.now() - timedelta(hours=KEEP_FAILED)
    await JobFault.objects.filter(at__lt=before).adelete()


@app.periodic(cron="40 3 * * *")
@app.task(queue="care", queueing_lock="forget_counts", name="forget_counts")
def forget_counts(timestamp: int) -> int:
    """Clear away how often whom asked in windows that are long over; how many."""
    return forget_old()
