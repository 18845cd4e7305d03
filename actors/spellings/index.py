"""Keeps the ways of writing current with the record, whatever wrote to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db import OperationalError, connection, transaction

from actors.models import Actor, Office, Place
from actors.models.spelling import StaleSpelling, Thing
from actors.spellings import store
from actors.spellings.rows import Written, depending, written
from newsroom.register.names.keys import KEY_VERSION
from newsroom.register.text import sort_key

BATCH = 2000
PATIENCE = "300ms"  # how long a look-up waits for another transaction that writes the same thing
# Changes after which how often keys occur is counted at once; else the server does so in time.
MANY = 1000

MODELS = {Thing.ACTOR: Actor, Thing.OFFICE: Office, Thing.PLACE: Place}
Things = dict[str, set[int]]  # primary keys by Thing


def refresh() -> int:
    """Make anew what triggers have marked; how many marks were worked off.

    To be called before each look-up: when there is nothing to do it is one cheap query. What
    another open transaction is writing to for longer than PATIENCE stays marked.
    """
    done = 0
    while passed := _pass():
        done += passed
    if done >= MANY:
        with connection.cursor() as cursor:
            cursor.execute("analyze actors_spelling (keys)")
            # Look-ups join the actors; inside an import, which is one transaction, the server
            # would still take that table for an almost empty one, and a look-up take seconds.
            cursor.execute("analyze actors_actor")
    return done


def _pass() -> int:
    """Go once through everything that is marked; how many marks were worked off."""
    done, after = 0, _Marked("", 0, [])
    while marked := _marks(after):
        after = marked[-1]
        done += _work_off(marked)
    return done


def renew(limit: int = BATCH) -> int:
    """Mark at most so many things whose rows were made by older rules; how many were marked.

    The worker calls it in each round, so that a change of the rules needs no thought.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RENEW, {"version": KEY_VERSION, "limit": limit})
        return cursor.rowcount


_RENEW = """
insert into actors_stalespelling (thing, thing_id)
select distinct case when actor_id is not null then 'actor'
                     when office_id is not null then 'office' else 'place' end,
       coalesce(actor_id, office_id, place_id)
from (select * from actors_spelling where key_version < %(version)s
      order by key_version limit %(limit)s) old
"""


def mark_all() -> None:
    """Mark every thing of the record."""
    _mark(
        {
            thing: model._default_manager.values_list("pk", flat=True)
            for thing, model in MODELS.items()
        }
    )


def _mark(things: Mapping[str, Iterable[int]]) -> None:
    StaleSpelling.objects.bulk_create(
        (StaleSpelling(thing=thing, thing_id=pk) for thing in things for pk in things[thing]),
        batch_size=BATCH,
    )


class _Marked(NamedTuple):
    """A thing, and its marks: what is entered in several tables has several."""

    thing: str
    thing_id: int
    marks: list[int]


def _marks(after: _Marked) -> list[_Marked]:
    """The next things that are marked; marks of the last one may be left to the next pass."""
    found: dict[tuple[str, int], _Marked] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [after.thing, after.thing_id, BATCH])
        for pk, thing, thing_id in cursor.fetchall():
            found.setdefault((thing, thing_id), _Marked(thing, thing_id, [])).marks.append(pk)
    return list(found.values())


_MARKS = """
select id, thing, thing_id from actors_stalespelling
where (thing, thing_id) > (%s, %s) order by thing, thing_id limit %s
"""


def _work_off(marked: list[_Marked]) -> int:
    """Work off those of the marks whose things nobody else is writing to."""
    wanted: Things = defaultdict(set)
    for one in marked:
        wanted[one.thing].add(one.thing_id)
    remaining = _remaining(wanted[Thing.ACTOR])
    wanted[Thing.ACTOR] |= set(remaining.values())
    with transaction.atomic():
        # The lock keeps two look-ups from writing the rows of one thing at once, the older last.
        held = _locked(wanted)
        # An actor is written under the one that remains, so both must be ours.
        mine = {pk for pk in held[Thing.ACTOR] if remaining.get(pk, pk) in held[Thing.ACTOR]}
        held = {**held, Thing.ACTOR: mine}
        gone = _gone(wanted, held)
        ours = [one for one in marked if one.thing_id in held[one.thing] | gone[one.thing]]
        done = [mark for one in ours for mark in one.marks]
        # Before the record is read: a change that is marked later is not lost.
        _forget(done)
        bodies, posts = depending(_write(held))
        _mark({Thing.ACTOR: bodies, Thing.OFFICE: posts})
    return len(done)


def _forget(marks: list[int]) -> None:
    # Of a thing that is gone, another transaction may hold the mark; then it is its to delete.
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from actors_stalespelling where id in"
            " (select id from actors_stalespelling where id = any(%s) for update skip locked)",
            [marks],
        )


def _remaining(actors: Collection[int]) -> dict[int, int]:
    """For each of these actors that was merged, the actor that remains."""
    with connection.cursor() as cursor:
        cursor.execute(_REMAINING, [list(actors)])
        return dict(cursor.fetchall())


_REMAINING = """
with recursive up (id, at, steps) as (
  select id, merged_into_id, 1 from actors_actor
  where id = any(%s) and merged_into_id is not null
  union all
  select up.id, a.merged_into_id, up.steps + 1 from up join actors_actor a on a.id = up.at
  where a.merged_into_id is not null and up.steps < 50
)
select distinct on (id) id, at from up order by id, steps desc
"""


def _locked(wanted: Things) -> Things:
    """Lock the rows of these things; those that somebody else holds for long are left out."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select current_setting('lock_timeout')")
            (usual,) = cursor.fetchone()
            cursor.execute("select set_config('lock_timeout', %s, true)", [PATIENCE])
            held = _lock(wanted, "for no key update")
            cursor.execute("select set_config('lock_timeout', %s, true)", [usual])
            return held
    except OperationalError:
        return _lock(wanted, "for no key update skip locked")


def _lock(wanted: Things, clause: str) -> Things:
    held: Things = {}
    with connection.cursor() as cursor:
        for thing, model in MODELS.items():
            cursor.execute(
                f"select id from {model._meta.db_table} where id = any(%s) order by id {clause}",
                [sorted(wanted[thing])],
            )
            held[thing] = {pk for (pk,) in cursor.fetchall()}
    return held


def _gone(wanted: Things, held: Things) -> Things:
    left = {thing: wanted[thing] - held[thing] for thing in MODELS}
    return {
        thing: pks
        and pks
        - set(MODELS[thing]._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for thing, pks in left.items()
    }


def _write(things: Things) -> set[int]:
    """Make the rows of these things what the record says, and touch no row that is right.

    The actors that are written otherwise now: what is named after them may be so too.
    """
    remaining = _remaining(things[Thing.ACTOR])
    members = _members(things[Thing.ACTOR] - set(remaining))
    found = written(actors=list(members), offices=things[Thing.OFFICE], places=things[Thing.PLACE])
    fresh = _rows(found, members)
    stale, changed = store.differing(things, fresh)
    store.delete(stale)
    store.insert(fresh)
    changed |= {row.actor_id for row in fresh}
    return {pk for pk in changed if pk}


def _members(remaining: Collection[int]) -> dict[int, int]:
    """Each of these actors, and all that were merged into it: under which one it is found."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, [list(remaining)])
        return dict(cursor.fetchall())


_MEMBERS = """
with recursive down (id, root, steps) as (
  select id, id, 0 from actors_actor where id = any(%s)
  union all
  select a.id, down.root, down.steps + 1 from down join actors_actor a
  on a.merged_into_id = down.id where down.steps < 50
)
select id, root from down
"""


def _rows(found: Iterable[Written], members: dict[int, int]) -> set[store.Row]:
    """One row for each text and source of a thing; it needs the least of those said."""
    seen: dict[tuple[str, int, str, str], store.Row] = {}
    for row in found:
        thing_id = members[row.thing_id] if row.thing == Thing.ACTOR else row.thing_id
        key = (row.thing, thing_id, row.text, row.source)
        if (key not in seen or row.need < seen[key].need) and sort_key(row.text):
            actor, office, place = (thing_id if row.thing == thing else None for thing in MODELS)
            said = (row.text, str(row.source), str(row.kind), int(row.need))
            seen[key] = store.Row(actor, office, place, *said)
    return set(seen.values())
