"""Somebody with a key for trying, who plays the story and reads what came of it."""

from typing import Any

from newsroom.register.sequencer import sequence_all
from tests.partners.contracts import client, key

SANDBOX = "/api/v1/sandbox"


class Player:
    """A client with a key for trying; `live`, with a key that is none."""

    def __init__(self, *, live: bool = False) -> None:
        self.key, text = key(is_test=not live)
        self.client = client(text)
        self.cursor = ""

    def ask(self, step: str) -> Any:
        """The answer to asking for a step."""
        return self.client.post(SANDBOX, {"step": step}, content_type="application/json")

    def play(self, *steps: str) -> dict[str, Any]:
        """Make the steps, each numbered; where the story stands then."""
        for step in steps:
            response = self.ask(step)
            assert response.status_code == 202, response.content
            sequence_all()
        return response.json()

    def pull(self) -> list[dict[str, Any]]:
        """What is new in the feed."""
        query = {"since": self.cursor} if self.cursor else {}
        page = self.client.get("/api/v1/changes", query).json()
        assert page["caught_up"]
        self.cursor = page["cursor"]
        return page["data"]
