"""What a text reports without inverted commas: claims with their source, messages carried."""

from datetime import date

import pytest

from articles.suggestion.sources import sources
from tests.articles.hand_made import found_in

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 16)


def claims(text, kind="claim"):
    return [words for words in sources(text, found_in(text), ON) if words.kind == kind]


def name(thing):
    return thing.name if thing else None


@pytest.mark.parametrize(
    ("text", "source", "speaker", "claimed"),
    [
        ("Selon la partie tchadienne, les travaux ont repris à Dakar.", "la partie tchadienne",
         "Tchad", "les travaux ont repris à Dakar"),
        ("Les travaux ont repris à Dakar, selon la partie togolaise.", "la partie togolaise",
         "Togo", "Les travaux ont repris à Dakar"),
        ("Selon le ministère tchadien de la Défense, quatre soldats sont rentrés.",
         "le ministère tchadien de la Défense", "ministère tchadien de la Défense",
         "quatre soldats sont rentrés"),
        ("Selon les informations officielles, quatre soldats sont rentrés.",
         "les informations officielles", None, "quatre soldats sont rentrés"),
        ("D’après un communiqué, quatre soldats sont rentrés.", "un communiqué", None,
         "quatre soldats sont rentrés"),
        ("D'après l'ONU, quatre soldats sont rentrés.", "l'ONU", "ONU",
         "quatre soldats sont rentrés"),
        ("Les chiffres traduisent, selon les informations officielles, une forte hausse.",
         "les informations officielles", None,
         "Les chiffres traduisent, selon les informations officielles, une forte hausse"),
        ("Selon Pierre Lambert, quatre soldats sont rentrés.", "", "Pierre Lambert",
         "quatre soldats sont rentrés"),
        ("Quatre soldats sont rentrés, a indiqué une source sécuritaire.",
         "une source sécuritaire", None, "Quatre soldats sont rentrés"),
        ("Quatre soldats sont rentrés, a indiqué le maire Pierre Lambert.", "", "Pierre Lambert",
         "Quatre soldats sont rentrés"),
        ("Moussa Keïta a rappelé que la trêve dure depuis mai.", "", "Moussa Keïta",
         "la trêve dure depuis mai"),
        ("Moussa Keïta a relevé la persistance des menaces armées.", "", "Moussa Keïta",
         "la persistance des menaces armées"),
        ("According to the African Union, four soldiers have come home.", "the African Union",
         "African Union", "four soldiers have come home"),
        ("According to a security source, four soldiers have come home.", "a security source",
         None, "four soldiers have come home"),
        ("John Miller said that the truce has held since May.", "", "John Miller",
         "the truce has held since May"),
    ],
)  # fmt: skip
def test_a_claim_has_its_source_as_printed_and_its_clause(text, source, speaker, claimed):
    (words,) = claims(text)

    assert (words.source, name(words.speaker)) == (source, speaker)
    assert words.text == claimed == text[words.start : words.end]


def test_a_country_that_stands_for_its_side_is_less_sure_than_a_body_by_name():
    (side,) = claims("Selon la partie togolaise, quatre soldats sont rentrés.")
    (body,) = claims("Selon l’ONU, quatre soldats sont rentrés.")

    assert side.confidence < body.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Les règles selon lesquelles on vote ont changé cette année.",
        "Quatre soldats sont rentrés à Dakar.",
        "Pour la paix, quatre soldats sont rentrés.",
        "« Quatre soldats sont rentrés », selon Pierre Lambert.",
    ],
)
def test_what_names_no_source_or_is_quoted_is_no_claim(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "bearer", "originator", "addressee"),
    [
        ("Moussa Keïta a transmis les félicitations de Karim Benali pour la fête nationale.",
         "Moussa Keïta", "Karim Benali", None),
        ("Le ministre Moussa Keïta a remis un message du président Karim Benali à Pierre Lambert.",
         "Moussa Keïta", "Karim Benali", "Pierre Lambert"),
        ("Moussa Keïta est porteur d’un message du président Karim Benali.",
         "Moussa Keïta", "Karim Benali", None),
        ("Moussa Keïta a rencontré Pierre Lambert. Il lui a remis une lettre de Karim Benali.",
         "Moussa Keïta", "Karim Benali", "Pierre Lambert"),
        ("Sarah Cole conveyed the greetings of Luis Ortega to John Miller.",
         "Sarah Cole", "Luis Ortega", "John Miller"),
        ("Sarah Cole delivered Luis Ortega’s message to John Miller.",
         "Sarah Cole", "Luis Ortega", "John Miller"),
    ],
)  # fmt: skip
def test_a_message_carried_belongs_to_whom_it_is_from(text, bearer, originator, addressee):
    (words,) = claims(text, "relayed")

    assert name(words.speaker) == bearer
    assert name(words.originator) == originator
    assert name(words.addressee) == addressee


@pytest.mark.parametrize(
    "text",
    [
        "Moussa Keïta a transmis ses félicitations à Karim Benali.",
        "Moussa Keïta a reçu les félicitations de Karim Benali.",
        "Moussa Keïta a publié un message.",
    ],
)
def test_ones_own_message_is_not_carried(text):
    assert claims(text, "relayed") == []
