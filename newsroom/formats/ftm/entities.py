"""The things of the register as entities of FollowTheMoney's default model."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pycountry

from actors.choices import Certainty, NameKind, OrganisationType
from articles.texts import to_plain
from newsroom.citing import author_of
from newsroom.formats.ftm.entity import Entity, day, edge, span
from newsroom.formats.identity import identifier
from newsroom.register.api.formats import Asked
from newsroom.register.models import Item
from newsroom.register.pages import Things, document, title

Doc = dict[str, Any]

PUBLIC = "PublicBody"
# What bodies of a state are; a state itself is one too, for the model knows no countries.
SCHEMAS = {
    OrganisationType.GOVERNMENT: PUBLIC,
    OrganisationType.MINISTRY: PUBLIC,
    OrganisationType.ARMED_FORCES: PUBLIC,
    OrganisationType.PARLIAMENT: PUBLIC,
    OrganisationType.COURT: PUBLIC,
    OrganisationType.AGENCY: PUBLIC,
    OrganisationType.COMPANY: "Company",
}
GENDERS = ("male", "female")
# An acronym is found by, and a misprint only just.
NAMES = {
    NameKind.ACRONYM: "abbreviation",
    NameKind.FORMER: "previousName",
    NameKind.MISPRINT: "weakAlias",
    NameKind.DEMONYM: "weakAlias",
}


def entities(items: Iterable[Item], things: Things, asked: Asked) -> list[Entity]:
    """The things, those that they name, and the edges; each once, with all that is said of it."""
    world = World(things, asked)
    found: dict[str, Entity] = {}
    for item in items:
        for one in world.told(item):
            known = found.setdefault(one.id, one)
            for name, values in one.properties.items() if known is not one else ():
                known.add(name, *values)
    return list(found.values())


class World:
    """What is known of the things that are named."""

    def __init__(self, things: Things, asked: Asked) -> None:
        self.things = things
        self.asked = asked

    def told(self, item: Item) -> Iterator[Entity]:
        """A thing with all that it says of others."""
        yield from TOLD[item.kind](self, item, document(item))

    def thing(self, item: Item) -> Entity:
        """A thing by itself: what it is called, and where it is found."""
        doc = document(item)
        made = Entity(str(item.uid), self.schema(item, doc))
        made.add("name", title(item), doc.get("name_en"), doc.get("title_en"))
        made.add("sourceUrl", identifier(self.asked, item.kind, item.uid))
        for name in doc.get("names") or ():
            made.add(NAMES.get(name["kind"], "alias"), name["text"])
        for number in doc.get("same_as") or ():
            if number["scheme"] == "wikidata":
                made.add("wikidataId", number["value"])
        return made

    def schema(self, item: Item, doc: Doc) -> str:
        if item.kind == "organisation":
            return SCHEMAS.get(doc.get("organisation_type"), "Organization")  # type: ignore[arg-type]
        plain = {"person": "Person", "country": PUBLIC, "office": "Position", "article": "Article"}
        return plain.get(item.kind, "Event")

    def named(self, *uids: str | None) -> Iterator[Entity]:
        """Those of the things that are seen, by themselves."""
        for uid in uids:
            if (item := self.things.get(uid or "")) and item.kind in TOLD:
                yield self.thing(item)

    def seen(self, *uids: str | None, kinds: tuple[str, ...] = ()) -> list[str]:
        """The ids of those that are seen, and of these kinds."""
        items = [self.things.get(uid or "") for uid in dict.fromkeys(uids)]
        return [str(one.uid) for one in items if one and (not kinds or one.kind in kinds)]

    def code(self, uid: str | None) -> str:
        """The code of a country."""
        item = self.things.get(uid or "")
        return (document(item).get("iso2") or "").lower() if item else ""


LEGAL = ("person", "organisation", "country")


def article(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A story, the things it mentions, the meetings it covers."""
    made = world.thing(item)
    made.add("title", title(item))
    made.add("summary", doc["lead"])
    made.add("bodyText", to_plain(doc["body"]))
    made.add("author", doc["signature"] or author_of(doc))
    made.add("publisher", doc["source"]["name"])
    made.add("publishedAt", doc["published_at"][:10])
    made.add("modifiedAt", (doc["corrected_at"] or "")[:10])
    made.add("language", language(doc["language"]))
    made.add("keywords", *(one["name"] for one in doc["subjects"]))
    yield made
    for one in doc["mentions"]:
        for thing in world.named(one["actor"]):
            yield thing
            tie = edge("Mention", item.uid, thing.id)
            tie.add("document", made.id)
            tie.add("resolved", thing.id)
            tie.add("name", thing.properties["name"][0], one["spelling"])
            tie.add("detectedSchema", thing.schema)
            yield tie
    for one in doc["meetings"]:
        if covered := world.things.get(one["meeting"] or ""):
            event = event_of(world, covered, document(covered))
            event.add("proof", made.id)
            yield event


def meeting(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A meeting, who is known to have been there, and the countries and bodies they came for."""
    yield event_of(world, item, doc)
    yield from world.named(*present(doc), doc["host"], doc["inviter"])


def event_of(world: World, item: Item, doc: Doc) -> Entity:
    """A meeting by itself. A country receives; to the model it is a public body."""
    made = world.thing(item)
    start, end = span(doc["when"])
    made.add("startDate" if end else "date", start)
    made.add("endDate", end)
    made.add("summary", doc["topic"])
    made.add("description", doc["outcome"])
    made.add("involved", *world.seen(*present(doc), kinds=LEGAL))
    made.add("organizer", *world.seen(doc["host"], doc["inviter"], kinds=LEGAL))
    for place in (doc["place"], *doc["other_places"]):
        if place:
            made.add("location", place["name"])
            made.add("country", world.code(place["country"]))
    return made


def present(doc: Doc) -> list[str | None]:
    """Those of whom a source says outright that they were there: nothing here can say perhaps."""
    sure = [one for one in doc["participants"] if one["certainty"] == Certainty.EXPLICIT]
    people = [one["person"] for one in sure if not one["person_is_inferred"]]
    return list(dict.fromkeys([*people, *(one["delegation"] for one in sure)]))


def person(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A person, the posts they held, the bodies they belong to."""
    made = world.thing(item)
    made.add("firstName", doc["given_name"])
    made.add("lastName", doc["family_name"])
    made.add("gender", doc["gender"] if doc["gender"] in GENDERS else "")
    made.add("birthDate", day(doc["born"]))
    made.add("deathDate", day(doc["died"]))
    made.add("nationality", world.code(doc["nationality"]))
    made.add("position", *(one["title"] for one in doc["tenures"]))
    made.add("title", *(one["title"] for one in doc["ranks"]))
    made.add("summary", doc["summary"])
    yield made
    for one in doc["tenures"]:
        if one["office"]:
            post = Entity(one["office"], "Position")
            post.add("name", one["title"], one["title_en"])
            post.add("sourceUrl", identifier(world.asked, "office", one["office"]))
            yield from position(world, post, one)
            yield occupancy(made.id, post.id, one)
    yield from memberships(world, doc["memberships"])


def office(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A post, and those who held it."""
    yield from position(world, world.thing(item), doc)
    for one in doc["tenures"]:
        for holder in world.named(one["person"]):
            yield holder
            yield occupancy(holder.id, str(item.uid), one)


def position(world: World, post: Entity, told: Doc) -> Iterator[Entity]:
    """A post with its country and its body, from what says where it is."""
    post.add("country", world.code(told["country"]))
    post.add("organization", *world.seen(told["organisation"], kinds=("organisation",)))
    yield post
    yield from world.named(told["organisation"])


def occupancy(holder: str, post: str, tenure: Doc) -> Entity:
    """Somebody in a post, for the time that is known."""
    made = edge("Occupancy", holder, post, tenure["began"] and tenure["began"]["edtf"])
    made.add("holder", holder)
    made.add("post", post)
    for name, moment in (("startDate", tenure["began"]), ("endDate", tenure["ended"])):
        made.add(name, day(moment))
    made.add("date", tenure["attested_first"], tenure["attested_last"])
    return made


def organisation(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A body, what it is part of, its members, what it belongs to."""
    made = world.thing(item)
    made.add("country", world.code(doc["country"]))
    made.add("incorporationDate", day(doc["founded"]))
    made.add("dissolutionDate", day(doc["dissolved"]))
    made.add("classification", doc["organisation_type"])
    made.add("parent", *world.seen(doc["parent"], kinds=("organisation",)))
    made.add("summary", doc["summary"])
    yield made
    yield from world.named(doc["parent"])
    yield from memberships(world, [*doc["members"], *doc["memberships"]])


def country(world: World, item: Item, doc: Doc) -> Iterator[Entity]:
    """A state, and what it belongs to."""
    made = world.thing(item)
    made.add("country", doc["iso2"].lower())
    made.add("classification", "country")
    made.add("incorporationDate", day(doc["began"]))
    made.add("dissolutionDate", day(doc["ended"]))
    made.add("summary", doc["summary"])
    yield made
    yield from memberships(world, doc["memberships"])


def memberships(world: World, facts: Iterable[Doc]) -> Iterator[Entity]:
    """Who belongs to which body, for the time that is known."""
    for one in facts:
        members = world.seen(one["member"], kinds=LEGAL)
        bodies = world.seen(one["organisation"], kinds=("organisation",))
        if members and bodies:
            yield from world.named(*members, *bodies)
            began = one["began"] and one["began"]["edtf"]
            made = edge("Membership", *members, *bodies, began)
            made.add("member", *members)
            made.add("organization", *bodies)
            for name, moment in (("startDate", one["began"]), ("endDate", one["ended"])):
                made.add(name, day(moment))
            yield made


def language(code: str) -> str:
    """The code of three letters, which the model has."""
    found = pycountry.languages.get(alpha_2=code[:2])
    return found.alpha_3 if found else ""


TOLD: dict[str, Callable[[World, Item, Doc], Iterator[Entity]]] = {
    "article": article,
    "meeting": meeting,
    "event": meeting,
    "person": person,
    "organisation": organisation,
    "country": country,
    "office": office,
}
