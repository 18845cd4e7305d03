"""Counts what is answered, and refuses whoever has had too much.

What reads is counted when the answer is known, for an answer that nothing has changed is free. So
of the requests over the quota one is worked out in vain; the next ones are refused before that.
What changes something is counted before it is done, so that nothing is done and then refused.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from newsroom.network import client_address
from newsroom.partners import quotas
from newsroom.register.access import access_of, over_quota
from newsroom.register.api.giving import tell
from newsroom.register.problems import Problem, handle, respond

# Said by a cache of the answer that somebody else has, the numbers would be wrong.
NOT_COUNTED = 304


def count_first(request: HttpRequest) -> None:
    """Count a request before it is answered; raises Problem where it is over a quota."""
    access = access_of(request)
    try:
        request.standings = quotas.count(  # type: ignore[attr-defined]
            access, client_address(request)
        )
    except quotas.OverQuota as error:
        raise over_quota(access, error) from error


def metered(request: HttpRequest, response: Any) -> Any:
    """The response with what is left of the quotas, or the refusal that stands in its place."""
    if response.status_code == NOT_COUNTED:
        return response
    access = access_of(request)
    if response.status_code == 429:
        quotas.note(access, refused=True)
        return response
    standings = getattr(request, "standings", None)
    if standings is None:
        try:
            standings = quotas.count(access, client_address(request))
        except quotas.OverQuota as error:
            quotas.note(access, refused=True)
            return respond(request, over_quota(access, error))
    quotas.note(access, size=_size(request, response), error=_sort(response))
    tell(request, response)
    if access.key is not None:
        for name, text in quotas.headers(access, standings).items():
            response.headers[name] = text
    return response


def fetched(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view of a file at a signed address: it refuses as the API does, and is counted."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            if request.method not in ("GET", "HEAD"):
                raise Problem("method-not-allowed", headers={"Allow": "GET, HEAD"})
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = handle(problem, {"request": request})
        return metered(request, response)

    return answer


def _size(request: HttpRequest, response: Any) -> int:
    """How many bytes are sent; of what is streamed, how many are announced."""
    if request.method == "HEAD":
        return 0
    return int(response["Content-Length"]) if response.streaming else len(response.content)


def _sort(response: HttpResponse) -> str:
    if response.status_code < 400:
        return ""
    return str(getattr(response, "problem", response.status_code))
