"""Ways to let the world see what it must not, each as a context in which it sees it."""

import uuid
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actors.projections import PersonProjection
from actors.projections.actors import ActorProjection
from actors.projections.fields import RefMember
from articles.choices import PUBLIC_STATUSES, ArticleStatus
from articles.models import Article
from articles.pictures import serving
from newsroom.dumps import querysets as dumps
from newsroom.register import pages, past
from newsroom.register.models import Item, Past
from newsroom.register.projection import Projected, projections
from tests.register.mutants import Patch, patching, pending_retractions_ignored

Mutant = Callable[[], AbstractContextManager[None]]


def from_the_record(kind: str, uid: uuid.UUID, scope: Iterable[str]) -> Item | None:
    """What a thing would show if it were public, whether it is or not."""
    projection = projections()[kind]
    for row in projection.rows([uid]):
        fresh = Projected(kind=kind, uid=uid)
        if kind == "article" and row.published_at is None:
            row.published_at = timezone.now()  # it would have an hour, were it public
        projection.describe(row, fresh)
        doc = {"id": str(uid), "type": kind, **projection.serializer_class(row).data}
        return Item(uid=uid, kind=kind, live=True, doc=doc, slug=fresh.slug)
    return None


@patching
def page_reads_the_record(patch: Patch) -> None:
    patch.setattr(pages, "find", from_the_record)


@patching
def pictures_read_the_record(patch: Patch) -> None:
    patch.setattr(serving, "find", from_the_record)


@patching
def notes_in_a_document(patch: Patch) -> None:
    plain = PersonProjection.describe

    def describe(self: Any, row: Any, item: Projected) -> None:
        plain(self, row, item)
        item.doc = (item.doc or {}) | {"notes": row.notes}

    patch.setattr(PersonProjection, "describe", describe)


@patching
def notes_in_the_search_row(patch: Patch) -> None:
    plain = PersonProjection.describe

    def describe(self: Any, row: Any, item: Projected) -> None:
        plain(self, row, item)
        item.words = (item.words[0], row.notes, item.words[2])
        # As a change that is public brings it about.
        item.doc = (item.doc or {}) | {"revision": len(row.notes)}

    patch.setattr(PersonProjection, "describe", describe)


@patching
def held_names_to_be_found_by(patch: Patch) -> None:
    plain = ActorProjection.describe

    def describe(self: Any, row: Any, item: Projected) -> None:
        plain(self, row, item)
        every = [*item.names, *(name.text for name in row.names.all())]
        item.names = list(dict.fromkeys(every))

    patch.setattr(ActorProjection, "describe", describe)


@patching
def ids_of_hidden_things(patch: Patch) -> None:
    patch.setattr(RefMember, "to_representation", lambda self, value: str(value.uid))


@patching
def scheduled_is_published(patch: Patch) -> None:
    statuses = (*PUBLIC_STATUSES, ArticleStatus.SCHEDULED)

    def is_published(article: Article) -> bool:
        if article.status == ArticleStatus.SCHEDULED:
            article.published_at = article.release_at
        return article.status in statuses

    patch.setattr(Article, "is_published", property(is_published))


@patching
def old_dumps_handed_out(patch: Patch) -> None:
    patch.setattr(dumps, "taken_back", lambda: Q(pk__in=[]))
    patch.setattr(dumps, "hidden_words", lambda: Past.objects.none())


# All but the last are seen when the register has caught up.
@patching
def hidden_wordings_kept(patch: Patch) -> None:
    patch.setattr(past, "hides", lambda _item, _fresh: False)


LEAKING: tuple[Mutant, ...] = (
    hidden_wordings_kept,
    old_dumps_handed_out,
    page_reads_the_record,
    pictures_read_the_record,
    notes_in_a_document,
    ids_of_hidden_things,
    scheduled_is_published,
    pending_retractions_ignored,
)
