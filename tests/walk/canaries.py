"""Strings that must never be seen, put into every text column; and ids that do not vary."""

import random
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from actors.fields import PartialDateField
from articles.fields import SafeHTMLField
from articles.models import Article, Image, Rendition, Revision
from tests import factories

CANARY = re.compile(r"xqz[a-z]{4}", re.IGNORECASE)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
RECORD = ("actors", "articles", "readers")


class Words:
    """Gives out words, no two alike; those of the world that leaks nothing are no canaries."""

    def __init__(self, *, are_canaries: bool) -> None:
        self.stem = "xqz" if are_canaries else "mot"
        # Each word, and where it was put.
        self.given: dict[str, str] = {}

    def next(self, where: str) -> str:
        n, word = len(self.given), self.stem
        for _ in range(4):
            word, n = word + LETTERS[n % 26], n // 26
        self.given[word] = where
        return word


def record_models() -> list[type[models.Model]]:
    """The tables of the record, each actor under its own kind."""
    return [model for label in RECORD for model in apps.get_app_config(label).get_models()]


def text_columns(model: type[models.Model]) -> list[Any]:
    """Columns that hold free text and have room for a canary, those of parents among them."""
    if model is Rendition:  # names of files that are there, and of what they were made
        return []
    if model is Revision:  # never changed: it gets the words of its story when it is made
        return []
    return [
        field
        for field in model._meta.concrete_fields
        # What a list holds is what matters: numbers have no room for words.
        if isinstance(
            getattr(field, "base_field", field),
            models.CharField | models.TextField | models.FileField,
        )
        and not (field.choices or field.generated or isinstance(field, PartialDateField))
        and (field.max_length is None or field.max_length >= 10)
        # A kind has no choices where it is inherited; the others hold what no word can be.
        and field.name not in ("kind", "body_text", "geonames", "approved_digest")
    ]


def salt(row: models.Model, words: Words, *names: str) -> None:
    """Put a word of its own into each text column of the row, or into those named."""
    values: dict[str, Any] = {}
    for field in text_columns(type(row)):
        if names and field.name not in names:
            continue
        word = words.next(f"{type(row).__name__}.{field.name} {row.pk}")
        values[field.name] = [word] if isinstance(field, ArrayField) else word
        if isinstance(field, models.FileField):
            values[field.name] = f"images/{word}.png"
        if isinstance(field, SafeHTMLField):
            values[field.name] = f"<p>{word}</p>"
            if isinstance(row, Article):
                values["body_text"] = word
    if values:
        type(row)._default_manager.filter(pk=row.pk).update(**values)
    if isinstance(row, Image) and "file" in values:
        row.renditions.update(of_file=values["file"])


def keys() -> dict[type[models.Model], set[Any]]:
    """Which rows the record has."""
    return {
        model: set(model._default_manager.values_list("pk", flat=True)) for model in record_models()
    }


def since(before: dict[type[models.Model], set[Any]]) -> Iterator[models.Model]:
    """The rows that the record has now and had not before; an actor as its kind only."""
    for model in record_models():
        if model.__name__ != "Actor":
            rows = model._default_manager.exclude(pk__in=before[model]).order_by("pk")
            yield from rows


class Ids:
    """Public ids in a fixed order: one for what may be seen, another for what may not."""

    def __init__(self) -> None:
        self.streams = {False: random.Random(1), True: random.Random(2)}
        self.is_hidden = False
        self.hidden: set[uuid.UUID] = set()

    def next(self) -> uuid.UUID:
        found = uuid.UUID(int=self.streams[self.is_hidden].getrandbits(128), version=4)
        if self.is_hidden:
            self.hidden.add(found)
        return found


@contextmanager
def fixed_ids() -> Iterator[Ids]:
    """Rows get the same public ids, and factories the same numbers, each time."""
    ids = Ids()
    with pytest.MonkeyPatch.context() as patch:
        for model in apps.get_models():
            for field in model._meta.local_fields:
                if isinstance(field, models.UUIDField) and field.default is uuid.uuid4:
                    patch.setitem(field.__dict__, "_get_default", ids.next)
        yield ids


def number_from(first: int) -> None:
    """Let the next row of every factory be this one."""
    for name in factories.__all__:
        getattr(factories, name).reset_sequence(first, force=True)
