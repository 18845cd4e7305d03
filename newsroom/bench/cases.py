"""The requests that are measured: what each asks for, and why it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from actors.models import Actor, Country, Person
from actors.pages.addresses import pair_address
from articles.filters import ArticleFilter
from newsroom.bench import actors, stories
from newsroom.partners.access import ANONYMOUS
from newsroom.register.changes import Asked, cursor_at, epoch
from newsroom.register.models import Item, Reference
from newsroom.register.pages import address, document
from newsroom.register.paging import cursor_behind
from newsroom.register.snapshot import head
from newsroom.sitemaps.parts import SIZE

# In almost every story, and in most: see data/paragraphs.txt.
COMMON, ALSO_COMMON, PHRASE = "ministre", "président", "coopération militaire"
NOWHERE = "zzyzx"
# Pages of a list at as many depths, and how far one that is asked for is from the one before.
DEEP, STRIDE = 300, 107
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


@dataclass(frozen=True)
class Subjects:
    """What the requests are about.

    stories: old and new alike. first, other: persons known to most and to few stories. rare,
    usual: words of as few stories as any, and of one in fifty.
    """

    stories: Sequence[Item]
    first: Item
    other: Item
    country: Item
    rare: str
    usual: str


def cases(client: Client, count: int) -> list[Case]:
    """All rows, of the archive of so many stories as it is in the register."""
    subjects = Subjects(
        stories=_spread("article"),
        first=_best_known(),
        other=_little_known(),
        country=_item(Country.objects.get(iso2=actors.FIRST[0])),
        rare=stories.rare_word(count),
        usual=stories.usual_word(count),
    )
    return [*_pages(subjects), *_searches(subjects), *_api(client, subjects)]


def _pages(about: Subjects) -> list[Case]:
    one = about.stories[len(about.stories) // 2]
    middle, part = one.sort_at, one.seq // SIZE
    month = {"year": middle.year, "month": middle.month}
    return [
        Case("home page", [reverse("home")]),
        Case("story page", [address(item) for item in about.stories], is_served=True),
        Case("story list page", [reverse("article_list")], is_served=True),
        Case("story list page, of a section", [_asked(reverse("article_list"), section="defense")]),
        Case("person list page", [reverse("person_list")]),
        Case("person page, best known", [address(about.first)]),
        Case("person page, little known", [address(about.other)]),
        Case("country page, best known", [address(about.country)]),
        Case("meeting page", [address(item) for item in _spread("meeting")]),
        Case("page of two people", [pair_address(about.first.uid, about.other.uid)]),
        Case("calendar, all years", [reverse("archive")]),
        Case("calendar, one year", [reverse("archive_year", args=[middle.year])]),
        Case("calendar, one month", [reverse("archive_month", kwargs=month)]),
        Case("calendar, one day", [_day(item) for item in about.stories]),
        Case("section page", [reverse("section", args=["defense"])]),
        Case("feed of all stories", [reverse("story_atom")]),
        Case("feed of the person best known", [reverse("person_atom", args=[about.first.uid])]),
        Case("index of sitemaps", [reverse("sitemap")]),
        Case("sitemap of the news", [reverse("news_sitemap")]),
        Case("sitemap of stories, one part", [reverse("sitemap_part", args=["article", part])]),
    ]


def _searches(about: Subjects) -> list[Case]:
    def search(name: str, **parameters: str) -> Case:
        return Case(f"search page, {name}", [_asked(reverse("search"), **parameters)])

    first, other = str(about.first.uid), str(about.other.uid)
    name = document(about.first)["name"]
    return [
        search("common word", q=COMMON),
        search("common word, newest first", q=COMMON, order="newest"),
        search("rare word", q=about.rare),
        search("rare word, newest first", q=about.rare, order="newest"),
        search("two words", q=f"{COMMON} {about.usual}"),
        search("two common words", q=f"{COMMON} {ALSO_COMMON}"),
        search("phrase", q=f'"{PHRASE}"'),
        search("phrase, newest first", q=f'"{PHRASE}"', order="newest"),
        search("person best known and word", q=COMMON, person=first),
        search("person little known and word", q=COMMON, person=other),
        search("word, section and year", q=COMMON, section="defense", year="2016"),
        search("name", q=name),
        search("name misspelt", q=f"{name[:-2]}{name[-1]}"),
        search("no such word", q=NOWHERE),
        search("nothing but a person", person=first),
        search("counted exactly", q=COMMON, count="exact"),
    ]


def _api(client: Client, about: Subjects) -> list[Case]:
    api = [reverse("v1:article-detail", args=[item.uid]) for item in about.stories]
    one = api[0]
    articles, changes = reverse("v1:article-list"), reverse("v1:change-list")
    first, other = str(about.first.uid), str(about.other.uid)
    two_words = f"{COMMON} {about.usual}"
    spelling = f'"{_other_spelling(about.first)}"'
    return [
        Case("API detail", api, is_served=True),
        Case("API detail, 304", [one], 304, _known(client, one)),
        Case("API list of 50", [articles], is_served=True),
        Case("API list of 50, 304", [articles], 304, _known(client, articles)),
        Case("API list of 50, each time another", _at_depths(articles), is_served=True),
        Case("API list of 50, expanded", [_asked(articles, expand="people,countries")]),
        Case("API list, person best known", [_asked(articles, person=first)]),
        Case("API list, person little known", [_asked(articles, person=other)]),
        Case("API search, common word", [_asked(articles, q=COMMON)]),
        Case("API search, rare word", [_asked(articles, q=about.rare)], is_served=True),
        Case("API search, no such word", [_asked(articles, q=NOWHERE)]),
        Case("API search, two words", [_asked(articles, q=two_words)]),
        Case("API search, phrase", [_asked(articles, q=f'"{PHRASE}"')]),
        Case("API search, other spelling", [_asked(articles, q=spelling)]),
        Case("API search, person and word", [_asked(articles, q=COMMON, person=other)]),
        Case("API search of all kinds, facets", [_asked(reverse("v1:search"), q=COMMON)]),
        Case("API encounters of a person", [_asked("/api/v1/encounters", person=first)]),
        Case("API changes, page of 500", [changes]),
        Case("API changes, caught up", [_head(client, changes)]),
    ]


def _known(client: Client, path: str) -> dict[str, str]:
    """The headers of whoever has the answer already."""
    return {"If-None-Match": client.get(path).headers["ETag"]}


def _at_depths(path: str) -> list[str]:
    """The addresses of pages all over the archive, in no order: more than a process keeps."""
    filters = ArticleFilter(QueryDict())
    assert filters.is_valid()
    found = [_asked(path, cursor=cursor_behind(filters, item)) for item in _spread("article", DEEP)]
    return [found[number * STRIDE % len(found)] for number in range(len(found))]


def _day(item: Item) -> str:
    """The page of the day on which a story was published."""
    day = localtime(item.sort_at, ZoneInfo(settings.NEWSROOM_TIME_ZONE))
    return reverse("archive_day", kwargs={"year": day.year, "month": day.month, "day": day.day})


def _asked(path: str, **parameters: str) -> str:
    return f"{path}?{urlencode(parameters)}"


def _spread(kind: str, targets: int = TARGETS) -> list[Item]:
    """Things of a kind, old and new alike: those around moments that are equally far apart."""
    items = Item.objects.visible().filter(kind=kind)
    ends = items.aggregate(first=Min("sort_at"), last=Max("sort_at"))
    step = (ends["last"] - ends["first"]) / targets
    found = (
        items.filter(sort_at__lte=ends["last"] - number * step).order_by("-sort_at", "-uid").first()
        for number in range(targets)
    )
    return list({item.uid: item for item in found if item}.values())


def _best_known() -> Item:
    """The person who was entered first: people are entered in the order of their renown."""
    return _item(Person.objects.order_by("pk")[0])


def _little_known() -> Item:
    """Somebody known to few stories, though not to none: of the middle of all people."""
    people = Person.objects.order_by("-pk")
    for person in people[people.count() // 2 :].iterator():
        if Reference.objects.filter(target=person.uid, kind="article").exists():
            return _item(person)
    return _best_known()


def _item(actor: Actor) -> Item:
    return Item.objects.visible().get(pk=actor.uid)


def _other_spelling(person: Item) -> str:
    """A way to write the person's name that no story prints."""
    doc = document(person)
    return next(name["text"] for name in doc["names"] if name["text"] != doc["name"])


def _head(client: Client, path: str) -> str:
    """The address of the feed for a mirror that has everything."""
    cursor = cursor_at(head("default"), Asked(ANONYMOUS), epoch=epoch())
    path = _asked(path, since=cursor)
    if not client.get(path).json()["caught_up"]:
        raise LookupError("the feed goes on behind its end")
    return path
