"""What an alert asks: words, a thing that stories are about, a section; checked at each reading."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from newsroom.register.models import Item, Reference
from newsroom.register.pages import called, title
from newsroom.register.query import MAX_CHARACTERS, parse
from newsroom.register.reading import resolve, uuid_or_none
from newsroom.register.search import ask, matching

# What is news, and of what kinds the things are that it can be about.
NEWS = "article"
ABOUT = ("person", "organisation", "country", "meeting", "event", "office", "agreement")
# What was published longer before it came into the archive is no news there.
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class Question:
    """A question that has a meaning now. `thing` is visible; None where it asks about none."""

    words: str = ""
    thing: Item | None = None
    section: str = ""
    section_name: str = ""

    @property
    def stored(self) -> dict[str, str]:
        """What is kept of it."""
        about = str(self.thing.pk) if self.thing else ""
        return {
            "q": self.words,
            "about": about,
            "section": self.section,
            "section_name": self.section_name,
        }

    def news(self, after: datetime, until: datetime) -> QuerySet[Item]:
        """The stories that were first public in that time and are visible now, newest first."""
        # A thing is updated when it is first public, or later: the index is by that time.
        items: QuerySet[Item] = Item.objects.visible().filter(
            kind=NEWS, sequenced_at__gt=after, first_at__gt=after, first_at__lte=until
        )
        items = items.filter(sort_at__gt=after - FRESH)
        if self.section:
            items = items.filter(section=self.section)
        if self.thing is not None:
            about = Reference.objects.filter(item=OuterRef("pk"), target=self.thing.pk)
            items = items.filter(Exists(about))
        if self.words:
            items = matching(items, ask(self.words))
        return items.order_by("-sort_at", "-uid")


def in_words(stored: dict[str, str], things: dict[UUID, Item]) -> str:
    """What a stored question asks, in the language of the page; `things` are those visible."""
    thing = things.get(UUID(stored["about"])) if stored["about"] else None
    parts = [
        gettext("“%(words)s”") % {"words": stored["q"]} if stored["q"] else "",
        title(thing) if thing is not None else "",
        gettext("section “%(name)s”") % {"name": stored["section_name"]}
        if stored["section"]
        else "",
    ]
    return " · ".join(filter(None, parts))


def read(said: dict[str, Any]) -> Question:
    """The question that somebody has asked; raises ValidationError, by field, where it is none."""
    words, about, section = (str(said.get(name) or "") for name in ("q", "about", "section"))
    words = " ".join(words.split())[:MAX_CHARACTERS]
    thing, section_name = None, ""
    if words and parse(words).is_empty:
        raise ValidationError(
            {"q": gettext("These words are in every text: add one that matters.")}
        )
    if about:
        uid = uuid_or_none(about)
        thing = resolve([uid]).get(uid) if uid else None
        if thing is None or thing.kind not in ABOUT:
            raise ValidationError(gettext("What the alert is to be about is not here any more."))
    if section:
        known = Item.objects.visible().filter(kind=NEWS, section=section).order_by("-sort_at")
        story = known.first()
        if story is None:
            raise ValidationError(gettext("There is no such section."))
        section_name = called((story.doc or {}).get("section") or {}) or section
    if not (words or about or section):
        raise ValidationError({"q": gettext("Say of what you want to hear.")})
    return Question(words, thing, section, section_name)
