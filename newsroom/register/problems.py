"""Errors of the API as problem documents (RFC 9457), in the reader's language."""

import json
import logging
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from newsroom.register.faults import Fault

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"


class Sort(NamedTuple):
    """A sort of problem: its status, and what it means for whoever writes a client."""

    status: int
    title: Any
    meaning: Any


class BodyFault(NamedTuple):
    """What is wrong at one place of a JSON body, named as RFC 6901 does."""

    pointer: str
    code: str
    detail: str


SORTS: dict[str, Sort] = {
    "bad-request": Sort(
        400, _("The request cannot be read."), _("The request is not well formed.")
    ),
    "invalid-parameters": Sort(
        400,
        _("A parameter cannot be accepted."),
        _(
            "`errors` names each parameter that is unknown, malformed or given twice. Nothing is "
            "ignored: a misspelt filter would otherwise return everything."
        ),
    ),
    "cursor-mismatch": Sort(
        400,
        _("The cursor belongs to another question."),
        _("A cursor goes on with the filters and the order it was given out for, no others."),
    ),
    "invalid-body": Sort(
        400,
        _("The body cannot be accepted."),
        _("`errors` names each place of the JSON body by its pointer (RFC 6901)."),
    ),
    "unauthorized": Sort(
        401,
        _("There is no such key."),
        _(
            "The key is unknown, was not copied whole, has expired or was revoked. It goes into the"
            " header Authorization, after the word Bearer. Without a key, leave the header out."
        ),
    ),
    "foreign-network": Sort(
        403,
        _("The key is not accepted from this address."),
        _("The contract names the networks from which its keys are used."),
    ),
    "not-found": Sort(
        404,
        _("There is nothing here."),
        _("The address is unknown, or what it names cannot be seen with this access."),
    ),
    "method-not-allowed": Sort(
        405,
        _("This method is not allowed here."),
        _("This method is not offered at this address; the header Allow names those that are."),
    ),
    "not-acceptable": Sort(
        406,
        _("This format is not offered."),
        _("JSON always is; where there is more, `offered` lists the media types."),
    ),
    "address-expired": Sort(
        403,
        _("This address was valid for a short time."),
        _("Ask for the manifest again: it gives new addresses of the same files."),
    ),
    "limit-reached": Sort(
        409,
        _("There are as many of these as there may be."),
        _("Take one away before you add another."),
    ),
    "not-active": Sort(
        409, _("This is not active."), _("It must be proven first, by POST …/verify.")
    ),
    "wrong-step": Sort(
        409,
        _("This step does not follow from the last one."),
        _("`step` says where the story stands, and `next` which steps can be made now."),
    ),
    "scope-changed": Sort(
        409,
        _("What this access may read has changed."),
        _(
            "`added` and `lost` name the labels. Where none were lost, there is a `cursor`: go on "
            "from it, and read what was added from its beginning, with labels=. Otherwise take "
            "everything anew, and drop what is not in it."
        ),
    ),
    "withdrawn": Sort(
        410,
        _("This has been withdrawn."),
        _("It was public and is not any more; `reason` says why. Remove your copies."),
    ),
    "cursor-expired": Sort(
        410,
        _("The archive does not know this cursor any more."),
        _(
            "The archive was restored or built anew; take everything anew, from no cursor or from "
            "`dump`, the newest dump."
        ),
    ),
    "dump-withdrawn": Sort(
        410,
        _("This dump has been withdrawn."),
        _(
            "It holds something that was taken back since. Throw away what you have of it; `dump` "
            "is the newest one, null while it is being made."
        ),
    ),
    "sunset": Sort(
        410,
        _("This part of the API has ended."),
        _(
            "It was announced by the header Sunset and by e-mail; `sunset` is the day on which it "
            "ended. The link of the relation “sunset” says what to use instead."
        ),
    ),
    "precondition-failed": Sort(
        412, _("The precondition does not hold."), _("What is served is not what was expected.")
    ),
    "content-too-large": Sort(
        413, _("The body is too large."), _("Bodies of requests have 64 kB at most.")
    ),
    "unsupported-media-type": Sort(
        415,
        _("This kind of body is not read."),
        _("Bodies of requests are JSON: application/json."),
    ),
    "range-not-satisfiable": Sort(
        416,
        _("The file has no such part."),
        _("The part begins after the end of the file, whose size `Content-Range` gives."),
    ),
    "quota-exceeded": Sort(
        429,
        _("Too many requests."),
        _(
            "`violated-policies` names the quotas that are used up; Retry-After says after how many"
            " seconds they are not."
        ),
    ),
    "internal-error": Sort(
        500, _("The archive failed to answer."), _("An error of ours; it has been recorded.")
    ),
    "dump-in-doubt": Sort(
        503,
        _("Something in this dump is being changed just now."),
        _("In a few seconds it is known whether the dump stands; then go on, or take another."),
    ),
    "count-timeout": Sort(
        503,
        _("Counting takes too long."),
        _("`estimate` is what the planner expects; ask with count=estimate for it alone."),
    ),
}
_BY_STATUS = {
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    415: "unsupported-media-type",
}


class Problem(Exception):
    """A refusal; `members` are further members of the problem document."""

    def __init__(
        self,
        sort: str,
        detail: Any = "",
        *,
        faults: Iterable[Fault | BodyFault] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(sort)
        self.sort = sort
        self.detail = detail
        self.faults = list(faults)
        self.headers = dict(headers or {})
        self.members = {**(members or {}), **more}


def respond(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a response. `instance` is the request: it stands in the log beside it."""
    sort = SORTS[problem.sort]
    instance = uuid.uuid4().urn
    body: dict[str, Any] = {
        "type": _whole(request, _address(problem.sort)),
        "title": str(sort.title),
        "status": sort.status,
        "detail": str(problem.detail or sort.meaning),
        "instance": instance,
    }
    if problem.faults:
        body["errors"] = [fault._asdict() for fault in problem.faults]
    body |= problem.members
    # Its own word for what happened must not be outlived by a copy in a cache.
    headers = {"Cache-Control": "no-store"} | problem.headers
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=sort.status,
        content_type=CONTENT_TYPE,
        headers=headers,
    )
    response.problem = problem.sort  # type: ignore[attr-defined]  # for whoever counts them
    if sort.status >= 500:
        log.error("%s %s: %s", request.method, request.path, instance)
    return response


def _address(sort: str) -> str:
    try:
        return reverse("v1:problem", args=[sort])
    except NoReverseMatch:
        return "about:blank"


def _whole(request: HttpRequest, path: str) -> str:
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:  # a host that is not ours is not repeated; the path is a reference too
        return path


def handle(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The answer to anything that a view of the API raises; an unforeseen error is logged."""
    request = context["request"]
    allowed = getattr(context.get("view"), "allowed_methods", ["GET", "HEAD"])
    return respond(getattr(request, "_request", request), as_problem(error, allowed))


def as_problem(error: Exception, allowed: Iterable[str] = ("GET", "HEAD")) -> Problem:
    """The problem that an error stands for. allowed: the methods of the address."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return Problem("not-found")
    if isinstance(error, BadRequest | SuspiciousOperation | UnreadablePostError):
        return Problem("bad-request")
    if isinstance(error, exceptions.MethodNotAllowed):
        return Problem("method-not-allowed", headers={"Allow": ", ".join(allowed)})
    if isinstance(error, exceptions.APIException):
        return Problem(_BY_STATUS.get(error.status_code, "bad-request"))
    log.error("unforeseen error", exc_info=error)
    return Problem("internal-error")
