"""Autocompletes of offices, places, meetings and documents find what was misprinted."""

import pytest

from tests import desk
from tests.actors.test_admin_choices import ADDRESS, offered
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

MALI_MINISTER = "ministre de la Défense et des Anciens combattants du Mali"
NIGER_MINISTER = "ministre de la Défense"


@pytest.fixture
def offices():
    mali, niger = CountryFactory(name="Mali", iso2="ML"), CountryFactory(name="Niger", iso2="NE")
    body = OrganisationFactory(name="Union africaine")
    OfficeFactory(
        title=MALI_MINISTER,
        title_en="Minister of Defence of Mali",
        short_title="ministre malien de la Défense",
        country=mali,
    )
    OfficeFactory(title=NIGER_MINISTER, country=niger, wikidata="Q110537625")
    OfficeFactory(title="ministre de la Santé du Mali", country=mali)
    OfficeFactory(title="président de la Commission", organisation=body, country=None)


MALI = MALI_MINISTER
NIGER = f"{NIGER_MINISTER} · Niger"
COMMISSION = "président de la Commission · Union africaine"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ministre de la Defence du Mali", f"{MALI} ← Minister of Defence of Mali"),
        ("ministre de la Défanse et des anciens combatants du Mali", MALI),
        ("MINISTRE MALIEN DE LA DÉFENSE", f"{MALI} ← ministre malien de la Défense"),
        ("ministre malien de la Defence", f"{MALI} ← ministre malien de la Défense"),
        ("Minister of Defense of Mali", f"{MALI} ← Minister of Defence of Mali"),
        ("defence minister mali", f"{MALI} ← Minister of Defence of Mali"),
        ("ministre de la Defence du Niger", NIGER),
        ("ministre de la Défense Nigre", NIGER),
        ("ministre nigérien de la défense", NIGER),
        ("q110537625", NIGER),
        ("présidant de la Comission", COMMISSION),
        ("president commission union africaine", COMMISSION),
        ("min déf ma", MALI),
        ("sultan de Zinder", None),
    ],
)
def test_an_office_is_found_by_any_title_with_its_country_misprinted(chief, offices, typed, first):
    found = offered(chief, typed, "participation", "office")

    assert found[:1] == ([first] if first else [])


def test_offices_of_one_title_stand_in_the_order_of_the_countries_asked_for(chief):
    for name, iso2 in (("Mali", "ML"), ("Niger", "NE"), ("Tchad", "TD")):
        OfficeFactory(title="Premier ministre", country=CountryFactory(name=name, iso2=iso2))

    assert offered(chief, "premier ministre", "participation", "office") == [
        "Premier ministre · Mali",
        "Premier ministre · Niger",
        "Premier ministre · Tchad",
    ]
    assert offered(chief, "premier ministre tchad", "participation", "office")[0].endswith("Tchad")


@pytest.fixture
def places():
    burkina, ukraine = CountryFactory(name="Burkina Faso"), CountryFactory(name="Ukraine")
    centre = PlaceFactory(name="Centre", kind="region", country=burkina)
    PlaceFactory(name="Ouagadougou", country=burkina, within=centre, geonames="2357048")
    PlaceFactory(name="Kiev", other_names=["Kyiv"], country=ukraine)
    PlaceFactory(name="Niamey", country=None)


OUAGA = "Ouagadougou · Centre · Burkina Faso"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ouagadogou", [OUAGA]),
        ("ouaga", [OUAGA]),
        ("Ouagadougou Burkina", [OUAGA]),
        ("Wagadugu", [OUAGA]),
        ("2357048", [OUAGA]),
        ("kiyv", ["Kiev · Ukraine"]),
        ("Kyiv", ["Kiev ← Kyiv · Ukraine"]),
        ("niamé", ["Niamey"]),
        ("Tombouctou", []),
    ],
)
def test_a_place_is_found_by_any_of_its_names_misprinted(chief, places, typed, expected):
    assert offered(chief, typed, "mention", "place") == expected


@pytest.fixture
def meetings():
    moscow = PlaceFactory(name="Moscou", name_en="Moscow")
    MeetingFactory(
        title="Deuxièmes consultations entre l’AES et la Russie", when="2025-08-14", place=moscow
    )
    MeetingFactory(
        title="Entretien à l’O.N.U.", labels=["tête-à-tête"], when="2025-04-03", place=moscow
    )
    MeetingFactory(title="Consultations de Bamako", when="2024-02", place=None)


MOSCOW = "Deuxièmes consultations entre l’AES et la Russie · 14 août 2025 · Moscou"
BAMAKO = "Consultations de Bamako · février 2024"
TALK = "Entretien à l’O.N.U. · 3 avril 2025 · Moscou"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("consultatons moscou", [MOSCOW]),
        ("consultations mocsou", [MOSCOW]),
        ("consulattions Moskou", [MOSCOW]),
        ("cosultatio", [MOSCOW, BAMAKO]),
        ("deuxiemes", [MOSCOW]),
        ("moscow 2025-08", [MOSCOW]),
        ("moscou", [MOSCOW, TALK]),
        ("entretiens onu", [TALK]),
        ("TETE a tete", [TALK]),
        ("aes", [MOSCOW]),
        ("aed", []),
        ("consultations tokyo", []),
    ],
)
def test_a_meeting_is_found_by_words_of_title_labels_day_and_place(
    chief, meetings, typed, expected
):
    assert offered(chief, typed, "coverage", "meeting") == expected


def test_meetings_with_the_words_as_typed_come_before_those_with_a_misprint(chief):
    MeetingFactory(title="Rencontre de Kidal", when="2020")
    MeetingFactory(title="Sommet de Kindal", when="2025")
    MeetingFactory(title="Sommet à Kidal", when="2024")

    assert [one.split(" · ")[0] for one in offered(chief, "kidal", "coverage", "meeting")] == [
        "Sommet à Kidal",
        "Rencontre de Kidal",
        "Sommet de Kindal",
    ]


def test_the_list_of_meetings_is_searched_with_the_same_patience(chief, meetings):
    page = chief.get("/admin/actors/meeting/", {"q": "consultatons moscou"})

    assert [row.title for row in page.context["cl"].result_list] == [MOSCOW.split(" · ")[0]]


@pytest.mark.parametrize(
    ("make", "model", "field", "typed"),
    [
        (PlaceFactory, "mention", "place", "vile"),
        (MeetingFactory, "coverage", "meeting", "entreteins"),
        (OfficeFactory, "participation", "office", "minitre"),
        (AgreementFactory, "party", "agreement", "memorandun"),
    ],
)
def test_a_misprint_costs_the_same_for_one_row_and_for_ten(chief, make, model, field, typed):
    app = "articles" if model in ("mention", "coverage") else "actors"
    query = {"term": typed, "app_label": app, "model_name": model, "field_name": field}
    make()
    one = desk.queries(chief, ADDRESS, **query)
    make.create_batch(9)

    ten = desk.queries(chief, ADDRESS, **query)

    assert len(ten) == len(one) <= 8, "\n".join(ten)
