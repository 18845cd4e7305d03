"""The reference client's copy equals the archive, whatever network, writers and killers do."""

import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from newsroom.dumps import keeping
from newsroom.partners.access import ANONYMOUS
from newsroom.partners.identifying import identify
from newsroom.register.sequencer import sequence, sequence_all
from tests.client.chaos import MISHAPS, Chaos
from tests.client.mirroring import ask, caught_up, held, run, shown, sync
from tests.register.mirrors import key_of
from tests.register.scenarios import in_thread
from tests.register.test_soak import archive, writer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
WRITERS = 3
KILLS = 12


@pytest.fixture
def chaos(live_server: Any) -> Iterator[Chaos]:
    proxy = Chaos(live_server.url, seed=1)
    yield proxy
    proxy.end()


class Storm:
    """Editors at work, with the sequencer and the keeping of dumps beside them."""

    def __init__(self) -> None:
        self.ids, self.stop, self.errors = archive(), threading.Event(), list[Any]()
        self.threads: list[threading.Thread] = []
        sequence_all()

    def begin(self) -> None:
        """Let them loose."""
        self.threads = [in_thread(lambda n=n: self.writing(n)) for n in range(WRITERS)]
        self.threads += [in_thread(self.sequencing), in_thread(self.dumping)]

    def end(self) -> None:
        """Wait until they are done, and number what they have left."""
        self.stop.set()
        for thread in self.threads:
            thread.join()
        assert not self.errors
        sequence_all()

    def writing(self, number: int) -> None:
        writer(number, self.ids, self.stop, self.errors)

    def sequencing(self) -> None:
        while not self.stop.is_set():
            if sequence(50) is None:
                time.sleep(0.05)

    def dumping(self) -> None:
        while not self.stop.wait(0.5):
            keeping.look_after(timezone.now())


@pytest.fixture
def storm() -> Iterator[Storm]:
    found = Storm()
    yield found
    found.end()


def killed(line: list[str], seconds: float) -> bool:
    """Run it and kill it after a while; whether it was still at work."""
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


@pytest.mark.parametrize("starts", ["from a dump", "from zero"])
@pytest.mark.parametrize(
    ("labels", "contract"),
    [((), {}), (("lang:fr",), {}), (("section:securite", "lang:en"), {"hidden": ["body"]})],
)
def test_it_is_exact_after_mishaps_kills_and_an_outage(
    chaos: Chaos, storm: Storm, tmp_path: Path, starts: str, labels: Any, contract: Any
) -> None:
    access, more = ANONYMOUS, []
    if labels:
        key = key_of(*labels, **contract)
        (tmp_path / "key").write_text(f"{key}\n")
        access, more = identify(f"Bearer {key}", None), ["--key-file", tmp_path / "key"]
    chaos.without_dumps = starts == "from zero"
    db, chance = tmp_path / "copy.sqlite", random.Random(len(labels))  # noqa: S311
    line = sync(chaos.url, db, *more)

    if starts == "from a dump":  # which soon holds something that is taken back
        keeping.look_after(timezone.now())
        while not chaos.fetched_files:
            killed(line, chance.uniform(0.3, 1.2))
    storm.begin()
    kills, longest = 0, 1.2
    for turn in range(KILLS):
        if turn == KILLS // 2:
            chaos.outage.set()
            while not chaos.happened["outage"]:
                killed(line, 2)
            chaos.outage.clear()
        if killed(line, chance.uniform(0.1, 1) * longest):
            kills += 1
        else:  # a quick machine was done before
            longest *= 0.7
    storm.end()
    caught_up(chaos.url, db, *more)
    chaos.is_calm = True  # a last answer may have been an earlier one
    caught_up(chaos.url, db, *more)

    assert held(db) == shown(access)
    assert held(db)
    assert kills > 2
    assert sum(chaos.happened[mishap] for mishap in MISHAPS if mishap != "passed") > 3
    assert ask(db, "select count(*) from generation") == [(1,)]
    assert not Path(f"{db}.dump").exists()
    assert chaos.fetched_files == (starts == "from a dump")


def test_readers_never_see_half_of_a_copy(chaos: Chaos, storm: Storm, tmp_path: Path) -> None:
    keeping.look_after(timezone.now())
    db, whole = tmp_path / "copy.sqlite", shown()
    line = sync(chaos.url, db)

    sizes = []
    while not sizes or not sizes[-1]:
        killed(line, 0.3 + 0.1 * len(sizes))
        if db.exists() and ask(db, "select 1 from sqlite_master where name = 'items'"):
            sizes += ask(db, "select count(*) from items")[0]
    assert set(sizes) == {0, len(whole)} or sizes == [len(whole)]
    assert held(db) == whole


def test_an_outage_of_any_length_is_waited_out(chaos: Chaos, tmp_path: Path) -> None:
    archive()
    sequence_all()
    chaos.outage.set()
    process = subprocess.Popen(sync(chaos.url, tmp_path / "c.sqlite"), stderr=subprocess.PIPE)
    time.sleep(1.5)
    assert process.poll() is None

    chaos.is_calm = True
    chaos.outage.clear()

    assert process.wait(timeout=60) == 0
    process.communicate()
    assert held(tmp_path / "c.sqlite") == shown()


def test_it_gives_up_when_it_is_told_to(chaos: Chaos, tmp_path: Path) -> None:
    chaos.outage.set()

    done = run(sync(chaos.url, tmp_path / "c.sqlite", "--give-up-after", "1"))

    assert done.returncode == 1
    assert "given up" in done.stderr
