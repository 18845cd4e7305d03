"""On which sentences of which stories what is said of an actor rests."""

from collections import defaultdict
from collections.abc import Collection

from articles.models import Evidence


def sentences_about(actors: Collection[int]) -> dict[int, list[str]]:
    """The sentences that stories give for these actors themselves, with the story, newest first."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Evidence.objects.filter(actor__in=actors).exclude(exact="").order_by("-pk")
    for row in rows.select_related("article").defer("article__body", "article__body_text"):
        found[row.actor_id or 0].append(f"« {row.exact} » – {row.article}")
    return found
