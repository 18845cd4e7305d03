"""Addresses of the public side, and one that answers with so many bytes: the yardstick."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def constant(request: HttpRequest, size: int) -> HttpResponse:
    """Answer with `size` bytes that cost nothing: what any request costs before its own work."""
    return HttpResponse(b"x" * size, content_type="text/plain")


urlpatterns = [
    path("constant/<int:size>", constant),
    path("", include("newsroom.urls.public")),
]
