"""Documents as the text that the database has of them, which goes out as it is.

To make things of the JSON of fifty stories, and JSON of the things again, took most of the time
of a list.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpResponse

from newsroom.register.api.keeping import State


def as_texts(rows: QuerySet[Any], left_out: Collection[str], keys: Iterable[str]) -> QuerySet[Any]:
    """The rows, each with its document as `text`, but for some of its members.

    With each stand its `uid`, the columns that it is ordered by, `keys`, and the `state` of the
    register in which it was read.
    """
    doc: Any = F("doc")
    if left_out:
        names = Cast(Value(sorted(left_out)), ArrayField(TextField()))
        template = "(%(expressions)s)"
        doc = Func(doc, names, template=template, arg_joiner=" - ", output_field=JSONField())
    told = {"text": Cast(doc, TextField()), "state": State()}
    columns = dict.fromkeys(("uid", *keys, *told))
    return rows.annotate(**told).values_list(*columns, named=True)


def listed(texts: Iterable[str], around: Mapping[str, Any]) -> HttpResponse:
    """A list of what these texts are in JSON, with the other members of the answer."""
    data = ",".join(texts)
    rest = json.dumps(around, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(f'{{"data":[{data}],{rest[1:]}', content_type="application/json")
