"""A story's form as data: what a browser would post of it, kept texts put in, kept texts read."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.db import DatabaseError, transaction
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from articles import conflicts
from articles.conflicts import Filling
from articles.history.snapshot import Content, content_of
from articles.models import Article, Draft

Pairs = list[list[str]]

KEPT = "desk_kept"  # of a request: what its form is filled with, instead of the story's own


class NotSaved(Exception):
    """Undoes what was written only to be looked at."""


def as_posted(form: Any) -> Iterator[list[str]]:
    """Names and values that a browser would post of one form; files are not among them."""
    for bound in form:
        widget = getattr(bound.field.widget, "widget", bound.field.widget)
        value = bound.value()
        if isinstance(widget, forms.FileInput) or isinstance(bound.field, InlineForeignKeyField):
            continue
        if isinstance(widget, forms.CheckboxInput):
            if value:
                yield [bound.html_name, "on"]
        elif isinstance(widget, forms.MultiWidget):
            pieces = value if isinstance(value, list) else widget.decompress(value)
            names: list[str] = getattr(widget, "widgets_names")  # noqa: B009
            for suffix, part, piece in zip(names, widget.widgets, pieces or [], strict=True):
                yield [f"{bound.html_name}{suffix}", str(part.format_value(piece) or "")]
        else:
            told = widget.format_value(value)
            for one in told if isinstance(told, list) else [told]:
                yield [bound.html_name, "" if one is None else str(one)]


def forms_of_story(
    site_admin: admin.ModelAdmin, request: HttpRequest, article: Article, data: Any = None
) -> tuple[Any, list[Any]]:
    """The form of a story and its row sets; unbound they show it as it is in the database."""
    showing = copy(request)
    showing.method = "GET"
    setattr(showing, KEPT, data)
    form_class: Any = site_admin.get_form(showing, article, change=True)
    form = form_class(instance=article)
    if data is not None:
        # To be read, not to be shown: what is wrong in it is wanted.
        form = form_class.read_from(data, article)
    sets = []
    for form_set, inline in site_admin.get_formsets_with_inlines(showing, article):
        prefix: str = form_set.get_default_prefix()
        options = site_admin.get_formset_kwargs(showing, article, inline, prefix)
        part: Any = form_set(**options)
        part.can_be_written = inline.has_change_permission(showing, article)
        sets.append(part)
    return form, sets


def now_posted(site_admin: admin.ModelAdmin, request: HttpRequest, article: Article) -> Pairs:
    """What a browser would post of the story's form as it would be opened now."""
    form, sets = forms_of_story(site_admin, request, article)
    pairs = list(as_posted(form))
    for part in sets:
        pairs += as_posted(part.management_form)
        for row in part.forms:
            pairs += as_posted(row)
    return pairs


def over_now(
    site_admin: admin.ModelAdmin, request: HttpRequest, article: Article, data: Pairs
) -> QueryDict:
    """The kept data as a post over the story as it is now, whichever rows it has by now."""
    mine = conflicts.read(data)
    theirs = conflicts.read(now_posted(site_admin, request, article))
    found = conflicts.differences(mine, theirs, None)
    return query_dict(
        conflicts.resolve(mine, theirs, found, {one.choice: conflicts.MINE for one in found})
    )


def query_dict(pairs: Any) -> QueryDict:
    """Names and values as a request has them."""
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def filled(form_class: Any, data: QueryDict) -> Any:
    """The form class, showing this data and finding no fault with it: nobody has sent it yet."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        form_class.__init__(self, *args, **kwargs | {"data": data})
        hush(self)

    def read_from(data: QueryDict, article: Article) -> Any:
        return form_class(data, instance=article)

    own = {"__init__": __init__, "read_from": staticmethod(read_from)}
    return type(form_class)(f"Kept{form_class.__name__}", (form_class,), own)


def hush(form: Any) -> None:
    """Let a bound form show what it was filled with, unchecked."""
    form._errors, form.cleaned_data = ErrorDict(), {}


def hush_rows(part: Any) -> None:
    """The same for a set of rows."""
    for row in part.forms:
        hush(row)
    part._errors = [row._errors for row in part.forms]
    part._non_form_errors = part.error_class()


def content_of_draft(
    site_admin: admin.ModelAdmin, request: HttpRequest, article: Article, draft: Draft
) -> Content:
    """What the story would be if the kept text were saved, as its history keeps it.

    What cannot be read yet, such as half a row, stands word for word under "typed".
    """
    content: Content = {}
    try:
        with transaction.atomic():
            typed = _write(site_admin, request, article, draft)
            content = content_of(article)
            raise NotSaved
    except NotSaved:
        return content | {"typed": typed} if typed else content


def _write(
    site_admin: admin.ModelAdmin, request: HttpRequest, article: Article, draft: Draft
) -> Pairs:
    """Store what is valid of a kept text; what is not, as it was typed."""
    data = over_now(site_admin, request, article, draft.data)
    fresh, stored = copy(article), copy(article)
    form, sets = forms_of_story(site_admin, request, fresh, data)
    faulty = [name for name in form.errors if name in form.fields]
    left = [[name, str(form[name].data or "")] for name in faulty]
    for name in (name for name in faulty if hasattr(stored, name)):
        setattr(form.instance, name, getattr(stored, name))
    if not _stored(form.instance.save):
        left += [[name, value] for name, value in draft.data if name in form.fields]
    for part in (part for part in sets if part.can_be_written):
        part.is_valid()
        for row in (row for row in part.forms if row.has_changed()):
            is_gone = bool(getattr(row, "cleaned_data", {}).get("DELETE"))
            if is_gone and not row.instance.pk:
                continue
            if row.is_valid() and _stored(row.instance.delete if is_gone else row.save):
                continue
            own = f"{row.prefix}-"
            left += [[name, value] for name, value in data.items() if name.startswith(own)]
    return left


def _stored(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except (DatabaseError, ValueError):
        return False
    return True


def base_of(draft: Draft | None, version: str) -> Filling | None:
    """The story as it was when the form of this draft was opened, if that is known."""
    if draft is None or draft.base is None or str(draft.version) != version:
        return None
    return conflicts.read(draft.base)
