"""Factory of stories' fingerprints, which the database makes by itself."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from articles.models import StoryPrint
from tests.factories.articles import ArticleFactory


class StoryPrintFactory(DjangoModelFactory):
    class Meta:
        model = StoryPrint

    article = factory.SubFactory(ArticleFactory)

    @classmethod
    def _create(cls, model_class: type[StoryPrint], *args: Any, **kwargs: Any) -> StoryPrint:
        return model_class._default_manager.get(**kwargs)
