"""JSON bodies of requests that change something: read strictly, faults named by a pointer."""

from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from newsroom.register.problems import BodyFault, Problem

MAX_BYTES = 65_536


class NothingBody(Serializer):
    """A request that says everything by its address."""


def read_body(request: Request, form: type[Serializer]) -> dict[str, Any]:
    """The members of the body that are given, checked; raises Problem."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
        raise Problem("content-too-large")
    data = request.data
    if not isinstance(data, dict):
        refuse("", "invalid", gettext("The body must be an object."))
    serializer = form(data=data, partial=request.method == "PATCH")
    known = serializer.fields
    faults = [
        BodyFault(_pointer(name), "unknown", gettext("There is no such member here."))
        for name in data
        if name not in known
    ]
    if not serializer.is_valid():
        faults += _faults(serializer.errors, "")
    if faults:
        raise Problem("invalid-body", faults=faults)
    return dict(serializer.validated_data)


def refuse(pointer: str, code: str, detail: str) -> NoReturn:
    """Refuse a body for one thing in it."""
    raise Problem("invalid-body", faults=[BodyFault(pointer, code, detail)])


def _faults(errors: Any, pointer: str) -> Iterator[BodyFault]:
    """What is wrong, from the library's nested errors."""
    if isinstance(errors, dict):
        for name, inner in errors.items():
            yield from _faults(inner, pointer + _pointer(str(name)))
    else:
        for error in errors:
            yield BodyFault(pointer, str(error.code), str(error))


def _pointer(name: str) -> str:
    return "/" + name[:80].replace("~", "~0").replace("/", "~1")
