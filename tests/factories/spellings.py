"""Factories of what the index of spellings keeps; the index itself writes neither in this way."""

import factory
from factory.django import DjangoModelFactory

from actors.models import Spelling, StaleSpelling
from newsroom.register.names.keys import KEY_VERSION, index_keys
from newsroom.register.text import sort_key
from tests.factories.actors import PersonFactory


class SpellingFactory(DjangoModelFactory):
    class Meta:
        model = Spelling

    actor = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"Awa Jarra {n + 1}")
    folded = factory.LazyAttribute(lambda row: sort_key(row.text))
    source = "other"
    keys = factory.LazyAttribute(lambda row: index_keys(row.text))
    key_version = KEY_VERSION


class StaleSpellingFactory(DjangoModelFactory):
    class Meta:
        model = StaleSpelling

    thing = "actor"
    thing_id = factory.Sequence(lambda n: n + 1)
