"""Shows what was measured: one table for people, one JSON object for programs."""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

from newsroom.bench.form import LINKED, FormCost
from newsroom.bench.loading import Rate
from newsroom.bench.measure import Figures, Times
from newsroom.bench.names import LookUp
from newsroom.bench.near import Nearness
from newsroom.bench.recall import Recall
from newsroom.bench.sizes import Memory, Size
from newsroom.bench.suggestion import Cost
from newsroom.bench.wikinews import Score
from newsroom.bench.wikinews import table as marks_table


@dataclass(frozen=True)
class Report:
    """Everything that one run measured."""

    articles: int
    runs: int
    latency: Times
    still_seen: int
    requests: Sequence[Figures]
    sizes: Sequence[Size]
    memory: Sequence[Memory] = ()
    rates: Sequence[Rate] = ()
    reading: Sequence[Cost] = ()
    marks: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)
    look_ups: Sequence[LookUp] = ()
    recall: Sequence[Recall] = ()
    near: Sequence[Nearness] = ()
    form: Sequence[FormCost] = ()

    def as_json(self) -> str:
        """All figures, with what they were measured on."""
        body: dict[str, Any] = {
            "articles": self.articles,
            "runs": self.runs,
            "machine": machine(),
            "rates": [asdict(rate) | {"per_second": rate.per_second} for rate in self.rates],
            "latency_ms": asdict(self.latency),
            "withdrawn_but_still_seen": self.still_seen,
            "requests": [asdict(row) for row in self.requests],
            "sizes": [asdict(size) for size in self.sizes],
            "memory": [asdict(row) for row in self.memory],
            "reading": [asdict(cost) for cost in self.reading],
            "marks": {
                draw: {kind: score.figures() for kind, score in scores.items()}
                for draw, scores in self.marks.items()
            },
            "look_ups": [asdict(row) for row in self.look_ups],
            "recall": [asdict(row) for row in self.recall],
            "near": [asdict(row) for row in self.near],
            "form": [asdict(row) for row in self.form],
        }
        return json.dumps(body, ensure_ascii=False, indent=1)

    def as_text(self) -> str:
        """All figures as tables of plain text."""
        about = machine()
        return "\n".join(
            [
                f"{self.articles:,} stories; {self.runs} warm runs of each request;"
                f" Python {about['python']}, Postgres {about['postgres']},"
                f" {about['cores']} cores, load {about['load']}",
                "",
                *table(_REQUESTS, map(_request, self.requests)),
                *_if_any(_FORM, map(_form, self.form)),
                *_if_any(_RATES, map(_rate, self.rates)),
                "",
                f"commit to visible: {self.latency.p50:.0f} ms (p50),"
                f" {self.latency.p95:.0f} ms (p95);"
                f" withdrawn but still seen after the commit: {self.still_seen}",
                *_if_any(_SIZES, map(_size, self.sizes)),
                *_if_any(_MEMORY, map(_memory, self.memory)),
                *_if_any(_READING, map(_reading, self.reading)),
                *(line for draw in self.marks.items() for line in _marks(*draw)),
                *_if_any(_LOOK_UPS, map(_look_up, self.look_ups)),
                *_if_any(_RECALL, map(_recall, self.recall)),
                *_if_any(_NEAR, map(_near, self.near)),
            ]
        )


def _marks(draw: str, scores: Mapping[str, Score]) -> Iterator[str]:
    yield ""
    yield f"French Wikinews, draw “{draw}”"
    yield from marks_table(scores)


def machine() -> dict[str, Any]:
    """What it was measured on, and how busy that was."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        postgres = cursor.fetchone()[0].split()[0]
    return {
        "python": platform.python_version(),
        "postgres": postgres,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }


_REQUESTS = (
    "request",
    "found",
    "queries",
    "p50 ms",
    "p95 ms",
    "× const",
    "HTTP ms",
    "× const",
    "bytes",
    "DB ms",
    "at most",
    "blocks",
)
_FORM = (
    f"form of a story, {LINKED} records", "queries", "p50 s", "p95 s", "sent", "received"
)  # fmt: skip
_RATES = ("job", "count", "seconds", "per second", "")
_SIZES = ("table or index", "rows", "kB")
_MEMORY = ("memory", "kB", "")
_READING = (
    "stories read for names",
    "spellings",
    "found",
    "queries",
    "p50 ms",
    "p95 ms",
    "blocks",
    "peak kB",
)
_LOOK_UPS = ("names looked up", "p50 ms", "p95 ms", "blocks", "found %")
_RECALL = (
    "spellings not on record", "asked", "recall@5 %", "first %", "recognised", "precision %"
)  # fmt: skip


_NEAR = (
    "stories retyped", "among", "asked", "found %", "first %", "others", "p50 ms", "p95 ms"
)  # fmt: skip


def _look_up(row: LookUp) -> list[str]:
    found = "" if row.found is None else f"{row.found:.1f}"
    return [row.name, f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.blocks:,}", found]


def _recall(row: Recall) -> list[str]:
    precision = f"{100 * row.precision:.1f}" if row.recognised else ""
    shares = [f"{100 * share:.1f}" for share in (row.at_five, row.at_one)]
    return [row.name, f"{row.asked:,}", *shares, f"{row.recognised:,}", precision]


def _near(row: Nearness) -> list[str]:
    shares = [f"{100 * share:.1f}" for share in (row.found, row.first)]
    taken = [f"{row.p50:.0f}", f"{row.p95:.0f}"]
    return [row.name, f"{row.stories:,}", f"{row.asked:,}", *shares, f"{row.others:,}", *taken]


def _request(row: Figures) -> list[str]:
    return [
        row.name,
        "" if row.found is None else f"{row.found:,}",
        str(row.queries),
        f"{row.p50:.1f}",
        f"{row.p95:.1f}",
        f"{row.ratio:.1f}",
        f"{row.served.times.p50:.1f}" if row.served else "",
        f"{row.served.ratio:.1f}" if row.served else "",
        f"{row.size:,}",
        *(f"{ms:.1f}" for ms in row.database),
        f"{row.blocks:,}",
    ]


def _form(row: FormCost) -> list[str]:
    taken = [f"{ms / 1000:.2f}" for ms in (row.taken.p50, row.taken.p95)] if row.taken else ["", ""]
    queries = "" if row.queries is None else str(row.queries)
    return [row.name, queries, *taken, f"{row.sent:,}", f"{row.received:,}"]


def _rate(rate: Rate) -> list[str]:
    return [
        rate.name, f"{rate.count:,}", f"{rate.seconds:.1f}", f"{rate.per_second:,.0f}", rate.note
    ]  # fmt: skip


def _size(size: Size) -> list[str]:
    rows = "" if size.rows is None else f"{size.rows:,}"
    # An index stands below its table.
    return [size.name if rows else f"  {size.name}", rows, f"{size.size / 1024:,.0f}"]


def _memory(row: Memory) -> list[str]:
    return [row.name, "" if row.size is None else f"{row.size / 1024:,.0f}", row.note]


def _reading(cost: Cost) -> list[str]:
    return [
        f"{cost.length:,} characters",
        f"{cost.spellings:,}",
        f"{cost.found:,}",
        str(cost.queries),
        f"{cost.p50:.0f}",
        f"{cost.p95:.0f}",
        f"{cost.blocks:,}",
        f"{cost.peak:,}",
    ]


def _if_any(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The table below an empty line; nothing at all without rows."""
    found = list(rows)
    return ["", *table(head, found)] if found else []


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table: first column and notes to the left, figures to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        cells = [
            cell.ljust(width) if column == 0 or not head[column] else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths).rstrip()
