"""Undoing a merger days later, after others have worked on what it moved."""

import pytest

from actors.merging import LossesNotAccepted, MergeRefused, merge, preview_undo, undo
from actors.models import Name, Person, Tenure
from articles.models import Mention
from tests.actors.merging_worlds import dump
from tests.factories import (
    EvidenceFactory,
    MentionFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Person, Person]:
    """The record that stays, and its duplicate."""
    return PersonFactory(name="Salifou Mody"), PersonFactory(name="Salifou Modi", born="1963")


def test_an_edit_of_another_column_does_not_hinder_and_stays(pair):
    kept, gone = pair
    tenure = TenureFactory(person=gone)
    done = merge(gone, kept, by=None)
    Tenure.objects.filter(pk=tenure.pk).update(title_as_printed="ministre d’État")

    undo(done, by=None)

    tenure.refresh_from_db()
    assert (tenure.person_id, tenure.title_as_printed) == (gone.pk, "ministre d’État")


def test_what_was_entered_for_the_survivor_since_stays_with_it(pair):
    kept, gone = pair
    done = merge(gone, kept, by=None)
    since = [TenureFactory(person=kept), MentionFactory(actor=kept)]

    undo(done, by=None)

    for row in since:
        row.refresh_from_db()
    assert since[0].person_id == since[1].actor_id == kept.pk


def edited(kept, gone, mention):
    """Somebody has found that the story means a third person."""
    third = PersonFactory()
    Mention.objects.filter(pk=mention.pk).update(actor=third)
    return "edited", Mention, lambda: Mention.objects.get().actor_id == third.pk


def deleted(kept, gone, mention):
    """Somebody has deleted a row that the merger had moved."""
    mention.delete()
    return "deleted", Mention, lambda: not Mention.objects.exists()


def used(kept, gone, mention):
    """A sentence rests on a name that the merger had added."""
    name = Name.objects.get(actor=kept, text="Salifou Modi")
    EvidenceFactory(name=name)
    return "used", Name, lambda: Name.objects.get(pk=name.pk).actor_id == kept.pk


def renamed(kept, gone, mention):
    """Somebody has corrected a name that the merger had added."""
    Name.objects.filter(actor=kept, text="Salifou Modi").update(text="S. Modi")
    return "edited", Name, lambda: Name.objects.get().text == "S. Modi"


def chosen_field(kept, gone, mention):
    """Somebody has corrected a field that was taken over."""
    Person.objects.filter(pk=kept.pk).update(
        born="1964", born_earliest="1964-01-01", born_latest="1964-12-31"
    )
    return "edited", Person, lambda: Person.objects.get(pk=kept.pk).born == "1964"


@pytest.mark.parametrize("since", [edited, deleted, used, renamed, chosen_field])
def test_what_cannot_be_brought_back_is_told_before_and_left_as_it_is(pair, since):
    kept, gone = pair
    mention, tenure = MentionFactory(actor=gone), TenureFactory(person=gone)
    done = merge(gone, kept, by=None)
    why, model, is_left = since(kept, gone, mention)
    before = dump()

    assert [(loss.why, loss.model) for loss in preview_undo(done).losses] == [(why, model)]
    with pytest.raises(LossesNotAccepted):
        undo(done, by=None)
    assert dump() == before
    undo(done, by=None, accept_losses=True)

    tenure.refresh_from_db()
    assert is_left()
    assert tenure.person_id == gone.pk


def test_a_fact_that_was_deleted_for_both_does_not_rise_again(pair):
    kept, gone = pair
    office = OfficeFactory()
    mine = TenureFactory(person=kept, office=office)
    TenureFactory(person=gone, office=office)
    done = merge(gone, kept, by=None)
    mine.delete()

    assert [loss.why for loss in preview_undo(done).losses] == ["deleted"]
    undo(done, by=None, accept_losses=True)

    assert not Tenure.objects.exists()


def test_a_row_whose_meeting_was_deleted_is_told_and_not_restored(pair):
    kept, gone = pair
    mine = ParticipationFactory(person=kept, delegation=None)
    ParticipationFactory(person=gone, delegation=None, meeting=mine.meeting)
    done = merge(gone, kept, by=None)
    mine.meeting.delete()

    assert {loss.why for loss in preview_undo(done).losses} == {"deleted"}
    undo(done, by=None, accept_losses=True)

    assert gone.participations.count() == 0


def test_a_row_that_was_taken_since_is_refused_in_words(pair):
    kept, gone = pair
    tenure = TenureFactory(person=gone)
    done = merge(gone, kept, by=None)
    Person.objects.filter(pk=gone.pk).update(merged_into=None)
    TenureFactory(person=gone, office=tenure.office)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)

    with pytest.raises(MergeRefused):
        undo(done, by=None)


def test_a_merger_on_which_a_later_one_builds_is_undone_after_it(pair):
    kept, gone = pair
    first = merge(gone, kept, by=None)
    last = PersonFactory(name="Salifou Mody Karimou")
    before = dump()
    second = merge(kept, last, by=None)

    with pytest.raises(MergeRefused) as refusal:
        undo(first, by=None)
    assert "Salifou Mody → Salifou Mody Karimou" in refusal.value.messages[0]
    undo(second, by=None)
    assert dump() == before
    undo(first, by=None)

    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_mergers_of_both_ends_of_one_row_are_undone_in_turn(pair):
    kept, gone = pair
    row = ParticipationFactory(person=gone)
    delegation = row.delegation
    country = type(delegation.country)(name="Mali bis", iso2="")
    country.save()
    before = dump()
    people = merge(gone, kept, by=None)
    countries = merge(delegation, country, by=None)

    with pytest.raises(MergeRefused):
        undo(people, by=None)
    undo(countries, by=None)
    undo(people, by=None)

    assert dump() == before


def test_nothing_is_undone_twice(pair):
    kept, gone = pair
    done = merge(gone, kept, by=None)
    undo(done, by=None)
    before = dump()

    with pytest.raises(MergeRefused):
        undo(done, by=None)

    assert dump() == before
    merge(gone, kept, by=None)  # and the two can be merged once more
