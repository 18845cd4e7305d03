"""Two sides of a difference in words: labels for keys and choices, and which words differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actors.admin.choices import chosen_select, labels_of
from articles import conflicts
from articles.conflicts import Difference
from articles.history.word_diff import Piece, compare_words
from articles.texts import sanitise, to_plain

# Fields of the story whose text is HTML.
HTML = frozenset({"body"})


@dataclass(frozen=True)
class Shown:
    """A field, or a field of a row, of which the two sides differ."""

    label: str
    mine: str
    theirs: str
    pieces: list[Piece]


class Labels:
    """What values are called; the chosen rows of all differences are read at once."""

    def __init__(self, site: admin.AdminSite) -> None:
        self._site = site
        self._keys: dict[Any, set[str]] = {}
        self._found: dict[Any, dict[str, str]] | None = None

    def note(self, form: Any, one: Difference) -> None:
        """Remember which rows a difference speaks of."""
        for name in (one.mine or {}).keys() | (one.theirs or {}).keys():
            widget = chosen_select(form.fields[name]) if name in form.fields else None
            if widget is not None:
                keys = self._keys.setdefault(widget.field.remote_field.model, set())
                for side in (one.mine or {}, one.theirs or {}):
                    keys |= {key for key in side.get(name, []) if key.isdecimal()}

    def lines(self, form: Any, one: Difference) -> Iterator[Shown]:
        """The fields in which the two sides are not the same, in the order of the form."""
        mine, theirs = one.mine or {}, one.theirs or {}
        names = [name for name in [*form.fields, *mine] if name in mine or name in theirs]
        for name in dict.fromkeys(names):
            if name == conflicts.KEY or conflicts.same(mine.get(name, []), theirs.get(name, [])):
                continue
            field = form.fields.get(name) or form.fields.get(name.rpartition("_")[0])
            ours, other = (self._said(field, name, side.get(name, [])) for side in (mine, theirs))
            label = str(field.label or name) if field is not None else name
            yield Shown(capfirst(label), ours, other, compare_words(other, ours))

    def _said(self, field: Any, name: str, values: list[str]) -> str:
        text = ", ".join(value for value in values if value)
        if field is None or (isinstance(field, forms.BooleanField) and text):
            return _("yes") if isinstance(field, forms.BooleanField) else text
        if name in HTML:
            return to_plain(sanitise(text))
        if (widget := chosen_select(field)) is not None:
            model = widget.field.remote_field.model
            if self._found is None:
                self._found = {}
            if model not in self._found:
                self._found[model] = labels_of(self._site, model, self._keys.get(model, set()))
            return ", ".join(self._found[model].get(value, value) for value in values if value)
        if isinstance(field, forms.ChoiceField):
            named = dict(_flat(field.choices))
            return ", ".join(named.get(value, value) for value in values if value)
        return text


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
