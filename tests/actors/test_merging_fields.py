"""What the survivor says of itself after a merger: names, fields, codes."""

import pytest

from actors.merging import MergeRefused, merge, undo
from actors.models import Merge
from tests.actors.merging_worlds import dump
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    NameFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db


def two(**values):
    """The record that stays, and its duplicate."""
    names = ("Salifou Mody", "Salifou Modi")
    return tuple(PersonFactory(name=name, **values) for name in names)


def test_all_names_of_the_duplicate_become_names_of_the_survivor():
    kept = PersonFactory(name="Salifou Mody")
    gone = PersonFactory(name="Salifou Modi", name_en="Salifu Modi")
    NameFactory(actor=kept, text="Salifu Modi", kind="transliteration", language="en")
    NameFactory(actor=gone, text="Mody S.")

    merge(gone, kept, by=None)

    names = kept.names.values_list("text", "kind")
    assert set(names) == {
        ("Salifou Modi", "spelling"),
        ("Salifu Modi", "transliteration"),
        ("Mody S.", "spelling"),
    }


def test_the_name_that_is_not_chosen_stays_a_name():
    kept, gone = two()

    merge(gone, kept, by=None, choices={"name": "duplicate"})

    kept.refresh_from_db()
    assert kept.name == "Salifou Modi"
    assert kept.names.get().text == "Salifou Mody"


def test_fields_go_by_choice_and_what_was_empty_is_filled():
    country = CountryFactory()
    kept = PersonFactory(name="Mody", born="1962", notes="Ici.")
    gone = PersonFactory(
        name="Mody", born="1963-05", summary="Ministre.", nationality=country, notes="Là."
    )

    merge(gone, kept, by=None, choices={"born": "duplicate", "nationality": "kept"})

    kept.refresh_from_db()
    assert (kept.born, str(kept.born_latest)) == ("1963-05", "1963-05-31")
    assert (kept.summary, kept.nationality, kept.notes) == ("Ministre.", None, "Ici.\n\nLà.")


def test_choices_that_contradict_one_another_are_refused_in_words():
    kept = PersonFactory(name="Mody", born="1962", died="")
    gone = PersonFactory(name="Mody", born="1900", died="1950")

    with pytest.raises(MergeRefused) as refusal:
        merge(gone, kept, by=None, choices={"died": "duplicate", "born": "kept"})

    assert refusal.value.messages
    assert not Merge.objects.exists()


def test_countries_hand_over_codes_places_and_successions():
    kept, gone = CountryFactory(iso2="ML"), CountryFactory(iso2="MX", iso3="MLI")
    mine, theirs = (PlaceFactory(name="Bamako", country=country) for country in (kept, gone))
    meeting = MeetingFactory(place=theirs)
    former = CountryFactory(former=True)
    for country in (kept, gone):
        SuccessionFactory(predecessor=former, successor=country)
    SuccessionFactory(predecessor=gone, successor=kept)
    before = dump()

    done = merge(gone, kept, by=None, choices={"iso2": "duplicate"})

    kept.refresh_from_db()
    gone.refresh_from_db()
    meeting.refresh_from_db()
    assert (kept.iso2, kept.iso3, gone.iso2, gone.iso3) == ("MX", "MLI", "", "")
    assert meeting.place == mine
    assert kept.precessions.get().predecessor == former
    undo(done, by=None)
    assert dump() == before


@pytest.mark.parametrize("chosen", ["", "kept", "duplicate"])
@pytest.mark.parametrize("has_capital", [True, False])
@pytest.mark.django_db(transaction=True)  # references are checked at the end of a transaction
def test_two_capitals_of_one_name_become_one(has_capital, chosen):
    kept, gone = CountryFactory(name="Mali"), CountryFactory(name="Le Mali")
    ours, theirs = (PlaceFactory(name="Bamako", country=country) for country in (kept, gone))
    for country, capital in ((kept, ours if has_capital else None), (gone, theirs)):
        country.capital = capital
        country.save()
    before = dump()

    done = merge(gone, kept, by=None, choices={"capital": chosen} if chosen else {})

    kept.refresh_from_db()
    assert kept.capital == (None if chosen == "kept" and not has_capital else ours)
    assert kept.places.get() == ours
    undo(done, by=None)
    assert dump() == before


@pytest.mark.parametrize(
    ("ours", "theirs", "above", "expected"),
    [
        ("", "apart", "", "apart"),
        ("", "kept", "", ""),
        ("gone", "", "", ""),
        ("gone", "apart", "", "apart"),
        ("apart", "kept", "", "apart"),
        ("", "apart", "kept", ""),
        ("", "apart", "gone", ""),
        ("apart", "", "", "apart"),
    ],
)
def test_a_body_is_part_of_what_either_was_part_of_but_never_of_itself(
    ours, theirs, above, expected
):
    bodies = {name: OrganisationFactory(name=name) for name in ("kept", "gone", "apart")}
    for name, parent in (("kept", ours), ("gone", theirs), ("apart", above)):
        bodies[name].parent = bodies.get(parent)
        bodies[name].save()
    before = dump()

    done = merge(bodies["gone"], bodies["kept"], by=None)

    bodies["kept"].refresh_from_db()
    assert bodies["kept"].parent == bodies.get(expected)
    undo(done, by=None)
    assert dump() == before
