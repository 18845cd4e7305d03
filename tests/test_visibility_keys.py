"""Whoever has a key sees what the contract says, and not a word more."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from newsroom.dumps.audiences import access_of_partner
from newsroom.partners import identifying
from newsroom.partners.access import Access
from newsroom.partners.models import Partner
from newsroom.register.models import Item
from tests.dumps.reading import inside_a_transaction, made
from tests.partners.contracts import forget, key, partner
from tests.register.mutants import Patch, patching
from tests.undone import undone
from tests.walk.addresses import addresses
from tests.walk.crawl import KEYED, UUID, Answer, Leak, Request, leaked, look_for_leaks, walk
from tests.walk.mutants import Mutant
from tests.walk.worlds import World, world

pytestmark = pytest.mark.django_db(databases=["default", "public"])

TRYING, FILES = "for trying", "/files/"
# Values of one parameter; the walk without a key asks them all.
FEW = 4
TEXTS = ["body", "lead"]
# A key of each sort, and its contract.
KEYS: dict[str, dict[str, Any]] = {
    "everything": {"labels": ["public"]},
    "French": {"labels": ["lang:fr"]},
    "a section": {"labels": ["section:rubrique-101"]},
    "the record": {"labels": ["record"]},
    "no texts": {"labels": ["public"], "hidden": TEXTS},
    "embargoed, of others": {"labels": ["public"], "gets_embargoed": True},
    TRYING: {"labels": ["public"]},
}


@contextmanager
def entitled_world() -> Iterator[tuple[World, Partner]]:
    """The archive with its secrets, one of which a partner has early."""
    house = partner("public", gets_embargoed=True, slug="tot")
    forget()
    with world(secrets=True, entitled=house) as found:
        yield found, house


def starts(found: World) -> Iterator[str]:
    """Every address that looks at keys, each of its parameters with a few values."""
    asked: Counter[str] = Counter()
    for address in addresses(found):
        # Files of dumps are found through the manifest of one's own.
        if address.startswith(KEYED) and FILES not in address:
            question = address.partition("=")[0]
            asked[question] += 1
            if "?" not in address or asked[question] <= FEW:
                yield address


def text_of(name: str) -> str:
    """The text of a key of this sort, for which there is a dump."""
    contract = dict(KEYS[name])
    house = partner(*contract.pop("labels"), **contract)
    is_test = name == TRYING
    if not is_test:
        with inside_a_transaction():
            made(access_of_partner(house))
    return key(house, is_test=is_test)[1]


def look(name: str, found: World) -> list[tuple[Request, Answer]]:
    """Ask for everything with a key of this sort. Raises Leak."""
    answers = []
    hidden = [f'"{member}":' for member in KEYS[name].get("hidden", ())]
    for request, answer in walk(starts(found), text_of(name)):
        look_for_leaks(request, answer, found)
        if any(member in answer.text for member in hidden) and "openapi" not in request.address:
            raise Leak(f"{request}: a member that the contract leaves out")
        answers.append((request, answer))
    return answers


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker) -> Iterator[tuple[World, Partner]]:
    """The archive that every key is shown."""
    with django_db_blocker.unblock(), undone(), entitled_world() as found:
        yield found


@pytest.mark.parametrize("name", KEYS)
def test_no_key_shows_what_is_not_in_its_contract(shared_world, name):
    found, _house = shared_world
    answers = look(name, found)

    statuses = [answer.status for _request, answer in answers]
    assert statuses.count(200) > 100
    assert 401 not in statuses
    files = [r.address for r, answer in answers if FILES in r.address and answer.status == 200]
    assert (len(files) > 3) == (name != TRYING)


def test_nobody_without_a_key_sees_what_a_partner_has_early(shared_world):
    found, _house = shared_world
    assert Item.objects.filter(pk=found.early, live=True).exists()
    for request, answer in walk(a for a in addresses(found) if "?" not in a):
        look_for_leaks(request, answer, found)


def test_the_entitled_partner_has_that_story_and_nothing_else_early(shared_world):
    found, house = shared_world
    early = str(found.early)
    doc = str(Item.objects.get(pk=found.early).doc)
    its_own = {word for word in found.words.given if word in doc} | {*UUID.findall(doc)}
    seen = []
    for request, answer in walk(starts(found), key(house)[1]):
        words = {re.sub(r" \(.*", "", leak) for leak in leaked(request, answer, found)}
        assert words <= its_own, request
        if answer.status == 200 and early in answer.text:
            seen.append(request.address)

    assert f"/api/v1/articles/{early}" in seen
    assert any(address.startswith("/api/v1/articles?") for address in seen)
    assert any(address.startswith("/api/v1/changes") for address in seen)


@patching
def every_key_bears_every_label(patch: Patch) -> None:
    patch.setattr(identifying, "_labels", lambda *_, **__: ("public", "partner:tot"))


@patching
def a_test_key_is_a_key(patch: Patch) -> None:
    patch.setattr(identifying, "test_label", lambda name: "partner:tot")


@patching
def nothing_is_left_out(patch: Patch) -> None:
    patch.setattr(Access, "shown", lambda self, doc: doc)


@pytest.mark.parametrize(
    ("mutant", "name"),
    [
        (every_key_bears_every_label, "everything"),
        (a_test_key_is_a_key, TRYING),
        (nothing_is_left_out, "no texts"),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_a_key_that_opens_more_is_found(shared_world, mutant: Mutant, name: str):
    found, _house = shared_world
    with mutant(), pytest.raises(Leak):
        look(name, found)
