"""How the work behind the desk stands, as numbers: what waits, for how long, what failed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Figure:
    """One number that somebody who watches the desk wants to know.

    code: for machines. words: for people. value: a count or seconds, as `unit` says; None where
    there is nothing to measure. is_alarming: somebody should look at it now.
    """

    code: str
    words: str | Promise
    value: float | None
    unit: str = ""
    is_alarming: bool = False


@dataclass(frozen=True)
class Queue:
    """How one queue stands: counts, and for how many seconds the oldest due job has waited."""

    name: str
    waiting: int
    later: int
    running: int
    dead: int
    lag: float | None


PATIENCE = 60.0  # seconds that a due job, a change of the record or a release may wait
Source = Callable[[], Iterable[Figure]]
_sources: list[Source] = []

QUEUES = """
select j.queue_name,
  count(*) filter (where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()),
  count(*) filter (where j.status = 'todo' and j.scheduled_at > now()),
  count(*) filter (where j.status = 'doing'),
  count(*) filter (where j.status = 'failed'),
  extract(epoch from now() - min(coalesce(j.scheduled_at, e.at))
    filter (where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()))::float
from procrastinate_jobs j
left join lateral (
  select min(at) as at from procrastinate_events where job_id = j.id
) e on j.status = 'todo' and j.scheduled_at is null
where j.status in ('todo', 'doing', 'failed')
group by j.queue_name order by j.queue_name
"""
SEQUENCER = """
select count(*), extract(epoch from now() - min(made_at))::float from register_mark
"""
AUDIT = """
select count(*), extract(epoch from now() - min(at))::float from audit_auditentry
where number is null
"""


def add_figures(source: Source) -> None:
    """Show and watch what this gives as well; called when apps are ready."""
    _sources.append(source)


def queues() -> list[Queue]:
    """Every queue in which something waits, runs or has failed for good."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUES)
        return [Queue(*row) for row in cursor.fetchall()]


def figures(standing: list[Queue]) -> list[Figure]:
    """All numbers; `standing` are the queues."""
    lags = [queue.lag for queue in standing if queue.lag is not None]
    dead = sum(queue.dead for queue in standing)
    own = [
        Figure("jobs_waiting", _("Jobs waiting"), sum(queue.waiting for queue in standing)),
        Figure(
            "jobs_lag",
            _("The oldest of them waits for"),
            max(lags, default=None),
            "s",
            max(lags, default=0) > PATIENCE,
        ),
        Figure("jobs_dead", _("Jobs that failed for good"), dead, is_alarming=dead > 0),
        *_backlog("register", SEQUENCER, _("Changes on their way to readers"), _("since")),
        *_backlog("audit", AUDIT, _("Audit entries not sealed yet"), _("since")),
    ]
    return [*own, *(figure for source in _sources for figure in source())]


def _backlog(
    code: str, query: str, count_words: str | Promise, lag_words: str | Promise
) -> list[Figure]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        count, lag = cursor.fetchone()
    is_late = lag is not None and lag > PATIENCE
    return [
        Figure(f"{code}_waiting", count_words, count),
        Figure(f"{code}_lag", lag_words, lag, "s", is_late),
    ]
