"""What an answer hands over, told to whoever keeps a record of it.

A view says what its answer carries. If that is sent in full, to somebody with a key, the keepers
hear of it: not of an answer that nothing has changed (304), of a refusal, or of a HEAD.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from newsroom.partners.access import Access
from newsroom.register.access import access_of
from newsroom.register.models import Item

CHANGES, LIST, DETAIL, DUMP, HARVEST = "changes", "list", "detail", "dump", "oai"
SEARCH, PICTURES = "search", "pictures"
# Parts of documents, such as an excerpt, are of no version: whoever has them has taken none.
OF_NO_VERSION = 0


@dataclass(frozen=True)
class Given:
    """What one answer carries.

    surface: where it was asked for. number: how many things it carries. uids: which, where they
    are named; version: that of the one thing of a detail, or OF_NO_VERSION.

    Of the change feed, and of what goes on into it: after: up to which number the reader says to
    hold everything, 0 if it says nothing; upto: up to which the answer brings it; epoch: of which
    register; kinds, labels: of which things alone, none for all.
    """

    surface: str
    number: int = 0
    uids: tuple[uuid.UUID, ...] = ()
    version: int | None = None
    after: int = 0
    upto: int | None = None
    epoch: str = ""
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


Keeper = Callable[[Access, Given], None]
_keepers: list[Keeper] = []


def when_given(keeper: Keeper) -> None:
    """Call this with everything that is handed over to a key; called when apps are ready."""
    _keepers.append(keeper)


def give(request: Any, given: Given) -> None:
    """Say with the request what its answer will carry."""
    getattr(request, "_request", request).given = given


def give_rows(
    request: Any, rows: Iterable[Any], more: Iterable[str] = (), *, surface: str = LIST
) -> None:
    """Say that it will carry the things that rows of a list show, and more of these ids."""
    uids = [getattr(row, "item_id", None) or row.uid for row in rows]
    give(request, Given(surface, number=len(uids), uids=(*uids, *map(uuid.UUID, more))))


def give_one(request: Any, item: Item, more: Iterable[str] = ()) -> None:
    """Say that it will carry one document or what became of it, and more of these ids."""
    uids = (item.uid, *map(uuid.UUID, more))
    give(request, Given(DETAIL, number=1, uids=uids, version=item.version))


def give_parts(request: Any, surface: str, uids: Iterable[uuid.UUID]) -> None:
    """Say that it will carry parts of the documents of these things."""
    named = tuple(uids)
    give(request, Given(surface, number=len(named), uids=named, version=OF_NO_VERSION))


def tell(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the keepers what is sent with this response, if it is anything, and to a key."""
    given = getattr(request, "given", None)
    access = access_of(request)
    if given is None or access.key is None:
        return
    if response.status_code != 200 or request.method == "HEAD":
        return
    for keeper in _keepers:
        keeper(access, given)
