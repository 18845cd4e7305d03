"""A mirror equals the archive whatever happens; and each rule that makes it so is needed."""

import threading
from collections.abc import Callable

import pytest

from newsroom.register import sequencer
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence, sequence_all
from tests.factories import PersonFactory
from tests.register import mutants, scenarios
from tests.register.mirrors import Mirror, settle
from tests.register.scenarios import SCENARIOS, in_thread

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def two_sequencers() -> None:
    """One pauses between drawing its number and committing; the other must wait for it."""
    first, second = PersonFactory(public=True), PersonFactory(public=True)
    mirror = Mirror()
    settle(mirror)
    drawn, go_on, draw = threading.Event(), threading.Event(), sequencer.draw

    def pausing(count: int) -> list[int]:
        numbers = draw(count)
        if threading.current_thread() is not threading.main_thread() and not drawn.is_set():
            drawn.set()
            go_on.wait(2)  # long enough for the other to overtake, if it can
        return numbers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequencer, "draw", pausing)
        type(first).objects.filter(pk=first.pk).update(name="Un")
        slow = in_thread(sequence)
        assert drawn.wait(20)
        type(second).objects.filter(pk=second.pk).update(name="Deux")
        quick = in_thread(sequence_all)
        quick.join(1)
        mirror.pull()
        go_on.set()
        slow.join()
        quick.join()
    settle(mirror)


PROMISES = (*SCENARIOS, two_sequencers)


@pytest.mark.parametrize("scenario", PROMISES, ids=lambda scenario: scenario.__name__)
def test_a_mirror_equals_the_archive(scenario: Callable[[], None]) -> None:
    scenario()


@pytest.mark.parametrize(
    ("mutant", "scenario"),
    [
        (mutants.number_taken_at_write, scenarios.commits_out_of_order),
        (mutants.signals_instead_of_triggers, scenarios.every_way_to_write),
        (mutants.link_table_trigger_missing, scenarios.every_way_to_write),
        (mutants.clock_in_the_visibility_rule, scenarios.the_hour_alone_publishes_nothing),
        (mutants.gone_rows_dropped, scenarios.every_way_to_write),
        (mutants.labels_once_borne_forgotten, scenarios.leaving_a_scope),
        (mutants.pending_retractions_ignored, scenarios.retraction_at_the_commit),
        (mutants.unchanged_things_numbered, scenarios.saving_without_a_change),
        (mutants.trace_of_unpublished_things, scenarios.a_draft_leaves_no_trace),
        (mutants.retracted_but_unchanged_not_numbered, scenarios.back_before_the_sequencer_ran),
        (mutants.no_lock_and_skip_locked, two_sequencers),
    ],
    ids=lambda part: part.__name__,
)
def test_breaking_the_rule_breaks_the_promise(
    mutant: Callable[[], object], scenario: Callable[[], None]
) -> None:
    with mutant(), pytest.raises(AssertionError):  # type: ignore[attr-defined]
        scenario()


def test_the_claim_alone_keeps_two_sequencers_apart() -> None:
    """The one mutation that changes nothing: the claiming DELETE waits for the other's rows."""
    with mutants.no_lock_and_plain_claim():
        first = PersonFactory(public=True)
        mirror = Mirror()
        settle(mirror)
        type(first).objects.filter(pk=first.pk).update(name="Un")
        threads = [in_thread(sequence_all) for _ in range(2)]
        for thread in threads:
            thread.join()
        settle(mirror)
    assert Item.objects.get(pk=first.uid).version == 2
