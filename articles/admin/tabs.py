"""What a story's form carries about itself: its version, its tab; and times as people read them."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article


def stamp(article: Article) -> str:
    """What a form carries: the version, and whether what is typed goes out at once."""
    return f"{article.version}{'-out' if article.is_committed else ''}"


def tab_of(data: Any) -> UUID | None:
    """The tab that a form was posted from; None where it does not say."""
    try:
        return UUID(str(data.get("_tab", "")))
    except ValueError:
        return None


def clock(moment: Any, *, with_seconds: bool = False) -> str:
    """A time of the day as people read it; on another day, with the day."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return date_format(local, "H:i:s" if with_seconds else "H:i")
    return date_format(local, "SHORT_DATETIME_FORMAT")
