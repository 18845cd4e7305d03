"""How many rows a question has: exactly within a time limit, or as the planner expects."""

import json

from django.db import OperationalError, connections, transaction
from django.db.models import QuerySet

from newsroom.register.problems import Problem

TIME_LIMIT = "2s"


def count(queryset: QuerySet, how: str) -> int:
    """The number of rows; raises the problem count-timeout, with the estimate in it."""
    if how == "estimate":
        return estimate(queryset)
    try:
        with transaction.atomic(using=queryset.db):
            with connections[queryset.db].cursor() as cursor:
                cursor.execute("select set_config('statement_timeout', %s, true)", [TIME_LIMIT])
            return queryset.count()
    except OperationalError as error:
        raise Problem("count-timeout", estimate=estimate(queryset)) from error


def estimate(queryset: QuerySet) -> int:
    """What the planner expects; costs nothing, and may be far off."""
    plan = json.loads(queryset.order_by().explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])
