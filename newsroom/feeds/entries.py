"""What feeds say of a story: all of it, and what it is filed under."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from articles.templatetags.picture_tags import plain
from newsroom.feeds.generators import Picture, Term
from newsroom.register.models import Item
from newsroom.register.pages import Things, address, called, document, title

# The kinds of things under which a story is filed, beside its section and its subjects.
NAMED = ("person", "country", "organisation")

Absolute = Callable[[str], str]


def names_of(items: Iterable[Item]) -> list[Any]:
    """The parts of the documents of stories of which entries name the things."""
    return [[mention["actor"] for mention in document(item)["mentions"]] for item in items]


def entry(item: Item, things: Things, absolute: Absolute) -> dict[str, Any]:
    """What the generators need to know of a story. `absolute` makes an address of a path.

    It counts as updated when it was corrected: that something in the record about it is now known
    better is no news.
    """
    doc = document(item)
    pictures = [picture(image, absolute) for image in doc["images"]]
    return {
        "title": title(item),
        "link": absolute(address(item)),
        # Summaries are HTML in both formats.
        "description": escape(doc["lead"]) if doc["lead"] else None,
        "content": render_to_string(
            "newsroom/feeds/story.html", {"doc": doc, "pictures": pictures}
        ),
        "language": doc["language"],
        "unique_id": item.uid.urn,
        "unique_id_is_permalink": False,
        "pubdate": datetime.fromisoformat(doc["published_at"]),
        "updateddate": datetime.fromisoformat(doc["corrected_at"] or doc["published_at"]),
        "author_name": doc["signature"] or doc["source"]["name"] or None,
        "item_copyright": doc["source"]["licence"] or None,
        "terms": list(terms(doc, things, absolute)),
        "pictures": pictures,
    }


def terms(doc: dict[str, Any], things: Things, absolute: Absolute) -> Iterator[Term]:
    """What a story is filed under, and who is in it, each once."""
    stories = absolute(reverse("article_list"))
    if section := doc["section"]:
        yield Term(section["code"], called(section), f"{stories}?section=")
    for subject in doc["subjects"]:
        yield Term(subject["code"], called(subject), f"{stories}?subject=")
    for uid in dict.fromkeys(mention["actor"] for mention in doc["mentions"]):
        item = things.get(uid or "")
        if item is not None and item.kind in NAMED:
            scheme = absolute(reverse(f"{item.kind}_list"))
            yield Term(str(item.uid), title(item), scheme)


def picture(image: dict[str, Any], absolute: Absolute) -> Picture:
    """The file of a picture that every program can show."""
    file = plain(image)
    return Picture(
        url=absolute(file["url"]),
        media_type=file["media_type"],
        width=file["width"],
        height=file["height"],
        credit=image["credit"],
        alt=image["alt"],
        caption=image["caption"],
    )
