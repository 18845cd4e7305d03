"""A story as readers would see it: made public inside a transaction that is then undone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import ArticleStatus
from articles.models import Article
from articles.pictures.renditions import make_all
from articles.publicity import open_records
from articles.telling import named_by_news
from newsroom.register.models import Item
from newsroom.register.projection import Projected, projections
from newsroom.register.reading import mentioned, resolve
from newsroom.register.store import numbered

KIND = "article"


@dataclass(frozen=True)
class Preview:
    """A story and what it names, as things of the register that are stored nowhere.

    unseen: those of the things that readers cannot see before the story is out.
    """

    item: Item
    things: list[Item]
    unseen: list[Item]


def as_if_published(prepare: Callable[[], Article], *, makes_pictures: bool = True) -> Preview:
    """What the register would hold once the story is out.

    prepare: gives the story, whose row exists then; what it writes is undone as well. Nothing
    remains in the database: no status, no visibility, no mark, no item, no number; the sequencer
    is not woken, since the database tells nobody of a transaction that did not happen.
    makes_pictures: also those whose renditions are still to be made. Raises ValidationError for
    a story in which there is nothing to read.
    """
    with transaction.atomic():
        try:
            article = Article.objects.get(pk=prepare().pk)
            if makes_pictures:
                make_all(article.images.unmade())
            _publish(article)
            [story] = _projected({KIND: {article.uid}})
            # Of which kind a thing is, the record knows: each kind is asked for all of them.
            named = mentioned(story.doc) - {article.uid}
            things = [one for one in _projected(dict.fromkeys(projections(), named)) if one.doc]
            beside = named_by_news(story.doc or {}, {str(one.uid): one for one in things})
            more = mentioned(beside) - named - {article.uid}
            things += [one for one in _projected(dict.fromkeys(projections(), more)) if one.doc]
        finally:
            transaction.set_rollback(True)
    items = [_item(one) for one in things]
    seen = resolve([item.uid for item in items])
    return Preview(_item(story), items, [item for item in items if item.uid not in seen])


def _publish(article: Article) -> None:
    """Write what a publication writes and documents show, whatever still stands against it."""
    if article.is_published:
        return
    if not article.headline and not article.text:
        raise ValidationError(_("There is nothing to read in this story yet."), code="empty")
    Article.objects.filter(pk=article.pk).update(
        status=ArticleStatus.PUBLISHED,
        published_at=article.release_at or article.published_at or timezone.now(),
        release_at=None,
        trashed_at=None,
    )
    open_records([Article.objects.get(pk=article.pk)])


def _projected(wanted: dict[str, Iterable[UUID]]) -> list[Projected]:
    return [one for kind, uids in wanted.items() for one in projections()[kind].project(uids)]


def _item(one: Projected) -> Item:
    return numbered(0, None, one, timezone.now())
