"""Who is told what, once, and not what others had."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.delivery.models import Delivery, Endpoint, Position
from newsroom.delivery.webhooks import dispatching
from newsroom.delivery.webhooks.dispatching import QUIET, dispatch
from newsroom.register.models import Epoch
from tests.factories import EndpointFactory
from tests.partners.contracts import keyed
from tests.partners.contracts import partner as partner_with
from tests.register.register_rows import batch, bury, put

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 8, 14, 12, tzinfo=UTC)


@pytest.fixture
def endpoint() -> Endpoint:
    """An address that has been told all there was so far."""
    dispatch(NOW)
    return EndpointFactory()


def told(endpoint: Endpoint, event: str = "") -> list[Delivery]:
    rows = Delivery.objects.filter(endpoint=endpoint).order_by("pk")
    return list(rows.filter(event=event) if event else rows)


def removed(endpoint: Endpoint) -> list[str]:
    return [row["id"] for one in told(endpoint, "item.removed") for row in one.payload["items"]]


def arrived(*rows: Delivery) -> None:
    for row in rows:
        row.delivered_at = NOW
        row.save()


def test_nothing_moved_nothing_is_told(endpoint):
    assert dispatch(NOW) == 0
    assert told(endpoint) == []


def test_a_move_is_told_without_a_word_of_what_moved(endpoint, client):
    batch(put(), put("person"))

    assert dispatch(NOW) == 1

    [one] = told(endpoint)
    assert one.event == "feed.advanced"
    # The very cursor that a mirror holds which has caught up: it need not even ask.
    assert one.payload == {"cursor": client.get("/api/v1/changes").json()["cursor"]}


def test_moves_are_told_once_in_ten_seconds(endpoint):
    batch(put())
    dispatch(NOW)
    arrived(*told(endpoint))
    batch(put())
    dispatch(NOW + QUIET / 2)
    batch(put())
    dispatch(NOW + QUIET * 0.9)
    assert len(told(endpoint)) == 1

    assert dispatch(NOW + QUIET) == 1
    arrived(*told(endpoint))

    assert dispatch(NOW + 2 * QUIET) == 0
    assert len({one.payload["cursor"] for one in told(endpoint)}) == 2


def test_while_one_such_message_waits_there_is_no_other(endpoint):
    batch(put())
    dispatch(NOW)
    batch(put())
    assert dispatch(NOW + timedelta(hours=1)) == 0

    arrived(*told(endpoint))

    assert dispatch(NOW + timedelta(hours=2)) == 1


def test_a_removal_is_told_at_once_and_by_name(endpoint):
    item, replacement = put(), put("person")
    batch(item, replacement)
    dispatch(NOW)
    batch(bury(item, "merged", replaced_by=replacement.uid, version=2))

    assert dispatch(NOW + timedelta(seconds=1)) == 1

    [one] = told(endpoint, "item.removed")
    assert one.payload == {
        "items": [
            {
                "id": str(item.uid),
                "type": "article",
                "version": 2,
                "status": "merged",
                "replaced_by": str(replacement.uid),
            }
        ]
    }


def test_the_reason_of_a_withdrawal_stays_in_the_feed(endpoint):
    item = put()
    batch(item)
    batch(bury(item, "canceled", notice={"reason": "Faux."}))
    dispatch(NOW)

    assert "Faux" not in str([one.payload for one in told(endpoint)])


def test_many_removals_are_a_few_messages(endpoint, monkeypatch):
    monkeypatch.setattr(dispatching, "NAMED", 3)
    monkeypatch.setattr(dispatching, "STEP", 4)
    items = [put() for _ in range(10)]
    batch(*items)
    batch(*[bury(item) for item in items])

    dispatch(NOW)

    assert removed(endpoint) == [str(item.uid) for item in items]
    assert [len(one.payload["items"]) for one in told(endpoint, "item.removed")] == [3, 1, 3, 1, 2]


def test_who_never_had_it_hears_nothing():
    dispatch(NOW)
    mine = EndpointFactory(partner=partner_with("section:securite"))
    foreign = EndpointFactory(partner=partner_with("lang:en"))
    item = put(channels=("section:securite",))
    batch(item)
    dispatch(NOW)
    batch(bury(item))
    dispatch(NOW)

    assert removed(mine) == [str(item.uid)]
    assert told(foreign) == []


def test_leaving_the_scope_of_one_is_a_removal_for_that_one_only():
    dispatch(NOW)
    one = EndpointFactory(partner=partner_with("lang:fr"))
    other = EndpointFactory(partner=partner_with("public"))
    item = put(channels=("public", "lang:fr"))
    batch(item)
    dispatch(NOW)
    item.channels, item.seq = ["public"], put().seq + 1000
    item.save()
    batch(item)
    dispatch(NOW)

    assert removed(one) == [str(item.uid)]
    [row] = told(one, "item.removed")[0].payload["items"]
    assert row["status"] == "withheld"
    assert removed(other) == []


def test_a_story_under_embargo_is_told_to_who_may_have_it_and_its_withdrawal_too():
    dispatch(NOW)
    entitled = partner_with("public", slug="quotidien", gets_embargoed=True)
    one, other = EndpointFactory(partner=entitled), EndpointFactory(partner=partner_with("public"))
    item = put(channels=("partner:quotidien",))
    batch(item)
    dispatch(NOW)
    batch(bury(item))
    dispatch(NOW)

    assert removed(one) == [str(item.uid)]
    assert told(other) == []


def test_a_key_for_trying_hears_of_its_own_things_only():
    dispatch(NOW)
    real = EndpointFactory(partner=partner_with("public"))
    trial = EndpointFactory(partner=real.partner, sandbox="abc")
    mine, others = put(channels=("test:abc",)), put()
    batch(mine, others)
    batch(bury(mine), bury(others))
    dispatch(NOW)

    assert removed(trial) == [str(mine.uid)]
    assert removed(real) == [str(others.uid)]


def test_the_cursor_is_that_of_a_caught_up_mirror_with_this_contract():
    dispatch(NOW)
    partner = partner_with("lang:fr", "section:securite", hidden=["body"])
    endpoint = EndpointFactory(partner=partner)
    batch(put(channels=("lang:fr",)), put(channels=("lang:en",)))
    dispatch(NOW)

    [one] = told(endpoint)
    assert one.payload["cursor"] == keyed(partner).get("/api/v1/changes").json()["cursor"]


def test_what_replaced_it_is_not_named_to_who_never_had_that(endpoint):
    item, hidden = put(), put(channels=("advance",))
    batch(item, hidden)
    batch(bury(item, "merged", replaced_by=hidden.uid))
    dispatch(NOW)

    [row] = told(endpoint, "item.removed")[0].payload["items"]
    assert row["replaced_by"] is None
    assert str(hidden.uid) not in str([one.payload for one in told(endpoint)])


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "unproven"},
        {"state": "disabled", "reason": "partner"},
        {"deleted_at": NOW},
        {"partner__is_active": False},
    ],
)
def test_who_is_not_to_be_told_is_not(columns):
    dispatch(NOW)
    endpoint = EndpointFactory(**columns)
    item = put()
    batch(item)
    batch(bury(item))

    assert dispatch(NOW) == 0
    assert told(endpoint) == []


@pytest.mark.parametrize("event", ["feed.advanced", "item.removed"])
def test_an_address_is_told_what_it_chose(event):
    dispatch(NOW)
    endpoint = EndpointFactory(events=[event])
    item = put()
    batch(item)
    batch(bury(item))
    dispatch(NOW)

    assert [one.event for one in told(endpoint)] == [event]


def test_it_begins_where_the_register_stands():
    item = put()
    batch(item)
    batch(bury(item))
    endpoint = EndpointFactory()

    assert dispatch(NOW) == 0
    assert told(endpoint) == []


def test_in_a_register_built_anew_all_are_told_that_it_moved_and_nothing_else(endpoint):
    item = put()
    batch(item)
    dispatch(NOW)
    arrived(*told(endpoint))
    batch(bury(item))
    Epoch.objects.update_or_create(singleton=True, defaults={"nonce": uuid.uuid4()})

    dispatch(NOW + QUIET)

    assert removed(endpoint) == []
    assert len(told(endpoint, "feed.advanced")) == 2


def test_so_they_are_when_numbers_were_lost(endpoint):
    batch(put())
    dispatch(NOW)
    arrived(*told(endpoint))
    Position.objects.update(seq=10**12)

    assert dispatch(NOW + QUIET) == 1


class Crash(Exception):
    pass


def test_position_and_messages_are_written_together_or_not_at_all(endpoint, monkeypatch):
    item = put()
    batch(item)
    batch(bury(item))

    def fail(*args, **options):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(Position, "save", fail)
        with pytest.raises(Crash):
            dispatch(NOW)
    assert told(endpoint) == []

    dispatch(NOW)

    assert removed(endpoint) == [str(item.uid)]
    dispatch(NOW)
    assert removed(endpoint) == [str(item.uid)]
