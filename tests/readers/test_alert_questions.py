"""What an alert asks: which stories are news to it, and what is no question."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import services
from newsroom.readers import questions
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory, SectionFactory

pytestmark = pytest.mark.django_db


def question(**said: str) -> questions.Question:
    return questions.read(said)


def news(asked: questions.Question, **times) -> set[str]:
    now = timezone.now()
    after, until = times.get("after", now - timedelta(hours=1)), times.get("until", now)
    return {item.doc["headline"] for item in asked.news(after, until)}


def publish(headline: str, **values):
    story = ArticleFactory(headline=headline, ready=True, **values)
    services.publish(story, by=None)
    sequence_all()
    return story


@pytest.fixture
def mody():
    person = PersonFactory(public=True, name="Salifou Mody")
    sequence_all()
    return person


def test_words_a_thing_and_a_section_narrow_each_other(mody):
    section = SectionFactory(name="Défense")
    publish("Mody à Tombouctou", mentions=[mody], section=section)
    publish("Autre nouvelle de Tombouctou")
    publish("Mody à Niamey", mentions=[mody])
    about = str(mody.uid)

    assert news(question(q="tombouctou")) == {"Mody à Tombouctou", "Autre nouvelle de Tombouctou"}
    assert news(question(about=about)) == {"Mody à Tombouctou", "Mody à Niamey"}
    assert news(question(section=section.code)) == {"Mody à Tombouctou"}
    assert news(question(q="niamey", about=about)) == {"Mody à Niamey"}
    assert news(question(q="niamey", section=section.code)) == set()


def test_news_is_what_was_first_public_in_that_time():
    first = publish("Tombouctou, mardi")
    publish("Tombouctou, mercredi")
    now = timezone.now()
    Item.objects.filter(pk=first.uid).update(first_at=now - timedelta(hours=2))
    asked = question(q="tombouctou")

    assert news(asked) == {"Tombouctou, mercredi"}
    assert news(asked, until=now - timedelta(hours=1)) == set()
    services.correct(first, by=None, note="Le jour était faux.")
    sequence_all()
    assert news(asked) == {"Tombouctou, mercredi"}


def test_what_is_taken_over_from_an_old_archive_is_no_news():
    old = publish("Tombouctou, il y a dix ans")
    before = timezone.now() - timedelta(days=3650)
    Item.objects.filter(pk=old.uid).update(sort_at=before)

    assert news(question(q="tombouctou")) == set()


@pytest.mark.parametrize("is_sequenced", [True, False])
def test_what_was_withdrawn_is_no_news(is_sequenced):
    story = publish("Tombouctou, une erreur")
    services.withdraw(story, by=None, reason="Faux.")
    if is_sequenced:
        sequence_all()

    assert news(question(q="tombouctou")) == set()


def test_what_is_not_out_is_no_news():
    ArticleFactory(headline="Tombouctou, un brouillon", ready=True)
    hour = timezone.now() + timedelta(hours=1)
    ArticleFactory(headline="Tombouctou, sous embargo", ready=True, embargo_until=hour)
    sequence_all()

    assert news(question(q="tombouctou")) == set()


NONE = {
    "nothing": {},
    "spaces": {"q": "  "},
    "words that are everywhere": {"q": "le la"},
    "only what must not be there": {"q": "-mali"},
    "no thing": {"about": "x"},
    "a thing that is not here": {"about": "00000000-0000-4000-8000-000000000000"},
    "no section": {"section": "nulle-part"},
}


@pytest.mark.parametrize("said", NONE.values(), ids=NONE.keys())
def test_what_is_no_question_is_refused(said):
    with pytest.raises(ValidationError):
        question(**said)


def test_a_thing_that_nobody_may_see_is_no_question(mody):
    asked = question(about=str(mody.uid))
    mody.visibility = "private"
    mody.save()

    with pytest.raises(ValidationError):
        questions.read(asked.stored)


def test_a_question_is_said_in_words(mody):
    section = SectionFactory(name="Défense")
    publish("Mody à Tombouctou", section=section)
    asked = question(q="tombouctou", about=str(mody.uid), section=section.code)

    said = questions.in_words(asked.stored, {mody.uid: asked.thing})

    assert "tombouctou" in said
    assert "Salifou Mody" in said
    assert "Défense" in said
    assert questions.read(asked.stored) == asked
