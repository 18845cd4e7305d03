"""What is different between two contents of a story: its words, its columns, its linked rows."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field

from articles.history.parts import PARTS, PLACED, Part, story_columns
from articles.history.snapshot import Content
from articles.history.word_diff import Piece, compare_words, count_words
from articles.models import Article
from articles.texts import to_plain

Values = dict[str, Any]

TEXTS = ("headline", "lead", "body")
REMOVED, ADDED, CHANGED = "removed", "added", "changed"


@dataclass(frozen=True)
class TextChange:
    """One of the texts of a story, word by word. `is_markup`: only its formatting differs."""

    column: Field
    pieces: list[Piece]
    is_markup: bool = False


@dataclass(frozen=True)
class ColumnChange:
    """One column with its values as JSON holds them: those of a relation are keys."""

    column: Field
    old: Any
    new: Any


@dataclass(frozen=True)
class RowChange:
    """A linked row that was removed, added or changed. `columns`: only those that differ."""

    op: str
    row: Values
    columns: list[ColumnChange] = field(default_factory=list)


@dataclass(frozen=True)
class PartChange:
    part: Part
    rows: list[RowChange]


@dataclass(frozen=True)
class Comparison:
    texts: list[TextChange]
    columns: list[ColumnChange]
    parts: list[PartChange]

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.columns or self.parts)


def compare(old: Content, new: Content) -> Comparison:
    """What is different, from the older to the newer; what is the same is left out."""
    own = {column.name: column for column in story_columns()}
    before, after = old["fields"], new["fields"]
    texts = [
        _text(own[name], before.get(name, ""), after.get(name, ""))
        for name in TEXTS
        if before.get(name, "") != after.get(name, "")
    ]
    columns = [
        ColumnChange(column, before.get(column.attname), after.get(column.attname))
        for name, column in own.items()
        if name not in TEXTS and before.get(column.attname) != after.get(column.attname)
    ]
    parts = [
        PartChange(part, rows)
        for part in PARTS
        if (rows := _rows(part, old["rows"].get(part.name, []), new["rows"].get(part.name, [])))
    ]
    return Comparison(texts, columns, parts)


def shown_columns(part: Part) -> list[Field]:
    """The columns of a row that an editor decides; whose story it is, the page says."""
    return [
        column
        for column in part.model._meta.local_concrete_fields
        if column.editable
        and not column.primary_key
        and column.name not in PLACED
        and column.related_model is not Article
    ]


def size_of(old: Values, new: Values) -> tuple[int, int]:
    """How many words of headline, lead and text were added and removed between two versions."""
    added = removed = 0
    for name in TEXTS:
        one, other = old.get(name, ""), new.get(name, "")
        if one != other:
            more, less = count_words(compare_words(_plain(name, one), _plain(name, other)))
            added, removed = added + more, removed + less
    return added, removed


def _text(column: Field, old: str, new: str) -> TextChange:
    one, other = _plain(column.name, old), _plain(column.name, new)
    return TextChange(column, compare_words(one, other), is_markup=one == other)


def _plain(name: str, text: str) -> str:
    return to_plain(text) if name == "body" else text


def _rows(part: Part, old: list[Values], new: list[Values]) -> list[RowChange]:
    """Rows matched by key, and then by what they say: one that was entered anew is the same."""
    key, columns = part.model._meta.pk.attname, shown_columns(part)
    before, after = {row[key]: row for row in old}, {row[key]: row for row in new}
    gone = [row for pk, row in before.items() if pk not in after]
    come = [row for pk, row in after.items() if pk not in before]
    found = []
    for pk in before.keys() & after.keys():
        if different := _columns(columns, before[pk], after[pk]):
            found.append(RowChange(CHANGED, after[pk], different))
    for row in gone:
        twin = next((other for other in come if not _columns(columns, row, other)), None)
        if twin is not None:
            come.remove(twin)
        else:
            found.append(RowChange(REMOVED, row))
    found += [RowChange(ADDED, row) for row in come]
    order = {REMOVED: 0, ADDED: 1, CHANGED: 2}
    return sorted(found, key=lambda change: (order[change.op], change.row[key]))


def _columns(columns: list[Field], old: Values, new: Values) -> list[ColumnChange]:
    return [
        ColumnChange(column, old.get(column.attname), new.get(column.attname))
        for column in columns
        if old.get(column.attname) != new.get(column.attname)
    ]
