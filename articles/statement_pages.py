"""Pages of what was said: all statements, and one with its sentence where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from actors.pages.details import ROW_NAMES
from actors.pages.holdings import Held, held_on
from actors.pages.lists import WORDS
from articles.choices import StatementKind
from articles.filters import StatementFilter
from articles.sentences import around
from articles.texts import BETWEEN, to_plain
from newsroom.register.lists import Field, ItemListPage
from newsroom.register.models import Item
from newsroom.register.neighbours import newest
from newsroom.register.pages import (
    Beside,
    ItemPage,
    Things,
    document,
    rows_name,
    title,
)
from newsroom.register.reading import uuid_or_none

# Other statements of one story, one occasion, one speaker.
OTHERS_SHOWN = 10
# Characters of the story that are shown before and after the sentence.
CONTEXT = 240
NARROWINGS = 12


class Passage(NamedTuple):
    """Words in their sentence, with some text around it."""

    before: str
    sentence_before: str
    words: str
    sentence_after: str
    after: str


class StatementDetailView(ItemPage):
    """Words, whose they are, in what office, to whom, of whom, where, and in what sentence."""

    kind = "statement"
    template_name = "articles/statement_detail.html"

    def extra(self) -> dict[str, Any]:
        doc = document(self.item)
        near = [uuid_or_none(doc[name]) for name in ("article", "occasion", "speaker")]
        found = newest([uid for uid in near if uid], "statement", OTHERS_SHOWN + 1, self.scope)
        self.others = [item for item in found if item.uid != self.item.uid]
        self.at_hand = self.others
        return {"rows_name": rows_name(self.others, ROW_NAMES)}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        doc = document(self.item)
        story = things.get(doc["article"])
        day = said_on(doc)
        speaker = things.get(doc["speaker"] or "")
        held: list[Held] = []
        if speaker is not None and speaker.kind == "person" and day:
            held = held_on(document(speaker), day)
        return {
            "story": story,
            "day": day and day.isoformat(),
            "held": held,
            "passage": passage(document(story), doc) if story else None,
            **grouped(doc, self.others),
        }


def said_on(doc: dict[str, Any]) -> date | None:
    """The day on which it was said; of several possible ones the last."""
    latest = (doc["said_on"] or {}).get("latest")
    return date.fromisoformat(latest) if latest else None


def passage(story: dict[str, Any], doc: dict[str, Any]) -> Passage | None:
    """The words where they stand in the story; None if they do not stand there."""
    start, end = doc["start"], doc["end"]
    if start is None:
        return None
    body = to_plain(story["body"])
    text = f"{story['lead']}{BETWEEN}{body}" if story["lead"] else body
    first, last = around(text, start, end)
    before, after = text[:first][-CONTEXT:], text[last:][:CONTEXT]
    # Cut between words, where something was cut.
    if first > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(text) - last > CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    return Passage(before, text[first:start], text[start:end], text[end:last], after)


def grouped(doc: dict[str, Any], others: list[Item]) -> dict[str, list[Item]]:
    """Other statements by what they share with this one, each under the closest tie alone."""
    found: dict[str, list[Item]] = {"same_story": [], "same_occasion": [], "same_speaker": []}
    for item in others:
        for name, member in zip(found, ("article", "occasion", "speaker"), strict=True):
            if doc[member] and document(item)[member] == doc[member]:
                if len(found[name]) < OTHERS_SHOWN:
                    found[name].append(item)
                break
    # As they stand in the story, not as they came into the archive.
    found["same_story"].sort(key=lambda item: document(item)["start"] or 0)
    return found


@dataclass(frozen=True)
class Narrowing:
    """Somebody or something in the rows of a list, by which the list can be narrowed."""

    words: str
    address: str


class StatementListView(ItemListPage):
    """What was said, by speaker, addressee, subject, occasion, kind, period and words."""

    filters_class, heading = StatementFilter, _("Statements")
    template_name = "articles/statement_list.html"
    row_names = ROW_NAMES
    fields = (
        WORDS,
        Field("said_after", _("Since"), "date"),
        Field("said_before", _("Before"), "date"),
        Field("statement_kind", _("Kind"), "select", StatementKind.choices),
    )
    # The parameter, the member of the document that it asks for, and what it is called.
    narrowed_by = (
        ("speaker", "speaker", _("Who says it")),
        ("about", "about", _("About whom")),
        ("addressee", "addressee", _("To whom")),
        ("meeting", "occasion", _("On what occasion")),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"narrowings": self.narrowings(found["rows"], found["things"])}

    def narrowings(self, rows: list[Item], things: Things) -> dict[Any, list[Narrowing]]:
        """What the list can be narrowed to, taken from the rows that are shown."""
        found: dict[Any, list[Narrowing]] = {}
        data = QueryDict(self.request.META.get("QUERY_STRING", ""), mutable=True)
        data.pop("cursor", None)
        for parameter, member, label in self.narrowed_by:
            if parameter in data:
                continue
            values = [document(row)[member] or [] for row in rows]
            uids = [v for value in values for v in ([value] if isinstance(value, str) else value)]
            by_number = sorted(dict.fromkeys(uids), key=lambda uid: -uids.count(uid))
            if named := [uid for uid in by_number if uid in things][:NARROWINGS]:
                found[label] = [self.narrowing(data, parameter, things[uid]) for uid in named]
        return found

    def narrowing(self, data: QueryDict, parameter: str, item: Item) -> Narrowing:
        """The list with one condition more."""
        other = data.copy()
        other[parameter] = str(item.uid)
        return Narrowing(title(item), f"?{other.urlencode()}")
