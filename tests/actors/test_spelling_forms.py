"""Forms made by rule: surnames, adjectives of countries, posts and bodies without their country."""

import pytest

from actors.choices import NameKind, OfficeLevel, OrganisationType
from actors.models import Spelling
from actors.spellings.adjectives import adjective_forms, english_adjective, region_adjectives
from actors.spellings.index import refresh
from actors.spellings.roles import body_forms, office_forms
from actors.spellings.surnames import surnames
from tests.factories import (
    CountryFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ibrahim Boubacar Keïta", {"Keïta"}),
        ("Jean-Yves Le Drian", {"Le Drian"}),
        ("Dominique de Villepin", {"de Villepin", "Villepin"}),
        ("Abdel Fattah al-Sissi", {"al-Sissi", "Sissi"}),
        ("Mohamed Ould Ghazouani", {"Ould Ghazouani", "Ghazouani"}),
        ("Assimi GOÏTA", {"GOÏTA"}),
        ("Маига, Шогель", {"Маига"}),
        ("John Smith Jr.", {"Smith"}),
        ("François Ier", set()),
        ("Neymar", set()),
    ],
)
def test_the_surname_of_a_name(name, expected):
    assert surnames([(name, "")]) == expected


def test_a_family_name_on_record_counts_and_acronyms_do_not():
    names = [("Xi Jinping", ""), ("XJP", NameKind.ACRONYM), ("Oncle Xi", NameKind.SHORT)]

    assert surnames(names, "Xi") == {"Xi", "Jinping"}


@pytest.mark.parametrize(
    ("adjective", "forms"),
    [
        ("malien", "malien malienne maliens maliennes"),
        ("burkinabè", "burkinabè burkinabès"),
        ("russe", "russe russes"),
        ("français", "français française françaises"),
        ("grec", "grec grecque grecs grecques"),
        ("turc", "turc turque turcs turques"),
        ("allemand", "allemand allemande allemands allemandes"),
        ("maliennes", "maliennes"),
        ("émirati", "émirati émiratis"),
    ],
)
def test_an_adjective_has_its_feminine_and_plural(adjective, forms):
    assert adjective_forms(adjective) == set(forms.split())


def test_adjectives_of_niger_and_nigeria_stay_apart():
    assert not adjective_forms("nigérien") & adjective_forms("nigérian")


@pytest.mark.parametrize(
    ("name", "adjective"),
    [
        ("Russia", "Russian"),
        ("Mali", "Malian"),
        ("Kenya", "Kenyan"),
        ("Niger", "Nigerien"),
        ("France", "French"),
        ("Somalia", "Somali"),
        ("South Korea", "South Korean"),
        ("Fiji Islands", ""),
        ("Bhutan", ""),
    ],
)
def test_an_english_adjective_follows_a_rule_or_a_list(name, adjective):
    assert english_adjective(name) == adjective


def test_a_region_has_an_adjective_and_a_town_none():
    assert "sahéliennes" in region_adjectives("Sahel")
    assert region_adjectives("Moscou") == set()


@pytest.mark.parametrize(
    "form",
    [
        "ministre de la defense",
        "ministre de la defense et des anciens combattants",
        "ministre des anciens combattants",
        "ministre de la defense nationale",
        "defence minister",
        "minister of defense",
    ],
)
def test_a_minister_is_printed_in_many_ways(form):
    title = "ministre de la Défense et des Anciens combattants du Mali"

    assert form in office_forms([title], OfficeLevel.MINISTER, ["Mali", "malien"])


@pytest.mark.parametrize(
    ("title", "level", "form", "is_one"),
    [
        ("Minister of Foreign Affairs of Mali", "minister", "chef de la diplomatie", True),
        ("Prime Minister of Mali", "head_of_government", "premier ministre", True),
        ("Premier ministre du Mali", "head_of_government", "prime minister", True),
        ("président du Mali", "head_of_state", "chef de l etat", True),
        ("President of Mali", "head_of_state", "president", True),
        ("vice-président du Mali", "other", "president", False),
        ("président de l’Assemblée nationale du Mali", "legislator", "president", False),
        ("Premier ministre du Mali", "head_of_government", "ministre", False),
        ("ministre de l’Eau du Mali", "minister", "ministre", False),
    ],
)
def test_a_post_has_the_forms_of_its_kind_and_no_others(title, level, form, is_one):
    assert (form in office_forms([title], level, ["Mali", "malien"])) is is_one


def test_the_president_of_an_alliance_is_no_head_of_state():
    forms = office_forms(
        ["président de l’Alliance"], OfficeLevel.HEAD_OF_BODY, ["Alliance"], is_national=False
    )

    assert forms == {"president"}


def test_only_public_bodies_are_known_by_their_country():
    ministry = body_forms(["Ministère de la Défense du Mali"], OrganisationType.MINISTRY, ["Mali"])

    assert {"ministere de la defense", "defence ministry"} <= ministry
    assert body_forms(["Banque du Mali"], OrganisationType.COMPANY, ["Mali"]) == set()


@pytest.mark.django_db
def test_rows_say_what_each_form_needs():
    country = CountryFactory(name="Quertie", name_en="Quertia")
    NameFactory(actor=country, text="quertien", kind=NameKind.DEMONYM, language="fr")
    NameFactory(
        actor=OrganisationFactory(name="BRIX"), text="ABCD", kind=NameKind.ACRONYM, language="fr"
    )
    PersonFactory(name="Zénon Quaquaversal", family_name="Quaquaversal")
    OfficeFactory(title="président de Quertie", country=country)
    PlaceFactory(name="Sahel", country=None)
    refresh()

    rows = {(row.text, row.need, row.source) for row in Spelling.objects.all()}

    assert {
        ("Quertie", 1, "name"),
        ("quertien", 0, "other"),
        ("quertiennes", 0, "derived"),
        ("Quertian", 1, "derived"),
        ("BRIX", 2, "name"),
        ("ABCD", 2, "other"),
        ("Quaquaversal", 1, "derived"),
        ("président de Quertie", 0, "name"),
        ("president", 0, "derived"),
        ("sahélien", 0, "derived"),
    } <= rows


@pytest.mark.django_db
def test_a_country_s_new_adjective_reaches_its_posts_and_ministries():
    country = CountryFactory(name="Quertie")
    office = OfficeFactory(title="ministre quertais de la Défense", country=country)
    body = OrganisationFactory(
        name="Ministère quertais de la Défense",
        type=OrganisationType.MINISTRY,
        home_country=country,
    )
    refresh()
    assert not Spelling.objects.filter(office=office, folded="ministre de la defense").exists()

    NameFactory(actor=country, text="quertais", kind=NameKind.DEMONYM, language="fr")
    refresh()

    assert Spelling.objects.filter(office=office, folded="ministre de la defense").exists()
    assert Spelling.objects.filter(actor=body, folded="ministere de la defense").exists()
