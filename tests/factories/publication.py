"""Factories of what surrounds a publication: partners, embargoes, failures of what was due."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from articles.models import DueFailure, EmbargoAccess
from newsroom.partners.models import Key, Partner, Usage
from tests.factories.articles import PUBLISHED_AT, ArticleFactory


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Quotidien {n + 1}")
    slug = factory.Sequence(lambda n: f"quotidien-{n + 1}")
    email = "desk@quotidien.example"


class EmbargoAccessFactory(DjangoModelFactory):
    class Meta:
        model = EmbargoAccess

    article = factory.SubFactory(ArticleFactory)
    partner = factory.SubFactory(PartnerFactory)


class DueFailureFactory(DjangoModelFactory):
    class Meta:
        model = DueFailure

    article = factory.SubFactory(ArticleFactory, scheduled=True)
    task = "release"
    failed_at = PUBLISHED_AT
    again_at = PUBLISHED_AT + timedelta(seconds=30)
    error = "La dépêche est vide."


class KeyFactory(DjangoModelFactory):
    """A key whose text nobody knows; one that is used is made by `newsroom.partners.issuing`."""

    class Meta:
        model = Key

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"k{n:09d}")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    last_four = "wxyz"


class UsageFactory(DjangoModelFactory):
    class Meta:
        model = Usage

    key = factory.SubFactory(KeyFactory)
    day = factory.Sequence(lambda n: timezone.now().date() - timedelta(days=n % 20))
    last_at = factory.LazyFunction(timezone.now)
