"""A partner's mirror that pulls the change feed over HTTP, and the truth it must equal."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from newsroom.register import reading
from newsroom.register.projection import digest, projections
from newsroom.register.sequencer import sequence_all

SCOPES = (("public",), ("lang:fr",), ("section:securite", "lang:en"))


class Mirror:
    """What a partner with these labels holds after pulling: id → hash of the document."""

    def __init__(self, *scope: str, limit: int = 50) -> None:
        self.scope = scope or ("public",)
        self.limit = limit
        self.cursor = ""
        self.held: dict[str, str] = {}
        self.heard: list[tuple[str, str]] = []
        self.client = Client(headers={"x-test-scope": ",".join(self.scope)})

    def pull(self) -> "Mirror":
        """Read until the server says that this is all."""
        while not self.pull_page():
            pass
        return self

    def pull_page(self) -> bool:
        """Read one page; whether it was the last for now."""
        query = {"limit": self.limit} | ({"since": self.cursor} if self.cursor else {})
        response = self.client.get("/api/v1/changes", query)
        assert response.status_code == 200, response.content
        page = response.json()
        for row in page["data"]:
            self.heard.append((row["op"], row["id"]))
            if row["op"] == "upsert":
                self.held[row["id"]] = digest(row["doc"])
            else:
                self.held.pop(row["id"], None)
        self.cursor = page["cursor"]
        return page["caught_up"]


def truth(*scope: str) -> dict[str, str]:
    """What a mirror must hold, read from the record itself and not from the register."""
    labels = set(scope or ("public",))
    return {
        str(item.uid): digest(item.doc)
        for kind, projection in projections().items()
        for item in projection.project(all_uids(kind))
        if item.doc is not None and labels & set(item.channels)
    }


def all_uids(kind: str) -> list[uuid.UUID]:
    return list(projections()[kind].everything())


def settle(*mirrors: Mirror) -> None:
    """Work off all marks, let each mirror catch up, and compare it with the truth."""
    sequence_all()
    for mirror in mirrors:
        mirror.pull()
        assert mirror.held == truth(*mirror.scope)


@contextmanager
def scopes_from_headers() -> Iterator[None]:
    """Let a request say its scope, as a partner's key will; the readers' own code is untouched."""
    plain = reading.scope_of

    def scope_of(request: Any) -> Any:
        named = request.headers.get("x-test-scope")
        return tuple(named.split(",")) if named else plain(request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scope_of_home(), "scope_of", scope_of)
        cache.clear()
        yield


def scope_of_home() -> Any:
    return reading
