"""Rows inside a form of which no two may say the same."""

from typing import Any

from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from actors.admin.choices import ChosenFormSet

TWICE = _("This row is entered twice.")


class RowSet(ChosenFormSet):
    """Rows that the database would refuse as doubles are refused here, in words.

    Django compares the rows of a form too, but lets those pass in which a field is empty, and
    those of a rule with a condition.
    """

    def clean(self) -> None:
        super().clean()
        model: Any = self.model
        for rule in model._meta.constraints:
            if isinstance(rule, UniqueConstraint) and rule.nulls_distinct is False:
                self._refuse_doubles([name for name in rule.fields if name != self.fk.name])

    def _refuse_doubles(self, names: list[str]) -> None:
        model: Any = self.model
        columns = [model._meta.get_field(name).attname for name in names]
        seen = set()
        for form in self.forms:
            if form in self.deleted_forms or (not form.instance.pk and not form.has_changed()):
                continue
            row = tuple(getattr(form.instance, column) for column in columns)
            if row in seen:
                form.add_error(None, TWICE)
            seen.add(row)
