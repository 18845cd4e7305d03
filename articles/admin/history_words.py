"""Differences between two versions of a story in an editor's words: labels, never keys."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.db.models import DateTimeField, Field, FileField, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.admin.choices import Choosable, labels_of
from actors.admin.row_words import labels_of_rows
from actors.admin.words import in_words
from actors.fields import PartialDateField
from articles.history.comparing import Comparison, compare, shown_columns
from articles.history.parts import PARTS, Part, story_columns
from articles.history.returning import Loss
from articles.history.snapshot import Content
from articles.models import Article

# By which columns a row is told from the others of its table.
TITLES = {
    "mentions": ("actor", "place", "spelling"),
    "coverages": ("meeting",),
    "statements": ("text", "speaker"),
    "subjects": ("statement", "actor"),
    "evidence": ("exact", "note"),
    "signatories": ("position", "initials"),
    "classifications": ("subject",),
    "images": ("alt_text",),
}
WHY = {
    "homeless": gettext_lazy("what it belongs to is no longer in the archive"),
    "loose": gettext_lazy("comes back without what is no longer in the archive: %(columns)s"),
    "moved": gettext_lazy("belongs to another story now"),
    "file": gettext_lazy("its file is gone"),
}
LONGEST = 20  # words of a value in a title
NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """A column with its older and newer value in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Row:
    op: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Told:
    """A comparison in words: texts as pieces, then columns, then rows under their headings."""

    texts: list[dict[str, Any]]
    lines: list[Line]
    parts: list[tuple[str, list[Row]]]

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.lines or self.parts)


def told(old: Content, new: Content) -> Told:
    """What is different, in words; the number of queries does not depend on that of the rows."""
    return _in_words(compare(old, new), Words(old, new))


def _in_words(comparison: Comparison, words: "Words") -> Told:
    texts = [
        {
            "label": _label(text.column),
            "pieces": text.pieces,
            "old": [piece for piece in text.pieces if piece.op != "added"],
            "new": [piece for piece in text.pieces if piece.op != "removed"],
            "is_markup": text.is_markup,
        }
        for text in comparison.texts
    ]
    parts = [
        (
            heading(part.part),
            [
                Row(row.op, words.title(part.part, row.row), words.lines(row.columns))
                for row in part.rows
            ],
        )
        for part in comparison.parts
    ]
    return Told(texts, words.lines(comparison.columns), parts)


def heading(part: Part) -> str:
    return str(capfirst(part.model._meta.verbose_name_plural))


def _label(column: Field) -> str:
    return str(capfirst(column.verbose_name))


class Words:
    """Labels of all that some contents of a story refer to, each table read once."""

    def __init__(self, *contents: Content) -> None:
        self._rows: dict[type[Model], dict[Any, dict[str, Any]]] = {
            part.model: {
                row[part.model._meta.pk.attname]: row
                for content in contents
                for row in content["rows"].get(part.name, [])
            }
            for part in PARTS
        }
        self._labels: dict[type[Model], dict[Any, str]] = {}
        for model, pks in self._named(contents).items():
            self._labels[model] = _labels(model, pks)

    def lines(self, columns: list[Any]) -> list[Line]:
        return [
            Line(
                _label(change.column),
                self.value(change.column, change.old),
                self.value(change.column, change.new),
            )
            for change in columns
        ]

    def title(self, part: Part, row: dict[str, Any]) -> str:
        """By what an editor knows the row."""
        own = {column.name: column for column in part.model._meta.local_concrete_fields}
        values = [
            self.value(own[name], row.get(own[name].attname))
            for name in TITLES.get(part.name, ())
            if row.get(own[name].attname) not in (None, "")
        ]
        if not values:
            return f"n° {row[part.model._meta.pk.attname]}"
        said: list[str] = []
        for value in values:
            if not any(value in other for other in said):  # a name that is spelt as it is
                said.append(Truncator(value).words(LONGEST))
        return " · ".join(said)

    def value(self, column: Field, value: Any) -> str:
        """A value as an editor reads it, from JSON."""
        if value in (None, ""):
            return NOTHING
        if isinstance(column.related_model, type):
            return self._related(column.related_model, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(column, PartialDateField):
            return in_words(value)
        if isinstance(column, DateTimeField) and (moment := parse_datetime(str(value))):
            return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        if isinstance(column, FileField):
            return PurePath(str(value)).name
        return str(value)

    def _related(self, model: type[Model], pk: Any) -> str:
        for part in PARTS:
            if part.model is model and (row := self._rows[model].get(pk)):
                return self.title(part, row)
        gone = _("no longer in the archive (n° %(number)s)") % {"number": pk}
        return self._labels.get(model, {}).get(pk, gone)

    def _named(self, contents: tuple[Content, ...]) -> dict[type[Model], set[Any]]:
        found: dict[type[Model], set[Any]] = defaultdict(set)
        for content in contents:
            for column in story_columns():
                self._note(found, column, content["fields"])
            for part in PARTS:
                for column in shown_columns(part):
                    for row in content["rows"].get(part.name, []):
                        self._note(found, column, row)
        return found

    def _note(
        self, found: dict[type[Model], set[Any]], column: Field, values: dict[str, Any]
    ) -> None:
        model, value = column.related_model, values.get(column.attname)
        if isinstance(model, type) and value is not None and model not in self._rows:
            found[model].add(value)


def _labels(model: type[Model], pks: set[Any]) -> dict[Any, str]:
    if isinstance(admin.site._registry.get(model), Choosable):
        labels = labels_of(admin.site, model, {str(pk) for pk in pks})
        return {pk: labels[str(pk)] for pk in pks if str(pk) in labels}
    return labels_of_rows(model, pks)


def losses_in_words(losses: list[Loss], content: Content) -> list[str]:
    """What would not come back, a line each."""
    words, parts = Words(content), {part.name: part for part in PARTS}
    found = []
    for loss in losses:
        model = parts[loss.part].model if loss.part in parts else Article
        columns = ", ".join(
            str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in loss.columns
        )
        why = str(WHY[loss.why]) % {"columns": columns or NOTHING}
        if loss.part in parts:
            part = parts[loss.part]
            found.append(f"{heading(part)} · {words.title(part, loss.values)}: {why}")
        else:
            found.append(f"{Article._meta.verbose_name}: {why}")
    return found
