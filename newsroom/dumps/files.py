"""The files of a dump: lines of JSON, and tables, each written row by row and measured."""

import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

# Rows that a table holds back before it writes them.
GROUP = 5000


class DumpFile(Protocol):
    """A file that takes rows, one after the other."""

    name: str
    rows: int

    def put(self, row: Mapping[str, Any]) -> None:
        """Write one row."""

    def close(self) -> None:
        """Write what is held back, and close the file."""


class Lines:
    """Lines of JSON, compressed. The same rows give the same bytes, whenever they are written."""

    def __init__(self, path: Path) -> None:
        self.name, self.rows = path.name, 0
        self._raw = path.open("wb")
        self._file = gzip.GzipFile(filename="", mode="wb", fileobj=self._raw, mtime=0)

    def put(self, row: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
        self._file.write(b"\n")
        self.rows += 1

    def close(self) -> None:
        self._file.close()
        self._raw.close()


class Table:
    """A table in Parquet, written in groups of rows, so that few are in memory."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.name, self.rows = path.name, 0
        self._schema = schema
        self._held: list[Mapping[str, Any]] = []
        self._file = pq.ParquetWriter(path, schema, compression="zstd")

    def put(self, row: Mapping[str, Any]) -> None:
        self._held.append(row)
        self.rows += 1
        if len(self._held) >= GROUP:
            self._write()

    def close(self) -> None:
        if self._held:
            self._write()
        self._file.close()

    def _write(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
        self._held = []


def measured(path: Path) -> dict[str, Any]:
    """Size and SHA-256 of a file, which is on the disk when this returns."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
        os.fsync(file.fileno())
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}
