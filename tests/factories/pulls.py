"""Factories of what partners took, and of reminders."""

import uuid

import factory
from factory.django import DjangoModelFactory

from newsroom.pulls.models import Nudge, Pull
from tests.factories.articles import PUBLISHED_AT
from tests.factories.publication import KeyFactory, PartnerFactory


class PullFactory(DjangoModelFactory):
    class Meta:
        model = Pull

    key = factory.SubFactory(KeyFactory)
    partner = factory.SelfAttribute("key.partner")
    surface = "detail"
    number = 1
    uids = factory.Sequence(lambda n: [uuid.UUID(int=n + 1)])
    version = 1
    after = 0
    epoch = ""
    kinds = factory.LazyFunction(list)
    labels = factory.LazyFunction(list)


class NudgeFactory(DjangoModelFactory):
    class Meta:
        model = Nudge

    partner = factory.SubFactory(PartnerFactory)
    uid = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    sort = "withdrawn"
    version = 2
    happened_at = PUBLISHED_AT
    at = PUBLISHED_AT
