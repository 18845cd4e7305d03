"""What becomes of the rows of two records that are made one."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import JSONField

from actors.merging import MergeRefused, merge, preview, undo
from actors.merging.relations import ACTORS, APART, referring
from actors.models import Merge, Name, Organisation, Participation, Person
from tests.actors.merging_worlds import dump
from tests.factories import (
    AttestationFactory,
    CountryFactory,
    DistinctFactory,
    EvidenceFactory,
    IdentifierFactory,
    MeetingFactory,
    MembershipFactory,
    MentionFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def two(**values):
    """The record that stays, and its duplicate."""
    return PersonFactory(name="Salifou Mody", **values), PersonFactory(
        name="Salifou Modi", **values
    )


def columns_to_actors():
    return {
        (model._meta.label_lower, column.attname)
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.local_concrete_fields
        if column.related_model in ACTORS and not getattr(column.remote_field, "parent_link", False)
    }


def test_every_column_that_refers_to_an_actor_follows_or_is_declared_apart():
    follow = {(m._meta.label_lower, c.attname) for m, cs in referring(ACTORS).items() for c in cs}

    assert {label for label, _ in columns_to_actors() - follow} == APART
    assert ("articles.mention", "actor_id") in follow
    assert ("actors.person", "nationality_id") in follow


def test_no_list_or_json_of_the_record_holds_keys_of_actors():
    """Such columns would have to be moved by a rule of their own; these hold none."""
    known = {
        "actors.meeting.labels", "actors.place.other_names", "actors.merge.journal",
        "actors.spelling.keys",
    }  # fmt: skip
    found = {
        f"{model._meta.label_lower}.{column.name}"
        for model in apps.get_app_config("actors").get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, ArrayField | JSONField)
    }

    assert found <= known


def test_a_tenure_that_both_have_is_one_with_the_days_of_both():
    kept, gone = two()
    office = OfficeFactory()
    mine = TenureFactory(
        person=kept, office=office, attested_first="2025-01-01", attested_last="2025-02-01"
    )
    theirs = TenureFactory(
        person=gone,
        office=office,
        attested_first="2024-01-01",
        attested_last="2025-01-15",
        title_as_printed="ministre d’État",
    )
    sentence = EvidenceFactory(tenure=theirs)
    day = AttestationFactory(tenure=theirs)

    merge(gone, kept, by=None)

    mine.refresh_from_db()
    sentence.refresh_from_db()
    day.refresh_from_db()
    assert [str(mine.attested_first), str(mine.attested_last)] == ["2024-01-01", "2025-02-01"]
    assert mine.title_as_printed == "ministre d’État"
    assert kept.tenures.get() == mine
    assert sentence.tenure_id == day.tenure_id == mine.pk


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        ({}, {}, 1),
        ({"delegation": None}, {}, 1),
        ({}, {"delegation": None, "name_as_written": "Modi"}, 1),
        ({"office": True}, {}, 1),
        ({"delegation": "other"}, {}, 2),
    ],
)
def test_one_person_is_at_one_meeting_once_for_one_delegation(mine, theirs, left):
    kept, gone = two()
    meeting, country = MeetingFactory(), CountryFactory()
    for person, values in ((kept, mine), (gone, theirs)):
        own = {"delegation": country} | values
        if own["delegation"] == "other":
            own["delegation"] = CountryFactory()
        if own.pop("office", False):
            own["office"] = OfficeFactory()
        ParticipationFactory(meeting=meeting, person=person, **own)

    merge(gone, kept, by=None)

    rows = Participation.objects.filter(meeting=meeting)
    assert rows.count() == left
    assert {row.person_id for row in rows} == {kept.pk}
    assert left == 2 or rows.get().delegation == country.actor_ptr


def test_what_one_record_says_twice_of_itself_stays_as_it_is():
    kept, gone = two()
    meeting = MeetingFactory()
    for name in ("Mody", "S. Mody"):
        ParticipationFactory(meeting=meeting, person=kept, name_as_written=name, delegation=None)
    ParticipationFactory(meeting=meeting, person=gone, delegation=None)

    merge(gone, kept, by=None)

    assert Participation.objects.filter(person=kept).count() == 2


def test_identifiers_move_and_two_of_one_catalogue_both_stay():
    kept, gone = two()
    for person, item in ((kept, "Q1"), (gone, "Q2")):
        IdentifierFactory(actor=person, value=item)

    merge(gone, kept, by=None)

    assert set(kept.identifiers.values_list("value", flat=True)) == {"Q1", "Q2"}


def test_a_chain_of_mergers_leads_to_its_end_at_once():
    first, second, third = PersonFactory.create_batch(3)
    merge(first, second, by=None)
    merge(second, third, by=None)

    first.refresh_from_db()
    assert first.merged_into_id == third.pk


def test_nothing_is_tied_to_itself():
    kept, gone = OrganisationFactory(), OrganisationFactory()
    Organisation.objects.filter(pk=kept.pk).update(parent=gone)
    membership = MembershipFactory(member=gone, organisation=kept)
    sentence = EvidenceFactory(membership=membership)
    child = OrganisationFactory(parent=gone)

    done = merge(gone, kept, by=None)

    kept.refresh_from_db()
    child.refresh_from_db()
    sentence.refresh_from_db()
    assert (kept.parent, child.parent, sentence.membership) == (None, kept, None)
    assert not kept.members.exists()
    undo(done, by=None)
    sentence.refresh_from_db()
    assert sentence.membership == membership


@pytest.mark.parametrize("turned", [False, True])
def test_pairs_told_apart_follow_in_whatever_order_they_stand(turned):
    kept, gone = two()
    third = PersonFactory()
    DistinctFactory(one=kept, other=third)
    DistinctFactory(one=third if turned else gone, other=gone if turned else third)
    between = DistinctFactory(one=gone, other=kept)
    before = dump()

    done = merge(gone, kept, by=None)

    left = type(between).objects.get()
    assert {left.one_id, left.other_id} == {kept.pk, third.pk}
    undo(done, by=None)
    assert dump() == before


def test_a_preview_writes_nothing_and_tells_every_row():
    kept, gone = two()
    TenureFactory(person=gone)
    MentionFactory(actor=gone)
    before = dump()

    plan = preview(gone, kept)

    assert dump() == before
    assert {row.model._meta.model_name for row in plan.rows} == {"actor", "tenure", "mention"}
    assert [values["text"] for _model, values, _why in plan.added] == ["Salifou Modi"]


@pytest.mark.parametrize("case", ["kinds", "itself", "merged already", "into a merged one"])
def test_what_cannot_be_one_is_refused(case):
    kept, gone = two()
    other = PersonFactory()
    match case:
        case "kinds":
            gone = OrganisationFactory()
        case "itself":
            gone = kept
        case "merged already":
            merge(gone, other, by=None)
        case "into a merged one":
            merge(kept, other, by=None)
    before = dump()

    with pytest.raises(MergeRefused):
        merge(gone, kept, by=None)

    assert dump() == before


def test_the_permission_is_asked_for():
    kept, gone = two()
    reporter = UserFactory(permissions=["actors.change_person"])
    chief = UserFactory(permissions=["actors.merge_actor"])

    with pytest.raises(PermissionDenied):
        merge(gone, kept, by=reporter)
    done = merge(gone, kept, by=chief)
    with pytest.raises(PermissionDenied):
        undo(done, by=reporter)

    assert Merge.objects.get().made_by == chief
    assert Person.objects.get(pk=gone.pk).merged_into_id == kept.pk


def test_what_is_tied_to_a_merged_record_later_is_tied_to_the_survivor():
    kept, gone = two()
    merge(gone, kept, by=None)

    late = [
        MentionFactory(actor=gone),
        TenureFactory(person=gone),
        NameFactory(actor=gone, text="Modi tout court"),
        EvidenceFactory(actor=gone),
    ]

    for row in late:
        row.refresh_from_db()
    assert late[0].actor_id == late[1].person_id == late[2].actor_id == late[3].actor_id == kept.pk
    assert Name.objects.filter(actor=gone).count() == 0
