"""Which pictures may not be shown yet."""

from articles.models import Article, Image


def missing_rights(article: Article) -> list[Image]:
    """The pictures of a story that lack their credit or alternative text, in their order.

    A draft may hold them; a story with any of them must not go out (features.md, E39).
    """
    return [image for image in Image.objects.filter(article=article) if not image.has_rights]
