"""One run of the benchmark, in an empty database: build, load, measure, report."""

import io
import time
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from newsroom.bench import form, near, recall, suggestion, wikinews
from newsroom.bench import names as lookups
from newsroom.bench.cases import cases
from newsroom.bench.database import remember, remembered
from newsroom.bench.loading import Rate, load
from newsroom.bench.measure import figures
from newsroom.bench.paragraphs import wikinews as wikinews_paragraphs
from newsroom.bench.processes import served, until_visible
from newsroom.bench.report import Report
from newsroom.bench.sizes import server_memory, sizes
from newsroom.bench.suggestion import Cost
from newsroom.bench.wikinews import Score
from newsroom.collecting import settle
from newsroom.register.search import take_in

# Material that is not part of the repository; what needs it is left out where it is missing.
SHARED = settings.BASE_DIR.parent / "shared"
LATENCIES = 20  # corrections, and withdrawals, whose way to the public side is timed

Marks = dict[str, dict[str, Score]]


class NotEmpty(RuntimeError):
    """The database holds something already, and the benchmark must not mix with it."""


def run(
    articles: int,
    runs: int,
    say: Callable[[str], object],
    *,
    imported: int,
    names: int,
    with_marks: bool,
) -> Report:
    """Measure an archive of so many stories, each request so many times.

    `say` is told what is being done. NotEmpty if the database is not. imported: how many of the
    stories are entered and projected at most; names: how many more people are entered before
    stories are read for names; with_marks: whether what is recognised is compared with the marks
    that people made, where these are at hand.
    """
    tell = _teller(say)
    rates = fill(articles, imported, tell)
    report = requests(articles, runs, tell)
    tell("looking for stories in nearly the same words")
    is_here = with_marks and (SHARED / near.STORIES).is_file()
    nearness = near.measure(SHARED) if is_here else []
    tell("reading stories for their names")
    reading, marks = _read(names, runs, with_marks=with_marks)
    tell(f"looking names up among {names:,} more")
    held_out = _held_out() if with_marks else []
    rates = [*rates, lookups.load(names)]
    look_ups = lookups.look_ups()
    tell("opening and saving the form of a story")
    form_costs = form.measure(runs)
    tell("done")
    return replace(
        report,
        rates=rates,
        reading=reading,
        marks=marks,
        look_ups=look_ups,
        recall=held_out,
        near=nearness,
        form=form_costs,
    )


def run_kept(articles: int, runs: int, say: Callable[[str], object], *, imported: int) -> Report:
    """Measure the requests alone, of an archive that stays; it is made if there is none yet."""
    tell = _teller(say)
    if known := remembered():
        tell(f"there are {known:,} stories; migrating")
        migrate()
        # The corrections of the last run: a worker takes them in as soon as it has nothing to do,
        # and every search reads through them until then.
        take_in()
        return requests(known, runs, tell)
    rates = fill(articles, imported, tell)
    remember(articles)
    return replace(requests(articles, runs, tell), rates=rates)


def fill(articles: int, imported: int, tell: Callable[[str], object]) -> list[Rate]:
    """Make the archive in an empty database; how fast it went."""
    tell("migrating")
    build()
    tell(f"loading {articles:,} stories, and projecting {min(articles, imported):,} of them")
    return load(articles, min(articles, imported), wikinews_paragraphs(SHARED))


def requests(articles: int, runs: int, tell: Callable[[str], object]) -> Report:
    """What requests cost, and how much room the archive takes."""
    tell("measuring the requests")
    client = Client()
    asked = cases(client, articles)
    settle()
    found = [figures(case, client, runs) for case in asked]
    tell("measuring over HTTP")
    over_http, memory = served(asked, {row.name: row.size for row in found}, runs)
    tell("measuring the way from commit to public side")
    latency, still_seen = until_visible(min(LATENCIES, max(1, articles // 2)))
    return Report(
        articles=articles,
        runs=runs,
        latency=latency,
        still_seen=still_seen,
        requests=[replace(row, served=over_http.get(row.name)) for row in found],
        sizes=sizes(),
        memory=[memory, *server_memory()],
    )


def _teller(say: Callable[[str], object]) -> Callable[[str], object]:
    began = time.monotonic()
    return lambda text: say(f"{time.monotonic() - began:5.0f} s  {text}")


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


def build() -> None:
    """Migrate a database that has nothing yet; NotEmpty if it has."""
    if connection.introspection.table_names():
        raise NotEmpty("The benchmark needs an empty database of its own.")
    migrate()


def migrate() -> None:
    """Bring the tables of the database up to date with the code."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("public_role", create=True, stdout=io.StringIO())
