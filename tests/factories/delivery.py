"""Factories of webhooks."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from newsroom.delivery.choices import Event
from newsroom.delivery.models import Attempt, Delivery, Endpoint, Position, Secret
from newsroom.delivery.webhooks.signing import new_secret
from tests.factories.publication import PartnerFactory


class EndpointFactory(DjangoModelFactory):
    """An address that was proven, with its secret."""

    class Meta:
        model = Endpoint
        skip_postgeneration_save = True

    partner = factory.SubFactory(PartnerFactory)
    url = factory.Sequence(lambda n: f"https://quotidien.example/hooks/{n}")
    state = "active"
    secret = factory.RelatedFactory(
        "tests.factories.delivery.SecretFactory", factory_related_name="endpoint"
    )


class SecretFactory(DjangoModelFactory):
    class Meta:
        model = Secret

    endpoint = factory.SubFactory(EndpointFactory, secret=None)
    value = factory.LazyFunction(new_secret)


class DeliveryFactory(DjangoModelFactory):
    """A message that waits."""

    class Meta:
        model = Delivery

    endpoint = factory.SubFactory(EndpointFactory)
    event = Event.REMOVED
    payload = factory.LazyFunction(lambda: {"items": []})


class AttemptFactory(DjangoModelFactory):
    """An attempt that an address answered with an error."""

    class Meta:
        model = Attempt

    delivery = factory.SubFactory(DeliveryFactory)
    at = factory.LazyFunction(timezone.now)
    status = 500
    milliseconds = 12
    fault = "status"


class PositionFactory(DjangoModelFactory):
    """There is one, and it is the one that is there."""

    class Meta:
        model = Position
        django_get_or_create = ["singleton"]

    singleton = True
    seq = 0
