"""Strict filter sets over the register, shared by pages and API."""

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from newsroom.register.faults import Fault, faults_of
from newsroom.register.models import Item, Reference
from newsroom.register.orders import BY_NAME, NEAREST, NEWEST, RECENTLY_CHANGED, Order
from newsroom.register.parameters import InstantField, TargetsField, ValuesField
from newsroom.register.querysets import PUBLIC_SCOPE
from newsroom.register.search import Question, ask


class Code(NamedTuple):
    """What may be given in place of an id: a member of the documents of a kind."""

    kind: str
    member: str


class ReferenceFilter(Filter):
    """Things that refer to others: repeated = to each of them, comma = to any of them.

    rels: the relations that count; none: all. code: what may be given in place of an id.
    """

    field_class = TargetsField

    def __init__(self, *rels: str, code: Code | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, code=bool(code), **kwargs)
        self.rels = rels
        self.code = code

    def filter(self, qs: QuerySet, value: list[list[Any]]) -> QuerySet:
        for alternatives in value or ():
            targets = self.parent.uids(self.code, alternatives)
            qs = qs.filter(Exists(self.references(targets)))
        return qs

    def references(self, targets: list[uuid.UUID]) -> QuerySet[Reference]:
        """References to any of these, in the relations and of the certainty asked for."""
        found = Reference.objects.filter(
            item=OuterRef("pk"), target__in=targets, kind=self.parent.kind
        )
        asked = self.parent.form.cleaned_data
        if rels := asked.get("rel") or self.rels:
            found = found.filter(rel__in=rels)
        if certainty := asked.get("certainty"):
            found = found.filter(certainty__in=certainty)
        return found


class ValuesFilter(Filter):
    """One of several values of a column, or of a member of the document."""

    field_class = ValuesField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, lookup_expr="in", **kwargs)


class RefineFilter(Filter):
    """A parameter that refines how other filters of the set are read; alone it does nothing."""

    field_class: type[forms.Field] = ValuesField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs


class InstantFilter(Filter):
    """Before or not before an instant (half-open: `gte` and `lt`)."""

    field_class = InstantField

    def __init__(self, field_name: str, lookup_expr: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr, required=False, **kwargs)


class StrictFilterSet(FilterSet):
    """Filters that refuse what they do not know, and say in which order rows come.

    Names that are reserved words of Python are declared with an underscore after them.
    """

    orders: ClassVar[dict[str, Order]] = {"-published_at": NEWEST}
    base_filters: dict[str, Filter]

    def __init__(
        self,
        data: QueryDict,
        *,
        also: Collection[str] = (),
        scope: Iterable[str] = PUBLIC_SCOPE,
        items: QuerySet | None = None,
        is_whole: bool = False,
    ) -> None:
        """also: parameters that are not filters, but that whoever asks understands.

        items: what the filters start from, when a page narrows it beforehand.
        is_whole: also with the filters that are not asked for, which are to be described.
        """
        self.scope = tuple(scope)
        if not is_whole:  # to copy filters that do nothing would take longer than to answer
            known = self.base_filters
            self.base_filters = {name: one for name, one in known.items() if name in data}
        super().__init__(data, self.visible() if items is None else items)
        self.is_bound = True
        self.also = frozenset(also)

    def visible(self) -> QuerySet:
        """What whoever asks may see of these rows."""
        raise NotImplementedError

    @classmethod
    def get_filters(cls) -> Any:
        filters = {name.rstrip("_"): filter_ for name, filter_ in super().get_filters().items()}
        filters["order"] = ChoiceFilter(
            choices=[(name, name) for name in cls.orders],
            method="unfiltered",
            help_text=_("The order of the rows."),
        )
        return filters

    def unfiltered(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset

    @cached_property
    def faults(self) -> list[Fault]:
        """Everything that is wrong with the parameters; empty when they can be answered."""
        return faults_of(self.data, self.form, also=self.also)

    def is_valid(self) -> bool:
        return not self.faults

    @property
    def order(self) -> Order:
        """The order asked for, or the usual one: the first of `orders`."""
        return self.orders[self.form.cleaned_data.get("order") or next(iter(self.orders))]

    @cached_property
    def binding(self) -> str:
        """A digest of what is asked, apart from the page: a cursor is good for nothing else."""
        asked = {name: self.data.getlist(name) for name in self.data if name in self.form.fields}
        text = json.dumps([type(self).__name__, sorted(asked.items()), sorted(self.scope)])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def uids(self, code: Code | None, values: list[Any]) -> list[uuid.UUID]:
        """Ids and codes as ids; a code that nothing bears stands for nothing."""
        coded = self._coded.get(code, {}) if code else {}
        ids = (value if isinstance(value, uuid.UUID) else coded.get(value) for value in values)
        return [uid for uid in ids if uid]

    @cached_property
    def _coded(self) -> dict[Code, dict[str, uuid.UUID]]:
        """All codes of the request, in one query for each sort of code."""
        asked: dict[Code, set[str]] = {}
        for name, filter_ in self.filters.items():
            if code := getattr(filter_, "code", None):
                groups = self.form.cleaned_data.get(name) or ()
                given = {v for group in groups for v in group if isinstance(v, str)}
                asked.setdefault(code, set()).update(given)
        return {
            code: dict(
                Item.objects.visible(self.scope)
                .filter(kind=code.kind, **{f"doc__{code.member}__in": sorted(texts)})
                .values_list(f"doc__{code.member}", "uid")
            )
            for code, texts in asked.items()
            if texts
        }


class ItemFilter(StrictFilterSet):
    """Filters over the visible things of one kind; what all kinds can be asked for."""

    kind: ClassVar[str]
    # Whether `q` also finds what has a name near to the words.
    has_names: ClassVar[bool] = False

    q = CharFilter(
        method="unfiltered",
        max_length=400,
        strip=False,
        help_text=_('Words that must occur; "a phrase", -without, one OR other, begin*.'),
    )
    updated_after = InstantFilter(
        "sequenced_at", "gte", help_text=_("Changed at this instant or after.")
    )
    updated_before = InstantFilter(
        "sequenced_at", "lt", help_text=_("Changed before this instant.")
    )

    def visible(self) -> QuerySet[Item]:
        return Item.objects.visible(self.scope).filter(kind=self.kind)

    @property
    def q_text(self) -> str:
        """The words asked for; empty without."""
        return self.form.cleaned_data.get("q") or ""

    @cached_property
    def question(self) -> Question:
        """What the words ask for, and name."""
        kinds = (self.kind,) if self.has_names else ()
        return ask(self.q_text, kinds=kinds, scope=self.scope)

    @property
    def need(self) -> list[uuid.UUID]:
        """What every answer must refer to, in whatever relation; the filters say more."""
        groups = [
            self.uids(filter_.code, alternatives)
            for name, filter_ in self.filters.items()
            if isinstance(filter_, ReferenceFilter)
            for alternatives in self.form.cleaned_data.get(name) or ()
        ]
        return [group[0] for group in groups if len(group) == 1]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words, kind and order is asked for."""
        asked = self.form.cleaned_data
        return any(value for name, value in asked.items() if name not in ("q", "order"))


class NearForm(forms.Form):
    """Refuses to order by nearness when there is nothing to be near to."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("order") == "relevance" and not cleaned.get("q"):
            self.add_error("order", ValidationError(_("This order needs “q”."), code="needs_q"))
        return cleaned


class NamedFilter(ItemFilter):
    """Filters over things that have names, and are found under whatever spelling of one."""

    has_names = True
    orders: ClassVar[dict[str, Order]] = {
        "name": BY_NAME,
        "-updated_at": RECENTLY_CHANGED,
        "relevance": NEAREST,
    }

    class Meta:
        form = NearForm

    q = CharFilter(
        method="unfiltered",
        max_length=400,
        strip=False,
        help_text=_(
            "A name, however it is spelt, or words that must occur;"
            ' "a phrase", -without, one OR other, begin*.'
        ),
    )
