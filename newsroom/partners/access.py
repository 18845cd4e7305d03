"""What whoever asks may read: audience labels, and members of documents that stay hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# The label of what everybody may read, and the scope of whoever has no key.
PUBLIC = "public"
PUBLIC_SCOPE = (PUBLIC,)


def is_for_all(channels: Iterable[str]) -> bool:
    """Whether everybody may see what has these audience labels."""
    return not set(PUBLIC_SCOPE).isdisjoint(channels)


@dataclass(frozen=True)
class Policy:
    """So many requests in so many seconds; `name` is how headers call it."""

    name: str
    quota: int
    window: int


@dataclass(frozen=True)
class Access:
    """What one key, or nobody in particular, may read, and how often.

    labels: the audience labels, sorted; a thing is read that has one of them.
    hidden: members that documents are shown without.
    partner, key: their primary keys; None for whoever has no key.
    """

    labels: tuple[str, ...] = PUBLIC_SCOPE
    hidden: frozenset[str] = frozenset()
    policies: tuple[Policy, ...] = ()
    partner: int | None = None
    key: int | None = None
    key_name: str = ""
    expires_at: datetime | None = None
    is_test: bool = False
    networks: tuple[str, ...] = ()

    def shown(self, doc: Any) -> Any:
        """The document as this access shows it."""
        if not self.hidden or not doc:
            return doc
        return {name: value for name, value in doc.items() if name not in self.hidden}


ANONYMOUS = Access()
