"""One run of the benchmark, in an empty database: build, load, measure, report."""

import gc
import io
import time
from collections.abc import Callable
from dataclasses import replace

from django.core.management import call_command
from django.db import connection
from django.test import Client

from newsroom.bench.cases import cases
from newsroom.bench.loading import load
from newsroom.bench.measure import figures
from newsroom.bench.processes import served, until_visible
from newsroom.bench.report import Report
from newsroom.bench.sizes import sizes

LATENCIES = 20  # corrections, and withdrawals, whose way to the public side is timed


class NotEmpty(RuntimeError):
    """The database holds something already, and the benchmark must not mix with it."""


def run(articles: int, runs: int, say: Callable[[str], object]) -> Report:
    """Measure an archive of so many stories, each request so many times.

    `say` is told what is being done. NotEmpty if the database is not.
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
    tell("done")
    return Report(
        articles=articles,
        runs=runs,
        rates=rates,
        latency=latency,
        still_seen=still_seen,
        requests=[replace(row, served=over_http.get(row.name)) for row in found],
        sizes=sizes(),
    )


def _build() -> None:
    if connection.introspection.table_names():
        raise NotEmpty("The benchmark needs an empty database of its own.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("public_role", create=True, stdout=io.StringIO())
