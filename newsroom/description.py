"""The description of the API as it is committed: newsroom/openapi.json."""

import json
from typing import Any

from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from newsroom.register.api.service import DESCRIPTION as FILE

__all__ = ["FILE", "described"]


def without_marks(schema: Any) -> Any:
    """The schema without the marks by which the library would give names to lists of values."""
    if isinstance(schema, dict):
        return {k: without_marks(v) for k, v in schema.items() if k != "x-spec-enum-id"}
    return [without_marks(v) for v in schema] if isinstance(schema, list) else schema


def described() -> str:
    """The description that the code gives now, in English; raises if anything is unclear to it."""
    GENERATOR_STATS.reset()
    with override("en"):
        schema = SchemaGenerator(urlconf="newsroom.urls.public").get_schema(public=True)
        text = json.dumps(without_marks(schema), indent=1, ensure_ascii=False, default=str)
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise ValueError("the description of the API has warnings")
    return text + "\n"
