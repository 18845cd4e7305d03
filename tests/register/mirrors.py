"""A partner's mirror that pulls the change feed over HTTP, and the truth it must equal."""

import uuid
from typing import Any

from django.test import Client

from newsroom.partners.access import ANONYMOUS
from newsroom.partners.identifying import identify
from newsroom.register.projection import digest, sources
from newsroom.register.sequencer import sequence_all
from tests.partners.contracts import key, partner

SCOPES = (("public",), ("lang:fr",), ("section:securite", "lang:en"))


class Mirror:
    """What a partner with these labels holds after pulling: id → hash of the document."""

    def __init__(self, *scope: str, limit: int = 50) -> None:
        self.scope = scope or ("public",)
        self.limit = limit
        self.cursor = ""
        self.held: dict[str, str] = {}
        self.heard: list[tuple[str, str]] = []
        self.access, headers = ANONYMOUS, {}
        if self.scope != ("public",):
            key = key_of(*self.scope)
            headers = {"authorization": f"Bearer {key}"}
            self.access = identify(headers["authorization"], None)
        self.client = Client(headers=headers)

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
        for kind, projection in sources().items()
        for item in projection.project(all_uids(kind))
        if item.doc is not None and labels & set(item.channels)
    }


def all_uids(kind: str) -> list[uuid.UUID]:
    return list(sources()[kind].everything())


def settle(*mirrors: Mirror) -> None:
    """Work off all marks, let each mirror catch up, and compare it with the truth."""
    sequence_all()
    for mirror in mirrors:
        mirror.pull()
        assert mirror.held == truth(*mirror.scope)


def key_of(*labels: str, **contract: Any) -> str:
    """A key of a partner with these labels, who asks as often as it likes."""
    return key(partner(*labels, **contract))[1]
