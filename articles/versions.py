"""Versions of a story that develops: each updates one before it; readers land on the latest."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import F

from articles.choices import PUBLIC_STATUSES
from articles.models import Article


def versions(article: Article) -> list[Article]:
    """The story with all that it updates and that update it, in the order of their time.

    What is not out yet comes last. Two updates of one version both belong to the chain.
    """
    start = [pk for pk in (article.pk, article.update_of_id) if pk]
    pks = {pk for _start, pk in _pairs(start)}
    stories = Article.objects.filter(pk__in=pks).defer("body", "body_text", "notes")
    return list(stories.order_by(F("published_at").asc(nulls_last=True), "pk"))


def published_versions(pks: Collection[int]) -> dict[int, list[UUID]]:
    """For each of these stories that has several versions out: their public ids in order."""
    chains: dict[int, set[int]] = defaultdict(set)
    for start, pk in _pairs(pks):
        chains[start].add(pk)
    several = {pk for chain in chains.values() if len(chain) > 1 for pk in chain}
    public = Article.objects.filter(pk__in=several, status__in=PUBLIC_STATUSES)
    uids = dict(public.order_by("published_at", "pk").values_list("pk", "uid"))
    found = {
        start: [uid for pk, uid in uids.items() if pk in chain] for start, chain in chains.items()
    }
    return {start: chain for start, chain in found.items() if len(chain) > 1}


def follows_itself(pk: int | None, before: Article | None, column: str) -> bool:
    """Whether the story would, over the ties of this column, come after itself.

    before: what it is to be tied to. column: "update_of" or "translation_of".
    """
    at, seen = before.pk if before else None, set[int]()
    while at and at != pk and at not in seen:
        seen.add(at)
        at = Article.objects.filter(pk=at).values_list(column, flat=True).first()
    return pk is not None and at == pk


def _pairs(pks: Collection[int]) -> list[tuple[int, int]]:
    """Each of the stories with each version of it, itself included."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, [sorted(pks)])
        return cursor.fetchall()


_VERSIONS = """
with recursive up (start, id) as (
  select id, id from unnest(%s::bigint[]) id
  union
  select up.start, a.update_of_id from up join articles_article a on a.id = up.id
    where a.update_of_id is not null
), down (start, id) as (
  select start, id from up
  union
  select down.start, a.id from down join articles_article a on a.update_of_id = down.id
)
select start, id from down
"""
