"""What a kind of thing shows to the world: the contract between the record and the register."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar

from rest_framework.serializers import BaseSerializer

from newsroom.register.labels import Label
from newsroom.register.text import slugify, sort_key

# The audience of what is not a story: everybody, and whoever has the record by contract.
RECORD = ("public", "record")
# Words that stand behind the id in the address of another page, and so for no name.
BELOW = frozenset({"versions"})


@dataclass(frozen=True)
class Ref:
    """A reference of an item to another thing; `rel` is the relation, in one word."""

    target: uuid.UUID
    rel: str
    certainty: str = ""


@dataclass(frozen=True)
class Pair:
    """Two things that an item brings together. `facets`: what either end stands for."""

    left: uuid.UUID
    right: uuid.UUID
    facets: tuple[uuid.UUID, ...]
    certainty: str
    doc: dict[str, Any]


@dataclass(frozen=True)
class Dated:
    """A place in the calendar. `basis`: what was then, in one word; `unit`: day, month or year."""

    basis: str
    unit: str
    start: date


@dataclass
class Projected:
    """What the register keeps of one thing. `doc` is None when the world may not see it."""

    kind: str
    uid: uuid.UUID
    doc: dict[str, Any] | None = None
    channels: list[str] = field(default_factory=list)
    sort_at: datetime | None = None
    name: str = ""
    language: str = ""
    section: str = ""
    words: tuple[str, str, str] = ("", "", "")
    # Every public way in which it is written, for finding it under a name that is near to one.
    names: list[str] = field(default_factory=list)
    references: list[Ref] = field(default_factory=list)
    # What it is filed under, besides section and language: the sort of label, and its code.
    labels: list[Label] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    # Only of a thing that is gone: why, and what stands in its place.
    status: str = "gone"
    replaced_by: uuid.UUID | None = None
    notice: dict[str, Any] | None = None

    @property
    def etag(self) -> str:
        """SHA-256 of the document in canonical form; empty without one."""
        return digest(self.doc) if self.doc is not None else ""

    @property
    def beside(self) -> str:
        """SHA-256 of what is kept beside the document: order, references, pairs, words, dates …

        It can change alone: a statement is sorted by the time of its story, which it does not show.
        """
        kept = (
            *(self.sort_at, self.name_key, self.slug, self.language, self.section, self.words),
            [(ref.target, ref.rel, ref.certainty) for ref in self.references],
            [(p.left, p.right, p.facets, p.certainty, p.doc) for p in self.pairs],
            sorted(self.names),
            sorted((one.basis, one.unit, one.start) for one in self.dates),
            self.all_labels,
        )
        return digest(plain(kept))

    @property
    def all_labels(self) -> list[Label]:
        """What it is filed under, each label once; what the search narrows by."""
        own = [Label("section", self.section), Label("language", self.language)]
        return sorted({label for label in (*own, *self.labels) if label.code})

    @property
    def name_key(self) -> str:
        return sort_key(self.name)

    @property
    def slug(self) -> str:
        slug = slugify(self.name)[:80].strip("-")
        return f"{slug}-1" if slug in BELOW else slug


def digest(doc: Any) -> str:
    """SHA-256, in hexadecimal, of a JSON value whatever the order of its members."""
    text = json.dumps(doc, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Projection:
    """Declares one kind of item. Subclasses say what is public and what it shows.

    The serializer is an explicit allow-list: it gives the stored document, and its schema in
    the OpenAPI document.
    """

    kind: ClassVar[str]
    # Kinds that others refer to come first, so that a reference never precedes its target.
    rank: ClassVar[int] = 0
    # Whether it is a part of another thing, whose correction it is when it goes.
    is_part: ClassVar[bool] = False
    serializer_class: ClassVar[type[BaseSerializer]]

    def rows(self, uids: Iterable[uuid.UUID]) -> Iterable[Any]:
        """The rows of the record with these uids, with all that the document reads."""
        raise NotImplementedError

    def everything(self) -> Iterable[uuid.UUID]:
        """The uid of each row that may have an item, for a rebuild."""
        raise NotImplementedError

    def is_public(self, row: Any) -> bool:
        """Whether the world may see it now. Never depends on the clock."""
        raise NotImplementedError

    def describe(self, row: Any, item: Projected) -> None:
        """Fill what the register keeps beside the document: name, references, words …"""
        raise NotImplementedError

    def depart(self, row: Any, item: Projected) -> None:
        """Say why a thing that was public is not any more; by default it is just gone."""

    def wording(self, doc: dict[str, Any]) -> dict[str, str]:
        """The words of a document whose earlier forms readers may look up; by default of none.

        Plain text: what changes but ids and marks is no other wording.
        """
        return {}

    def hidings(self, doc: dict[str, Any]) -> frozenset[str]:
        """What in the document says that the wordings before it are hidden, each by its key."""
        return frozenset()

    def correction(self, before: dict[str, Any], after: dict[str, Any]) -> str | None:
        """What an editor says was wrong, if the later document says so; None if it does not."""
        return None

    def project(self, uids: Iterable[uuid.UUID]) -> Iterator[Projected]:
        """What the world may see of each of these things, in a few queries for all of them."""
        wanted = set(uids)
        # One for all rows: making a serializer copies its members, which costs as much as a row.
        serializer = self.serializer_class()
        # In the order of their random ids: how rows lie in the tables, where things lie that nobody
        # may see, must not show in the order of the numbers.
        for row in sorted(self.rows(wanted), key=attrgetter("uid")):
            item = Projected(kind=self.kind, uid=row.uid)
            if self.is_public(row):
                item.doc = {"id": str(row.uid), "type": self.kind}
                item.doc |= plain(serializer.to_representation(row))
                item.channels = list(RECORD)
                self.describe(row, item)
            else:
                self.depart(row, item)
            wanted.discard(row.uid)
            yield item
        # Rows that are deleted, or of another kind by now.
        yield from (Projected(kind=self.kind, uid=uid) for uid in sorted(wanted))


def plain(value: Any) -> Any:
    """A serializer's output as the JSON values that the database gives back."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


_registry: dict[str, Projection] = {}
_sources: dict[str, Projection] = {}


def register(projection: Projection) -> None:
    """Make a kind known to the sequencer; called once for each kind, when its app is ready."""
    _registry[projection.kind] = projection


def projections() -> dict[str, Projection]:
    """All kinds, those that others refer to first."""
    return dict(sorted(_registry.items(), key=lambda entry: entry[1].rank))


def register_source(projection: Projection) -> None:
    """Make a further source known, of things of kinds that are registered; once, in `ready`.

    Its own `kind` is the one that triggers mark its things with; those of the things that it
    projects are others.
    """
    _sources[projection.kind] = projection


def sources() -> dict[str, Projection]:
    """Everything that is projected, by the kind of the marks; what others refer to first."""
    return dict(sorted((_registry | _sources).items(), key=lambda entry: entry[1].rank))
