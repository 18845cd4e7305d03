"""Keeps why an attempt of a job failed."""

from typing import Any, cast

from procrastinate import App, JobContext
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker

from newsroom.jobs.models import JobFault


def keep_faults(app: App) -> None:
    """Let every worker of this app keep the reasons of failures; named in the settings."""
    defaults = app.worker_defaults
    defaults["task_middleware"] = [*defaults.get("task_middleware", []), keep_fault]


def keep_fault(call_next: SyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Run a task; what it raises is kept in a transaction of its own, and raised on."""
    try:
        return call_next()
    except Exception as error:
        JobFault.objects.create(
            job_id=cast("int", context.job.id),  # a job that runs has been stored
            task=context.job.task_name,
            attempt=context.job.attempts + 1,
            error=f"{type(error).__name__}: {error}"[:1000],
        )
        raise
