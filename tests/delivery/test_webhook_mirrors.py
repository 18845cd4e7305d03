"""A mirror that listens to webhooks only equals the archive, however badly they travel.

Messages are lost, doubled and come in any order; what is lost comes once more in the end, as the
pauses between attempts promise. And nobody hears the id of what they never had.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest

from articles import services
from articles.models import Article
from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks.dispatching import dispatch
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, EndpointFactory, PersonFactory
from tests.partners.contracts import partner as partner_with
from tests.register.mirrors import SCOPES, Mirror, truth

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


class Listener(Mirror):
    """A partner that asks the feed when it is told to, and removes what it is told to at once.

    It knows at which version it holds a thing, so that a removal that comes late does not take
    away what has come back since.
    """

    def __init__(self, endpoint: Endpoint, *scope: str) -> None:
        super().__init__(*scope, limit=7)
        self.endpoint = endpoint
        self.versions: dict[str, int] = {}
        self.known: set[str] = set()  # ids that a webhook has told
        self.pulls = 0

    def pull_page(self) -> bool:
        query = {"limit": self.limit} | ({"since": self.cursor} if self.cursor else {})
        for row in self.client.get("/api/v1/changes", query).json()["data"]:
            self.versions[row["id"]] = row["version"]
        return super().pull_page()

    def hear(self, message: dict[str, Any], event: str) -> None:
        if event == "feed.advanced" and message["cursor"] != self.cursor:
            self.pull()
            self.pulls += 1
        for row in message.get("items", ()):
            self.known.add(row["id"])
            if row["version"] > self.versions.get(row["id"], 0):
                self.held.pop(row["id"], None)
                self.versions[row["id"]] = row["version"]


def deeds(chance: random.Random) -> list[Callable[[], object]]:
    """What may happen to the record next."""
    live = list(Article.objects.filter(status="published").order_by("pk"))
    gone = list(Article.objects.filter(status="withdrawn").order_by("pk"))
    language = chance.choice(["fr", "en", "ar"])
    found: list[Callable[[], object]] = [
        lambda: ArticleFactory(published=True, language=language),
        lambda: PersonFactory(public=True),
    ]
    if live:
        one = chance.choice(live)
        found += [
            lambda: services.withdraw(one, by=None, reason="Faux."),
            lambda: services.withdraw(one, by=None, reason="Faux."),
            lambda: Article.objects.filter(pk=one.pk).update(language=language),
            lambda: Article.objects.filter(pk=one.pk).update(headline=f"Titre {chance.random()}"),
        ]
    if gone:
        back = chance.choice(gone)
        found.append(lambda: services.publish(back, by=None))
    return found


@pytest.fixture
def listeners() -> list[Listener]:
    return [Listener(EndpointFactory(partner=partner_with(*one)), *one) for one in SCOPES]


@pytest.mark.parametrize("seed", range(4))
def test_a_mirror_that_listens_equals_the_archive(seed, listeners):
    chance = random.Random(seed)
    dispatch()
    lost: list[Delivery] = []
    for _ in range(25):
        chance.choice(deeds(chance))()
        if chance.random() < 0.7:
            sequence_all()
            lost += travel(chance, listeners)
    sequence_all()
    lost += travel(chance, listeners)
    chance.shuffle(lost)
    for one in lost:
        deliver(listeners, one)
    travel(random.Random(), listeners, is_safe=True)

    for one in listeners:
        assert one.held == truth(*one.scope)
        scope = list(one.scope)
        had = Item.objects.filter(ever__overlap=scope).values_list("uid", flat=True)
        assert one.known <= {str(uid) for uid in had}
    assert any(one.known for one in listeners)
    assert sum(one.pulls for one in listeners) > 5


def travel(
    chance: random.Random, listeners: list[Listener], *, is_safe: bool = False
) -> list[Delivery]:
    """Send what there is on its way, badly; what was lost on it."""
    Endpoint.objects.update(told_at=None)  # ten seconds have passed
    dispatch()
    waiting = list(Delivery.objects.filter(delivered_at=None).order_by("pk"))
    chance.shuffle(waiting)
    lost = []
    for one in waiting:
        if not is_safe and chance.random() < 0.3:
            lost.append(one)
        else:
            for _ in range(chance.choice([1, 1, 2])):
                deliver(listeners, one)
    # Lost on their way, and not known to be.
    Delivery.objects.filter(delivered_at=None).update(delivered_at="2025-08-14T00:00Z")
    return lost


def deliver(listeners: list[Listener], one: Delivery) -> None:
    for listener in listeners:
        if listener.endpoint.pk == one.endpoint_id:
            listener.hear(one.payload, one.event)
