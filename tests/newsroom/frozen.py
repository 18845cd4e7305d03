"""Version 1 of the API as lines of text, none of which may ever go.

A line says that an operation, a parameter, a member or a value is there. Adding is allowed: a test
asks that every line of tests/data/api-v1.txt is still true, and that what was added is in it. After
an addition `make examples` adds its lines, and takes none out. A line that has to go is version 2.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsroom.description import operations

FROZEN = Path(__file__).resolve().parents[1] / "data" / "api-v1.txt"


def lines(schema: dict[str, Any]) -> set[str]:
    """What the description promises."""
    return {*_of_operations(schema), *_of_schemas(schema["components"]["schemas"])}


def demands(schema: dict[str, Any]) -> set[str]:
    """What whoever asks must give; here nothing may be added."""
    found = set()
    for _path, _method, operation in operations(schema):
        name = operation["operationId"]
        for one in operation.get("parameters", ()):
            if one.get("required"):
                found.add(f"demand {name} {one['name']}")
        for content in operation.get("requestBody", {}).get("content", {}).values():
            body = content["schema"]["$ref"].rpartition("/")[2]
            for member in schema["components"]["schemas"][body].get("required", ()):
                found.add(f"demand {name} {body}.{member}")
    return found


def _of_operations(schema: dict[str, Any]) -> Iterator[str]:
    for path, method, operation in operations(schema):
        name = operation["operationId"]
        yield f"operation {name} {method.upper()} {path}"
        for one in operation.get("parameters", ()):
            yield f"parameter {name} {one['in']} {one['name']}"
            yield from (f"value {name} {one['name']} {v}" for v in _values(one["schema"]))
        for status, response in operation["responses"].items():
            for media in response.get("content", {"nothing": {}}):
                yield f"answer {name} {status} {media}"


def _of_schemas(schemas: dict[str, Any]) -> Iterator[str]:
    for name, schema in schemas.items():
        yield f"schema {name}"
        yield from (f"required {name}.{member}" for member in schema.get("required", ()))
        for member, told in schema.get("properties", {}).items():
            yield f"member {name}.{member} {_kind(told)}"
            yield from (f"value {name}.{member} {value}" for value in _values(told))
        for mapped in schema.get("discriminator", {}).get("mapping", {}):
            yield f"value {name} {mapped}"


def _kind(told: dict[str, Any]) -> str:
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if "items" in told:
        return f"[{_kind(told['items'])}]"
    several = [_kind(one) for key in ("oneOf", "anyOf", "allOf") for one in told.get(key, ())]
    if several:
        return "|".join(several)
    kind = told.get("type", "any")
    return "|".join(kind) if isinstance(kind, list) else str(kind)


def _values(told: dict[str, Any]) -> list[Any]:
    return list(told.get("enum") or told.get("items", {}).get("enum") or ())
