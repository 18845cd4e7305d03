"""What somebody without an account sees who was given a link to a preview."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles.models import PreviewLink, Rendition
from articles.pictures.serving import answer
from articles.preview import links
from articles.preview.documents import as_if_published
from articles.preview.page import page

# Kept by nobody, found by no search engine, told to no site that the story links to.
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}

Visit = Callable[..., HttpResponse]


def visited(view: Visit) -> Callable[..., HttpResponse]:
    """Give the view the link with the token; 404, always the same, for all that is no good."""

    @require_safe
    @wraps(view)
    def visit(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        link = links.opened(token)
        if link is None:
            raise Http404
        response = view(request, link, token, **kwargs)
        for header, value in HEADERS.items():
            response[header] = value
        return response

    return visit


@visited
def story(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    """The story as it is now."""
    preview = as_if_published(lambda: link.article, makes_pictures=False)
    if request.method == "GET":
        links.count_use(link)
    files = reverse("preview_visit_file", args=[token, "x"]).removesuffix("x")
    return HttpResponse(page(request, preview, files=files, until=link.expires_at))


@visited
def picture(request: HttpRequest, link: PreviewLink, token: str, name: str) -> HttpResponse:
    """A picture of that story, and of no other."""
    if not Rendition.objects.filter(image__article=link.article_id, name=name).exists():
        raise Http404
    return answer(request, name, no_store=True)


urlpatterns = [
    path("<str:token>/", story, name="preview_visit"),
    path("<str:token>/images/<str:name>", picture, name="preview_visit_file"),
]
