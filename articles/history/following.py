"""Old content read today: actors merged since are the ones that remain."""

from typing import Any

from actors.merging.relations import ACTORS, keys
from actors.models import Actor
from articles.history.parts import PARTS, Part
from articles.history.snapshot import Content

Values = dict[str, Any]


def followed(content: Content) -> Content:
    """The content with every merged actor replaced by the record that remains.

    Of rows that come to say the same, the first stays, and what rested on the others rests on it.
    """
    remains = _remains(content)
    if not remains:
        return content
    rows: dict[str, list[Values]] = {}
    taken: dict[type, dict[Any, Any]] = {}
    for part in PARTS:
        found = [_tied(part, row, remains, taken) for row in content["rows"].get(part.name, [])]
        rows[part.name], taken[part.model] = _once(part, found)
    return {"fields": content["fields"], "rows": rows}


def actor_columns(part: Part) -> list[str]:
    """The columns of a row that name an actor."""
    columns = part.model._meta.local_concrete_fields
    return [column.attname for column in columns if column.related_model in ACTORS]


def _remains(content: Content) -> dict[int, int]:
    named = {
        row[column]
        for part in PARTS
        for column in actor_columns(part)
        for row in content["rows"].get(part.name, [])
        if row.get(column) is not None
    }
    merged = Actor.objects.filter(pk__in=named, merged_into__isnull=False)
    return dict(merged.values_list("pk", "merged_into_id"))


def _tied(
    part: Part, row: Values, remains: dict[int, int], taken: dict[type, dict[Any, Any]]
) -> Values:
    tied = {
        column: remains[row[column]] for column in actor_columns(part) if row.get(column) in remains
    }
    for column in part.model._meta.local_concrete_fields:
        target: Any = column.related_model
        if (other := taken.get(target, {}).get(row.get(column.attname))) is not None:
            tied[column.attname] = other
    return row | tied


def _once(part: Part, rows: list[Values]) -> tuple[list[Values], dict[Any, Any]]:
    """The rows without those that the table would refuse as doubles; dropped key → kept key."""
    rules = [key for key in keys(part.model) if len(key.columns) > 1]
    seen: dict[Any, Any] = {}
    kept, into = [], {}
    own = part.model._meta.pk.attname
    for row in rows:
        said = [(rule, value) for rule in rules if (value := rule.of(row)) is not None]
        same = next((seen[one] for one in said if one in seen), None)
        if same is not None:
            into[row[own]] = same
            continue
        seen |= dict.fromkeys(said, row[own])
        kept.append(row)
    return kept, into
