"""The sentences of public stories on which facts of the actors' record rest."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from articles.choices import Anchor
from articles.models import Evidence
from articles.models.evidence import FACTS

_COLUMNS = {model.lower(): f"{column}_id" for column, model in FACTS.items()}


def grounds(
    wanted: Mapping[str, list[int]], most: int
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """For rows of these models, the sentences that the world may see, the newest first."""
    asked = {_COLUMNS[model]: model for model in wanted}
    condition = reduce(or_, (Q(**{f"{c}__in": wanted[model]}) for c, model in asked.items()))
    newest = ("-article__published_at", "id")
    rows = (
        Evidence.objects.published()
        .exclude(anchor=Anchor.LOST)
        .filter(condition)
        # Hundreds of stories state the office of a president. A sentence states one fact.
        .annotate(place=Window(RowNumber(), partition_by=[*asked], order_by=newest))
        .filter(place__lte=most)
    )
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows.order_by(*newest).values("uid", "article__uid", *asked):
        for column, model in asked.items():
            if key := row[column]:
                one = {"article": row["article__uid"], "evidence": row["uid"]}
                found.setdefault((model, key), []).append(one)
    return found
