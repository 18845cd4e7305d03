"""Fills the archive that is measured, and measures the import and the projection on the way."""

import io
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from actors.importers import jsonl
from actors.importers.report import Outcome
from articles.importers.articles import import_articles
from newsroom.bench import actors, meetings
from newsroom.bench.bulk import fill
from newsroom.bench.filler import Filler
from newsroom.bench.measure import WrongAnswer
from newsroom.bench.paragraphs import Paragraph
from newsroom.bench.stories import Stories, make_sections
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence

BATCH = 500
# In a larger archive there are no more people and meetings: each of them is in more stories.
MOST_PEOPLE = 10_000


@dataclass(frozen=True)
class Rate:
    """So many things in so many seconds, and what else there is to know of it."""

    name: str
    count: int
    seconds: float
    note: str = ""

    @property
    def per_second(self) -> float:
        """Things a second."""
        return self.count / max(self.seconds, 1e-9)


def load(count: int, imported: int, pool: Sequence[Paragraph]) -> list[Rate]:
    """Make an archive of so many stories, and its register; how fast it went.

    imported: how many of them are entered and projected. The others are written into the
    register alone, as it would have them.
    """
    cast = actors.make(max(10, min(count // 10, MOST_PEOPLE)))
    met = meetings.make(max(5, min(count // 10, MOST_PEOPLE)), cast)
    stories = Stories(count, cast, met, imported=imported, pool=pool)
    make_sections()
    rates = [_import(stories)]
    stories.link()
    marks = Mark.objects.count()
    _one_mark_each()
    rates.append(_project(marks))
    _vacuum()
    rates.append(_audit())
    if len(stories.imported) < count:
        rates += _fill(stories)
        _vacuum()
    return rates


def _import(stories: Stories) -> Rate:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        with path.open("w", encoding="utf-8") as file:
            stories.write(file)
        rejected: list[str] = []
        began = time.perf_counter()
        with path.open("rb") as lines:
            report = import_articles(
                jsonl.read(lines), on_reject=lambda _line, reason: rejected.append(reason)
            )
        seconds = time.perf_counter() - began
        if rejected:
            raise WrongAnswer(f"{len(rejected)} stories were not imported: {rejected[0]}")
        megabytes = path.stat().st_size / 1e6
    stored = report.total(Outcome.CREATED)
    return Rate("import, stories", stored, seconds, f"{megabytes:.1f} MB of JSON Lines")


def _one_mark_each() -> None:
    """Leave one mark for each thing, as in a register that is filled for the first time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from register_mark mark using (select id, row_number() over"
            " (partition by kind, uid order by id) as nth from register_mark) numbered"
            " where numbered.id = mark.id and numbered.nth > 1"
        )


def _project(marks: int) -> Rate:
    numbered, batches = 0, []
    began = time.perf_counter()
    while True:
        start = time.perf_counter()
        result = sequence(BATCH)
        if result is None:
            break
        batches.append(time.perf_counter() - start)
        numbered += result
    seconds = time.perf_counter() - began
    return Rate(
        "projection, items",
        numbered,
        seconds,
        f"batches of {BATCH}, the slowest {max(batches):.2f} s;"
        f" loading left {marks / max(numbered, 1):.1f} marks an item",
    )


def _audit() -> Rate:
    """Project everything again and find no difference."""
    began = time.perf_counter()
    said = io.StringIO()
    call_command("rebuild_register", batch=BATCH, stdout=said)
    seconds = time.perf_counter() - began
    if not said.getvalue().startswith("0 "):
        raise WrongAnswer(f"the audit found differences: {said.getvalue()}")
    return Rate("nightly audit, items", Item.objects.count(), seconds, "nothing differs")


def _fill(stories: Stories) -> list[Rate]:
    """Write the stories that were not imported into the register."""
    items, writing, indexing = fill(Filler(stories))
    return [
        Rate("register filled, items", items, writing, "in bulk, without import and audit"),
        Rate("register indexed, items", Item.objects.count(), indexing),
    ]


def _vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
