"""One run of the benchmark, in an empty database: build, load, measure, report."""

import gc
import io
import time
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from newsroom.bench import names as lookups
from newsroom.bench import recall, suggestion, wikinews
from newsroom.bench.cases import cases
from newsroom.bench.loading import load
from newsroom.bench.measure import figures
from newsroom.bench.processes import served, until_visible
from newsroom.bench.report import Report
from newsroom.bench.sizes import sizes
from newsroom.bench.suggestion import Cost
from newsroom.bench.wikinews import Score

# Material that is not part of the repository; what needs it is left out where it is missing.
SHARED = settings.BASE_DIR.parent / "shared"
LATENCIES = 20  # corrections, and withdrawals, whose way to the public side is timed

Marks = dict[str, dict[str, Score]]


class NotEmpty(RuntimeError):
    """The database holds something already, and the benchmark must not mix with it."""


def run(
    articles: int, runs: int, say: Callable[[str], object], *, names: int, with_marks: bool
) -> Report:
    """Measure an archive of so many stories, each request so many times.

    `say` is told what is being done. NotEmpty if the database is not. names: how many more
    people are entered before stories are read for names; with_marks: whether what is recognised
    is compared with the marks that people made, where these are at hand.
    """
    began = time.monotonic()

    def tell(text: str) -> None:
        say(f"{time.monotonic() - began:5.0f} s  {text}")

    tell("migrating")
    _build()
    tell(f"loading {articles:,} stories, and projecting them")
    stories, rates = load(articles)
    tell("measuring the requests")
    client = Client()
    asked = cases(client, stories)
    gc.collect()
    found = [figures(case, client, runs) for case in asked]
    tell("measuring over HTTP")
    over_http = served(asked, runs)
    tell("measuring the way from commit to public side")
    latency, still_seen = until_visible(min(LATENCIES, max(1, articles // 2)))
    found_sizes = sizes()
    tell("reading stories for their names")
    reading, marks = _read(names, runs, with_marks=with_marks)
    tell(f"looking names up among {names:,} more")
    held_out = _held_out() if with_marks else []
    rates = [*rates, lookups.load(names)]
    look_ups = lookups.look_ups()
    tell("done")
    return Report(
        articles=articles,
        runs=runs,
        rates=rates,
        latency=latency,
        still_seen=still_seen,
        requests=[replace(row, served=over_http.get(row.name)) for row in found],
        sizes=found_sizes,
        reading=reading,
        marks=marks,
        look_ups=look_ups,
        recall=held_out,
    )


def _held_out() -> list[recall.Recall]:
    """How well people of open data are found, where the data are at hand."""
    if not (SHARED / recall.PEOPLE).is_dir():
        return []
    found: list[recall.Recall] = []
    for measure in (recall.measure_main, recall.measure):
        with transaction.atomic():
            found += measure(SHARED)
            transaction.set_rollback(True)
    return found


def _read(names: int, runs: int, *, with_marks: bool) -> tuple[list[Cost], Marks]:
    """What reading costs among so many names, and how well it does where the marks are."""
    marks: Marks = {}
    if with_marks and (SHARED / wikinews.STORIES).is_file():
        marks = wikinews.draws(SHARED)
    suggestion.load(names)
    return [suggestion.cost(runs)], marks


def _build() -> None:
    if connection.introspection.table_names():
        raise NotEmpty("The benchmark needs an empty database of its own.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("public_role", create=True, stdout=io.StringIO())
