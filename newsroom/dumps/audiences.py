"""For whom there are dumps: everybody who may read the same, of things and of their members."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from newsroom.register import reading
from newsroom.register.cursors import digest
from newsroom.register.querysets import PUBLIC_SCOPE


@dataclass(frozen=True)
class Audience:
    """Who has these labels, and is shown documents without these members. Both are sorted."""

    labels: tuple[str, ...] = PUBLIC_SCOPE
    hidden: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What its dumps are filed under."""
        return digest([*self.labels, *(f"-{name}" for name in self.hidden)])

    def shown(self, doc: Any) -> Any:
        """The document as this audience sees it."""
        return doc


EVERYBODY = Audience()


def audience_of(request: HttpRequest) -> Audience:
    """The audience to which whoever asks belongs."""
    return Audience(tuple(sorted(reading.scope_of(request))))


def audiences() -> Iterable[Audience]:
    """Every audience for which dumps are made."""
    return [EVERYBODY]
