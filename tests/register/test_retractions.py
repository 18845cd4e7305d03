"""What leaves the public's sight by way of another row leaves it as surely as by its own."""

import pytest

from actors.choices import Visibility
from actors.models import Actor
from articles.models import Statement
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory, StatementFactory

pytestmark = pytest.mark.django_db


def test_a_statement_that_moves_to_a_draft_is_hidden_at_the_commit() -> None:
    draft = ArticleFactory()
    statement = StatementFactory(article=ArticleFactory(published=True))
    sequence_all()
    assert Item.objects.visible().filter(pk=statement.uid).exists()
    Statement.objects.filter(pk=statement.pk).update(article=draft)
    assert not Item.objects.visible().filter(pk=statement.uid).exists()


def test_a_statement_that_moves_between_published_stories_stays_in_sight() -> None:
    statement = StatementFactory(article=ArticleFactory(published=True))
    sequence_all()
    Statement.objects.filter(pk=statement.pk).update(article=ArticleFactory(published=True))
    assert Item.objects.visible().filter(pk=statement.uid).exists()


def test_the_address_of_a_merged_actor_leads_on_exactly_while_its_target_is_public() -> None:
    merged, target = PersonFactory(public=True), PersonFactory()
    sequence_all()
    Actor.objects.filter(pk=merged.pk).update(merged_into=target.actor_ptr)
    for visibility in (Visibility.HELD, Visibility.PUBLIC, Visibility.PRIVATE):
        Actor.objects.filter(pk=target.pk).update(visibility=visibility)
        sequence_all()
        leads_to = target.uid if visibility == Visibility.PUBLIC else None
        assert Item.objects.get(pk=merged.uid).replaced_by == leads_to
