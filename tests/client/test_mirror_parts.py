"""The parts of the reference client: pauses, signatures, downloads, what it runs on."""

import ast
import email.utils
import http.server
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.client import newsroom_mirror as mirror
from tests.client.mirroring import CLIENT, command, run
from tests.dumps.reading import sha256

SECRET, OTHER = "whsec_" + "A" * 43 + "=", "whsec_" + "B" * 43 + "="
UID = "00000000-0000-4000-8000-00000000000"


@pytest.fixture
def serving() -> Iterator[Callable[..., str]]:
    """Serve one answer after the other: (status, headers, body, how much of it); the last stays."""
    servers: list[Any] = []

    def serve(*answers: Any) -> Any:
        left = list(answers)
        asked: list[Any] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.headers)
                status, headers, body, part = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                for name, text in headers.items():
                    self.send_header(name, text)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[:part])

            def log_message(self, *_: Any) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}", asked

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_needs_nothing_but_python_3_9() -> None:
    tree = ast.parse(CLIENT.read_text(), feature_version=(3, 9))
    named = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert named <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.11", "3.12", "3.13"])
def test_it_runs_on_every_python_that_is_here(version: str, tmp_path: Path) -> None:
    places = [shutil.which(f"python{version}"), *map(str, pythons(version))]
    found = next((p for p in places if p and works(p)), None)
    if found is None:
        pytest.skip(f"there is no Python {version} here")

    done = run(command("status", "--db", tmp_path / "copy.sqlite", python=found))

    assert (done.returncode, done.stderr) == (0, "")
    assert "documents: 0" in done.stdout


def pythons(version: str) -> list[Path]:
    """Those that pyenv keeps, whichever is in use."""
    root = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
    return sorted(root.glob(f"versions/{version}.*/bin/python{version}"))


def works(python: str) -> bool:
    done = subprocess.run([python, "-c", "import sqlite3, ssl"], capture_output=True, check=False)
    return done.returncode == 0


def test_every_message_is_there_in_french() -> None:
    tree = ast.parse(CLIENT.read_text())
    used = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("told", "say")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert used <= set(mirror.FRENCH)
    assert len(used) > 10


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("0", 0, 0),
        ("7", 7, 7),
        ("999999", 3600, 3600),
        ("-5", 0, 0),
        ("", 0, 0),
        ("soon", 0, 0),
    ],
)
def test_retry_after_is_read_as_seconds(said: str, least: float, most: float) -> None:
    assert least <= mirror.seconds(said) <= most


@pytest.mark.parametrize(("ahead", "least", "most"), [(1800, 1500, 1800), (-60, 0, 0)])
def test_retry_after_is_read_as_a_date(ahead: float, least: float, most: float) -> None:
    said = email.utils.formatdate(time.time() + ahead, usegmt=True)

    assert least <= mirror.seconds(said) <= most


def test_it_waits_as_long_as_it_is_asked_to(serving: Any, capsys: Any) -> None:
    page = json.dumps({"version": "v1", "epoch": "", "links": {"changes": "/x"}}).encode()
    url, asked = serving((429, {"Retry-After": "1"}, b"", 0), (200, {}, page, None))

    began = time.monotonic()
    links = mirror.Archive(url, pause=0.01).links()

    assert links == {"changes": "/x"}
    assert time.monotonic() - began >= 1
    assert len(asked) == 2


def test_pauses_grow_and_are_of_random_length(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(mirror.time, "sleep", pauses.append)
    tries = iter([mirror.Passing("x")] * 12)

    def once() -> str:
        for fault in tries:
            raise fault
        return "done"

    random.seed(1)
    assert mirror.Archive("http://localhost").patiently(once) == "done"

    assert all(2**n / 2 <= pause <= 2**n for n, pause in enumerate(pauses[:8]))
    assert max(pauses) <= mirror.LONGEST_PAUSE
    assert len({pause / 2**n for n, pause in enumerate(pauses)}) > 5


@pytest.mark.parametrize(
    ("address", "is_sent"),
    [
        ("http://archive.example", False),
        ("https://archive.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
    ],
)
def test_a_key_goes_over_https_only(address: str, is_sent: bool) -> None:
    if is_sent:
        mirror.Archive(address, "key")
    else:
        with pytest.raises(mirror.Stop):
            mirror.Archive(address, "key")
    mirror.Archive(address)  # without a key anything goes


def test_a_key_does_not_follow_a_redirect(serving: Any) -> None:
    elsewhere, told = serving((200, {}, b"{}", None))
    url, asked = serving((302, {"Location": elsewhere}, b"", 0))

    with pytest.raises(mirror.Stop):
        mirror.Archive(url, "secret").links()

    assert asked[0]["Authorization"] == "Bearer secret"
    assert told == []


def test_a_download_goes_on_where_it_was_cut(serving: Any, tmp_path: Path) -> None:
    data = random.Random(1).randbytes(300_000)  # noqa: S311
    etag = {"ETag": f'"{sha256(data)}"'}
    rest = etag | {"Content-Range": f"bytes 200000-299999/{len(data)}"}
    url, asked = serving((200, etag, data, 200_000), (206, rest, data[200_000:], None))
    file = {"url": f"{url}/f?signature=x", "bytes": len(data), "sha256": sha256(data)}
    archive, path = mirror.Archive(url, "secret", pause=0.01), tmp_path / "part"

    archive.patiently(lambda: archive.download(file, path))

    assert path.read_bytes() == data
    assert (asked[1]["Range"], asked[1]["If-Range"]) == ("bytes=200000-", etag["ETag"])
    # A signed address needs no key, and gets none.
    assert asked[0]["Authorization"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda data: (200, {"ETag": '"other"'}, data, None),
        lambda data: (200, {"ETag": f'"{sha256(data)}"'}, b"x" * len(data), None),
        lambda data: (200, {}, b"<h1>Wi-Fi</h1>", None),
    ],
)
def test_a_file_that_is_not_the_right_one_is_fetched_again(
    serving: Any, tmp_path: Path, wrong: Any
) -> None:
    data = b"right" * 100
    url, _ = serving(wrong(data), (200, {"ETag": f'"{sha256(data)}"'}, data, None))
    file = {"url": f"{url}/f", "bytes": len(data), "sha256": sha256(data)}
    archive = mirror.Archive(url, pause=0.01)

    archive.patiently(lambda: archive.download(file, tmp_path / "part"))

    assert (tmp_path / "part").read_bytes() == data
