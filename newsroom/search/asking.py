"""What the search can be asked for: words, and conditions that every answer must meet."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from newsroom.local_days import midnight
from newsroom.register.cursors import digest
from newsroom.register.faults import Fault, faults_of
from newsroom.register.labels import Label
from newsroom.register.parameters import DayField, TargetField, ValuesField, YearField
from newsroom.register.pool import Terms
from newsroom.templatetags.page_tags import KINDS

# Answers on one page, unless another number is asked for.
ROWS = 15
RELEVANCE, NEWEST = "relevance", "newest"
ORDERS = {RELEVANCE: _("by relevance"), NEWEST: _("newest first")}
# Conditions by what an answer refers to, and by what it is filed under.
THINGS = ("person", "organisation", "country", "meeting")
LABELS = ("section", "subject", "author", "language")
PERIOD = ("year", "from", "to")
# The kinds that have a day of their own. The others are found after them, and are no answer to
# anybody who asks for a year.
DATED = ("article", "meeting", "event", "agreement", "statement")


class SearchForm(forms.Form):
    """The parameters of the search, each with what it accepts."""

    q = forms.CharField(required=False, strip=False)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *KINDS.items()])
    order = forms.ChoiceField(required=False, choices=[("", ""), *ORDERS.items()])
    year = YearField(required=False)
    person = TargetField(required=False)
    organisation = TargetField(required=False)
    country = TargetField(required=False)
    meeting = TargetField(required=False)
    count = forms.ChoiceField(required=False, choices=[("", ""), ("exact", "exact")])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        # Reserved words of Python and names chosen in data cannot be declared above.
        self.fields["from"] = DayField(required=False)
        self.fields["to"] = DayField(required=False)
        for sort in LABELS:
            self.fields[sort] = ValuesField(required=False, max_values=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", ValidationError(_("This day is before the first one.")))
        return cleaned


@dataclass(frozen=True)
class Asked:
    """A question to the search, as its address gives it, and the form that reads it.

    answers_all: whether a question without words and conditions is answered by all there is.
    """

    data: QueryDict
    form_class: type[SearchForm] = SearchForm
    answers_all: bool = False

    @cached_property
    def form(self) -> SearchForm:
        form = self.form_class(self.data)
        form.full_clean()
        return form

    @cached_property
    def faults(self) -> list[Fault]:
        """Everything that is wrong with the parameters; empty when they can be answered."""
        return faults_of(self.data, self.form, also=("cursor",))

    @property
    def rows(self) -> int:
        """How many answers a page has; the form must be valid."""
        return self.form.cleaned_data.get("limit") or ROWS

    @property
    def text(self) -> str:
        """The words."""
        return self.data.get("q", "")

    @property
    def kind(self) -> str:
        return self.data.get("kind", "")

    @property
    def order(self) -> str:
        """The order asked for; without words nothing is more relevant than what is new."""
        return self.data.get("order") or (RELEVANCE if self.text.strip() else NEWEST)

    @property
    def cursor(self) -> str:
        return self.data.get("cursor", "")

    @property
    def is_counted(self) -> bool:
        """Whether the exact number of answers is asked for."""
        return "count" in self.data

    @cached_property
    def conditions(self) -> list[tuple[str, str]]:
        """What narrows the search besides words and kind: parameter and value."""
        names = [*PERIOD, *THINGS, *LABELS]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    @property
    def is_answered_without_words(self) -> bool:
        """Whether there is an answer although there are no words."""
        return not self.text.strip() and bool(self.conditions or self.answers_all)

    @property
    def binding(self) -> str:
        """A digest of all that is asked, apart from the page: a cursor is good for nothing else."""
        names = ["q", "kind", *(name for name, _value in self.conditions)]
        asked = {f"{name}={value}" for name in names for value in self.data.getlist(name)}
        return digest([*asked, f"order={self.order}"])

    @cached_property
    def terms(self) -> Terms:
        """The conditions; the form must be valid."""
        asked = self.form.cleaned_data
        since, until = _period(asked.get("year"), asked.get("from"), asked.get("to"))
        # Everything in the register has one of the kinds: to name them all would say nothing, and
        # take a third longer.
        kinds = [self.kind] if self.kind else []
        if since or until:
            # Of a kind without days nothing is of that time; an empty list would mean any kind.
            kinds = [kind for kind in kinds or DATED if kind in DATED] or [""]
        return Terms(
            kinds=kinds,
            need=sorted({*self.targets, *(label.bucket for label in self.labels)}),
            since=since,
            until=until,
        )

    @property
    def targets(self) -> list[uuid.UUID]:
        """The things that every answer must refer to."""
        groups = [group for name in THINGS for group in self.form.cleaned_data.get(name) or ()]
        return [target for group in groups for target in group if isinstance(target, uuid.UUID)]

    @property
    def labels(self) -> list[Label]:
        """What every answer must be filed under."""
        return [Label(sort, code) for sort in LABELS for code in self.data.getlist(sort)]

    def with_(self, **changes: str) -> str:
        """The address of the same question with other parameters, from its first page on."""
        other = self._first_page()
        for name, value in changes.items():
            other[name] = value
        return f"?{other.urlencode()}"

    def narrowed(self, name: str, value: str) -> str:
        """The address of the same question with one more condition."""
        if name not in self.data:  # as in nearly each of sixty values of a page
            return f"{self._address}{urlencode({name: value})}"
        other = self._first_page()
        if name in THINGS:
            other.appendlist(name, value)
        else:
            other[name] = value
        return f"?{other.urlencode()}"

    def without(self, name: str, value: str = "") -> str:
        """The address of the same question without a condition, or all of one name."""
        other = self._first_page()
        kept = [one for one in other.getlist(name) if value and one != value]
        other.pop(name, None)
        if kept:
            other.setlist(name, kept)
        return f"?{other.urlencode()}"

    def words_alone(self, text: str) -> str:
        """The address of a question of words, without any condition."""
        other = QueryDict(mutable=True)
        other["q"] = text
        return f"?{other.urlencode()}"

    @cached_property
    def _address(self) -> str:
        address = self._first_page().urlencode()
        return f"?{address}&" if address else "?"

    def _first_page(self) -> QueryDict:
        other = self.data.copy()
        for name in ("cursor", "count"):
            other.pop(name, None)
        return other


def _period(
    year: int | None, first: date | None, last: date | None
) -> tuple[datetime | None, datetime | None]:
    """The instants between which the newsroom's calendar has these days, of this year alone."""
    if year:
        first = max(first or date.min, date(year, 1, 1))
        last = min(last or date.max, date(year, 12, 31))
    return (
        midnight(first) if first else None,
        midnight(last + timedelta(days=1)) if last else None,
    )
