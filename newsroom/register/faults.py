"""What is wrong with the parameters of a request."""

from collections.abc import Collection
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from newsroom.register.parameters import SAME_DAY, TargetsField


class Fault(NamedTuple):
    """What is wrong with one parameter; `detail` is for people, `code` for programs."""

    parameter: str
    code: str
    detail: str


def faults_of(data: QueryDict, *forms_: forms.Form, also: Collection[str] = ()) -> list[Fault]:
    """What is wrong with the parameters: unknown to all forms, twice, empty, or not valid."""
    fields = {name: field for form in forms_ for name, field in form.fields.items()}
    faults = []
    for name in data:
        field, values = fields.get(name), data.getlist(name)
        if field is None and name not in also:
            detail = gettext("There is no parameter “%(name)s” here.") % {"name": name[:80]}
            faults.append(Fault(name[:80], "unknown", detail))
        elif len(values) > 1 and not isinstance(field, TargetsField):
            faults.append(Fault(name, "repeated", gettext("This can be given only once.")))
        elif field is not None and not all(values):
            faults.append(Fault(name, "empty", gettext("This is given without a value.")))
        elif name in SAME_DAY[1:] and SAME_DAY[0] in data:
            detail = gettext("The day can be given only once.")
            faults.append(Fault(name, "repeated", detail))
    seen = {fault.parameter for fault in faults}
    return faults + [
        Fault(name, str(error.code or "invalid"), message)
        for form in forms_
        for name, errors in form.errors.as_data().items()
        if name not in seen
        for error in errors
        for message in error.messages
    ]
