"""Whatever two records are tied to: merged and parted again, the database is as before."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.merging import merge, undo
from actors.merging.relations import ACTORS, referring
from tests.actors.merging_worlds import TIES, World, dump

pytestmark = pytest.mark.django_db

LINKS = st.lists(
    st.tuples(
        st.sampled_from(sorted(TIES)), st.integers(0, 1), st.integers(0, 1), st.integers(0, 2)
    ),
    min_size=4,
    max_size=40,
)
SIDES = st.sampled_from(["kept", "duplicate"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    links=LINKS,
    published=st.sets(st.integers(0, 1)),
    seen=st.sampled_from([("public", "public"), ("public", "held"), ("held", "held")]),
    choices=st.fixed_dictionaries(dict.fromkeys(("name", "born", "nationality"), SIDES)),
)
def test_merged_and_undone_every_row_is_as_before(links, published, seen, choices, db):
    with transaction.atomic():
        world = World()
        for link in links:
            world.tie(*link)
        for which in published:
            world.publish(which)
        for index, person in enumerate((world.kept, world.gone)):
            person.visibility, person.born = seen[index], f"196{index}"
            person.nationality, person.notes = world.countries[index], f"Note {index}"
            person.save()
        before = dump()

        done = merge(world.gone, world.kept, by=None, choices=choices)

        assert dump() != before
        assert tied_to(world.gone.pk) <= ({"actors.identifier"} if seen[1] == "held" else set())
        undo(done, by=None)
        assert dump() == before
        transaction.set_rollback(True)


def tied_to(pk: int) -> set[str]:
    """The tables in which something still refers to this actor."""
    return {
        model._meta.label_lower
        for model, columns in referring(ACTORS).items()
        for column in columns
        if model._base_manager.filter(**{column.attname: pk}).exists()
    }
