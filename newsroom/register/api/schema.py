"""Describes the API in OpenAPI: parameters from forms, documents from the projections."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django import forms
from django.utils.text import capfirst
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from newsroom.register.api.deprecating import marked
from newsroom.register.api.parameter_schemas import is_many, schema_of
from newsroom.register.api.shapes import URL, Schema
from newsroom.register.parameters import TargetsField
from newsroom.register.problems import CONTENT_TYPE
from newsroom.register.projection import projections

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "The sort of problem; the address explains it.",
        },
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": URL | {"description": "This request, as it stands in our records."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "parameter": {"type": "string", "description": "Of the query."},
                    "pointer": {"type": "string", "description": "Of the body (RFC 6901)."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
        "reason": {"type": "string", "description": "Why a thing was withdrawn."},
        "withdrawn_at": {"type": "string", "format": "date-time"},
        "estimate": {"type": "integer", "description": "In place of a count."},
        "offered": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The media types that there are instead.",
        },
        "dump": URL | {"type": ["string", "null"], "description": "The newest dump's manifest."},
        "added": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Labels that your access has now, and had not.",
        },
        "lost": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Labels that your access had, and has not now.",
        },
        "cursor": {
            "type": ["string", "null"],
            "description": "The same place with what you may read now; where nothing was lost.",
        },
        "violated-policies": {"type": "array", "items": {"type": "string"}},
        "sunset": {"type": "string", "format": "date", "description": "When it ended."},
        "step": {"type": "string"},
        "next": {"type": "array", "items": {"type": "string"}},
    },
}


class Written(NamedTuple):
    """What a view tells of an answer in another format than JSON."""

    media_type: str
    schema: Schema
    # Whether what was taken back is told in this format too.
    tells_withdrawal: bool = False


class Operation(NamedTuple):
    """What a view tells of one of its actions."""

    name: str
    tag: str
    answer: Schema | None
    asked: tuple[forms.Form, ...] = ()
    # Other answers that are not problems: status → what it means.
    others: Mapping[int, str] = {}
    problems: tuple[int, ...] = (400,)
    # The answer in other formats.
    written: tuple[Written, ...] = ()
    status: int = 200
    # What is written to the address.
    body: type[serializers.Serializer] | None = None
    # Whether there is nothing without a key.
    is_keyed: bool = False


# Problems of whoever asks, whatever is asked: the key, the network, the quota.
EVERYWHERE = (401, 403, 429)
# What says that something held on a day.
SOURCES: Schema = {
    "type": "array",
    "items": {"$ref": "#/components/schemas/AttestedDay"},
    "description": (
        "What says so: of that day; else of the nearest days around it, between which it is"
        " deduced, or before it. Empty where it rests on what editors entered."
    ),
}


class EndpointSchema(AutoSchema):
    """Asks the view's `describe` for everything; the rest is the library's."""

    @property
    def told(self) -> Operation:
        """What the view tells of the present action."""
        view: Any = self.view
        return view.describe(self)

    def get_operation_id(self) -> str:
        return self.told.name

    def get_tags(self) -> list[str]:
        return [self.told.tag]

    def get_description(self) -> str:  # type: ignore[override]
        return type(self.view).__doc__ or ""

    def get_auth(self) -> list[Any]:
        return [{"key": []}] if self.told.is_keyed else []

    def get_override_parameters(self) -> list[Any]:
        return [
            OpenApiParameter(
                name,
                type=schema_of(name, field),
                description=str(field.help_text),
                explode=isinstance(field, TargetsField) if is_many(field) else None,
                style="form" if is_many(field) else None,
            )
            for form in self.told.asked
            for name, field in form.fields.items()
        ]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation: Any = super().get_operation(*args, **kwargs)
        kind = self.told.tag.capitalize()
        schemas = {
            name: self.registry[(name, ResolvedComponent.SCHEMA)].schema
            for name in (kind, f"{kind}Part")
            if (name, ResolvedComponent.SCHEMA) in self.registry._components
        }
        return operation and marked(operation, self.view, schemas)

    def _resolve_path_parameters(self, variables: Any) -> Any:
        return [
            {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
            for name in variables
        ]

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False  # what the view tells is the whole answer, rows and all around them

    def get_request_serializer(self) -> Any:
        body = self.told.body
        return {"application/json": body} if body else None

    def get_response_serializers(self) -> Any:
        told = self.told
        problem = self.component("Problem", PROBLEM)
        answers: dict[Any, Any] = {
            told.status: OpenApiResponse(told.answer, description="The answer.")
        }
        for one in told.written:
            found = OpenApiResponse(one.schema, description="The answer.")
            answers[(200, one.media_type)] = found
        same = {304: "Not changed since that ETag."} if self.method == "GET" else {}
        for status, meaning in {**same, **told.others}.items():
            answers[status] = OpenApiResponse(None, description=meaning)
        for sort in (*sorted({*told.problems, *EVERYWHERE}), "default"):
            answers[(sort, CONTENT_TYPE)] = OpenApiResponse(problem, description="A problem.")
        for one in told.written:
            if one.tells_withdrawal:
                found = OpenApiResponse(one.schema, description="A problem.")
                answers[(410, one.media_type)] = found
        return answers

    def component(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema of this name."""
        found = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(found)
        return found.ref

    def member(self, serializer: type[serializers.Serializer]) -> Schema:
        """A reference to the schema of a part of documents."""
        return self.resolve_serializer(serializer, "response").ref

    def document(self, kind: str) -> Schema:
        """A reference to the finished document of a kind, with every member."""
        return self.member(document_serializer(kind))

    def part(self, kind: str, extra: Schema, standing: tuple[str, ...]) -> Schema:
        """A document as lists and details show it: `fields` may leave members out.

        extra: further members. standing: members whose entries say how sure they are on a day.
        """
        schema = self._map_serializer(document_serializer(kind)(), "response")
        properties = schema["properties"] | extra
        for name in standing:
            entry = properties[name]["items"]
            properties[name] = properties[name] | {"items": with_standing(entry)}
        name = f"{capfirst(kind)}Part"
        return self.component(
            name, {"type": "object", "required": ["id", "type"], "properties": properties}
        )

    def row(self, name: str, serializer: type[serializers.Serializer], kind: str) -> Schema:
        """What is in no register by itself, as lists show it: `fields` may leave members out."""
        members = self._map_serializer(serializer(), "response")["properties"]
        own = {"id": {"type": "string", "format": "uuid"}, "type": {"const": kind}}
        return self.component(
            name, {"type": "object", "required": ["id", "type"], "properties": members | own}
        )

    def any_document(self) -> Schema:
        """A document of whatever kind; its member `type` says which."""
        refs = {kind: self.document(kind) for kind in projections()}
        return self.component(
            "Document",
            {
                "oneOf": list(refs.values()),
                "discriminator": {
                    "propertyName": "type",
                    "mapping": {kind: ref["$ref"] for kind, ref in refs.items()},
                },
            },
        )

    def expanded(self) -> Schema:
        """Documents by id."""
        return {
            "type": "object",
            "description": "What `expand` asked for, by id.",
            "additionalProperties": self.any_document(),
        }


@cache
def document_serializer(kind: str) -> type[serializers.Serializer]:
    """The serializer of a kind with the members that the register adds."""
    plain: Any = projections()[kind].serializer_class
    members = {
        "id": serializers.UUIDField(),
        "type": serializers.ChoiceField(choices=[kind]),
        "__module__": plain.__module__,
        "__doc__": plain.__doc__,
    }
    return type(f"{capfirst(kind)}Serializer", (plain,), members)


def with_standing(entry: Schema) -> Schema:
    """An entry that also says how surely it held on the day asked about."""
    standing = {"type": "string", "enum": ["attested", "inferred", "unknown"]}
    more = {"standing": standing, "sources": SOURCES}
    return {"allOf": [entry, {"type": "object", "properties": more}]}
