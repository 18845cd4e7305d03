"""Reads dumps as a partner does: from the files, or by the addresses of the API."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client

from newsroom.dumps.audiences import EVERYBODY
from newsroom.dumps.making import MANIFEST, alone, make, sweep
from newsroom.dumps.models import Dump
from newsroom.partners.access import Access
from newsroom.register import snapshot


@contextmanager
def inside_a_transaction() -> Iterator[None]:
    """Let a dump be made in the transaction of a test, which has read already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "isolate", lambda alias: None)
        yield


def made(audience: Access = EVERYBODY) -> Dump:
    """A dump, made as the command makes it."""
    with alone():
        return make(audience)


def made_in_a_world() -> None:
    """A dump for everybody, in a world that will be undone; another one had the same ids."""
    with inside_a_transaction():
        with alone():
            sweep()
        made()


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


def table(data: bytes) -> list[dict[str, Any]]:
    return pq.read_table(io.BytesIO(data)).to_pylist()


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """Every row in the files of lines of a dump."""
    return [row for path in sorted(folder.glob("*.gz")) for row in lines(path.read_bytes())]


def held_in(folder: Path) -> dict[str, Any]:
    """What a mirror holds that was started from the files: id → document."""
    return {row["id"]: row["doc"] for row in rows_of(folder) if row["op"] == "upsert"}


def manifest_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / MANIFEST).read_text())


def fetched(client: Client, url: str, **headers: str) -> Any:
    """The answer of an address of a file, read to its end."""
    response = client.get(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response.body = response.getvalue()
    return response


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
