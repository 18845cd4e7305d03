"""Pages that can be asked about one day: what held then, how surely, and which story says so."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from actors.holders import Standing, held, sources
from newsroom.local_days import midnight
from newsroom.register.lists import refuse
from newsroom.register.pages import ItemPage
from newsroom.register.parameters import SAME_DAY, DayField, day_given

# Sources of one fact that a page names where no day is asked about.
SOURCES_SHOWN = 3

# Kinds that are sorted by a day, of which those after the day asked about are left out.
DATED = ("meeting", "event", "agreement", "statement")
BEGINNINGS, ENDINGS = ("born", "began", "founded"), ("died", "ended", "dissolved")


class DayPage(ItemPage):
    """A page of which `day_lists` name the members of the document that hold for a time."""

    day_lists: ClassVar[tuple[str, ...]] = ()
    day: date | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if faults := wrong_day(request.GET):
            return refuse(request, faults)
        self.day = day_given(
            {name: DayField(required=False).clean(request.GET.get(name)) for name in SAME_DAY}
        )
        return super().get(request, *args, **kwargs)

    def extra(self) -> dict[str, Any]:
        doc = self.item.doc or {}
        if self.day is None:
            # Only what the page shows: a fact may have hundreds of sources.
            facts = [fact for name in self.day_lists for fact in doc[name]]
            return super().extra() | {"told": [fact["attested"][:SOURCES_SHOWN] for fact in facts]}
        then = {name: on_day(doc[name], self.day) for name in self.day_lists}
        return super().extra() | {
            "on": self.day.isoformat(),
            "then": then,
            "existence": existence(doc, self.day),
            "borne": borne_on(doc.get("names", ()), self.day),
        }

    def until(self) -> Mapping[str, datetime]:
        if self.day is None:
            return {}
        after = self.day + timedelta(days=1)
        dated = datetime.combine(after, time(), UTC)  # by which what has but a day is sorted
        return dict.fromkeys(DATED, dated) | {"article": midnight(after)}


def existence(doc: dict[str, Any], day: date) -> str:
    """Whether it surely was not yet there on that day ("before"), or not any more ("after")."""
    first = next((doc[name] for name in BEGINNINGS if doc.get(name)), None) or {}
    last = next((doc[name] for name in ENDINGS if doc.get(name)), None) or {}
    if (earliest := first.get("earliest")) and day.isoformat() < earliest:
        return "before"
    return "after" if (latest := last.get("latest")) and day.isoformat() > latest else ""


def borne_on(names: Iterable[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """The names that were borne for a time, and surely on that day."""
    undated = {"attested_first": None, "attested_last": None}
    dated = [undated | name for name in names if name.get("began") or name.get("ended")]
    return [name for name, how in held(dated, day) if how is not Standing.UNKNOWN]


def wrong_day(data: QueryDict) -> list[tuple[str, str]]:
    """What is wrong with the day that is asked about, by parameter."""
    given = [name for name in SAME_DAY if name in data]
    if len(given) > 1 or any(len(data.getlist(name)) > 1 for name in given):
        return [(given[-1], gettext("The day can be given only once."))]
    faults = []
    for name in given:
        try:
            DayField(required=False).clean(data[name])
        except ValidationError as error:
            faults += [(name, message) for message in error.messages]
    return faults


def on_day(facts: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """What held or may have held that day, the surest first, with what says so.

    Where nothing is sure for that day, what was known last is given, marked as unknown.
    """
    found = held(facts, day)
    sure = [pair for pair in found if pair[1] is not Standing.UNKNOWN]
    return [
        {"fact": fact, "standing": str(how), "sources": sources(fact, day)}
        for fact, how in sure or found
    ]
