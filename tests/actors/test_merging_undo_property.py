"""Whatever two records are tied to: merged and parted again, the database is as before."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.merging import merge, undo
from actors.merging.relations import ACTORS, referring
from tests.actors.merging_worlds import MAKE, World, dump, ties

pytestmark = pytest.mark.django_db

SIDES = st.sampled_from(["kept", "duplicate"])
# Fields in which the two differ, and whose value may be chosen.
CHOSEN = {
    "person": ("name", "born", "nationality"),
    "country": ("name", "began", "iso2", "capital"),
    "organisation": ("name", "founded", "home_country", "parent"),
}


def links(kind: str) -> st.SearchStrategy[list[tuple[str, int, int, int]]]:
    """What the two are tied to: see `World.tie`."""
    tie = st.sampled_from(sorted(ties(kind)))
    sides, things = st.integers(0, 1), st.integers(0, 2)
    return st.lists(st.tuples(tie, sides, sides, things), min_size=4, max_size=40)


@pytest.mark.parametrize("kind", MAKE)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.data(),
    published=st.sets(st.integers(0, 1)),
    seen=st.sampled_from([("public", "public"), ("public", "held"), ("held", "held")]),
)
def test_merged_and_undone_every_row_is_as_before(kind, data, published, seen, db):
    tied = data.draw(links(kind))
    choices = data.draw(st.fixed_dictionaries(dict.fromkeys(CHOSEN[kind], SIDES)))
    with transaction.atomic():
        world = World(kind)
        for link in tied:
            world.tie(*link)
        for which in published:
            world.publish(which)
        describe(world, seen)
        before = dump()

        done = merge(world.gone, world.kept, by=None, choices=choices)

        connection.check_constraints()  # as at the end of the transaction
        assert dump() != before
        assert tied_to(world.gone.pk) <= ({"actors.identifier"} if seen[1] == "held" else set())
        undo(done, by=None)
        connection.check_constraints()
        assert dump() == before
        transaction.set_rollback(True)


def describe(world: World, seen: tuple[str, str]) -> None:
    """Let the two differ in what they say of themselves."""
    born = {"person": "born", "country": "began", "organisation": "founded"}[world.kind]
    country = {"person": "nationality", "organisation": "home_country"}.get(world.kind)
    for index, actor in enumerate((world.kept, world.gone)):
        actor.refresh_from_db()
        actor.visibility, actor.notes = seen[index], f"Note {index}"
        setattr(actor, born, f"196{index}")
        if country:
            setattr(actor, country, world.countries[index])
        actor.save()


def tied_to(pk: int) -> set[str]:
    """The tables in which something still refers to this actor."""
    return {
        model._meta.label_lower
        for model, columns in referring(ACTORS).items()
        for column in columns
        if model._base_manager.filter(**{column.attname: pk}).exists()
    }
