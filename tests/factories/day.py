"""Factories of the day's work: assignments, comments, kept filters, templates."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from articles.models import Assignment, Comment, SavedFilter, StoryTemplate
from tests.factories.accounts import UserFactory
from tests.factories.actors import MeetingFactory
from tests.factories.articles import ArticleFactory


class AssignmentFactory(DjangoModelFactory):
    """Somebody is to cover a meeting; `other=True`: something that is no meeting on record."""

    class Meta:
        model = Assignment

    class Params:
        other = factory.Trait(meeting=None, title="Marché de Bamako", due_on=date(2025, 8, 14))

    meeting = factory.SubFactory(MeetingFactory)
    reporter = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    """A remark on the first sentence of the body."""

    class Meta:
        model = Comment

    article = factory.SubFactory(ArticleFactory)
    author = factory.SubFactory(UserFactory)
    exact = "Ils ont parlé de coopération."
    text = factory.Sequence(lambda n: f"Selon qui ? {n + 1}")


class SavedFilterFactory(DjangoModelFactory):
    class Meta:
        model = SavedFilter

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Filtre {n + 1}")
    model = "articles.article"
    query = "status=draft"
    is_shared = True


class StoryTemplateFactory(DjangoModelFactory):
    class Meta:
        model = StoryTemplate

    name = factory.Sequence(lambda n: f"Modèle {n + 1}")
    headline = "{{ place }} : {{ meeting }}"
    lead = "Rencontre à {{ place }}, {{ date }}."
    body = "<p>Participants : {{ participants }}.</p>"
