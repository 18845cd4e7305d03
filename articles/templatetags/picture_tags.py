"""Pictures of stories on pages."""

from typing import Any

from django import template

from articles.choices import Shape

register = template.Library()

JPEG = "image/jpeg"


@register.filter
def srcset(image: dict[str, Any], media_type: str) -> str:
    """The files of a picture, uncut, of one media type, each with its width."""
    return ", ".join(f"{one['url']} {one['width']}w" for one in _whole(image, media_type))


@register.filter
def plain_file(image: dict[str, Any]) -> str:
    """The address of the file for browsers that cannot choose."""
    return str(plain(image)["url"])


def plain(image: dict[str, Any]) -> dict[str, Any]:
    """The file that every program can show: a JPEG of middle width."""
    files = _whole(image, JPEG) or image["renditions"]
    return files[min(1, len(files) - 1)]


@register.filter
def smallest_file(image: dict[str, Any]) -> str:
    """The address of the file that stands beside a title in a list: the smallest square."""
    squares = [one for one in image["renditions"] if one["shape"] == Shape.SQUARE]
    files = squares or image["renditions"]
    return str(min(files, key=lambda one: (one["media_type"] != JPEG, one["width"]))["url"])


def _whole(image: dict[str, Any], media_type: str) -> list[dict[str, Any]]:
    files = [one for one in image["renditions"] if one["shape"] == Shape.WHOLE]
    return sorted(
        (one for one in files if one["media_type"] == media_type), key=lambda one: one["width"]
    )
