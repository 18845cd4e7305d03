"""The description of the API as it is committed: newsroom/openapi.json."""

import json

from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from newsroom.register.api.service import DESCRIPTION as FILE

__all__ = ["FILE", "described"]


def described() -> str:
    """The description that the code gives now, in English; raises if anything is unclear to it."""
    GENERATOR_STATS.reset()
    with override("en"):
        schema = SchemaGenerator(urlconf="newsroom.urls.public").get_schema(public=True)
        text = json.dumps(schema, indent=1, ensure_ascii=False, default=str)
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise ValueError("the description of the API has warnings")
    return text + "\n"
