"""Makes a dump: everything an audience has, and had, at one number, in files that are whole."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from newsroom.dumps import files, tables
from newsroom.dumps.audiences import code_of
from newsroom.dumps.models import Dump
from newsroom.instants import rfc3339
from newsroom.partners.access import Access
from newsroom.register.changes import Asked, as_row, cursor_at
from newsroom.register.projection import projections
from newsroom.register.snapshot import Moment, snapshot

# Raised when the files are written in another way, so that whoever reads them can tell.
SCHEMA = 1
MANIFEST = "manifest.json"
REMOVED = "removed.ndjson.gz"
MEDIA_TYPES = {".gz": "application/gzip", ".parquet": "application/vnd.apache.parquet"}
# The key of the advisory lock: one maker at a time, so that what lies about unfinished is nobody's.
LOCK = 0x64756D70


class Busy(Exception):
    """Somebody else is making dumps."""


@contextmanager
def alone() -> Iterator[None]:
    """Be the only one who makes or clears away dumps; raises Busy."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def make(audience: Access) -> Dump:
    """Make a dump for this audience; call it inside `alone`.

    The files are written in a folder that nobody knows and get their name when all are on the
    disk; the row that hands them out comes last. Wherever it stops, there is no half dump.
    """
    dump = Dump(audience=code_of(audience), labels=list(audience.labels))
    dump.hidden = sorted(audience.hidden)
    dump.made_at = timezone.now()
    made = dump.folder.with_name(f".{dump.uid}")
    made.mkdir(mode=0o755, parents=True)
    try:
        with snapshot(audience) as (moment, rows):
            written = write(made, audience, rows)
            cursor = cursor_at(moment.number, Asked(audience), epoch=moment.epoch)
        note(dump, moment)
        dump.manifest = manifest(dump, cursor, [described(made, file) for file in written])
        text = json.dumps(dump.manifest, ensure_ascii=False, indent=1)
        (made / MANIFEST).write_text(text + "\n", encoding="utf-8")
        files.measured(made / MANIFEST)
        made.rename(dump.folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    flush(dump.folder.parent)
    dump.save(force_insert=True)
    return dump


def write(folder: Path, audience: Access, rows: Iterator[Any]) -> list[files.DumpFile]:
    """Write the rows to the files of a dump; the files, closed."""
    with ExitStack() as stack:
        lines = {kind: files.Lines(folder / f"{kind}.ndjson.gz") for kind in projections()}
        removed = files.Lines(folder / REMOVED)
        items = files.Table(folder / "items.parquet", tables.ITEMS)
        links = files.Table(folder / "links.parquet", tables.LINKS)
        every: list[files.DumpFile] = [*lines.values(), removed, items, links]
        for file in every:
            stack.callback(file.close)
        for item in rows:
            row = as_row(item, audience)
            if row["op"] == "remove":
                removed.put(row)
                continue
            lines[item.kind].put(row)
            items.put(tables.item_row(item, row["doc"]))
            for link in tables.link_rows(item, row["doc"]):
                links.put(link)
    return every


def note(dump: Dump, moment: Moment) -> None:
    """Note in the dump where the register stood."""
    dump.epoch, dump.number = moment.epoch, moment.number
    dump.batch, dump.at = moment.batch, moment.at


def described(folder: Path, file: files.DumpFile) -> dict[str, Any]:
    """What the manifest says of a file."""
    path = folder / file.name
    media = MEDIA_TYPES[path.suffix]
    return {"name": file.name, "media_type": media, "rows": file.rows} | files.measured(path)


def manifest(dump: Dump, cursor: str, written: list[dict[str, Any]]) -> dict[str, Any]:
    """What a dump says of itself."""
    return {
        "id": str(dump.uid),
        "created": rfc3339(dump.made_at),
        "schema": SCHEMA,
        "epoch": dump.epoch,
        "cursor": cursor,
        "labels": dump.labels,
        "hidden": dump.hidden,
        "files": written,
    }


def flush(folder: Path) -> None:
    """Let the names of what lies in a folder outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep() -> int:
    """Clear away folders of dumps that were not finished, withdrawn or forgotten; how many.

    Call it inside `alone`.
    """
    root = Path(settings.DUMPS_ROOT)
    kept = {
        str(uid) for uid in Dump.objects.filter(withdrawn_at=None).values_list("uid", flat=True)
    }
    gone = [folder for folder in root.glob("*") if folder.name not in kept and is_ours(folder)]
    for folder in gone:
        shutil.rmtree(folder)
    return len(gone)


def is_ours(folder: Path) -> bool:
    """Whether it is named as this module names folders; nothing else is touched."""
    try:
        uuid.UUID(folder.name.removeprefix("."))
    except ValueError:
        return False
    return folder.is_dir()
