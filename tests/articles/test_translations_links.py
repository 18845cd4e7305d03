"""A translation takes over what its source is tied to, once, the words with their original."""

import pytest
from django.core.exceptions import ValidationError

from articles import services, translations
from articles.models import Article
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    MeetingFactory,
    MentionFactory,
    PersonFactory,
    PlaceFactory,
    StatementFactory,
    StatementSubjectFactory,
)

pytestmark = pytest.mark.django_db

SAID = "Nous irons jusqu’au bout"


def source() -> Article:
    article = ArticleFactory(
        lead=f"« {SAID} », a dit Awa Diarra.",
        published=True,
        mentions=[PersonFactory(name="Awa Diarra")],
        coverages=[MeetingFactory()],
    )
    MentionFactory(article=article, actor=None, place=PlaceFactory(), spelling="Bamako")
    article.mentions.exclude(actor=None).update(spelling="Awa Diarra", role="about")
    ClassificationFactory(article=article)
    speaker = article.mentions.get(place=None).actor
    first = StatementFactory(article=article, text=SAID, speaker=speaker)
    StatementFactory(article=article, text="Oui", kind="claim", continues=first)
    StatementFactory(article=article, text="Non", kind="claim", review="rejected")
    StatementSubjectFactory(statement=first)
    return article


def translated(of: Article) -> Article:
    lead = "“We shall go all the way”, said Awa Diarra."
    return ArticleFactory(language="en", lead=lead, body="", translation_of=of)


def test_names_meetings_subjects_and_words_are_taken_over():
    original = source()
    translation = translated(original)

    count = translations.take_over(translation)

    assert count == 2 + 1 + 1 + 2
    person, place = translation.mentions.order_by("id")
    assert (person.spelling, person.role) == ("Awa Diarra", "about")
    assert (place.spelling, bool(place.place)) == ("", True)  # not printed so in English
    assert translation.coverages.get().meeting == original.coverages.get().meeting
    assert translation.classifications.count() == 1


def test_the_words_keep_their_original():
    original = source()
    translation = translated(original)
    translations.take_over(translation)

    first, second = translation.statements.order_by("id")

    assert (first.original_text, first.original_language, first.language) == (SAID, "fr", "en")
    assert first.speaker == original.statements.first().speaker
    assert first.anchor == "lost"  # until an editor puts the translated words in their place
    assert second.continues == first
    assert first.subjects.count() == 1


def test_a_second_time_nothing_is_added_even_when_the_words_were_translated():
    translation = translated(source())
    translations.take_over(translation)
    first = translation.statements.order_by("id").first()
    first.text = "We shall go all the way"
    first.save()
    assert first.anchor == "anchored"

    assert translations.take_over(translation) == 0


def test_what_is_no_translation_has_nothing_to_take_over():
    with pytest.raises(ValidationError):
        translations.take_over(ArticleFactory())


def test_the_world_sees_the_translated_words_and_the_original():
    translation = translated(source())
    translations.take_over(translation)
    first = translation.statements.order_by("id").first()
    first.text = "We shall go all the way"
    first.save()
    services.publish(translation, by=None)
    sequence_all()

    doc = Item.objects.get(uid=first.uid).doc

    assert doc["text"] == "We shall go all the way"
    assert doc["original"] == {"text": SAID, "language": "fr"}
