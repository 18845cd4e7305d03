"""What is played for a key for trying is told to its own webhooks, and to nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.delivery.models import Delivery
from newsroom.delivery.webhooks.dispatching import dispatch
from tests.factories import EndpointFactory
from tests.sandbox.playing import Player

pytestmark = pytest.mark.django_db


def test_a_move_and_a_removal_are_told_to_the_key_that_plays():
    player, other = Player(), Player()
    dispatch(timezone.now())
    mine = EndpointFactory(partner=player.key.partner, sandbox=player.key.name)
    elsewhere = [
        EndpointFactory(partner=player.key.partner),
        EndpointFactory(partner=other.key.partner, sandbox=other.key.name),
    ]

    player.play("publish")
    dispatch(timezone.now())

    [moved] = Delivery.objects.filter(endpoint=mine)
    assert moved.event == "feed.advanced"

    told = player.play("withdraw")
    dispatch(timezone.now() + timedelta(minutes=1))

    [removal] = Delivery.objects.filter(endpoint=mine, event="item.removed")
    assert {row["id"] for row in removal.payload["items"]} == {told["story"], told["meeting"]}
    assert not Delivery.objects.filter(endpoint__in=elsewhere).exists()
