"""The feeds: the newest stories of all, of those that are asked for, or with a thing in them."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext

from articles.filters import ArticleFilter
from newsroom.feeds.entries import entry, names_of
from newsroom.feeds.generators import AtomFeed, RSSFeed
from newsroom.register.cursors import MalformedCursor
from newsroom.register.lists import ROWS, given, refuse
from newsroom.register.models import Item
from newsroom.register.outlets import Outlet, versions
from newsroom.register.pages import Things, address, named_in, title
from newsroom.register.paging import ForeignCursor, Page, paginate
from newsroom.register.reading import scope_of, uuid_or_none
from newsroom.search.asking import Asked
from newsroom.search.views import answers

STORY = ArticleFilter.kind
# How old a feed without entries is.
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
# From it and their addresses the ids of feeds are made.
NAMESPACE = uuid.UUID("3f0a3c0e-9a55-4a43-8f5c-0c4f2a3a7b1d")


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its rows, the page that shows the same, and what names it.

    about: words, and ids of things, that the feed is limited to.
    """

    rows: list[Item]
    page: str
    about: list[str] = field(default_factory=list)
    thing: Item | None = None
    turns: dict[str, str] = field(default_factory=dict)


class FeedView(Outlet):
    """A feed. The address says in which format."""

    generator: ClassVar[type[AtomFeed | RSSFeed]] = AtomFeed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        channel = self.channel(given(request), **kwargs)
        if isinstance(channel, HttpResponse):
            return channel
        items = [*channel.rows, channel.thing] if channel.thing else channel.rows
        return self.answer(
            versions(items), partial(self.written, channel), self.generator.content_type
        )

    def channel(self, data: QueryDict, **kwargs: Any) -> Channel | HttpResponse:
        """What is asked for, or what is to be answered in its place."""
        raise NotImplementedError

    def written(self, channel: Channel) -> bytes:
        """The feed as it is sent; one query for the names in it."""
        absolute = self.request.build_absolute_uri
        scope = scope_of(self.request)
        known = [*channel.rows, channel.thing] if channel.thing else channel.rows
        uids = [value.lower().split(",") for value in channel.about]
        things = named_in([names_of(channel.rows), uids], known, scope)
        archive = gettext("The archive")
        feed = self.generator(
            title=" – ".join([archive, *(in_words(value, things) for value in channel.about)]),
            link=absolute(channel.page),
            description=gettext("The newest stories."),
            language=get_language(),
            author_name=archive,
            feed_url=absolute(self.request.get_full_path()),
            feed_guid=uuid.uuid5(NAMESPACE, self.identity).urn,
            began=NO_TIME,
            pages={rel: absolute(path) for rel, path in channel.turns.items()},
        )
        for item in channel.rows:
            feed.add_item(**entry(item, things, absolute))
        written = BytesIO()
        feed.write(written, "utf-8")
        return written.getvalue()

    @property
    def identity(self) -> str:
        """What the feed is called for ever: its path and what is asked, wherever it is served."""
        asked = given(self.request)
        asked.pop("cursor", None)
        return f"{self.request.path}?{asked.urlencode()}"


def in_words(value: str, things: Things) -> str:
    """The value of a parameter: names for ids of things."""
    parts = value.lower().split(",")
    if all(uuid_or_none(part) for part in parts):
        return ", ".join(title(things[part]) if part in things else part for part in parts)
    return value


class StoryFeed(FeedView):
    """The newest stories, of all or of those that the parameters of the list of stories name."""

    def channel(self, data: QueryDict, **kwargs: Any) -> Channel | HttpResponse:
        return self.stories(data, data)

    def stories(self, data: QueryDict, asked: QueryDict) -> Channel | HttpResponse:
        """The stories that are asked for; `data` are the parameters of the address."""
        filters = ArticleFilter(asked, also={"cursor"}, scope=scope_of(self.request))
        if filters.faults:
            return refuse(self.request, [(f.parameter, f.detail) for f in filters.faults])
        try:
            page = paginate(filters, limit=ROWS, cursor=data.get("cursor", ""))
        except (MalformedCursor, ForeignCursor):
            return refuse(
                self.request, [("cursor", gettext("This page of the list does not exist."))]
            )
        rest = data.copy()
        rest.pop("cursor", None)
        return Channel(
            rows=list(page.rows),
            page=f"{reverse('article_list')}?{rest.urlencode()}" if rest else reverse("home"),
            about=[value for name, values in rest.lists() if name != "order" for value in values],
            turns=self.turns(data, page),
        )

    def turns(self, data: QueryDict, page: Page) -> dict[str, str]:
        """The addresses of the pages around, as RFC 5005 names them."""
        found = {}
        cursors = {"previous": page.preceding, "next": page.following}
        for rel, cursor in cursors.items():
            if cursor:
                other = data.copy()
                other["cursor"] = cursor
                found[rel] = f"{self.request.path}?{other.urlencode()}"
        return found


class ThingFeed(StoryFeed):
    """The newest stories that a person, a country or an organisation is in."""

    kind = ""

    def channel(self, data: QueryDict, **kwargs: Any) -> Channel | HttpResponse:
        uid = kwargs["uid"]
        if refusal := self.refused(data, also={"cursor"}):
            return refusal
        item = self.found(self.kind, uid)
        if isinstance(item, HttpResponse):
            return item
        asked = QueryDict(mutable=True)
        asked[self.kind] = str(uid)
        channel = self.stories(data, asked)
        if isinstance(channel, HttpResponse):
            return channel
        return Channel(channel.rows, address(item), [str(uid)], item, channel.turns)


class SearchFeed(FeedView):
    """The newest stories that answer what the page of the search was asked."""

    def channel(self, data: QueryDict, **kwargs: Any) -> Channel | HttpResponse:
        if "cursor" in data or data.get("kind", STORY) != STORY:
            name = "cursor" if "cursor" in data else "kind"
            return refuse(self.request, [(name, gettext("A feed has the newest stories only."))])
        stories = data.copy()
        stories["kind"] = STORY
        asked = Asked(stories)
        if asked.faults:
            return refuse(self.request, [(f.parameter, f.detail) for f in asked.faults])
        rows = answers(asked, ROWS, scope_of(self.request))
        words = [gettext("Search: %(words)s") % {"words": asked.text}] if asked.text else []
        about = [*words, *(value for _name, value in asked.conditions)]
        page = f"{reverse('search')}?{data.urlencode()}" if data else reverse("search")
        return Channel(rows, page, about)

    def answer(self, known: Any, *args: Any) -> HttpResponse:
        response = super().answer(known, *args)
        # As the page of the search itself.
        response.headers["X-Robots-Tag"] = "noindex"
        return response
