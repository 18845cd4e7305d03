"""What the first page of the desk is made of: panels, each a short list of things to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

SHOWN = 8  # lines of a panel; the rest is behind its link


@dataclass(frozen=True)
class Link:
    """Where something is done or shown in full."""

    text: Any
    address: str


@dataclass(frozen=True)
class Line:
    """One thing: its words, where it is seen to, what stands beside it.

    alert: why it must not wait, in words; empty where nothing is wrong.
    """

    text: Any
    address: str = ""
    beside: Any = ""
    alert: Any = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Panel:
    """One heading of the first page. `empty` says what it means that there is nothing."""

    code: str
    title: Any
    lines: Sequence[Line] = field(default_factory=tuple)
    empty: Any = ""
    links: Sequence[Link] = ()
    is_alarm: bool = False


# Builds a panel for whoever asks; None where it is not for this user, or there is no need of it.
Build = Callable[[HttpRequest], Panel | None]
