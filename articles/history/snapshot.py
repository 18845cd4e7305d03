"""A story with all its linked rows as one JSON document, and whether two say the same."""

import json
from hashlib import sha256
from typing import Any

from actors.merging.rows import plain_all
from articles.history.parts import PARTS, PLACED, row_columns, story_columns
from articles.models import Article

Content = dict[str, Any]


def content_of(article: Article) -> Content:
    """What the database holds of a story now: {"fields": …, "rows": {part: [row, …]}}.

    One query for the story and one for each part, however many rows there are.
    """
    own = [column.attname for column in story_columns()]
    [fields] = Article.objects.filter(pk=article.pk).values(*own)
    rows = {}
    for part in PARTS:
        names = [column.attname for column in row_columns(part.model)]
        found = part.model._base_manager.filter(**{part.path: article.pk}).order_by("pk")
        rows[part.name] = [plain_all(row) for row in found.values(*names)]
    return {"fields": plain_all(fields), "rows": rows}


def digest(content: Content, *, without: frozenset[str] = frozenset()) -> str:
    """A text that is the same for two documents that say the same.

    Where quoted words stand follows from the text and does not count; `without` leaves out
    columns of the story.
    """
    fields = {name: value for name, value in content["fields"].items() if name not in without}
    rows = {
        part: [{name: v for name, v in row.items() if name not in PLACED} for row in found]
        for part, found in content["rows"].items()
    }
    return sha256(json.dumps([fields, rows], sort_keys=True).encode()).hexdigest()
