"""Pages of stories: the list, one story, and the way from a statement to its story."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from actors.pages.holdings import Held, held_on
from actors.pages.lists import WORDS
from articles.filters import ArticleFilter
from articles.highlight import mark
from articles.texts import BETWEEN
from newsroom.register.lists import Field, ItemListPage
from newsroom.register.models import Item
from newsroom.register.pages import Beside, ItemPage, Things, document
from newsroom.register.reading import find, scope_of

RELATED_SHOWN = 10


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

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        doc = document(self.item)
        day, is_publication = day_of(doc)
        named = actors_of(doc, things)
        for row in named["person"]:
            row.held = held_on(document(row.item), day)
        meetings = {
            role: [things[c["meeting"]] for c in doc["meetings"] if c["role"] == role]
            for role in ("news", "background")
        }
        return {
            **text_of(doc, self.request.GET.get("fact", "")),
            "day": day.isoformat(),
            "day_is_publication": is_publication,
            "people": named["person"],
            "countries": named["country"],
            "organisations": named["organisation"],
            "places": [mention for mention in doc["mentions"] if mention["place"]],
            "evidence": evidence_by_sentence(doc),
            **meetings,
        }


def day_of(doc: dict[str, Any]) -> tuple[date, bool]:
    """The day of the news, or of the text; else that of publication, and then True beside it."""
    for moment in (doc["event_date"], doc["dated"]["date"]):
        if moment and moment["latest"]:
            # Of several days the last: by then all of it had happened.
            return date.fromisoformat(moment["latest"]), False
    published = datetime.fromisoformat(doc["published_at"])
    return published.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date(), True


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


def evidence_by_sentence(doc: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The evidence of a story, each sentence once; remarks that cite none come under ""."""
    found: dict[str, list[dict[str, Any]]] = {}
    for evidence in doc["evidence"]:
        found.setdefault(evidence["exact"], []).append(evidence)
    return found


class ArticleListView(ItemListPage):
    filters_class, heading = ArticleFilter, _("Stories")
    fields = (
        WORDS,
        Field("published_after", _("Since"), "date"),
        Field("published_before", _("Before"), "date"),
    )


def statement_detail(request: HttpRequest, uid: Any, slug: str = "") -> HttpResponseRedirect:
    """A statement has no page of its own: it is read in its story."""
    statement = find("statement", uid, scope_of(request))
    if statement is None or not statement.live:
        raise Http404
    story = reverse("article_detail", args=[document(statement)["article"]])
    return HttpResponseRedirect(f"{story}#s-{uid}")
