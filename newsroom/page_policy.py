"""What a browser lets a page of the archive do: show what comes from here, and ask for no more."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Content Security Policy Level 3. No page has a script or a style of its own, so that none needs an
# exception; the desk's pages have, and are not among these.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ]
)


class PagePolicyMiddleware:
    """Gives each page in HTML the policy, but for those of the desk and those that have another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not _is_of_desk(request):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


def _is_of_desk(request: HttpRequest) -> bool:
    # Both sides are in one process in the demo.
    return request.resolver_match is not None and "admin" in request.resolver_match.namespaces
