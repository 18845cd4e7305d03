"""What items are filed under: labels that stand among their facets, each as one uuid."""

import hashlib
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Label(NamedTuple):
    """A section, a language, a subject …: which sort of label it is, and its code."""

    sort: str
    code: str

    @property
    def bucket(self) -> uuid.UUID:
        """What stands for it among the facets; exact twin of register_label_bucket."""
        return uuid.UUID(f"ffffffff{group(self.sort)}0000{_hex(self.code, 16)}")


def group(sort: str) -> str:
    """The four digits by which the buckets of one sort of label are known."""
    return _hex(sort, 4)


def buckets(labels: Iterable[Label]) -> list[uuid.UUID]:
    """What stands for these labels among the facets."""
    return [label.bucket for label in labels]


# A page of answers asks for the same dozen some hundred times.
@lru_cache(maxsize=4096)
def _hex(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
