"""Factories of a story's versions and of its planned changes."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from articles.history import content_of
from articles.models import PlannedChange, Revision
from tests.factories.articles import PUBLISHED_AT, ArticleFactory


class RevisionFactory(DjangoModelFactory):
    """The story as it is, kept once more; its number is free of those that saves give."""

    class Meta:
        model = Revision

    article = factory.SubFactory(ArticleFactory)
    number = factory.Sequence(lambda n: n + 1000)
    made_at = PUBLISHED_AT
    status = factory.SelfAttribute("article.status")
    content = factory.LazyAttribute(lambda revision: content_of(revision.article))


class PlannedChangeFactory(DjangoModelFactory):
    """A change of nothing, in an hour; plan one with `articles.planned_changes` to apply it."""

    class Meta:
        model = PlannedChange

    article = factory.SubFactory(ArticleFactory, published=True)
    revision = factory.SubFactory(
        RevisionFactory, article=factory.SelfAttribute("..article"), kind="planned"
    )
    based_on = factory.SubFactory(RevisionFactory, article=factory.SelfAttribute("..article"))
    planned_at = factory.LazyFunction(lambda: datetime.now(UTC) + timedelta(hours=1))
