"""Rows inside the story's form, written with as little HTML as can be edited and sent back.

A story may have hundreds of linked rows. Lists of options and helps stand once, in the template
from which new rows are made; a script copies them into a row when somebody turns to it. A row is
a line that says what it is, and opens to its fields.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten, quote
from django.forms import BoundField
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from actors.admin.base import Rows
from actors.admin.choices import ChosenSelect, chosen_select

SHOWN = 110  # characters of a value in the line that stands for its row
PLACE = "__prefix__"
NOTHING = SafeString("")


class LeanRows(Rows):
    """Rows of a story. `summary_fields`: those that the line of a row is made of."""

    template = "admin/articles/article/_rows.html"
    summary_fields: tuple[str, ...] = ()
    # Whether it is among what an editor works on beside the text; else it stands further down.
    is_link = False


@dataclass(frozen=True)
class LeanRow:
    """One row as the page shows it."""

    key: str
    summary: str
    fields: SafeString
    has_errors: bool = False
    is_new: bool = False
    delete: SafeString = NOTHING
    address: str = ""


def lean_rows(part: Any) -> list[LeanRow]:
    """The rows of an inline formset of the admin, without that from which new ones are made."""
    labels: dict[str, dict[str, str]] = {}
    rows = []
    for number, form in enumerate(part.formset.forms):
        can_change = part.has_change_permission if form.instance.pk else part.has_add_permission
        rows.append(
            LeanRow(
                key=f"{part.formset.prefix}-{number}",
                summary=_summary(part.opts, form, labels),
                fields=_fields(part.opts, form, labels)
                if can_change
                else _shown(part.opts, form, labels),
                has_errors=bool(form.is_bound and form.errors),
                is_new=not form.instance.pk,
                delete=_delete(part, form),
                address=_address(part.opts, form),
            )
        )
    return rows


def empty_row(part: Any) -> LeanRow:
    """The row that new ones are copies of: with all options, and with helps."""
    form = part.formset.empty_form
    return LeanRow(
        key=f"{part.formset.prefix}-{PLACE}",
        summary="",
        fields=_fields(part.opts, form, {}, is_whole=True),
        is_new=True,
    )


def _fields(
    opts: Any, form: Any, labels: dict[str, dict[str, str]], *, is_whole: bool = False
) -> SafeString:
    cells = list(_cells(opts, form, labels, is_whole=is_whole))
    errors = form.non_field_errors() if form.is_bound else NOTHING
    hidden = (str(form[name]) for name in _kept(form))
    return format_html(
        "{}{}{}",
        errors,
        format_html_join("", "{}", ((cell,) for cell in cells)),
        SafeString("".join(hidden)),
    )


def _kept(form: Any) -> Iterator[str]:
    """The hidden field that says which row this is; the story is the one of the form."""
    name = form._meta.model._meta.pk.name
    if name in form.fields and form.instance.pk:
        yield name


def _cells(
    opts: Any, form: Any, labels: dict[str, dict[str, str]], *, is_whole: bool
) -> Iterator[SafeString]:
    for name in flatten(opts.fields):
        if name not in form.fields:
            yield _read_only(opts, form, name)
            continue
        bound = form[name]
        widget = _input(bound, labels, is_whole=is_whole)
        errors = bound.errors if form.is_bound else NOTHING
        help_text = format_html("<small>{}</small>", bound.help_text) if is_whole else NOTHING
        label: Any = format_html('<label for="{}">{}</label>', bound.id_for_label, bound.label)
        if isinstance(bound.field.widget, forms.CheckboxInput):
            label, widget = widget, label
        yield format_html(
            '<div class="cell c-{}">{}{}{}{}</div>',
            name,
            label,
            widget,
            errors,
            help_text if bound.help_text else NOTHING,
        )


def _read_only(opts: Any, form: Any, name: str) -> SafeString:
    value = getattr(opts, name)(form.instance)
    label = capfirst(getattr(getattr(opts, name), "short_description", name))
    return format_html('<div class="cell c-{}"><b>{}</b> {}</div>', name, label, value)


def _input(
    bound: BoundField, labels: dict[str, dict[str, str]], *, is_whole: bool
) -> SafeString | str:
    widget: Any = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.field.prepare_value(bound.value())
    plain = {"name": bound.html_name, "id": bound.auto_id}
    if isinstance(widget, ChosenSelect):
        label = (widget.labels or {}).get(str(value), "") if value else ""
        return _select(plain | _source(widget, is_whole=is_whole), value, label)
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        if is_whole:
            return bound.as_widget(widget, attrs={"data-options": bound.name})
        return _select(plain | {"data-lean": bound.name}, value, _label(bound, value, labels))
    text = "" if value is None else str(value)
    if type(widget) is forms.Textarea or type(widget).__name__ == "AdminTextareaWidget":
        return format_html('<textarea rows="2"{}>\n{}</textarea>', flatatt(plain), text)
    if isinstance(widget, forms.CheckboxInput):
        return format_html('<input type="checkbox"{}{}>', flatatt(plain), _checked(value))
    if isinstance(widget, forms.TextInput) and not isinstance(widget, forms.MultiWidget):
        kind = "" if widget.input_type == "text" else widget.input_type
        more = {"type": kind} if kind else {}
        length = getattr(bound.field, "max_length", None)
        more |= {"maxlength": str(length)} if length and is_whole else {}
        more |= {"value": text} if text else {}
        return format_html("<input{}>", flatatt(plain | more))
    return str(bound)


def _checked(value: Any) -> SafeString:
    return SafeString(" checked") if value else NOTHING


def _source(widget: ChosenSelect, *, is_whole: bool) -> dict[str, str]:
    """Where a choice by typing asks: told in full once, in the row that new ones are made from."""
    name = widget.field.name
    if not is_whole:
        return {"data-lean": name}
    meta = widget.field.model._meta
    return {
        "data-choose": widget.get_url(),
        "data-app": meta.app_label,
        "data-model": meta.model_name,
        "data-field": name,
        "data-creates": widget.field.remote_field.model._meta.model_name,
    }


def _select(attributes: dict[str, str], value: Any, label: str) -> SafeString:
    if value in (None, ""):
        return format_html('<select{}><option value="">–</option></select>', flatatt(attributes))
    return format_html(
        '<select{}><option value="{}" selected>{}</option></select>',
        flatatt(attributes),
        value,
        label or value,
    )


def _label(bound: BoundField, value: Any, labels: dict[str, dict[str, str]]) -> str:
    """What a choice is called; the options of a column are read once for all its rows."""
    if bound.name not in labels:
        found: Any = bound.field
        labels[bound.name] = dict(_options(found.choices))
    return labels[bound.name].get(str(value), "")


def _options(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(one), str(name)) for one, name in label)
        else:
            yield str(value), str(label)


def _summary(opts: Any, form: Any, labels: dict[str, dict[str, str]]) -> str:
    parts = []
    for name in opts.summary_fields:
        if name not in form.fields:
            continue
        bound = form[name]
        value = bound.field.prepare_value(bound.value())
        if value in (None, ""):
            continue
        if (widget := chosen_select(bound.field)) is not None:
            said = (widget.labels or {}).get(str(value), "")
        elif isinstance(bound.field, forms.ChoiceField):
            said = _label(bound, value, labels)
        else:
            said = str(value)
        parts.append(Truncator(said).chars(SHOWN))
    return " · ".join(part for part in parts if part)


def _shown(opts: Any, form: Any, labels: dict[str, dict[str, str]]) -> SafeString:
    """What a row says to somebody who may only look at it."""
    pairs: list[tuple[Any, Any]] = []
    for name in flatten(opts.fields):
        column = getattr(opts, name, None)
        if callable(column):
            pairs.append(
                (capfirst(getattr(column, "short_description", name)), column(form.instance))
            )
            continue
        if not _is_column(form.instance, name):
            pairs += _shown_choice(form, name, labels)
            continue
        field = form.instance._meta.get_field(name)
        shown = getattr(form.instance, f"get_{name}_display", None)
        value = shown() if shown else getattr(form.instance, name)
        if value not in (None, ""):
            pairs.append((capfirst(field.verbose_name), value))
    return format_html_join("", '<div class="cell"><b>{}</b> {}</div>', pairs)


def _shown_choice(
    form: Any, name: str, labels: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str]]:
    """A choice that is no column of its own, such as the fact that a sentence supports."""
    if name not in form.fields:
        return
    bound = form[name]
    if isinstance(bound.field, forms.ChoiceField) and (
        said := _label(bound, bound.value(), labels)
    ):
        yield str(bound.label), said


def _is_column(row: Any, name: str) -> bool:
    return any(field.name == name for field in row._meta.concrete_fields)


def _delete(part: Any, form: Any) -> SafeString:
    if not (part.formset.can_delete and part.has_delete_permission and form.instance.pk):
        return NOTHING
    name = form.add_prefix("DELETE")
    is_ticked = bool(form.is_bound and form[forms.formsets.DELETION_FIELD_NAME].value())
    return format_html(
        '<input type="checkbox" name="{}" id="id_{}"{}><label for="id_{}">{}</label>',
        name,
        name,
        _checked(is_ticked),
        name,
        _("Remove"),
    )


def _address(opts: Any, form: Any) -> str:
    if not (opts.show_change_link and opts.has_registered_model and form.instance.pk):
        return ""
    meta = form.instance._meta
    return reverse(
        f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(form.instance.pk)]
    )
