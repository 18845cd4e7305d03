"""A merger shows nothing that was held, and partners hear of it exactly."""

import random

import pytest
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from actors.choices import Visibility
from actors.merging import MergeRefused, merge, undo
from actors.models import Person
from articles import services
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.actors.merging_worlds import MAKE, World, ties
from tests.factories import (
    ArticleFactory,
    AttestationFactory,
    EvidenceFactory,
    IdentifierFactory,
    MeetingFactory,
    MentionFactory,
    NameFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)
from tests.reader import page_of
from tests.register.mirrors import Mirror, settle

HELD, STORY, PUBLIC, PRIVATE = Visibility.values
public_database = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "gone", "after"),
    [
        (HELD, HELD, HELD),
        (STORY, STORY, STORY),
        (STORY, HELD, STORY),
        (STORY, PUBLIC, PUBLIC),
        (PUBLIC, STORY, PUBLIC),
        (PUBLIC, HELD, PUBLIC),
        (PUBLIC, PUBLIC, PUBLIC),
        (HELD, PRIVATE, PRIVATE),
        (PRIVATE, HELD, PRIVATE),
        (PRIVATE, PRIVATE, PRIVATE),
        (HELD, STORY, None),
        (HELD, PUBLIC, None),
        (PRIVATE, STORY, None),
        (PRIVATE, PUBLIC, None),
        (STORY, PRIVATE, None),
        (PUBLIC, PRIVATE, None),
    ],
)
def test_a_merger_opens_no_record_and_closes_none(kept, gone, after):
    stays, goes = PersonFactory(visibility=kept), PersonFactory(visibility=gone)

    if after is None:
        with pytest.raises(MergeRefused):
            merge(goes, stays, by=None)
        return
    merge(goes, stays, by=None)

    assert Person.objects.get(pk=stays.pk).visibility == after


def shown_anywhere() -> str:
    """All that the register holds, as one text."""
    docs = Item.objects.annotate(text=Cast("doc", TextField())).values_list("text", flat=True)
    return "\n".join(text or "" for text in docs)


@public_database
def test_what_was_held_with_its_record_stays_held_in_the_survivor():
    kept, gone = PersonFactory(public=True), PersonFactory(name="CANARI nom")
    office = OfficeFactory(title="OFFICE commun", public=True)
    mine = TenureFactory(person=kept, office=office)
    theirs = TenureFactory(person=gone, office=office, title_as_printed="CANARI titre")
    theirs.attested_first, theirs.attested_last = "1901-01-01", "2099-12-31"
    theirs.save()
    AttestationFactory(tenure=theirs, source="CANARI source")
    TenureFactory(person=gone, office=OfficeFactory(title="CANARI fonction", public=True))
    NameFactory(actor=gone, text="CANARI autre nom")
    RankFactory(person=gone, title="CANARI grade")
    IdentifierFactory(actor=gone, value="CANARI")
    ParticipationFactory(
        person=gone, meeting=MeetingFactory(public=True), name_as_written="CANARI écrit"
    )
    Person.objects.filter(pk=gone.pk).update(summary="CANARI résumé", born="1901")
    sequence_all()
    office_shown = "CANARI fonction"  # a public office shows as itself, not as anybody's
    before = shown_anywhere().replace(office_shown, "")
    assert "CANARI" not in before

    done = merge(gone, kept, by=None)
    sequence_all()

    after = shown_anywhere().replace(office_shown, "")
    assert "CANARI" not in after
    assert "1901" not in after
    assert "2099" not in after
    doc = Item.objects.get(pk=kept.uid).doc
    assert [tenure["title_as_printed"] for tenure in doc["tenures"]] == [mine.title_as_printed]
    undo(done, by=None)
    sequence_all()
    assert "CANARI" not in shown_anywhere().replace(office_shown, "")


@public_database
def test_a_story_withdrawn_since_leaves_nothing_open_when_the_merger_is_undone():
    kept, gone = PersonFactory(), PersonFactory()
    mine, theirs = (ArticleFactory(mentions=[person]) for person in (kept, gone))
    tenure = TenureFactory(person=gone, visibility=HELD)
    EvidenceFactory(article=theirs, tenure=tenure)
    services.publish_many([mine, theirs], by=None)
    mirror = Mirror()
    settle(mirror)
    done = merge(Person.objects.get(pk=gone.pk), Person.objects.get(pk=kept.pk), by=None)
    settle(mirror)
    services.withdraw(theirs, by=None, reason="Erreur.")

    undo(done, by=None, accept_losses=True)

    gone.refresh_from_db()
    kept.refresh_from_db()
    tenure.refresh_from_db()
    assert (gone.visibility, tenure.visibility, kept.visibility) == (HELD, HELD, STORY)
    settle(mirror)
    assert str(gone.uid) not in mirror.held


@public_database
def test_a_story_published_since_opens_its_own_of_the_two_when_the_merger_is_undone():
    kept, gone = PersonFactory(), PersonFactory()
    story = ArticleFactory(mentions=[gone])
    done = merge(gone, kept, by=None)
    services.publish(story, by=None)
    mirror = Mirror()
    settle(mirror)

    undo(done, by=None)

    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.visibility, kept.visibility) == (STORY, HELD)
    settle(mirror)


@public_database
def test_partners_hear_of_the_duplicate_of_the_survivor_and_of_all_that_named_it(client):
    kept, gone = PersonFactory(public=True), PersonFactory(name="Salifou Modi", public=True)
    meeting = MeetingFactory(public=True)
    ParticipationFactory(meeting=meeting, person=gone, delegation=None)
    story = ArticleFactory(published=True)
    MentionFactory(article=story, actor=gone.actor_ptr)
    apart = PersonFactory(public=True)
    mirror = Mirror()
    settle(mirror)
    mirror.heard.clear()

    done = merge(gone, kept, by=None)
    settle(mirror)

    changed = {str(thing.uid) for thing in (kept, meeting, story)}
    assert set(mirror.heard) == {("remove", str(gone.uid))} | {("upsert", uid) for uid in changed}
    assert str(apart.uid) not in {uid for _op, uid in mirror.heard}
    item = Item.objects.get(pk=gone.uid)
    assert (item.status, item.replaced_by) == ("merged", kept.uid)
    answer = client.get(f"/api/v1/people/{gone.uid}")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith(f"/api/v1/people/{kept.uid}")
    page = client.get(reverse("person_detail", args=[gone.uid]))
    assert page.status_code == 301
    assert page.headers["Location"] == page_of(kept)
    mirror.heard.clear()
    undo(done, by=None)
    settle(mirror)
    assert set(mirror.heard) == {("upsert", uid) for uid in {*changed, str(gone.uid)}}
    assert client.get(f"/api/v1/people/{gone.uid}").status_code == 200


@public_database
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", MAKE)
def test_a_mirror_equals_the_record_after_a_merger_and_after_its_undoing(kind, seed):
    chance = random.Random(seed)
    world = World(kind, public=True)
    for _ in range(25):
        tie = chance.choice(sorted(ties(kind)))
        world.tie(tie, chance.randrange(2), chance.randrange(2), chance.randrange(3))
    for which in range(2):
        world.publish(which)
    mirror = Mirror()
    settle(mirror)
    before = dict(mirror.held)

    done = merge(world.gone, world.kept, by=None)
    settle(mirror)
    assert str(world.gone.uid) not in mirror.held
    undo(done, by=None)
    settle(mirror)

    assert mirror.held == before
