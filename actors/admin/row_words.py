"""Rows of any table in an editor's words: what each says, and of what it is a part."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CASCADE, Field, Model, prefetch_related_objects
from django.utils.text import Truncator

from actors.admin.choices import labels_of
from actors.merging.relations import ACTORS

# A sentence is quoted so far, that the story after it still is read.
WORDS_SHOWN = 20

# Columns of rows that are not in the database any more, by table and key.
Dropped = Mapping[tuple[type[Model], Any], Mapping[str, Any]]
NOTHING: Dropped = MappingProxyType({})


def labels_of_rows(model: type[Model], pks: set[Any], dropped: Dropped = NOTHING) -> dict[Any, str]:
    """Labels by key: the row, and the meeting, story or fact that it is a part of.

    The number of queries does not depend on that of the rows. Of rows that are neither in the
    database nor among the dropped ones nothing is known, and they have no label.
    """
    relations = [f for f in model._meta.concrete_fields if f.many_to_one or f.one_to_one]
    names = [relation.name for relation in relations]
    found = model._base_manager.filter(pk__in=pks)
    rows = list(found.select_related(*names) if names else found)
    missing = pks - {row.pk for row in rows}
    gone = [model(**dropped[model, pk]) for pk in missing if dropped.get((model, pk))]
    prefetch_related_objects(gone, *names)
    wholes = [relation for relation in relations if _is_part(relation)]
    labels = {whole.name: _labels(whole, [*rows, *gone]) for whole in wholes}
    return {row.pk: _described(row, wholes, labels) for row in (*rows, *gone)}


def _is_part(relation: Field) -> bool:
    """Whether a row goes with what it refers to. Whose row it is, the page says already."""
    target: Any = relation.remote_field
    return target.on_delete is CASCADE and relation.related_model not in ACTORS


def _labels(whole: Field, rows: list[Any]) -> dict[str, str]:
    keys = {str(key) for row in rows if (key := getattr(row, whole.attname)) is not None}
    model: Any = whole.related_model
    return labels_of(admin.site, model, keys)


def _described(row: Any, wholes: list[Field], labels: dict[str, dict[str, str]]) -> str:
    try:
        own = str(row)
    except ObjectDoesNotExist:  # what its words are made of was deleted since
        own = ""
    parts = [Truncator(own).words(WORDS_SHOWN) if own else f"n° {row.pk}"]
    for whole in wholes:
        label = labels[whole.name].get(str(getattr(row, whole.attname)), "")
        # A link between two meetings names them both already.
        if label and label.partition(" · ")[0] not in own:
            parts.append(label)
    return " · ".join(parts)
