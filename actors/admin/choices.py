"""Choosing a row by typing: search without accents, labels, one query for all rows of a form."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, QuerySet, Value, When
from django.db.models.lookups import StartsWith
from django.forms import BaseForm, BaseInlineFormSet, Field, HiddenInput, ModelChoiceField
from django.http import HttpRequest

from actors.edtf import InvalidPartialDate, parse
from newsroom.register.text import fold


class ChosenSelect(AutocompleteSelect):
    """An autocomplete whose labels the page gives to all rows at once.

    Django's own looks up the chosen row of each widget: a query for each row of a form.
    It asks for the day of what the form is about, if that is known: what had ended by then is
    not offered, and people stand in the office of that day.
    """

    labels: dict[str, str] | None = None
    day: date | None = None

    def get_url(self) -> str:
        return f"{super().get_url()}?on={self.day}" if self.day else super().get_url()

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        if self.labels is None:
            return super().optgroups(name, value, attr)
        chosen = [] if self.is_required else [("", "")]
        chosen += [(key, self.labels[key]) for key in value if key in self.labels]
        options = [
            self.create_option(name, key, label, bool(key), index)
            for index, (key, label) in enumerate(chosen)
        ]
        return [(None, options, 0)]


class ChosenField(ModelChoiceField):
    """Reads a choice; a formset may hand over the chosen rows of all its forms at once."""

    found: dict[str, models.Model] | None = None

    def to_python(self, value: Any) -> Any:
        if self.found and str(value) in self.found:
            return remaining(self.found[str(value)])
        return remaining(super().to_python(value))


def remaining(row: Any) -> Any:
    """The row; of an actor merged since the form was opened, the one that remains."""
    if getattr(row, "merged_into_id", None) is None:
        return row
    return type(row)._default_manager.get(pk=row.merged_into_id)


class ChosenFormSet(BaseInlineFormSet):
    """Rows whose choices are read with one query for each column, not for each row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        _give_day(form, self.instance)
        key = cast("Any", self.model)._meta.pk.name
        if isinstance(own := form.fields.get(key), ModelChoiceField) and self.is_bound:
            # The hidden field that says which row this is: the formset has read them all.
            form.fields[key] = ChosenField(
                own.queryset, initial=own.initial, required=False, widget=HiddenInput
            )
            form.fields[key].found = {str(row.pk): row for row in self.get_queryset()}

    def full_clean(self) -> None:
        if self.is_bound:
            for name, field in self.empty_form.fields.items():
                if isinstance(field, ChosenField) and field.found is None:
                    self._find(name)
        super().full_clean()

    def _find(self, name: str) -> None:
        fields: list[Any] = [form.fields[name] for form in self.forms]
        keys = {str(form[name].data) for form in self.forms if form[name].data}
        found: dict[str, models.Model] = {}
        if decimal := [key for key in keys if key.isdecimal()]:
            found = {str(row.pk): row for row in fields[0].queryset.filter(pk__in=decimal)}
        for field in fields:
            field.found = found


def label_all(site: admin.AdminSite, forms: Iterable[BaseForm]) -> None:
    """Give every autocomplete of these forms its label, with one query for each model chosen."""
    widgets: dict[type[models.Model], list[ChosenSelect]] = defaultdict(list)
    keys: dict[type[models.Model], set[str]] = defaultdict(set)
    for form in forms:
        _give_day(form, getattr(form, "instance", None))
        for name, field in form.fields.items():
            if (widget := chosen_select(field)) is not None:
                model = widget.field.remote_field.model
                widgets[model].append(widget)
                value = form[name].value()
                keys[model] |= {str(value)} if str(value or "").isdecimal() else set()
    for model, selects in widgets.items():
        labels = labels_of(site, model, keys[model])
        for select in selects:
            select.labels = labels


def _give_day(form: BaseForm, record: Any) -> None:
    """Let the autocompletes of a meeting's form know its day; others are about any time."""
    day = getattr(record, "when_earliest", None)
    for field in form.fields.values() if day else ():
        if (widget := chosen_select(field)) is not None:
            widget.day = day


def chosen_select(field: Field) -> ChosenSelect | None:
    """The autocomplete inside a form field, if it is one."""
    widget = field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    return widget if isinstance(widget, ChosenSelect) else None


def labels_of(site: admin.AdminSite, model: type[models.Model], keys: set[str]) -> dict[str, str]:
    """Labels of the rows with these keys, as their admin writes them."""
    if not keys:
        return {}
    rows = model._default_manager.filter(pk__in=keys)
    chooser = site.get_model_admin(model)
    if not isinstance(chooser, Choosable):
        return {str(row.pk): str(row) for row in rows}
    return {str(row.pk): chooser.choice_label(row) for row in chooser.for_choice(rows)}


class Choosable(admin.ModelAdmin):
    """A model admin whose rows are found by words without accents, and told apart by labels."""

    choice_related: tuple[str, ...] = ()

    def first_day(self, written: str) -> date | None:
        """The first day that a date in a form may mean; None if it is none, or open."""
        try:
            return parse(written).earliest
        except InvalidPartialDate:
            return None

    def for_choice(self, queryset: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
        """The rows with all that `choice_label` reads, so that a list of them is one query.

        day: for which what the label says must hold, if it can; None: the latest that is known.
        """
        return queryset.select_related(*self.choice_related) if self.choice_related else queryset

    def choice_label(self, obj: Any) -> str:
        """What an editor needs to see to choose this row and not its namesake."""
        return str(obj)

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        """The rows that may be chosen for that day; those that begin with the term come first."""
        folded = fold(term).strip()
        if not folded:
            return queryset
        begins = StartsWith(folded_column(self.model, self.search_fields[0]), Value(folded))
        ordering = self.ordering or self.opts.ordering or ["pk"]
        return queryset.order_by(Case(When(begins, then=0), default=1), *ordering)

    def found(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
        """The rows that the term may mean, for an autocomplete."""
        return self.get_search_results(request, queryset, term)[0]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Rows that contain every word of the term in one of the search fields."""
        for word in fold(search_term).split():
            queryset = queryset.filter(self.matching(word))
        return queryset, False

    def matching(self, word: str) -> Q:
        """Condition: a search field contains the folded word."""
        found = Q()
        for path in self.search_fields:
            found |= Q(Contains(folded_column(self.model, path), Value(word)))
        return found


class Contains(Func):
    """Whether the first text contains the second, byte by byte."""

    template = "(strpos(%(expressions)s) > 0)"
    output_field = models.BooleanField()


def folded_column(model: type[models.Model], path: str) -> models.F | Func:
    """The folded text of a column, from the database's own folded column where there is one."""
    *relations, column = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    field: Any = model._meta.get_field(column)
    if isinstance(field, models.GeneratedField):
        return models.F(path)
    text: Any = models.F(path)
    if isinstance(field, ArrayField):
        text = Func(text, Value(" "), function="array_to_string")
    return Func(text, function="register_fold", output_field=models.TextField())
