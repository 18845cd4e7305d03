"""The page of a story that is not out yet, in the template that readers will get."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_urlconf, resolve, set_urlconf

from articles.preview.documents import Preview
from newsroom.register.pages import ItemPage, address, document
from newsroom.register.querysets import PUBLIC_SCOPE

# The addresses of readers, which the desk does not answer itself.
READERS = "newsroom.urls.public"
TEMPLATE = "articles/article_preview.html"


def page(request: HttpRequest, preview: Preview, *, files: str, **banner: Any) -> str:
    """The whole page. `files`: where its pictures are, for who looks at it; ends with a slash.

    `banner` goes into the template: `until`, when the link ends that led here; `is_framed`.
    """
    for image in document(preview.item)["images"]:
        for one in image["renditions"]:
            one["url"] = files + one["url"].rpartition("/")[2]
    with addresses_of_readers():
        # Whatever view answers to readers there makes the preview too.
        view_class = getattr(resolve(address(preview.item), READERS).func, "view_class")  # noqa: B009
        view: ItemPage = view_class(template_name=TEMPLATE, at_hand=preview.things)
        view.setup(request)
        view.scope, view.item = PUBLIC_SCOPE, preview.item
        context = view.get_context_data(unseen=preview.unseen, **banner) | {"canonical": ""}
        return render_to_string(TEMPLATE, context, request)


@contextmanager
def addresses_of_readers() -> Iterator[None]:
    """Let addresses be those of the public side, whichever side this process is."""
    before = get_urlconf()
    set_urlconf(READERS)
    try:
        yield
    finally:
        set_urlconf(before)
