"""The parameters that are not filters: pages, members, expansion, counts."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.partners.access import Access
from newsroom.register.faults import Fault, faults_of
from newsroom.register.paging import DEFAULT_LIMIT, MAX_LIMIT
from newsroom.register.parameters import DayField, ValuesField
from newsroom.register.problems import Problem

# What `expand` may name, and the kind of thing it stands for.
EXPANDABLE = {
    "people": "person",
    "organisations": "organisation",
    "countries": "country",
    "meetings": "meeting",
    "offices": "office",
}

# Members of documents whose words are searched.
WORDS = frozenset(
    "headline lead body text source_as_written name names title title_en short_title summary topic"
    " outcome subject statements".split()
)

# The members that filters of another name tell of; one tells of a member of its own name as well.
_TIES = ("mentions", "participants", "delegations", "memberships", "tenures", "parties", "people")
TELLING = {
    "person": _TIES,
    "organisation": (*_TIES, "parent", "members"),
    "country": (*_TIES, "host", "nationality"),
    "office": ("tenures", "participants"),
    "meeting": ("meetings", "links", "occasion"),
    "subject": ("subjects",),
    "author": ("signatories", "signature"),
    "member": ("members",),
    "party": ("parties",),
    "type": ("organisation_type",),
    "meeting_format": ("format",),
    "place": ("other_places",),
    "published_after": ("published_at",),
    "published_before": ("published_at",),
    "said_after": ("said_on",),
    "said_before": ("said_on",),
    "from": ("when", "signed", "published_at"),
    "to": ("when", "signed", "published_at"),
    "year": ("when", "signed", "published_at"),
    "rel": ("mentions",),
}


class ShapeForm(forms.Form):
    """In which format a document is, which members it shows, and what comes along with it."""

    format = forms.ChoiceField(
        required=False,
        choices=[("json", "json")],
        help_text=_("The format of the answer; it wins over the Accept header."),
    )
    fields = ValuesField(  # type: ignore[assignment]
        required=False,
        max_values=60,
        help_text=_("Members to show, divided by commas; id and type always are."),
    )
    expand = ValuesField(
        required=False,
        choices=[(name, name) for name in EXPANDABLE],
        help_text=_("Also gives the things that are referred to, under `expanded`, by their id."),
    )


class PageForm(ShapeForm):
    """Which rows of a list."""

    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text=_("How many rows at most; 50 unless given."),
    )
    cursor = forms.CharField(
        required=False, max_length=1000, help_text=_("The place to go on from; see links.next.")
    )
    count = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in ("none", "estimate", "exact")],
        help_text=_("Whether meta.count says how many rows there are on all pages."),
    )


class DayForm(ShapeForm):
    """A day that is asked about, beside the shape."""

    on = DayField(required=False, help_text=_("Shows what held on this day, and how sure that is."))
    as_of = DayField(required=False, help_text=_("Another name of “on”."))


def told(
    forms_: Sequence[forms.Form], members: Sequence[str], formats: Sequence[str] = ("json",)
) -> tuple[forms.Form, ...]:
    """The forms, told which members documents have, and in which formats they are written."""
    for form in forms_:
        if isinstance(form, ShapeForm):
            fields: Any = form.fields
            fields["fields"].choices = [(name, name) for name in members]
            fields["format"].choices = [(name, name) for name in formats]
    return tuple(forms_)


def check(
    data: QueryDict,
    *forms_: forms.Form,
    members: Sequence[str] = (),
    formats: Sequence[str] = ("json",),
) -> None:
    """Refuse the request if any parameter is unknown to all forms, or wrong in one.

    members: what `fields` may name. formats: what `format` may be.
    """
    if faults := faults_of(data, *told(forms_, members, formats)):
        raise Problem("invalid-parameters", faults=faults)


def limit_of(form: forms.Form) -> int:
    """How many rows are asked for."""
    return form.cleaned_data["limit"] or DEFAULT_LIMIT


def check_words(access: Access) -> None:
    """Refuse words to whoever is not shown all the text: they would tell what stands there."""
    if not access.hidden.isdisjoint(WORDS):
        detail = gettext("Your contract leaves out texts, so their words cannot be asked for.")
        raise Problem("invalid-parameters", faults=[Fault("q", "not_allowed", detail)])


def check_filters(access: Access, names: Iterable[str], members: Collection[str] = ()) -> None:
    """Refuse a filter that tells of a member whoever asks is not shown: asked often, it gives it.

    members: those of the documents that are asked for, where they are of one kind.
    """
    hidden = access.hidden.intersection(members) if members else access.hidden
    detail = gettext("Your contract leaves out what this asks about.")
    faults = [
        Fault(name, "not_allowed", detail)
        for name in names
        if not hidden.isdisjoint((name, *TELLING.get(name, ())))
    ]
    if faults:
        raise Problem("invalid-parameters", faults=faults)
