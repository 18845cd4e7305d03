"""What the description of the API says of the answers of the search."""

from newsroom.register.api.schema import EndpointSchema
from newsroom.register.api.shapes import INSTANT_OR_NULL, URL, Schema, list_of, whole
from newsroom.search.facets import NAMES
from newsroom.templatetags.page_tags import KINDS

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
THING: Schema = {
    "id": {"type": "string", "format": "uuid"},
    "type": {"type": "string", "enum": list(KINDS)},
    "title": {
        "type": ["string", "null"],
        "description": "Null for a story without a headline, and where it is not shown.",
    },
    "document": URL,
}
VALUE: Schema = {
    "value": TEXT | {"description": "What the parameter of this name takes."},
    "title": TEXT,
    "count": NUMBER,
    "search": URL | {"description": "The same question, with this condition too."},
}
META: Schema = {
    "type": "object",
    "required": ["counted", "is_whole"],
    "properties": {
        "counted": NUMBER | {"description": "Over how many answers facets were counted."},
        "is_whole": {"type": "boolean", "description": "Whether these are all, or the newest."},
        "count": NUMBER | {"description": "How many answers there are; of count=exact alone."},
    },
}


def described(schema: EndpointSchema) -> Schema:
    """A reference to a page of answers, with its facets and what else it is told with."""
    piece = schema.component("SearchFragment", whole({"text": TEXT, "is_hit": {"type": "boolean"}}))
    pieces = {"type": "array", "items": piece}
    joined = "Pieces that joined give the title; hits are what the words found."
    named = {"type": "array", "items": schema.component("SearchThing", whole(THING))}
    row = THING | {
        "title_marked": pieces | {"description": joined},
        "excerpt": pieces | {"description": "The stretch of its text with most of the words."},
        "language": {"type": ["string", "null"]},
        "at": INSTANT_OR_NULL
        | {"description": "When it came out or took place; null for what has no day."},
        "page": URL | {"description": "Where people read it."},
    }
    facet = {
        "name": {"type": "string", "enum": list(NAMES)},
        "values": {"type": "array", "items": whole(VALUE)},
    }
    extra = {
        "facets": {"type": "array", "items": schema.component("SearchFacet", whole(facet))},
        "named": named | {"description": "Who bears the name that is asked for."},
        "meant": named
        | {"description": "Whose names are near to words that nothing has, and were meant."},
        "instead": {
            "type": "array",
            "items": whole({"q": TEXT, "search": URL}),
            "description": "Where there is no answer, other questions that have some.",
        },
        "meta": META,
    }
    answer = list_of(schema.component("SearchRow", whole(row)), extra)
    answer["required"] = [*answer["required"], *extra]
    return schema.component("SearchPage", answer)
