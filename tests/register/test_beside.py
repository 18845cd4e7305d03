"""What the register keeps beside a document follows the record even when the document stays."""

from datetime import UTC, datetime

import pytest

from actors.models import Participation
from articles.models import Article
from newsroom.register.models import Entry, Item, Reference, Tie
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

EARLIER = datetime(2020, 1, 1, tzinfo=UTC)


def test_a_statement_without_a_day_moves_in_time_with_its_story() -> None:
    story = ArticleFactory(published=True)
    speaker = PersonFactory(public=True)
    statement = StatementFactory(article=story, speaker=speaker.actor_ptr, said_on="")
    sequence_all()
    before = Item.objects.get(pk=statement.uid)
    Article.objects.filter(pk=story.pk).update(published_at=EARLIER)
    sequence_all()
    after = Item.objects.get(pk=statement.uid)
    assert after.sort_at == EARLIER
    assert Entry.objects.get(pk=statement.uid).sort_at == EARLIER
    assert set(Reference.objects.filter(item=statement.uid).values_list("sort_at", flat=True)) == {
        EARLIER
    }
    # A mirror holds the document, which is what it was: nothing is sent to it again.
    assert (after.seq, after.version, after.sequenced_at, after.doc) == (
        before.seq,
        before.version,
        before.sequenced_at,
        before.doc,
    )


def test_who_met_whom_follows_a_delegation_that_nobody_may_see() -> None:
    meeting = MeetingFactory(public=True)
    one, other = (CountryFactory(private=True).actor_ptr for _ in range(2))
    seat = ParticipationFactory(meeting=meeting, person=PersonFactory(public=True), delegation=one)
    ParticipationFactory(meeting=meeting, person=PersonFactory(public=True), delegation=other)
    sequence_all()
    assert Tie.objects.count() == 1
    Participation.objects.filter(pk=seat.pk).update(delegation=other)
    sequence_all()
    assert Tie.objects.count() == 0
