"""Pages of stories: the list, and one story."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actors.dates import display
from actors.pages.details import delegations
from actors.pages.holdings import Held, held_on, in_words
from actors.pages.lists import WORDS
from articles.filters import ArticleFilter
from articles.highlight import mark
from articles.named_links import Bearer, Linker
from articles.related import candidates, related
from articles.telling import named_by_news, sentences_of, voices_of
from articles.texts import BETWEEN
from newsroom import local_days
from newsroom.register.lists import Field, ItemListPage
from newsroom.register.models import Item
from newsroom.register.pages import (
    Beside,
    ItemPage,
    Things,
    address,
    document,
    named_in,
    title,
)
from newsroom.register.past import present_version
from newsroom.typography import french_spaces

RELATED_SHOWN = 10
# Asked for, the page lists every fact with its sentence. They may be longer than the story.
FACTS = "facts"


@dataclass
class Named:
    """Someone or something that a story names: how it is printed, where not as we write it.

    `metonyms` are those spellings that name a government by its capital.
    """

    item: Item
    certainty: str
    spellings: list[str] = field(default_factory=list)
    metonyms: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


class ArticleDetailView(ItemPage):
    """A story, who is in it in what office, and on what sentences it rests."""

    kind = "article"
    template_name = "articles/article_detail.html"
    beside = {"article": RELATED_SHOWN}

    def extra(self) -> dict[str, Any]:
        self.candidates = candidates(self.item)
        # With what they share: meetings tied to those of the story are not in its document.
        shared = [[uid, *one.tied] for uid, one in self.candidates.items()]
        return {"candidates": shared}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        doc = document(self.item)
        day, is_publication = day_of(doc)
        named = actors_of(doc, things)
        for row in named["person"]:
            row.held = held_on(document(row.item), day)
        meetings = {
            role: [
                things[c["meeting"]]
                for c in doc["meetings"]
                if c["role"] == role and c["meeting"] in things
            ]
            for role in ("news", "background")
        }
        linker = Linker(bearers(doc, named, day))
        text = text_of(doc, self.request.GET.get("fact", ""))
        version, since = present_version(self.item.uid, self.scope)
        things = named_in(named_by_news(doc, things), things.values(), self.scope)
        then = {str(row.item.uid): in_words(row.held) for row in named["person"]}
        return {
            "version": version,
            "version_since": since,
            # In the order of reading: what the lead has linked, the body does not link again.
            "lead": mark_safe(linker.link(text["lead"])),
            "body": mark_safe(linker.link(text["body"])),
            "things": things,
            "then": then,
            "sides": {str(m.uid): delegations(document(m), things) for m in meetings["news"]},
            "ties": ties_of(meetings["news"]),
            "voices": voices_of(doc),
            "day": day.isoformat(),
            "day_is_publication": is_publication,
            "people": named["person"],
            "countries": named["country"],
            "organisations": named["organisation"],
            "places": [mention for mention in doc["mentions"] if mention["place"]],
            "sentences": sentences_of(doc["evidence"] if self.request.GET.get(FACTS) else []),
            "akin": related(self.candidates, things),
            "related": [row for row in beside["article"] if str(row.uid) not in doc["versions"]],
            **meetings,
        }


def day_of(doc: dict[str, Any]) -> tuple[date, bool]:
    """The day of the news, or of the text; else that of publication, and then True beside it."""
    for moment in (doc["event_date"], doc["dated"]["date"]):
        if moment and moment["latest"]:
            # Of several days the last: by then all of it had happened.
            return date.fromisoformat(moment["latest"]), False
    return local_days.day_of(doc["published_at"]), True


def actors_of(doc: dict[str, Any], things: Things) -> dict[str, list[Named]]:
    """The actors of a story by kind, each once, with its spellings that differ from ours."""
    found: dict[str, Named] = {}
    for mention in doc["mentions"]:
        item = things.get(mention["actor"] or "")
        if item is None:
            continue
        row = found.setdefault(str(item.uid), Named(item, mention["certainty"]))
        if mention["certainty"] == "explicit":  # one explicit mention is enough
            row.certainty = "explicit"
        spelling = mention["spelling"]
        if spelling and mention["is_metonym"]:
            row.metonyms.append(spelling)
        elif spelling not in ("", document(item)["name"], *row.spellings):
            row.spellings.append(spelling)
    kinds: dict[str, list[Named]] = {"person": [], "country": [], "organisation": []}
    for row in found.values():
        kinds[row.item.kind].append(row)
    return kinds


def ties_of(meetings: list[Item]) -> dict[str, str]:
    """How the meetings of the news are tied to others: the first tie to each, by its uid."""
    links = [link for meeting in meetings for link in document(meeting)["links"]]
    return {link["meeting"]: link["kind"] for link in reversed(links)}


def bearers(doc: dict[str, Any], named: dict[str, list[Named]], day: date) -> list[Bearer]:
    """Where each printed name leads, and who that was on the day; none that could be two."""
    rows = {str(row.item.uid): row for kind in named.values() for row in kind}
    meant: dict[str, set[str]] = {}
    for mention in doc["mentions"]:
        if row := rows.get(mention["actor"] or ""):
            spelling = mention["spelling"] or document(row.item)["name"]
            meant.setdefault(spelling, set()).add(str(row.item.uid))
    return [
        Bearer(spelling, address(row.item), who_was(row, spelling, day))
        for spelling, uids in meant.items()
        if len(uids) == 1
        for row in [rows[uid] for uid in uids]
    ]


def who_was(row: Named, spelling: str, day: date) -> str:
    """The name that we use, where the story prints another, and the offices held that day."""
    said = [title(row.item)] if title(row.item) != spelling else []
    if offices := in_words(row.held):
        said += [offices, display(day.isoformat(), get_language() or "fr")]
    return french_spaces(", ".join(said))


def text_of(doc: dict[str, Any], fact: str) -> dict[str, SafeString]:
    """Lead and body as HTML; the words on which the fact with this id rests are marked."""
    lead, body = doc["lead"], doc["body"]
    rows = [*doc["evidence"], *doc["statements"]] if fact else []
    row = next((row for row in rows if row["id"] == fact and row["start"] is not None), None)
    if row is None:
        return {"lead": mark_safe(escape(lead)), "body": mark_safe(body)}
    start, end = row["start"], row["end"]
    before = len(lead) + len(BETWEEN) if lead else 0
    if start < len(lead):
        pieces = (lead[:start], lead[start:end], lead[end:])
        return {
            "lead": format_html('{}<mark id="fact">{}</mark>{}', *pieces),
            "body": mark_safe(body),
        }
    # The body was cleaned when it went into the register.
    marked = mark(body, start - before, end - before, "fact")
    return {"lead": mark_safe(escape(lead)), "body": mark_safe(marked)}


class ArticleListView(ItemListPage):
    filters_class, heading = ArticleFilter, _("Stories")
    fields = (
        WORDS,
        Field("published_after", _("Since"), "date"),
        Field("published_before", _("Before"), "date"),
    )
