"""Serves pictures to readers: only what a visible story shows, and only while it is visible."""

import uuid
from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from articles.pictures.renditions import KINDS, stored
from newsroom.register.pages import MAX_AGE, document
from newsroom.register.reading import find, scope_of

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Opened by itself it is a picture and nothing else.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@require_safe
def image_file(request: HttpRequest, uid: uuid.UUID, name: str) -> HttpResponse:
    """One rendition of a picture of the story with this uid.

    The story's document decides, read from the register at each request: once it is withdrawn,
    even if that is not worked off yet, or does not name the file, there is nothing here.
    """
    story = find("article", uid, scope_of(request))
    if story is not None and not story.live:
        gone = HttpResponse(status=410, headers={"X-Robots-Tag": "noindex"})
        patch_cache_control(gone, no_cache=True)
        return gone
    if story is None or name not in files_of(document(story)):
        raise Http404
    return answer(request, name, max_age=MAX_AGE, public=True)


def files_of(doc: dict[str, Any]) -> set[str]:
    """The names of the files that a story's document shows."""
    images = doc.get("images", ())
    return {one["url"].rpartition("/")[2] for image in images for one in image["renditions"]}


def answer(request: HttpRequest, name: str, **caching: object) -> HttpResponse:
    """The bytes of a rendition, whose right to be seen is settled. Its name says what they are."""
    kinds = {ending: kind for kind, (ending, _options) in KINDS.items()}
    media_type = kinds.get(name.rpartition(".")[2])
    if media_type is None:
        raise Http404
    etag = f'"{name}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            with default_storage.open(stored(name)) as file:
                response = HttpResponse(file.read(), content_type=media_type)
        except FileNotFoundError as error:
            raise Http404 from error
    for header, value in {"ETag": etag, **HEADERS}.items():
        response[header] = value
    patch_cache_control(response, **caching)
    return response
