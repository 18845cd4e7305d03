"""The commands that the guide shows, with the answers that the demo archive gave."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("examples.json")


class Example(NamedTuple):
    """A command and its answer: the status, header fields that matter, and the body."""

    command: str
    status: int
    headers: dict[str, str]
    answer: Any

    @property
    def head(self) -> str:
        """The status and the header fields, as they are sent."""
        lines = [f"HTTP/1.1 {self.status}", *(f"{n}: {v}" for n, v in self.headers.items())]
        return "\n".join(lines)

    @property
    def body(self) -> str:
        """The answer, indented for people."""
        return json.dumps(self.answer, indent=2, ensure_ascii=False)


@cache
def examples() -> dict[str, Example]:
    """By their names, in the order in which they are tried."""
    return {name: Example(**told) for name, told in json.loads(FILE.read_text()).items()}
