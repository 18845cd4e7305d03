"""What every description needs: addresses, names, and the things that a document refers to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from newsroom.register.models import Item
from newsroom.register.pages import Things, address, document, title

Node = dict[str, Any]

TYPES = {
    "article": "NewsArticle",
    "person": "Person",
    "organisation": "Organization",
    "country": "Country",
    "meeting": "Event",
    "event": "Event",
    "agreement": "CreativeWork",
    "statement": "Quotation",
}
# Catalogues of which the address of an entry follows from its number.
CATALOGUES = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "geonames": "https://sws.geonames.org/{}/",
}


@dataclass(frozen=True)
class Site:
    """Where the pages are (`base`: scheme and host), what they are called, what is known."""

    base: str
    name: str
    things: Things = field(default_factory=dict)

    def absolute(self, path: str) -> str:
        return f"{self.base}{path}"

    def address(self, item: Item) -> str:
        """The canonical address of a thing's page."""
        return self.absolute(address(item))

    def permanent(self, item: Item) -> str:
        """The address without the slug: it stays the same whatever the thing is called."""
        return self.absolute(permanent(item))

    def publisher(self) -> Node:
        home = self.absolute(reverse("home"))
        kind = "NewsMediaOrganization"
        return {"@type": kind, "@id": f"{home}#publisher", "name": self.name, "url": home}

    def refer(self, uid: str | None, *types: str) -> Node | None:
        """A thing in short: which one it is, what it is called, who else knows it.

        None if the world does not see it, or if it is of none of these types.
        """
        item = self.things.get(uid or "")
        kind = TYPES.get(item.kind) if item else None
        if item is None or kind is None or (types and kind not in types):
            return None
        return self.identify(item, kind) | same_as(document(item))

    def references(self, uids: Iterable[str | None], *types: str) -> list[Node]:
        """Those of the things, each once."""
        found = (self.refer(uid, *types) for uid in dict.fromkeys(uids))
        return [node for node in found if node]

    def identify(self, item: Item, kind: str) -> Node:
        """The type, the identifier, the address and the name of a thing."""
        name = {"name": words} if (words := title(item)) else {}
        return {
            "@type": kind,
            "@id": self.permanent(item),
            "url": self.address(item),
            **name,
        }

    def place(self, place: Node | None) -> Node | None:
        """A place of a document, within its country."""
        if not place:
            return None
        node: Node = {"@type": "City" if place["kind"] == "town" else "Place"}
        node |= {"name": place["name"]}
        if place["latitude"] is not None and place["longitude"] is not None:
            node["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": place["latitude"],
                "longitude": place["longitude"],
            }
        if place["geonames"]:
            node["sameAs"] = CATALOGUES["geonames"].format(quote(place["geonames"], safe=""))
        inside = self.place(place.get("within")) or self.refer(place["country"], "Country")
        return node | filled(containedInPlace=inside)


def permanent(item: Item) -> str:
    """The path of a thing's page without the slug, which leads to the page for ever."""
    return reverse(f"{item.kind}_detail", args=[item.uid])


def same_as(doc: dict[str, Any]) -> Node:
    """The entries of a thing in catalogues of others."""
    known = [
        CATALOGUES[number["scheme"]].format(quote(number["value"], safe=""))
        for number in doc.get("same_as") or ()
        if number["scheme"] in CATALOGUES
    ]
    return filled(sameAs=known)


def filled(**members: Any) -> Node:
    """Those members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def exact(moment: dict[str, Any] | None) -> str | None:
    """The day that a partial date is; None where it is known less exactly.

    The vocabulary has no words for "about": what it says is taken at its word.
    """
    # "1979-05-11~" has one day too, and is not sure of it.
    return moment["earliest"] if moment and moment["edtf"] == moment["earliest"] else None


def other_names(doc: dict[str, Any]) -> list[str]:
    """How else a thing is written, each once."""
    names = [doc.get("name_en") or "", *(name["text"] for name in doc.get("names") or ())]
    return [name for name in dict.fromkeys(names) if name not in ("", doc["name"])]
