"""A day of the archive: what was published, what happened, what was said, who took office."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from actors.pages.details import ROW_NAMES
from newsroom.archive_pages import KINDS, address, day_address, first_of, in_words
from newsroom.instants import rfc3339_seconds
from newsroom.local_days import midnight
from newsroom.register.dates import Unit
from newsroom.register.dating import around, standing
from newsroom.register.models import Item
from newsroom.register.pages import Page, document, named_in, rows_name
from newsroom.register.reading import scope_of

SHOWN = 60


class DayView(Page):
    """What was published on a day, what happened, what was said, who took office or left it."""

    template_name = "newsroom/archive_day.html"

    def get(
        self, request: HttpRequest, year: int, month: int, day: int, *args: Any, **kwargs: Any
    ) -> Any:
        try:
            on = first_of(year, month).replace(day=day)
        except ValueError as error:
            raise Http404 from error
        scope, morning, end = scope_of(request), *bounds(on)
        visible = Item.objects.visible(scope)
        published = Q(kind="article", sort_at__gte=morning, sort_at__lt=end)
        stories = visible.filter(published).order_by("-sort_at", "-uid")
        happened = standing(["happened", "began", "ended"], Unit.DAY, on, SHOWN * 4)
        of_the_day = visible.filter(pk__in=happened).exclude(published).order_by("sort_at", "uid")
        new, others = list(stories[: SHOWN + 1]), list(of_the_day)
        groups = grouped(others, on)
        before, after = around(list(KINDS), Unit.DAY, on)
        is_empty = not new and not others
        docs = [rows_name(others, ROW_NAMES), groups["began"], groups["ended"]]
        response = self.render_to_response(
            self.get_context_data(
                today=on.isoformat(),
                stories=new[:SHOWN],
                more_stories=stories_address(morning, end) if len(new) > SHOWN else "",
                more_meetings=meetings_address(on),
                **groups,
                things=named_in(docs, [*new, *others], scope),
                month=in_words(on, "LLLL y"),
                months=[(basis, address(basis, year, month)) for basis in KINDS],
                before=before and (before.isoformat(), day_address(before)),
                after=after and (after.isoformat(), day_address(after)),
                canonical=request.build_absolute_uri(request.path),
                is_empty=is_empty,
            ),
        )
        response.status_code = 404 if is_empty else 200
        return response


def grouped(items: Iterable[Item], on: date) -> dict[str, list[Any]]:
    """The things of a day by what they are; of people, what they took up or left that day."""
    found: dict[str, list[Any]] = {
        name: [] for name in ("about", "meetings", "agreements", "statements", "began", "ended")
    }
    lists = {
        "article": "about",
        "meeting": "meetings",
        "event": "meetings",
        "agreement": "agreements",
        "statement": "statements",
    }
    for item in items:
        if item.kind in lists:
            found[lists[item.kind]].append(item)
            continue
        for tenure in document(item).get("tenures", ()):
            for end in ("began", "ended"):
                if (tenure[end] or {}).get("edtf") == on.isoformat():
                    found[end].append({"person": str(item.uid), "tenure": tenure})
    return found


def bounds(day: date) -> tuple[datetime, datetime]:
    """The first instant of a day in the newsroom's zone, and that of the next."""
    return midnight(day).astimezone(UTC), midnight(day + timedelta(days=1)).astimezone(UTC)


def stories_address(morning: datetime, end: datetime) -> str:
    """The list of all stories published between two instants."""
    instants = map(rfc3339_seconds, (morning, end))
    return "{}?published_after={}&published_before={}".format(reverse("article_list"), *instants)


def meetings_address(day: date) -> str:
    """The list of all meetings that may have been held on a day."""
    return f"{reverse('meeting_list')}?from={day}&to={day + timedelta(days=1)}"
