"""Meetings as events of iCalendar; of stories, those that they cover."""

import uuid

from django.utils.translation import gettext
from icalendar import Calendar

from newsroom.calendars.events import event, plain
from newsroom.register.api.formats import Asked, Format
from newsroom.register.models import Item
from newsroom.register.pages import document
from newsroom.register.paging import Page

NAMESPACE = uuid.UUID("5b0f6a7e-4f0e-4b0e-9a39-6f3b1c1a2d10")
# The members of a meeting's document that its event names.
NAMED = ("participants", "place")


class CalendarFormat(Format):
    """A calendar with an event for each meeting of which the day is known.

    An event is the same one wherever it is met, and its SEQUENCE rises with each version.
    """

    name, media_type, charset = "ics", "text/calendar", "utf-8"

    def one(self, item: Item, asked: Asked) -> bytes:
        return self._written([item], asked)

    def many(self, page: Page, asked: Asked) -> bytes:
        return self._written(list(page.rows), asked)

    def _written(self, items: list[Item], asked: Asked) -> bytes:
        meetings = covered(items, asked)
        parts = [[document(one).get(name) for name in NAMED] for one in meetings]
        things = asked.named(meetings, parts)
        events = (event(one, things, asked.absolute) for one in meetings)
        calendar = Calendar.new(
            prodid="-//newsroom//api//FR",
            method="PUBLISH",
            uid=str(uuid.uuid5(NAMESPACE, asked.address)),
            name=plain(f"{gettext('The archive')} – {gettext('Meetings')}"),
            subcomponents=[one for one in events if one is not None],
        )
        return calendar.to_ical()


def covered(items: list[Item], asked: Asked) -> list[Item]:
    """The meetings that are asked for, or that the stories asked for cover, each once."""
    told = [[one["meeting"] for one in document(item).get("meetings", ())] for item in items]
    if not any(told):
        return [item for item in items if "when" in document(item)]
    things = asked.named([], told)
    return [
        things[uid] for uid in dict.fromkeys(uid for uids in told for uid in uids) if uid in things
    ]
