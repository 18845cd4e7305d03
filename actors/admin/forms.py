"""Forms of the desk: the visibility that stories decide is not overwritten by an old form."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actors.admin.rules import explained
from actors.choices import Visibility
from actors.fields import partial_date_fields
from actors.models.base import Fact

# Held and opened by a story are one decision of the editor: to leave it to the stories.
EDITORS_CHOICES = [
    (Visibility.HELD, _("As stories decide")),
    (Visibility.PUBLIC, Visibility.PUBLIC.label),
    (Visibility.PRIVATE, Visibility.PRIVATE.label),
]


# What these choices do to a record, and to a fact that ties records together.
RECORD_HELP = _(
    "As stories decide: public once a published story names it. Never public: whatever stories say."
)
FACT_HELP = _(
    "Public: shown as soon as the records it ties together are. As stories decide: shown when a"
    " story that gives it as evidence is published."
)


class VisibilityField(forms.ChoiceField):
    """What an editor can decide; a record opened by a story shows as left to the stories."""

    def prepare_value(self, value: Any) -> Any:
        return Visibility.HELD if value == Visibility.STORY else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class RecordForm(forms.ModelForm):
    """A form of the desk, for a record or for a row inside one."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, explained(error))

    def _get_validation_exclusions(self) -> set[str]:
        # Bounds follow from dates that are in the form, so rules about them can be checked.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        for date in partial_date_fields(type(self.instance)):
            if date.name not in excluded:
                excluded -= set(date.bound_names)
        return excluded

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        stored = getattr(self.instance, "visibility", "")
        if stored == Visibility.STORY and cleaned.get("visibility") == Visibility.HELD:
            # A story published since the form was opened has made it public; that stays.
            cleaned["visibility"] = Visibility.STORY
        return cleaned


class RowForm(RecordForm):
    """A row of an inline, whose inputs stand in a table and carry their own labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)
            if field.label:
                widget.attrs.setdefault("aria-label", str(field.label))

    def _post_clean(self) -> None:
        # A row as it is stored keeps the rules of the database, and is not written again: a
        # form with hundreds of rows would ask thousands of questions about them.
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc]


def visibility_formfield(column: models.Field) -> VisibilityField:
    """The form field for a model's visibility."""
    return VisibilityField(
        choices=EDITORS_CHOICES,
        label=capfirst(column.verbose_name),
        help_text=FACT_HELP if issubclass(column.model, Fact) else RECORD_HELP,
        initial=column.default,
    )
