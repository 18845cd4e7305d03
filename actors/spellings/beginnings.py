"""Finds ways of writing by the first letters of any of their words."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Q, Value

# The words of a row, as they are indexed.
WORDS = Func(
    Func(F("folded"), Value(" "), function="string_to_array"),
    function="array_to_tsvector",
    output_field=SearchVectorField(),
)


def beginning_with(words: Iterable[str]) -> Q:
    """Condition: for each of these folded words, the row has one that begins so."""
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    asked = Func(
        Value(" & ".join(f"'{word}':*" for word in quoted)), template="%(expressions)s::tsquery"
    )
    found = Func(
        WORDS, asked, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField()
    )
    return Q(found)
