"""Whatever row changes, every document that shows it changes with it: no forgotten trigger."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from actors.choices import Visibility
from actors.fields import PartialDateField
from actors.models import Country
from articles.models import Revision
from newsroom.register.models import Item, Reference
from newsroom.register.sequencer import sequence_all
from tests.factories.whole import whole_story
from tests.register.mirrors import truth
from tests.undone import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def archive(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A story with two rows in each list, all of it in the register; every test changes it anew."""
    with django_db_blocker.unblock(), undone():
        whole_story(2)
        sequence_all()
        assert register() == truth()
        yield


RECORD = [
    model for label in ("actors", "articles") for model in apps.get_app_config(label).get_models()
]


def register() -> dict[str, str]:
    live = Item.objects.filter(live=True)
    return {str(uid): etag for uid, etag in live.values_list("uid", "etag")}


def documents_of_references() -> set[uuid.UUID]:
    """What items refer to, but for places: they are parts of documents, and have none."""
    rows = Reference.objects.filter(item__live=True).exclude(rel="place")
    return set(rows.values_list("target", flat=True))


@pytest.mark.parametrize("model", RECORD, ids=lambda model: model._meta.model_name)
def test_changing_what_is_shown_changes_every_document_that_shows_it(model: Any) -> None:
    for row in model.objects.order_by("pk")[:2]:
        for field in model._meta.local_concrete_fields:
            if change(field, row):
                sequence_all()
                assert register() == truth(), f"{model.__name__}.{field.name}"


def change(field: models.Field, row: Any) -> bool:
    """Write another value into one column, past the model's own code; False if there is none."""
    if field.generated or field.primary_key or field.unique or field.is_relation:
        return False
    if isinstance(row, Country) and row.iso2 and field.name == "ended":
        return False  # a country with a code lives
    if field.name == "approved_digest":
        return False  # an approval has a time
    if isinstance(row, Revision):
        return False  # the database refuses to change what was
    if isinstance(field, PartialDateField):
        value: Any = "2001-02-03"
    elif field.choices:
        values = [value for value, _ in field.choices if value != getattr(row, field.name)]
        value = values[0]
        if field.name in ("status", "kind"):
            return False
    elif isinstance(field, models.CharField | models.TextField) and not field.name.startswith(
        ("iso", "former_code", "body", "source", "external", "wikidata", "code")
    ):
        value = str(row.pk)  # short enough for a language, whatever came before in this database
    else:
        return False
    if field.name.endswith(("_earliest", "_latest")) or field.name == "dated":
        return False
    type(row).objects.filter(pk=row.pk).update(**{field.name: value})
    return True


@pytest.mark.parametrize(
    "model",
    [m for m in RECORD if any(f.name == "visibility" for f in m._meta.local_fields)],
    ids=lambda model: model._meta.model_name,
)
def test_what_is_not_public_is_named_nowhere(model: Any) -> None:
    for row in model.objects.order_by("pk"):
        before = row.visibility
        model.objects.filter(pk=row.pk).update(visibility=Visibility.PRIVATE)
        sequence_all()
        assert register() == truth()
        live = set(Item.objects.filter(live=True).values_list("uid", flat=True))
        assert documents_of_references() <= live, f"a reference into the dark: {row!r}"
        if hasattr(row, "uid"):
            shown = Item.objects.filter(live=True, doc__icontains=str(row.uid))
            assert not shown.exists(), shown.first()
        model.objects.filter(pk=row.pk).update(visibility=before)
        sequence_all()
        assert register() == truth()
