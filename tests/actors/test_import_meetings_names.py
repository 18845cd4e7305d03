"""What English names of countries, and of people in a line of text, mean to the import."""

from datetime import date
from typing import Any

import pytest

from actors.importers.english_countries import EnglishCountries
from actors.importers.travel_text import People
from actors.importers.travel_titles import known_as
from tests.factories import CountryFactory


@pytest.fixture
def world(db) -> EnglishCountries:
    for name, code in (
        ("Burkina Faso", "BF"),
        ("Congo", "CD"),
        ("Russia", "RU"),
        ("Benin", "BJ"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Vietnam", "VN"),
        ("Spain", "ES"),
        ("Cuba", "CU"),
    ):
        CountryFactory(name=f"{name} (fr)", name_en=name, iso2=code)
    for name, code, began, ended in (
        ("Upper Volta", "HVBF", "1960-08-05", "1984-08-04"),
        ("Zaire", "ZRCD", "1971-10-27", "1997-05-17"),
        ("Soviet Union", "SUHH", "1922-12-30", "1991-12-26"),
        ("Dahomey", "DYBJ", "1960-08-01", "1975-11-30"),
    ):
        CountryFactory(
            name=f"{name} (fr)", name_en=name, iso2="", former_code=code, began=began, ended=ended
        )
    return EnglishCountries()


@pytest.mark.parametrize(
    ("printed", "day", "expected"),
    [
        ("Upper Volta (Burkina Faso)", "1965-03-29", "HVBF"),
        ("Upper Volta (Burkina Faso)", "1985-01-01", "BF"),
        ("Dahomey (Benin)", "1970-01-01", "DYBJ"),
        ("Dahomey (Benin)", "1980-01-01", "BJ"),
        ("Democratic Republic of the Congo (Zaire)", "1980-01-01", "ZRCD"),
        ("Democratic Republic of the Congo (Zaire)", "2022-12-13", "CD"),
        ("Congo, Democratic Republic of", "1975-01-01", "ZRCD"),
        ("Zaire", "1990-01-01", "ZRCD"),
        ("Zaire", "2000-01-01", ""),
        ("U.S.S.R.", "1991-07-30", "SUHH"),
        ("U.S.S.R.", "1992-01-27", ""),
        ("Russia", "1992-01-31", "RU"),
        ("Russia", "1970-01-01", ""),
        ("Niger", "2014-08-05", "NE"),
        ("Nigeria", "2014-08-05", "NG"),
        ("Vietnam", "1968-01-01", ""),
        ("Vietnam", "2000-01-01", "VN"),
        ("Atlantis", "2000-01-01", ""),
    ],
)
def test_a_country_is_the_state_of_that_name_on_that_day(world, printed, day, expected):
    found = world.find(printed, date.fromisoformat(day))

    code = found.country and (found.country.iso2 or found.country.former_code)
    assert (code or "") == expected
    assert bool(found.reason) == (not expected)


PEOPLE = People(["Russian", "Israeli", "Soviet", "French"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Met with President Konare and Foreign Minister Traore.",
            [("President", "Konare", ""), ("Foreign Minister", "Traore", "")],
        ),
        (
            "Met with Russian Foreign Minister Sergei Lavrov and Israeli Prime Minister Benjamin"
            " Netanyahu.",
            [
                ("Foreign Minister", "Sergei Lavrov", "Russian"),
                ("Prime Minister", "Benjamin Netanyahu", "Israeli"),
            ],
        ),
        (
            "Attended the G-8 Economic Summit. Met with President Hu of China, July 16; and"
            " President Lula of Brazil and Prime Minister Singh of India, July 17.",
            [
                ("President", "Hu", "China"),
                ("President", "Lula", "Brazil"),
                ("Prime Minister", "Singh", "India"),
            ],
        ),
        ("Attended funeral of President Kennedy.", []),
        ("Met with President Bush’s advisers.", []),
        ("Met with senior Egyptian officials and addressed a conference.", []),
        ("Met with Prime Minister Shamir October 3.", [("Prime Minister", "Shamir", "")]),
        ("State visit; met with Queen Elizabeth II.", [("Queen", "Elizabeth II", "")]),
        ("Met with President Giscard d’Estaing.", [("President", "Giscard d’Estaing", "")]),
        ("Met with Amir Jabir al-Sabah.", [("Amir", "Jabir al-Sabah", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_people_met_are_read_with_title_name_and_country(text: str, expected: Any):
    assert [(one.title, one.name, one.country) for one in PEOPLE.met(text)] == expected


def test_who_is_accompanied_leads_the_journey():
    (leader, other) = PEOPLE.met("Accompanied President Ford to a meeting with President Tito.")

    assert (leader.name, leader.is_leader) == ("Ford", True)
    assert (other.name, other.is_leader) == ("Tito", False)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("King Charles III and Queen Camilla", ["Charles III", "Camilla"]),
        ("President Anwar Sadat, Prime Minister Mustafa Khalil", ["Anwar Sadat", "Mustafa Khalil"]),
        ("President Benigno S. Aquino, 3rd", ["Benigno S. Aquino, 3rd"]),
        ("Premier and Prince Sihanouk", ["Sihanouk"]),
        ("President de Gaulle", ["de Gaulle"]),
        ("Valdas Adamkus", ["Valdas Adamkus"]),
    ],
)
def test_several_people_in_one_string_are_told_apart(printed: str, names: list[str]):
    assert [one.name for one in PEOPLE.travellers(printed)] == names


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("John Forbes Kerry", "John Kerry"),
        ("Henry A. (Heinz Alfred) Kissinger", "Henry Kissinger"),
        ("John Foster Dulles", "John Foster Dulles"),
        ("Condoleezza Rice", "Condoleezza Rice"),
    ],
)
def test_secretaries_lose_their_middle_names_in_french(printed: str, expected: str):
    assert known_as(printed, short=True) == expected
