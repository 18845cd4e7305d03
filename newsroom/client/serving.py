"""Gives the reference client to whoever wants to connect."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from newsroom.register.api.base import MAX_AGE, conditional
from newsroom.register.problems import Problem, respond

CLIENT = Path(__file__).with_name("newsroom_mirror.py")


def client(request: HttpRequest) -> HttpResponse:
    """The file, as it is run here in the tests."""
    if request.method not in ("GET", "HEAD"):
        return respond(request, Problem("method-not-allowed", headers={"Allow": "GET, HEAD"}))
    response = HttpResponse(CLIENT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{CLIENT.name}"'
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return conditional(request, response)
