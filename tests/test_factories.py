"""Every model of the record has one factory, and every factory makes a row."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from actors.models import Actor
from tests import factories

FACTORIES = [getattr(factories, name) for name in factories.__all__]


def test_every_model_of_the_record_has_one_factory():
    models = {
        model
        for label in ("actors", "articles")
        for model in apps.get_app_config(label).get_models()
    }
    made = [factory._meta.get_model_class() for factory in FACTORIES]

    # An actor is always a person, a country or an organisation.
    assert models - {Actor} <= set(made)
    assert len(made) == len(set(made))


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_factory_makes_valid_rows(factory: type[DjangoModelFactory]):
    for row in factory.create_batch(2):
        row.refresh_from_db()
        row.full_clean(exclude=["password"])
