"""What a parameter of a query may be, from the form field that reads it."""

from typing import Any

from django import forms

from newsroom.register.cursors import PATTERN
from newsroom.register.parameters import (
    MAX_GROUPS,
    MAX_VALUES,
    DayField,
    InstantField,
    TargetsField,
    ValuesField,
)

Schema = dict[str, Any]

# Something in it must be no blank, and a comma would divide it.
VALUE = r"^[^,\u0000]*[^,\s\u0000][^,\u0000]*$"
# From FIRST_YEAR to LAST_YEAR.
YEAR = "^([1-8][0-9]{3}|9000)-"
UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def is_many(field: forms.Field) -> bool:
    """Whether the parameter takes several values."""
    return isinstance(field, TargetsField | ValuesField)


def schema_of(name: str, field: forms.Field) -> Schema:
    """What a query parameter may be, from the form field that reads it."""
    match field:
        case TargetsField():
            one = f"({UUID}|[A-Za-z]{{2}})" if field.code else UUID
            some = {"type": "string", "pattern": f"^{one}(,{one}){{0,{MAX_VALUES - 1}}}$"}
            return {"type": "array", "items": some, "minItems": 1, "maxItems": MAX_GROUPS}
        case ValuesField():
            allowed = [value for value, _label in field.choices]
            item: Schema = {"type": "string"}
            item |= {"enum": allowed} if allowed else {"pattern": VALUE}
            return {"type": "array", "items": item, "minItems": 1, "maxItems": field.max_values}
        case InstantField():
            return {
                "anyOf": [
                    {"type": "string", "format": "date-time", "pattern": YEAR},
                    {"type": "string", "format": "date", "pattern": YEAR},
                ]
            }
        case DayField():
            return {"type": "string", "format": "date", "pattern": YEAR}
        case forms.IntegerField():
            return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        case forms.ChoiceField():
            values: Any = field.choices
            return {"type": "string", "enum": [value for value, _label in values if value]}
        case forms.CharField():
            text: Schema = {"type": "string", "minLength": 1, "maxLength": field.max_length}
            return text | ({"pattern": PATTERN} if name in ("cursor", "since") else {})
    raise TypeError(f"{name}: no schema for {type(field).__name__}")
