"""Where readers get a picture: an address that names its story, which decides about it."""

from typing import Any

# The view that answers there is `articles.pictures.serving.image_file`.
ROUTE = "images/<uuid:uid>/<str:name>"


def address(story: Any, name: str) -> str:
    """The path of one rendition, on the public side, by the uid of its story."""
    return f"/images/{story}/{name}"
