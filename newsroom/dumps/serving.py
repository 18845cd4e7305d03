"""Sends the files of dumps: whole or in part, to whoever has an address, while the dump stands."""

import re
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from newsroom.dumps.addresses import value
from newsroom.dumps.audiences import code_of
from newsroom.dumps.finding import refuse, stands
from newsroom.dumps.models import Dump
from newsroom.register.access import admit_by_signature
from newsroom.register.api.metering import fetched
from newsroom.register.problems import Problem

BLOCK = 1 << 16
# Seconds after which it is asked again whether the dump still stands, while it is being sent.
LOOK_AGAIN = 2.0
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Withdrawn(Exception):
    """The dump was withdrawn while it was being sent; the connection is cut."""


@fetched
def dump_file(request: HttpRequest, uid: uuid.UUID, name: str) -> HttpResponseBase:
    """One file of a dump. A download that was cut goes on where it was, with Range."""
    return answer(request, *asked_for(request, uid, name))


def asked_for(request: HttpRequest, uid: uuid.UUID, name: str) -> tuple[Any, dict[str, Any]]:
    """The dump and what its manifest says of the file; raises Problem."""
    dump = Dump.objects.standing().filter(pk=uid).first()
    entry = next((e for e in dump.manifest["files"] if e["name"] == name), None) if dump else None
    if dump is None or entry is None or set(request.GET) - {"signature"}:
        raise Problem("not-found")
    access = admit_by_signature(request, value(dump, name))
    if code_of(access) != dump.audience:  # what the key may read has changed since
        raise Problem("address-expired")
    refuse(request, dump)
    return dump, entry


def answer(request: HttpRequest, dump: Dump, entry: dict[str, Any]) -> HttpResponseBase:
    """The file, or the part of it that is asked for, or 304 for whoever has it."""
    etag, size = f'"{entry["sha256"]}"', entry["bytes"]
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        # What is withdrawn must not live on in a cache.
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="{entry["name"]}"',
    }
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    part = asked_part(request, etag, size)
    start, end = part or (0, size)
    headers["Content-Length"] = str(end - start)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    body = iter(()) if request.method == "HEAD" else blocks(dump, entry["name"], start, end)
    return StreamingHttpResponse(
        body, status=206 if part else 200, content_type=entry["media_type"], headers=headers
    )


def asked_part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Where the part that is asked for begins and ends; None for the whole.

    Several parts at once, and what is no range, may be answered with the whole. Raises Problem
    where there is no such part.
    """
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or not any(found.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
    if last and first and int(last) < int(first):
        return None
    if start >= end:
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem("range-not-satisfiable", headers=headers)
    return start, end


def blocks(dump: Dump, name: str, start: int, end: int) -> Iterator[bytes]:
    """The bytes from start to end; cut short if the dump is withdrawn meanwhile."""
    looked = time.monotonic()
    with Path(dump.folder, name).open("rb") as file:
        file.seek(start)
        while start < end:
            if time.monotonic() - looked > LOOK_AGAIN:
                if not stands(dump.uid):
                    raise Withdrawn(str(dump.uid))
                looked = time.monotonic()
            block = file.read(min(BLOCK, end - start))
            start += len(block)
            yield block
