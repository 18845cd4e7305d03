"""The requests that are measured: what each asks for, and why it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from newsroom.bench.actors import Someone
from newsroom.bench.stories import Stories
from newsroom.register.models import Item, Reference
from newsroom.register.pages import address

# In almost every story, and in most: see data/paragraphs.txt.
COMMON, PHRASE = "ministre", "coopération militaire"
TARGETS = 20  # different stories that a row about one story goes through, turn by turn


@dataclass(frozen=True)
class Case:
    """One row of the table: addresses that are asked for in turn, all with one status."""

    name: str
    paths: Sequence[str]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Also measured over HTTP, through the web server.
    is_served: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether it is a list of the API, which can say how many rows it has in all."""
        return self.name.startswith(("API list", "API search", "API encounters"))


def cases(client: Client, stories: Stories) -> list[Case]:
    """All rows, of the archive as it is in the register."""
    newest = _spread("article")
    people = stories.cast.people.things
    first, other = _item(people[0]), _item(_seldom(people))
    api = [reverse("v1:article-detail", args=[item.uid]) for item in newest]
    one = api[0]
    articles, changes = reverse("v1:article-list"), reverse("v1:change-list")
    two_words = f"{COMMON} {stories.usual}"
    return [
        Case("home page", [reverse("home")]),
        Case("story page", [address(item) for item in newest], is_served=True),
        Case("story list page", [reverse("article_list")], is_served=True),
        Case("person page, best known", [address(first)]),
        Case("person page, little known", [address(other)]),
        Case("country page, best known", [address(_first_country(stories))]),
        Case("meeting page", [address(item) for item in _spread("meeting")]),
        Case("search page, common word", [_asked(reverse("search"), q=COMMON)]),
        Case("API detail", api, is_served=True),
        Case("API detail, 304", [one], 304, {"If-None-Match": client.get(one).headers["ETag"]}),
        Case("API list of 50", [articles], is_served=True),
        Case("API list of 50, expanded", [_asked(articles, expand="people,countries")]),
        Case("API list, person best known", [_asked(articles, person=str(first.uid))]),
        Case("API list, person little known", [_asked(articles, person=str(other.uid))]),
        Case("API search, common word", [_asked(articles, q=COMMON)]),
        Case("API search, rare word", [_asked(articles, q=stories.rare)], is_served=True),
        Case("API search, no such word", [_asked(articles, q="zzyzx")]),
        Case("API search, two words", [_asked(articles, q=two_words)]),
        Case("API search, phrase", [_asked(articles, q=f'"{PHRASE}"')]),
        Case("API search, other spelling", [_asked(articles, q=f'"{people[0].other}"')]),
        Case(
            "API search, person and word",
            [_asked(articles, q=COMMON, person=str(other.uid))],
        ),
        Case("API encounters of a person", [_asked("/api/v1/encounters", person=str(first.uid))]),
        Case("API changes, page of 500", [changes]),
        Case("API changes, caught up", [_head(client, changes)]),
    ]


def _asked(path: str, **parameters: str) -> str:
    return f"{path}?{urlencode(parameters)}"


def _spread(kind: str) -> list[Item]:
    """Things of a kind, old and new alike."""
    items = Item.objects.visible().filter(kind=kind)
    newest = items.order_by("-sort_at", "-uid").values_list("uid", flat=True)
    uids = list(newest)
    step = max(1, len(uids) // TARGETS)
    return list(items.filter(uid__in=uids[::step][:TARGETS]).order_by("-sort_at", "-uid"))


def _item(someone: Someone) -> Item:
    return Item.objects.visible().get(
        kind="person", doc__names__contains=[{"text": someone.other}], doc__name=someone.name
    )


def _seldom(people: Sequence[Someone]) -> Someone:
    """Somebody known to few stories, though not to none."""
    for someone in reversed(people[: max(2, len(people) // 2)]):
        found = Item.objects.visible().filter(kind="person", doc__name=someone.name)
        if (
            found.count() == 1
            and Reference.objects.filter(target=found[0].uid, kind="article").exists()
        ):
            return someone
    return people[-1]


def _first_country(stories: Stories) -> Item:
    _pk, name = stories.cast.countries.things[0]
    return Item.objects.visible().get(kind="country", doc__name=name)


def _head(client: Client, path: str) -> str:
    """The address of the feed for a mirror that has everything."""
    while True:
        answer = client.get(path).json()
        path = _asked(reverse("v1:change-list"), since=answer["cursor"])
        if answer["caught_up"]:
            return path
