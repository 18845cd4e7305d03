"""Contradictions as the desk is told of them: the story is saved, both sides are linked."""

import pytest

from tests import desk
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    PersonFactory,
    StatementFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


def test_a_story_that_lets_the_dead_speak_is_saved_and_warned_of(chief):
    person = PersonFactory(died="1970-11-09")
    statement = StatementFactory(
        article=ArticleFactory(event_date="1958-06-04"), speaker=person.actor_ptr
    )
    address = desk.change(statement.article)
    data = desk.posted(chief.get(address)) | {"event_date": "2025-08-14"}

    response = chief.post(address, data, follow=True)

    statement.article.refresh_from_db()
    assert statement.article.event_date == "2025-08-14"
    messages = "".join(str(message) for message in response.context["messages"])
    assert desk.change(statement) in messages
    assert f"/actor/{person.pk}/" in messages


def test_the_stories_on_which_a_side_rests_are_linked(chief):
    tenure = TenureFactory(began="2020", ended="2024")
    other = TenureFactory(office=tenure.office, began="2022", ended="2026")
    story = ArticleFactory(headline="Une nomination")
    EvidenceFactory(article=story, tenure=other)

    address = desk.change(tenure)
    response = chief.post(address, desk.posted(chief.get(address)), follow=True)

    messages = "".join(str(message) for message in response.context["messages"])
    assert desk.change(story) in messages
    assert "Une nomination" in messages
