"""Measures a request: time, queries, bytes, and the blocks its queries read."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from statistics import median, quantiles
from typing import Any

from django.db import connections
from django.test import Client

from newsroom.bench.cases import Case

WARM_UP = 3


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds: half of the runs at most p50, 95 % at most p95."""

    p50: float
    p95: float


@dataclass(frozen=True)
class Served:
    """Times through the web server; ratio: p50 to that of a constant answer of as many bytes."""

    times: Times
    ratio: float


@dataclass(frozen=True)
class Figures:
    """What one row of the table shows.

    found: rows that match on all pages, for API lists. queries: the most of any run. p50 and p95:
    ms in this process. ratio: p50 to that of a constant answer of as many bytes. size: bytes of
    the body, the middle one. database: ms that the database works for one answer, of the middle
    one and of the slowest. blocks: of 8 kB, that its queries read from the server's memory or
    below. served: through the web server on loopback.
    """

    name: str
    found: int | None
    queries: int
    p50: float
    p95: float
    ratio: float
    size: int
    database: tuple[float, float]
    blocks: int
    served: Served | None = None


class WrongAnswer(RuntimeError):
    """The request did not answer as it should, so that its time means nothing."""


@dataclass(frozen=True)
class Asked:
    """A query that a request made: connection, text and parameters."""

    alias: str
    sql: str
    parameters: Any


def figures(case: Case, client: Client, runs: int) -> Figures:
    """Measure one request: `runs` times warm, in this process, without a web server."""
    sizes: list[int] = []

    def ask(path: str) -> None:
        response = client.get(path, headers=case.headers)
        if response.status_code != case.status:
            raise WrongAnswer(f"{case.name}: {path} answered {response.status_code}")
        sizes.append(len(response.content))

    queries = [queries_of(partial(ask, path)) for path in case.paths]
    found = timed(ask, case.paths, runs)
    size = int(median(sizes))
    # Cheap, and what all ratios rest on: asked more often.
    base = timed(client.get, [f"/constant/{size}"], runs * 3)
    works = [work_of(asked) for asked in queries]
    return Figures(
        name=case.name,
        found=_count(client, case.paths[0]) if case.is_counted else None,
        queries=max(len(asked) for asked in queries),
        p50=found.p50,
        p95=found.p95,
        ratio=found.p50 / base.p50,
        size=size,
        database=(median(work.ms for work in works), max(work.ms for work in works)),
        blocks=int(median(work.blocks for work in works)),
    )


def timed(ask: Callable[[str], Any], paths: Sequence[str], runs: int) -> Times:
    """Ask for the paths in turn, `runs` times after a few that do not count."""
    turn = cycle(paths)
    for path in islice(turn, WARM_UP):
        ask(path)
    return times([_seconds(ask, path) for path in islice(turn, runs)])


def times(seconds: Sequence[float]) -> Times:
    """Middle and 95th percentile of some durations; milliseconds."""
    if len(seconds) < 2:
        return Times(seconds[0] * 1000, seconds[0] * 1000)
    return Times(median(seconds) * 1000, quantiles(seconds, n=20, method="inclusive")[-1] * 1000)


def queries_of(ask: Callable[[], Any]) -> list[Asked]:
    """The queries that a call makes, on whatever connection."""
    found: list[Asked] = []

    def listen(alias: str) -> Callable[..., Any]:
        def wrapper(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
            found.append(Asked(alias, sql, parameters))
            return execute(sql, parameters, many, context)

        return wrapper

    wrappers = {alias: listen(alias) for alias in connections}
    for alias, wrapper in wrappers.items():
        connections[alias].execute_wrappers.append(wrapper)
    try:
        ask()
    finally:
        for alias, wrapper in wrappers.items():
            connections[alias].execute_wrappers.remove(wrapper)
    return found


def _seconds(ask: Callable[[str], Any], path: str) -> float:
    began = time.perf_counter()
    ask(path)
    return time.perf_counter() - began


@dataclass(frozen=True)
class Work:
    """What queries cost the database: ms, and blocks that they read."""

    ms: float
    blocks: int


def work_of(queries: Sequence[Asked]) -> Work:
    """What these queries cost, functions they call included; 0 for what cannot be explained."""
    found = [_explained(query) for query in queries]
    return Work(sum(one.ms for one in found), sum(one.blocks for one in found))


def _explained(query: Asked) -> Work:
    if not query.sql.lstrip("( \n").lower().startswith(("select", "with")):
        return Work(0.0, 0)
    explain = "explain (analyze, buffers, timing off, format json)"
    with connections[query.alias].cursor() as cursor:
        cursor.execute(f"{explain} {query.sql}", query.parameters)
        answer = cursor.fetchone()[0]
    told = (json.loads(answer) if isinstance(answer, str) else answer)[0]
    plan = told["Plan"]
    return Work(told["Execution Time"], plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def _count(client: Client, path: str) -> int | None:
    """How many rows an API list has on all its pages; None if there is no time to count them."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}count=exact")
    return int(answer.json()["meta"]["count"]) if answer.status_code == 200 else None
