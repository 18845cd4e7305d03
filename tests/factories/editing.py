"""Factories of what is typed and not saved, of open stories, and of locks."""

import uuid

import factory
from factory.django import DjangoModelFactory

from articles.models import Draft, Lock, Presence
from tests.factories.accounts import UserFactory
from tests.factories.articles import ArticleFactory


def tab(n: int) -> uuid.UUID:
    """The tab with this number."""
    return uuid.UUID(int=n + 1)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    article = factory.SubFactory(ArticleFactory)
    user = factory.SubFactory(UserFactory)
    tab = factory.Sequence(tab)
    version = 1
    data = factory.LazyFunction(lambda: [["headline", "Un titre"]])


class PresenceFactory(DjangoModelFactory):
    class Meta:
        model = Presence

    article = factory.SubFactory(ArticleFactory)
    user = factory.SubFactory(UserFactory)
    tab = factory.Sequence(tab)


class LockFactory(DjangoModelFactory):
    class Meta:
        model = Lock

    article = factory.SubFactory(ArticleFactory)
    owner = factory.SubFactory(UserFactory)
    tab = factory.Sequence(tab)
