"""Posts that a text names with a country beside, and who then is meant."""

from datetime import date

import pytest

from actors.choices import NameKind, OfficeLevel, OrganisationType
from actors.models import Country
from articles.suggestion.result import How
from articles.suggestion.suggest import names
from tests.factories import (
    CountryFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 1)

DEFENCE = "ministre de la Défense nationale et des Anciens combattants de Ghanarie"
FOREIGN = "ministre des Affaires étrangères de Togolie"


@pytest.fixture
def posts(db):
    """The defence ministers of two countries, a foreign minister, and a president."""
    ghana = CountryFactory(name="Ghanarie", name_en="Ghanaria", iso2="GH")
    togo = CountryFactory(name="Togolie", name_en="Togolia", iso2="TG")
    for country, adjective in ((ghana, "ghanarien"), (togo, "togolien")):
        NameFactory(actor=country, text=adjective, kind=NameKind.DEMONYM, language="fr")
    ministry = OrganisationFactory(
        name="Ministère de la Défense de Ghanarie",
        type=OrganisationType.MINISTRY,
        home_country=ghana,
    )
    for name, office in (
        ("Kofi Quertyman", {"title": DEFENCE, "country": ghana, "organisation": ministry}),
        ("Yaovi Quertzec", {"title": "Minister of Defence of Togolia", "country": togo}),
        ("Afi Quertolé", {"title": FOREIGN, "country": togo}),
        (
            "Ama Quertbo",
            {
                "title": "président de la République de Ghanarie",
                "country": ghana,
                "level": OfficeLevel.HEAD_OF_STATE,
            },
        ),
    ):
        TenureFactory(
            person=PersonFactory(name=name, family_name=name.split()[1]),
            office=OfficeFactory(**{"level": OfficeLevel.MINISTER, **office}),
            attested_first=date(2024, 1, 1),
            attested_last=date(2024, 12, 31),
        )


def told(text, on=ON):
    """(printed, person inferred, or office said) for each post of the text."""
    return [
        (one.text, one.thing.name if one.thing else "", one.how.value)
        for one in names(text, on)
        if one.kind == "office" or (one.via and one.kind == "person")
    ]


KOFI, YAOVI, AFI, AMA = "Kofi Quertyman", "Yaovi Quertzec", "Afi Quertolé", "Ama Quertbo"


@pytest.mark.parametrize(
    ("phrase", "who"),
    [
        ("ministre ghanarien de la Défense", KOFI),
        ("ministre de la Défense de Ghanarie", KOFI),
        ("ministre de la Défense et des Anciens combattants de Ghanarie", KOFI),
        ("ministre ghanarien de la Défense nationale", KOFI),
        ("ministre de la Défense nationale et des Anciens combattants de Ghanarie", KOFI),
        ("Ghanaria’s defence minister", KOFI),
        ("Ghanarian defense minister", KOFI),
        ("Minister of Defence of Ghanaria", KOFI),
        ("ministre togolien de la Défense", YAOVI),
        ("ministre de la Défense togolien", YAOVI),
        ("ministre des Affaires étrangères de Togolie", AFI),
        ("ministre togolien des Affaires étrangères", AFI),
        ("chef de la diplomatie togolienne", AFI),
        ("foreign minister of Togolia", AFI),
        ("président ghanarien", AMA),
        ("présidente de Ghanarie", AMA),
        ("chef de l’État ghanarien", AMA),
        ("président de la République de Ghanarie", AMA),
        ("Ghanarian president", AMA),
        ("Ghanaria’s president", AMA),
    ],
)
def test_a_post_beside_its_country_means_the_holder_of_that_day(posts, phrase, who):
    assert told(f"Hier, le {phrase} a parlé.") == [(phrase, who, "office")]


@pytest.mark.parametrize(
    "phrase",
    [
        "vice-président ghanarien",
        "ministre ghanarien de la Culture",
        "président de la Fédération ghanarienne de football",
        "ministre de la Défense du Quertistan",
        "président du parlement de transition de Togolie",
    ],
)
def test_another_post_means_nobody(posts, phrase):
    assert told(f"Hier, le {phrase} a parlé.") == []


def test_after_the_last_known_day_the_holder_is_less_sure(posts):
    def sure(on):
        (one,) = [one for one in names("Le président ghanarien parle.", on) if one.via]
        return one.confidence

    assert sure(date(2024, 1, 1)) > sure(ON) > sure(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Le ministre ghanarien de la Défense, Kofi Quertyman, parle.", DEFENCE),
        ("Le ministre ghanarien de la Défense, le général Kofi Quertyman, parle.", DEFENCE),
        ("Kofi Quertyman, ministre ghanarien de la Défense, parle.", DEFENCE),
        ("Kofi Quertyman (ministre de la Défense de Ghanarie) parle.", DEFENCE),
        ("Le ministre ghanarien de la Défense Kofi Quertyman parle.", DEFENCE),
        ("Ghanaria’s defence minister, General Kofi Quertyman, spoke.", DEFENCE),
    ],
)
def test_a_post_beside_a_name_is_said_and_not_inferred(posts, text, office):
    found = names(text, ON)

    (post,) = [one for one in found if one.kind == "office"]
    assert post.thing.name == office
    assert post.bearer.name == KOFI
    assert [one.how for one in found if one.kind == "person"] == [How.NAME]


def test_a_name_after_an_opening_clause_is_not_in_apposition(posts):
    text = "Reçu par le président ghanarien, Kofi Quertyman a parlé de paix."

    assert told(text) == [("président ghanarien", AMA, "office")]


def test_a_former_holder_is_not_the_holder(posts):
    assert told("L’ancien président ghanarien est mort.") == [
        ("président ghanarien", "président de la République de Ghanarie", "name")
    ]


def test_a_stranger_beside_the_post_is_not_overruled(posts):
    assert told("Le président ghanarien, Zoltan Quarck, parle.") == [
        ("président ghanarien", "président de la République de Ghanarie", "name")
    ]


def test_a_surname_of_several_beside_a_post_is_whoever_held_it(posts):
    PersonFactory(name="Zoltan Quertyman", family_name="Quertyman")

    found = names("Le ministre ghanarien de la Défense, le général Quertyman, parle.", ON)

    assert [one.thing.name for one in found if one.text == "Quertyman"] == [KOFI]


def test_a_counterpart_holds_the_same_post_in_the_other_country(posts):
    text = "Le ministre ghanarien de la Défense a reçu son homologue togolien à Accra."

    assert told(text)[1] == ("homologue togolien", YAOVI, "office")


def test_ministers_of_several_countries_are_one_each(posts):
    for text in (
        "les ministres de la Défense de Ghanarie et de Togolie",
        "les ministres ghanarien et togolien de la Défense",
    ):
        assert {who for _printed, who, _how in told(text)} == {KOFI, YAOVI}


def test_the_minister_by_his_country_is_the_only_one_spoken_of(posts):
    text = "Le ministre ghanarien de la Défense est là. Le ministre ghanarien a parlé."

    assert told(text)[1] == ("ministre ghanarien", KOFI, "office")


@pytest.mark.parametrize(
    "phrase",
    [
        "ministère ghanarien de la Défense",
        "ministère de la Défense de Ghanarie",
        "Ghanarian defence ministry",
        "Ghanaria’s Ministry of Defence",
    ],
)
def test_a_ministry_is_known_by_its_country_too(posts, phrase):
    found = names(f"Selon le {phrase}, tout va bien.", ON)

    assert ("Ministère de la Défense de Ghanarie", How.NAME) in {
        (one.thing.name, one.how) for one in found if one.kind == "organisation"
    }


def test_a_renamed_country_keeps_its_ministers(posts):
    togo = Country.objects.get(iso2="TG")
    togo.names.create(text=togo.name_en, kind=NameKind.FORMER, language="fr")
    togo.names.create(text="quertien", kind=NameKind.DEMONYM, language="fr")
    togo.name, togo.name_en = "Quertie", ""
    togo.save()

    assert told("Le ministre quertien de la Défense parle.")[0][1] == YAOVI
    assert told("Le ministre de la Défense de Quertie parle.")[0][1] == YAOVI
