"""Every address to ask: each route with ids of what is seen and of what is not, each filter."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from urllib.parse import urlencode

from django import forms
from django.test import RequestFactory

from articles.models import Rendition, Section
from newsroom.dumps.addresses import file_address
from newsroom.dumps.models import Dump
from newsroom.formats.oai.metadata import FORMATS
from newsroom.register.models import Item
from newsroom.register.parameters import (
    DayField,
    InstantField,
    TargetField,
    TargetsField,
    ValuesField,
)
from newsroom.register.problems import SORTS
from tests.walk.crawl import HOST
from tests.walk.routes import Route, UnknownRoute, routes
from tests.walk.worlds import World

DAYS = ("2025-08-14", "2025-09-02", "1990-01-01")
# The first has something in the calendar; the last is no day.
DATES = (*DAYS, "2025-09-01", "2025-08-00", "2025-13-31")
# What stands near canaries, and what everything is called here.
WORDS = (
    "xqz*", "xqza", '"xqzaaaa xqzbaaa"', "dépêche", "rencontre OR entretiens", "Awa Diarra",
    "général -xqz", "Pays", "ministre de la Défense",
)  # fmt: skip
# Columns by which whom or what they belong to could be found.
NAMES = ("Name.text", "Person.name", "Organisation.name", "Country.name_en")
NOWHERE = "00000000-0000-4000-8000-000000000000"
# Things that are seen, of one kind; links lead to the others.
SAMPLE = 5
# Ids in one list of alternatives: the most that a filter accepts.
AT_ONCE = 20


def addresses(world: World) -> list[str]:
    """All of them, each once. They name things and words of this world.

    One of each route comes after the other, so that what is wrong with one is soon seen.
    """
    turns = zip_longest(*(of_route(route, world) for route in routes()))
    return list(dict.fromkeys(address for turn in turns for address in turn if address))


def of_route(route: Route, world: World) -> Iterator[str]:
    """The addresses of a route: of each thing, and with each value of each parameter."""
    paths = list(dict.fromkeys(of_path(route, world)))
    yield from paths
    yield from (f"{path}?format={name}" for path in paths for name in route.formats)
    if route.name == "oai":
        yield from (f"{route.path()}?{query}" for query in harvests(world))
    for path in paths[:1]:
        yield f"{path}?unknown=1"
        for name, field in route.fields().items():
            asked = list(values(name, field, world))
            # The filters of a page are those of the API: two values show that they are at work.
            is_searched = isinstance(field, TargetField)
            few = asked if route.is_api or name == "q" or is_searched else asked[:2]
            yield from (f"{path}?{urlencode({name: value})}" for value in few)


def of_path(route: Route, world: World) -> Iterator[str]:
    """The route with each value of the parts of its path; the first is of something visible."""
    if not route.parameters:
        yield "/api/v1/nowhere" if route.name == "v1:nowhere" else route.path()
    elif route.name == "identity":
        kinds = [*world.visible, "nothing"]
        yield from (route.path(kind=kind, uid=uid) for kind in kinds for uid in ids(kind, world, 1))
    elif route.name == "v1:article-images":
        yield from (route.path(pk=uid) for uid in ids("article", world, SAMPLE))
    elif route.name in ("image_file", "v1:article-image"):
        yield from (route.path(uid=uid, name=name) for uid, name in files(world))
    elif route.name == "v1:dump-manifest":
        uids = Dump.objects.order_by("made_at", "uid").values_list("uid", flat=True)
        yield from (route.path(name=n) for n in (*uids, "latest", *DAYS[1:2], NOWHERE, "nothing"))
    elif route.name == "v1:dump-file":
        yield route.path(uid=NOWHERE, name="article.ndjson.gz")
        yield from signed()
    elif route.name == "report":
        kinds = ("article", "person", "country")
        yield from (route.path(uid=uid) for kind in kinds for uid in ids(kind, world, SAMPLE))
    elif route.name == "article_versions":
        yield from (route.path(uid=uid) for uid in ids("article", world, SAMPLE))
    elif route.parameters == ("key",):
        # What somebody might try who knows what there is, but not a key.
        yield from (route.path(key=word) for word in ("nothing", NOWHERE, "%00"))
    elif route.name.startswith("v1:webhook"):
        # Without a key there is nothing, whatever it is called.
        yield from (route.path(pk=word, delivery="msg_0") for word in (NOWHERE, "nothing"))
    elif route.parameters == ("sort",):
        yield from (route.path(sort=sort) for sort in [*SORTS, "nothing"])
    elif route.parameters[:1] == ("year",):
        yield from (route.path(year=y, month=m, day=d) for y, m, d in (d.split("-") for d in DATES))
    elif route.parameters == ("code",):
        seen = Item.objects.visible().exclude(section="").values_list("section", flat=True)
        yield from (route.path(code=code) for code in [*seen[:1], *section_codes()])
    elif route.name == "pair":
        one, other = world.visible["country"][:2]
        ends = [*ids("country", world, SAMPLE), *world.hidden.get("person", ())]
        yield from (
            route.path(one=first, other=last) for first, last in [(one, other), (other, one)]
        )
        yield from (route.path(one=one, other=end) for end in ends)
    elif route.name == "sitemap_part":
        # The others are found in the index.
        yield from (route.path(kind=kind, number=0) for kind in [*world.visible, "nothing"])
    elif route.is_of_thing and set(route.parameters) <= {"uid", "pk", "slug"}:
        few = 1 if "slug" in route.parameters else SAMPLE
        things = ids(route.kind, world, few)
        yield from (route.path(uid=uid, pk=uid, slug="slug") for uid in things)
        if "pk" in route.parameters:
            yield from (route.path(pk=key) for key in (*codes(), "nothing"))
    else:
        raise UnknownRoute(route.pattern)


def harvests(world: World) -> Iterator[str]:
    """Questions of harvesters: of each story, and of all in each format, set and time."""
    stories = [f"{HOST}/id/article/{uid}" for uid in ids("article", world, SAMPLE)]
    # What was out once has words of its own in each world, of which whoever had it may ask.
    ever = {label for labels in Item.objects.values_list("ever", flat=True) for label in labels}
    codes_ = {code for code in section_codes() if f"section:{code}" not in ever}
    codes_ |= set(Item.objects.visible().exclude(section="").values_list("section", flat=True))
    sets = {*(f"section-{code}" for code in codes_), "lang-fr", "lang-en", "lang-xx"}
    for prefix in (*FORMATS, "nothing"):
        for verb in ("ListRecords", "ListIdentifiers"):
            asked = {"verb": verb, "metadataPrefix": prefix}
            yield urlencode(asked)
            yield from (urlencode(asked | {"set": one}) for one in sorted(sets))
            yield from (urlencode(asked | {"from": day}) for day in DAYS)
            yield from (urlencode(asked | {"until": day}) for day in DAYS)
            yield urlencode({"verb": verb, "resumptionToken": "eyJwIjpbXX0.nothing"})
        for uri in stories:
            yield urlencode({"verb": "GetRecord", "metadataPrefix": prefix, "identifier": uri})
    yield from (urlencode({"verb": "ListMetadataFormats", "identifier": uri}) for uri in stories)


def section_codes() -> list[str]:
    return list(Section.objects.order_by("pk").values_list("code", flat=True))


def files(world: World) -> Iterator[tuple[object, str]]:
    """The files of pictures, each as one of its own story; some as one of a story that is seen."""
    rows = list(
        Rendition.objects.order_by("pk").values_list("image__article__uid", "name", "image__file")
    )
    seen = list(world.visible.get("article", ()))
    yield from sorted(((uid, name) for uid, name, _ in rows), key=lambda row: row[0] not in seen)
    for uid in seen[:1]:
        yield from ((uid, name) for _, name, _ in rows[-SAMPLE:])
        yield from ((uid, original.rpartition("/")[2]) for _, _, original in rows[-SAMPLE:])
    yield NOWHERE, "nothing.webp"


def signed() -> Iterator[str]:
    """The files of every dump that was ever made, by addresses that were good once."""
    asking = RequestFactory().get("/")
    for dump in Dump.objects.order_by("made_at", "uid"):
        for file in dump.manifest["files"]:
            yield file_address(asking, dump, file["name"]).removeprefix("http://testserver")


def ids(kind: str, world: World, few: int) -> Iterator[object]:
    """A few things of the kind that are seen, all that are not, one hidden of each other kind."""
    yield from world.visible.get(kind, ())[:few]
    yield from world.hidden.get(kind, ())
    yield from (uids[0] for other, uids in world.hidden.items() if other != kind)
    yield NOWHERE


def codes() -> Iterable[str]:
    """ISO codes of countries, seen and hidden: those that the factories give, by their number."""
    for number in (100, 300, 400, 450):
        yield chr(65 + number // 26 % 26) + chr(65 + number % 26)


def values(name: str, field: forms.Field, world: World) -> Iterator[str]:
    """Values to ask of a parameter, by what it accepts."""
    if isinstance(field, TargetField):
        yield from (str(uids[0]) for uids in (*world.hidden.values(), *world.visible.values()))
    elif isinstance(field, TargetsField):
        yield from targets(field, world)
    elif isinstance(field, InstantField | DayField):
        yield from DAYS
    elif isinstance(field, ValuesField) and not field.choices:
        yield from ("fr", "en", "rubrique-101", *list(world.words.given)[:3])
    elif isinstance(field, ValuesField | forms.ChoiceField):
        choices = [str(choice) for choice, _label in field.choices if choice]
        yield from choices
        if isinstance(field, ValuesField):
            yield ",".join(choices[:AT_ONCE])
    elif name == "year":
        yield from (day[:4] for day in DAYS)
    elif isinstance(field, forms.IntegerField):
        yield from ("7", "200", "0")
    elif name == "q":
        yield from WORDS
        yield from near_names(world)
        yield " OR ".join(list(world.words.given)[:AT_ONCE])
    elif name in ("cursor", "since"):
        yield "eyJwIjpbXX0.nothing"
    else:
        raise UnknownRoute(f"the parameter {name}")


def near_names(world: World) -> Iterator[str]:
    """Names that must not be seen, as they stand and with a misprint."""
    for column in NAMES:
        words = [word for word, where in world.words.given.items() if where.startswith(column)]
        for word in words[:2]:
            yield from (word, word[:-1] + "q", f"{word}e")


def targets(field: TargetsField, world: World) -> Iterator[str]:
    """Ids to filter by: of each kind one that is seen and two that are not, then the others."""
    yield ",".join(str(uid) for uids in world.hidden.values() for uid in uids[:2])
    yield from (str(uids[0]) for uids in world.visible.values())
    every = [str(uid) for uids in world.hidden.values() for uid in uids]
    for start in range(0, len(every), AT_ONCE):
        yield ",".join(every[start : start + AT_ONCE])
    if field.code:
        yield from codes()
