"""Lists of ties: views to be declared, not written."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from rest_framework.serializers import Serializer

from newsroom.register.api.asking import PageForm, ShapeForm
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.views import Doc, ListEndpoint, names_of
from newsroom.register.filters import StrictFilterSet


class TieEndpoint(ListEndpoint):
    """Pairs of things that items bring together."""

    tie_serializer: ClassVar[type[Serializer]]
    kind = "encounter"

    @cached_property
    def members(self) -> list[str]:
        return ["id", "type", *names_of(self.tie_serializer)]

    def is_text(self, filters: StrictFilterSet, form: PageForm) -> bool:
        return False  # a tie's document does not hold what it is

    def describe(self, schema: EndpointSchema) -> Operation:
        row = schema.row("EncounterRow", self.tie_serializer, "encounter")
        return self.listing(schema, "encounter", row)

    def document(
        self, row: Any, form: ShapeForm, day: date | None = None, *, is_list: bool = False
    ) -> Doc:
        doc = {"id": str(row.uid), "type": "encounter"} | self.access.shown(row.doc)
        if fields := form.cleaned_data["fields"]:
            doc = {name: value for name, value in doc.items() if name in ("id", "type", *fields)}
        return doc
