"""Who and what texts name: countries, bodies, people, capitals that are governments, strangers."""

from datetime import date

import pytest

from actors.choices import NameKind
from articles.suggestion.result import How
from tests.articles.suggestion_world import found, loaded, read
from tests.factories import CountryFactory, NameFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


# Text, then what must be found in it: printed, how, meant.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # countries and their adjectives
        ("Les nigériens votent.", [("nigériens", "demonym", "Niger")]),
        ("Les Nigérianes votent.", [("Nigérianes", "demonym", "Nigeria")]),
        ("Le Niger n’est pas le Nigeria.",
         [("Niger", "name", "Niger"), ("Nigeria", "name", "Nigeria")]),
        ("LE TCHAD QUITTE LA CEDEAO", [
            ("TCHAD", "name", "Tchad"),
            ("CEDEAO", "name", "Communauté économique des États de l’Afrique de l’Ouest")]),
        ("la COTE D'IVOIRE gagne", [("COTE D'IVOIRE", "name", "Côte d’Ivoire")]),
        ("au Burkina‑Faso", [("Burkina‑Faso", "name", "Burkina Faso")]),
        ("la Côte\u00a0d’Ivoire et la Guinée-Bissau", [
            ("Côte\u00a0d’Ivoire", "name", "Côte d’Ivoire"),
            ("Guinée-Bissau", "name", "Guinée-Bissau")]),
        ("en République démocratique du Congo",
         [("République démocratique du Congo", "name", "Congo-Kinshasa")]),
        ("le peuple congolais", [("congolais", "ambiguous", "")]),
        ("La RDC souffre : le peuple congolais attend.",
         [("RDC", "name", "Congo-Kinshasa"), ("congolais", "demonym", "Congo-Kinshasa")]),
        ("l’époque soviétique", [("soviétique", "demonym", "Union soviétique")]),
        ("French and Nigerien officials polish a text.",
         [("French", "demonym", "France"), ("Nigerien", "demonym", "Niger")]),
        # bodies
        ("L’O.N.U. et l’Otan", [
            ("O.N.U", "name", "Organisation des Nations unies"),
            ("Otan", "name", "Organisation du traité de l’Atlantique nord")]),
        ("Il a onu dit.", []),
        ("un pam, un pam", []),
        # people
        ("Vladimir Putin et Assimi Goita", [
            ("Vladimir Putin", "name", "Vladimir Poutine"),
            ("Assimi Goita", "name", "Assimi Goïta")]),
        ("Sadio Camara parle. Camara insiste.", [
            ("Sadio Camara", "name", "Sadio Camara"), ("Camara", "context", "Sadio Camara")]),
        ("Le général Traoré parle.", [("Traoré", "ambiguous", "")]),
        ("Ibrahim Traoré parle. M. Traoré insiste.", [
            ("Ibrahim Traoré", "name", "Ibrahim Traoré"), ("Traoré", "context", "Ibrahim Traoré")]),
        # somebody else of a known surname
        ("Fatou Camara parle. Camara insiste.", [("Fatou Camara", "new", "")]),
        ("Ousmane Poutinov a parlé.", [("Ousmane Poutinov", "new", "")]),
        # part of a longer name
        ("Air France suspend ses vols.", [("Air France", "new", "")]),
        ("Anatole France est un écrivain.", [("Anatole France", "new", "")]),
        ("Il regarde le Tour de France.", [("Tour de France", "new", "")]),
        ("le prix Goïta", []),
        # no names
        ("Jeudi, Selon eux, Enfin la Défense et l’Union des États. Mardi 14 Août.", []),
        ("La réunion est finie.\n\nAC/Sf/APA", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_recognised_as_printed(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris a annoncé son soutien.",
        "Selon Paris, rien n’est décidé.",
        "l’appui de Paris",
        "le soutien militaire de Paris",
        "un accord signé avec Paris",
        "les tensions entre Paris et Alger",
        "Alger accuse Paris d’ingérence.",
        "L’opération est soutenue par Paris.",
        "Il demande à Paris de partir.",
        "face à Paris",
        "Bamako, Niamey et Paris ont protesté.",
        "Paris’s support is vital.",
        "a deal with Paris",
        "Paris said it would leave.",
    ],
)
def test_a_capital_stands_for_its_government(text):
    assert ("Paris", "metonym", "France") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il s’est rendu à Paris.",
        "une visite à Paris",
        "Il quitte Paris pour Alger.",
        "la route entre Paris et Alger",
        "l’accord de Paris",
        "les rues de Paris",
        "Paris, 14 août",
        "de retour de Paris",
        "Il est passé par Paris.",
        "Paris est une ville.",
        "a meeting in Paris",
    ],
)
def test_a_capital_is_a_place(text):
    assert ("Paris", "name", "Paris") in read(text)


def test_a_surname_with_one_bearer_is_less_sure_than_a_full_name():
    PersonFactory(name="Zénon Quaquaversal", family_name="Quaquaversal", given_name="Zénon")

    alone, full = found("Hier Quaquaversal a parlé.")[0], found("Zénon Quaquaversal a parlé.")[0]

    assert alone.thing == full.thing
    assert alone.confidence < full.confidence


def test_a_surname_that_is_a_country_means_the_person_whom_the_text_names():
    PersonFactory(name="Zénon Hollande", family_name="Hollande")

    assert read("Zénon Hollande est là. Hier Hollande a quitté la Hollande.") == [
        ("Zénon Hollande", "name", "Zénon Hollande"),
        ("Hollande", "context", "Zénon Hollande"),
        ("Hollande", "name", "Pays-Bas"),
    ]
    assert read("Hier Hollande a gagné.") == [("Hollande", "name", "Pays-Bas")]


def test_a_surname_shared_with_a_stranger_of_the_text_is_not_decided():
    PersonFactory(name="Zénon Quaquaversal", family_name="Quaquaversal")
    text = "Zénon Quaquaversal a reçu Marguerite Quaquaversal. Hier Quaquaversal a parlé."

    assert [one for one in read(text) if one[0] == "Quaquaversal"] == []


def test_madam_is_not_a_man():
    PersonFactory(
        name="Zénon Quaquaversal",
        family_name="Quaquaversal",
        given_name="Zénon",
        gender="male",
    )

    assert read("Hier Mme Quaquaversal a parlé.") == []


def test_two_of_one_full_name_are_left_to_the_editor():
    for _again in range(2):
        PersonFactory(name="Zénon Quaquaversal", family_name="Quaquaversal")

    (one,) = found("Zénon Quaquaversal a parlé.")

    assert one.how is How.AMBIGUOUS
    assert len(one.things) == 2


def test_a_surname_that_is_a_common_word_needs_a_capital_in_the_sentence():
    PersonFactory(name="Zénon Bah", family_name="Bah")

    assert read("Bah, ce n’est rien. Il a dit bah.") == []
    assert read("Hier le général Bah a parlé.") == [("Bah", "name", "Zénon Bah")]


def test_a_name_written_a_minute_ago_is_found_and_a_deleted_one_is_not():
    person = PersonFactory(name="Zénon Quaquaversal")
    name = NameFactory(actor=person, text="Zeno Quakwaversal")
    assert read("Zeno Quakwaversal parle.")[0][2] == "Zénon Quaquaversal"

    name.delete()
    person.name = "Zoé Autrement"
    person.save()

    assert read("Zeno Quakwaversal parle.")[0][1] == "new"
    assert read("Zoé Autrement parle.") == [("Zoé Autrement", "name", "Zoé Autrement")]


def test_held_and_merged_records_are_known_to_the_desk():
    kept = PersonFactory(name="Zénon Quaquaversal")
    twin = PersonFactory(name="Zeno Dubbelganger")
    twin.merged_into = kept
    twin.save()

    assert read("Zeno Dubbelganger parle.") == [("Zeno Dubbelganger", "name", "Zénon Quaquaversal")]


def test_of_two_bodies_with_one_acronym_the_text_decides():
    for name in ("Alliance des routes de montagne", "Académie royale du mouton"):
        NameFactory(
            actor=OrganisationFactory(name=name), text="ARM", kind=NameKind.ACRONYM, language="fr"
        )

    assert read("L’ARM se réunit.") == [("ARM", "ambiguous", "")]
    assert read("L’Académie royale du mouton se réunit. L’ARM vote.")[1] == (
        "ARM",
        "context",
        "Académie royale du mouton",
    )


def test_a_country_that_has_ended_gives_way_to_the_living_one():
    old = CountryFactory(name="Vieux-Pays", former=True)
    new = CountryFactory(name="Neuf-Pays", iso2="QQ")
    for country in (old, new):
        NameFactory(actor=country, text="paysien", kind=NameKind.DEMONYM, language="fr")

    assert read("Les paysiens votent.") == [("paysiens", "demonym", "Neuf-Pays")]
    assert read("Les paysiens votent.", date(1980, 1, 1))[0][1] == "ambiguous"


def test_an_unknown_name_says_what_kind_it_may_be():
    text = (
        "Le général Zoltan Querty a parlé. Le Parti des Querties vote. Il vit dans la ville de"
        " Quertyville. La QWZ proteste."
    )

    assert [(one.text, one.kind) for one in found(text)] == [
        ("Zoltan Querty", "person"),
        ("Parti des Querties", "organisation"),
        ("Quertyville", "place"),
        ("QWZ", "organisation"),
    ]
    assert {one.how for one in found(text)} == {How.NEW}
