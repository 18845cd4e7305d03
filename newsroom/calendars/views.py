"""The calendars: the meetings that are asked for, from a year ago on where no day is given."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar

from actors.filters import MeetingFilter
from newsroom.calendars.events import event, plain
from newsroom.register.lists import given, refuse
from newsroom.register.models import Item
from newsroom.register.outlets import Outlet, versions
from newsroom.register.pages import address, document, named_in, title
from newsroom.register.paging import paginate
from newsroom.register.reading import scope_of

# Meetings in one calendar at most, the latest; and how far back it goes where nobody says.
MOST, BACK = 500, timedelta(days=365)
HOURLY = timedelta(hours=1)
NAMESPACE = uuid.UUID("a6b1d5a0-8a1c-4c0e-8c39-0d0fd3b0c0c5")
# The members of a meeting's document that its event names.
NAMED = ("participants", "place")


class CalendarView(Outlet):
    """The meetings of all, or of the thing whose kind and id the address has."""

    kind: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = given(request)
        thing: Item | None = None
        if self.kind:
            found = self.found(self.kind, kwargs["uid"])
            if isinstance(found, HttpResponse):
                return found
            thing = found
            asked.appendlist(self.kind, str(thing.uid))
        if "from" not in asked and "to" not in asked:
            asked["from"] = (timezone.localdate() - BACK).isoformat()
        filters = MeetingFilter(asked, scope=scope_of(request))
        if filters.faults:
            return refuse(request, [(f.parameter, f.detail) for f in filters.faults])
        rows = list(paginate(filters, limit=MOST).rows)
        known = [*rows, thing] if thing else rows
        write = partial(self.written, rows, thing)
        return self.answer(versions(known), write, "text/calendar; charset=utf-8")

    def written(self, rows: list[Item], thing: Item | None) -> bytes:
        """The calendar as it is sent; one query for the names in it."""
        absolute = self.request.build_absolute_uri
        parts = [[document(row)[name] for name in NAMED] for row in rows]
        things = named_in(parts, rows, scope_of(self.request))
        page = address(thing) if thing else reverse("meeting_list")
        name = [gettext("The archive"), gettext("Meetings"), *([title(thing)] if thing else [])]
        events = (event(row, things, absolute) for row in rows)
        calendar = Calendar.new(
            prodid="-//newsroom//meetings//FR",
            method="PUBLISH",
            uid=str(uuid.uuid5(NAMESPACE, self.request.get_full_path())),
            name=plain(" – ".join(name)),
            description=gettext("Meetings whose day is known; of the others the pages tell."),
            url=absolute(page),
            subcomponents=[one for one in events if one is not None],
        )
        # RFC 7986 wants their types said; the last is for programs that do not know it.
        source = absolute(self.request.get_full_path())
        calendar.add("source", source, parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", HOURLY, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", HOURLY)
        return calendar.to_ical()
