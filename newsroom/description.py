"""The description of the API as it is committed: newsroom/openapi.json."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from newsroom.register.api.service import DESCRIPTION as FILE

__all__ = ["EXAMPLES", "FILE", "described", "operations"]

# Answers about an invented archive, by operation; `make examples` asks for them anew.
EXAMPLES = Path(__file__).with_name("openapi_examples.json")

KEY = {
    "bearerFormat": "nrk_live_<name>_<secret>",
    "description": (
        "A key of a partner, in the header Authorization after the word Bearer. Without one, what"
        " everybody may read is read. A key nrk_test_… reads what is invented for trying only."
    ),
}
HEADERS: dict[str, dict[str, Any]] = {
    "RateLimit-Policy": {
        "description": (
            "The quotas of the key: its policies with requests (q) in seconds (w)."
            " draft-ietf-httpapi-ratelimit-headers, not a standard yet."
        ),
        "schema": {"type": "string"},
        "example": '"burst";q=600;w=60, "day";q=50000;w=86400',
    },
    "RateLimit": {
        "description": "What is left of each policy (r), and for how many seconds it stands (t).",
        "schema": {"type": "string"},
        "example": '"burst";r=598;t=41, "day";r=49998;t=30041',
    },
    "Retry-After": {
        "description": "Seconds after which none of the policies is used up any more.",
        "schema": {"type": "integer"},
        "example": 41,
    },
    "WWW-Authenticate": {
        "description": "How to authenticate (RFC 6750).",
        "schema": {"type": "string"},
        "example": 'Bearer realm="newsroom", error="invalid_token"',
    },
    "ETag": {
        "description": "Of the bytes that are served; for If-None-Match.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is.", "schema": {"type": "string", "format": "uri"}},
}
RATES = ("RateLimit-Policy", "RateLimit")
# Which of them an answer has; others, and all that succeed, have those of quotas.
CARRIED = {
    "200": ("ETag", *RATES),
    "201": ("Location", *RATES),
    "304": ("ETag",),
    "308": ("Location", *RATES),
    "401": ("WWW-Authenticate",),
    "403": (),
    "429": ("Retry-After", *RATES),
}


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
        complete(schema)
        text = json.dumps(without_marks(schema), indent=1, ensure_ascii=False, default=str)
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise ValueError("the description of the API has warnings")
    return text + "\n"


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each operation."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield path, method, operation


def complete(schema: dict[str, Any]) -> None:
    """Add what is the same for all operations, and the examples."""
    components = schema["components"]
    components["headers"] = HEADERS
    # With a key or without one; the operations that need one say so themselves.
    schema["security"] = [{}, {"key": []}]
    components["securitySchemes"]["key"] |= KEY
    examples = json.loads(EXAMPLES.read_text()) if EXAMPLES.exists() else {}
    for _path, method, operation in operations(schema):
        example = examples.get(operation["operationId"], {})
        for status, response in operation["responses"].items():
            names = CARRIED.get(status, RATES)
            if method != "get":
                names = tuple(name for name in names if name != "ETag")
            if names:
                response["headers"] = {
                    name: {"$ref": f"#/components/headers/{name}"} for name in names
                }
            for name, media in response.get("content", {}).items():
                is_json = name == "application/json"
                if status.startswith("2") and is_json and "answer" in example:
                    media["example"] = example["answer"]
        for media in operation.get("requestBody", {}).get("content", {}).values():
            if "body" in example:
                media["example"] = example["body"]
