"""In which formats things are written besides JSON: each is registered once, for its kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.request import MediaType

from newsroom.partners.access import Access
from newsroom.register.access import access_of
from newsroom.register.filters import StrictFilterSet
from newsroom.register.models import Item
from newsroom.register.pages import Things, document, named_in
from newsroom.register.paging import Page
from newsroom.register.problems import Problem
from newsroom.register.reading import Scope

JSON = "json"
_JSON_TYPE = "application/json"
# Ranges of an Accept header that are looked at.
MOST_RANGES = 64


# Members of documents from whose words the address of the page is made.
CALLED = frozenset({"name", "title", "headline"})
NO_SLUG = "-"


def shown(item: Item, access: Access) -> Item:
    """The thing as this access may see it: the one place where formats lose what is hidden.

    What writes a format counts on every member, and so a hidden one is there, and empty.
    """
    doc = item.doc
    if doc and access.hidden:
        kept = access.shown(doc)
        item.doc = {name: kept.get(name, emptied(value)) for name, value in doc.items()}
        item.slug = NO_SLUG if access.hidden & CALLED else item.slug
    return item


def emptied(value: Any) -> Any:
    """What stands in place of a hidden value: the same sort of thing, and nothing in it."""
    match value:
        case str():
            return ""
        case list():
            return []
        case dict() if not value.keys() & {"id", "code", "edtf"}:
            return {name: emptied(part) for name, part in value.items()}
    return None  # a thing, a date or a number is there as a whole or not at all


@dataclass(frozen=True)
class Asked:
    """Who asks, and for which page: what a format needs to know besides the things themselves."""

    request: HttpRequest
    # The addresses of this page and of those around it; None where there is none.
    links: Mapping[str, str | None] = field(default_factory=dict)
    # Of a list: what was asked for.
    filters: StrictFilterSet | None = None

    @property
    def access(self) -> Access:
        """What whoever asks may read."""
        return access_of(self.request)

    @property
    def scope(self) -> Scope:
        """The audience labels of whoever asks."""
        return self.access.labels

    @property
    def address(self) -> str:
        """What was asked for."""
        return self.request.build_absolute_uri()

    def absolute(self, path: str) -> str:
        """The address of a path on the host that was asked."""
        return self.request.build_absolute_uri(path)

    def named(self, items: Iterable[Item], docs: Any = None) -> Things:
        """These things and those that they name (or that `docs` name), by id; one query."""
        known = list(items)
        found = named_in([document(i) for i in known] if docs is None else docs, known, self.scope)
        ours = {str(item.uid) for item in known}
        return {u: i if u in ours else shown(i, self.access) for u, i in found.items()}


class Format:
    """A way of writing things down. Subclasses say how it is called, and write."""

    # The value of the parameter `format`.
    name: ClassVar[str]
    media_type: ClassVar[str]
    # What the Content-Type says beyond the media type.
    charset: ClassVar[str] = ""
    # Members of the documents without which nothing can be written.
    needs: ClassVar[frozenset[str]] = frozenset()
    # Whether it can say until when nothing may be published. One that cannot has no such things:
    # whoever reads a feed prints it.
    tells_embargo: ClassVar[bool] = False
    # Whether it has words of its own for what was taken back.
    tells_withdrawal: ClassVar[bool] = False

    @property
    def content_type(self) -> str:
        """What an answer says that it is."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type

    def one(self, item: Item, asked: Asked) -> bytes:
        """One thing, in full."""
        raise NotImplementedError

    def many(self, page: Page, asked: Asked) -> bytes:
        """One page of a list."""
        raise NotImplementedError

    def withdrawn(self, item: Item, asked: Asked) -> bytes | None:
        """What readers of this format are told of a thing that was taken back.

        None: the problem document of the API.
        """
        return None

    def schema(self, *, is_list: bool) -> dict[str, Any]:
        """What the description of the API says of an answer."""
        return {"type": "string"}


_formats: dict[str, dict[str, Format]] = {}


def register(written: Format, *kinds: str) -> None:
    """Offer a format for these kinds; called when the app of the formats is loaded."""
    for kind in kinds:
        _formats.setdefault(kind, {})[written.name] = written


def formats_of(kind: str) -> dict[str, Format]:
    """The formats of a kind besides JSON, by name, those first that are to be preferred."""
    return _formats.get(kind, {})


def chosen(request: HttpRequest, formats: Mapping[str, Format]) -> Format | None:
    """The format asked for; None for JSON. The parameter `format` wins over the Accept header.

    A value that is no format is left to whoever checks the parameters. Raises the problem
    not-acceptable where the header allows none of the formats.
    """
    if "format" in request.GET:
        return formats.get(request.GET["format"])
    names = preferred(request, {JSON: _JSON_TYPE} | {n: f.media_type for n, f in formats.items()})
    return formats.get(names)


def preferred(request: HttpRequest, offered: Mapping[str, str]) -> str:
    """The name of the media type that the Accept header likes best; of equals, the first."""
    found = _liked(request.headers.get("Accept", "*/*"), tuple(offered.items()))
    if not found:
        raise Problem("not-acceptable", offered=sorted(offered.values()))
    return found


@lru_cache(maxsize=100)  # most clients ask alike, and a header may be long
def _liked(accept: str, offered: tuple[tuple[str, str], ...]) -> str:
    tokens = accept.split(",")[:MOST_RANGES]
    try:
        ranges = [MediaType(token) for token in tokens if token.strip()]
    except ValueError:  # a header too long to be read
        ranges = []
    found, best = "", (0.0, 0)
    for name, media_type in offered:
        matching = [(one.specificity, one.quality) for one in ranges if _covers(one, media_type)]
        specificity, quality = max(matching, default=(0, 0.0))
        if quality and (quality, specificity) > best:
            found, best = name, (quality, specificity)
    return found


def _covers(wanted: MediaType, media_type: str) -> bool:
    """Whether a range takes in a media type; of parameters only a profile tells types apart."""
    ours = MediaType(media_type)
    pairs = ((wanted.main_type, ours.main_type), (wanted.sub_type, ours.sub_type))
    profile = wanted.params.get("profile")
    return all(w in ("*", o) for w, o in pairs) and profile in (None, ours.params.get("profile"))


def is_embargoed(item: Item) -> bool:
    """Whether nothing of it may be published yet."""
    return bool(document(item).get("embargoed_until"))
