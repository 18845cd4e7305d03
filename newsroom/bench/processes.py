"""What is measured with processes of their own: the worker's latency, the web server's times."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from articles import services
from articles.models import Article
from newsroom.bench.cases import Case
from newsroom.bench.measure import Served, Times, WrongAnswer, timed, times
from newsroom.bench.sizes import Memory, children, resident
from newsroom.register.models import Item

CHECKOUT = Path(__file__).resolve().parents[2]
Process = subprocess.Popen[bytes]
PATIENCE = 60.0  # seconds that a process has to begin or to react


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[Process]:
    """A process of this Python, ended at the end; `environment` is added to ours."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=CHECKOUT, env=os.environ | environment
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until_visible(count: int) -> tuple[Times, int]:
    """How long a correction takes from its commit until the public side shows it.

    With a worker as in production. Also gives how many withdrawals of `count` were still seen by
    the first read after their commit.
    """
    articles = list(Article.objects.published().order_by("-pk")[: count + 1])
    with running("manage.py", "worker") as worker:
        _correct(articles[0], worker)  # until the worker is there
        waits = [_correct(article, worker) for article in articles]
    seen = 0
    for article in articles[:count]:
        services.withdraw(article, by=None, reason="Mesure.")
        seen += Item.objects.visible().filter(pk=article.uid).exists()
    return times(waits), seen


def _correct(article: Article, worker: Process) -> float:
    before = Item.objects.visible().get(pk=article.uid).version
    services.correct(article, by=None, note=f"Mesure du {timezone.now():%c}.")
    began = time.perf_counter()
    while not Item.objects.visible().filter(pk=article.uid, version__gt=before).exists():
        if worker.poll() is not None or time.perf_counter() - began > PATIENCE:
            raise WrongAnswer("the worker does not number what was changed")
        time.sleep(0.001)
    return time.perf_counter() - began


def served(
    cases: Sequence[Case], sizes: Mapping[str, int], runs: int
) -> tuple[dict[str, Served], Memory]:
    """Times of the cases through the web server, one client, one kept connection; its memory.

    sizes: of the answers, in bytes, by the names of the cases.
    """
    port = _free_port()
    server = ("-m", "gunicorn", "newsroom.wsgi:application", "--no-control-socket")
    options = ("--bind", f"127.0.0.1:{port}", "--workers", "1", "--worker-class", "gthread")
    with running(*server, *options, "--threads", "4", "--log-level", "error") as process:
        connection = _connected(port)

        def ask(path: str) -> None:
            connection.request("GET", path, headers={"Accept": "*/*"})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise WrongAnswer(f"{path} answered {response.status} over HTTP")

        try:
            found = {}
            for case in (case for case in cases if case.is_served):
                taken = timed(ask, case.paths, runs)
                base = timed(ask, [f"/constant/{sizes[case.name]}"], runs)
                found[case.name] = Served(taken, taken.p50 / base.p50)
            held = [resident(child) for child in children(process.pid)]
            return found, Memory("a web process, after that", held[0] if held else None)
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connected(port: int) -> http.client.HTTPConnection:
    deadline = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health/live")
            connection.getresponse().read()
            return connection
        except OSError:
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
