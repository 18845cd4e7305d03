"""Ways to get the register wrong, each as a context in which it is wrong."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_delete, post_save

from actors.models import Actor, Country, Meeting, Organisation, Person
from articles.choices import ArticleStatus
from articles.models import Article, Statement
from articles.projections import ArticleProjection
from newsroom.register import sequencer, store
from newsroom.register.models import Batch, Item, Mark

Patch = pytest.MonkeyPatch


def patching(mutate: Callable[[Patch], Any]) -> Callable[[], AbstractContextManager[None]]:
    """A mutant that only replaces code."""

    @contextmanager
    def mutant() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            mutate(patch)
            yield

    mutant.__name__ = mutate.__name__
    return mutant


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def number_taken_at_write() -> Iterator[None]:
    numbers: dict[uuid.UUID, int] = {}

    def claim(limit: int, leave: Any = ()) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("delete from register_mark returning kind, uid, retract, seq")
            found: dict[uuid.UUID, Any] = {}
            for kind, uid, retract, seq in cursor.fetchall():
                kinds, already = found.get(uid, (set(), False))
                found[uid] = (kinds | {kind}, already or retract)
                numbers[uid] = max(seq, numbers.get(uid, 0))
        return found

    def publish(marks: Any) -> int:
        known = Item.objects.in_bulk(list(marks))
        fresh = [i for i in sequencer.project(marks) if i.doc is not None or i.uid in known]
        if not fresh:
            return 0
        now = datetime.now(UTC)
        pairs = [(numbers[item.uid], (known.get(item.uid), item)) for item in fresh]
        store.write(pairs, now)
        for seq, _ in pairs:
            Batch.objects.get_or_create(first_seq=seq, last_seq=seq, defaults={"at": now})
        return len(pairs)

    sql("alter table register_mark add column seq bigint default nextval('register_seq')")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sequencer, "claim", claim)
            patch.setattr(sequencer, "publish", publish)
            yield
    finally:
        sql("alter table register_mark drop column seq")


@contextmanager
def without_triggers(*tables: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger"
            " where tgname like 'register\\_watch%%' and tgname not like '%%\\_truncate'"
            " and (%s = '{}' or tgrelid::regclass::text = any(%s))",
            [list(tables), list(tables)],
        )
        triggers = cursor.fetchall()
        assert triggers
        for table, trigger in triggers:
            cursor.execute(f"alter table {table} disable trigger {trigger}")
    try:
        yield
    finally:
        for table, trigger in triggers:
            sql(f"alter table {table} enable trigger {trigger}")


@contextmanager
def signals_instead_of_triggers() -> Iterator[None]:
    def mark(sender: Any, instance: Any, **kwargs: Any) -> None:
        if isinstance(instance, Actor | Meeting):
            Mark.objects.create(kind=instance.kind, uid=instance.uid)
        elif isinstance(instance, Article | Statement):
            Mark.objects.create(kind=instance._meta.model_name, uid=instance.uid)

    senders = (Person, Organisation, Country, Meeting, Article, Statement)
    for sender in senders:
        post_save.connect(mark, sender=sender)
        post_delete.connect(mark, sender=sender)
    try:
        with without_triggers():
            yield
    finally:
        for sender in senders:
            post_save.disconnect(mark, sender=sender)
            post_delete.disconnect(mark, sender=sender)


@contextmanager
def link_table_trigger_missing() -> Iterator[None]:
    with without_triggers("actors_participation"):
        yield


@patching
def clock_in_the_visibility_rule(patch: Patch) -> None:
    def is_public(self: Any, row: Article) -> bool:
        due = row.status == ArticleStatus.SCHEDULED and row.release_at <= datetime.now(UTC)
        if due:
            row.status, row.published_at = ArticleStatus.PUBLISHED, row.release_at
        return row.is_published

    patch.setattr(ArticleProjection, "is_public", is_public)


@patching
def gone_rows_dropped(patch: Patch) -> None:
    plain = store.write

    def write(changes: Any, now: datetime) -> Any:
        items = plain(changes, now)
        Item.objects.filter(pk__in=[item.pk for item in items if not item.live]).delete()
        return items

    patch.setattr(sequencer, "write", write)


@patching
def labels_once_borne_forgotten(patch: Patch) -> None:
    plain = store.numbered

    def numbered(seq: int, known: Item | None, fresh: Any, now: datetime) -> Item:
        item = plain(seq, known, fresh, now)
        # `ever` reduced to what it bears now: the feed then tests the present labels.
        item.ever = sorted(item.channels)
        return item

    patch.setattr(store, "numbered", numbered)


@patching
def pending_retractions_ignored(patch: Patch) -> None:
    patch.setattr(Item, "pending_retractions", staticmethod(lambda uid: Mark.objects.none()))


@patching
def unchanged_things_numbered(patch: Patch) -> None:
    patch.setattr(sequencer, "is_change", lambda known, fresh, retracted: bool(known or fresh.doc))


@patching
def trace_of_unpublished_things(patch: Patch) -> None:
    patch.setattr(sequencer, "is_change", lambda known, fresh, retracted: True)


@patching
def retracted_but_unchanged_not_numbered(patch: Patch) -> None:
    plain = sequencer.is_change
    patch.setattr(
        sequencer, "is_change", lambda known, fresh, retracted: plain(known, fresh, retracted=False)
    )


def _skip_locked(limit: int, leave: Any = ()) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from register_mark where id in (select id from register_mark order by id"
            " limit %s for update skip locked) returning kind, uid, retract",
            [limit],
        )
        return {uid: ({kind}, retract) for kind, uid, retract in cursor.fetchall()}


@patching
def no_lock_and_skip_locked(patch: Patch) -> None:
    patch.setattr(sequencer, "take_lock", lambda: None)
    patch.setattr(sequencer, "claim", _skip_locked)


@patching
def no_lock_and_plain_claim(patch: Patch) -> None:
    patch.setattr(sequencer, "take_lock", lambda: None)
