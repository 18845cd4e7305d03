"""Loads the countries of the world, present and former, with names, adjectives and capitals.

Codes and official names come from pycountry (ISO 3166, Debian iso-codes), usual names from
Babel (CLDR), adjectives, capitals and the exceptions from the data folder.
"""

import gettext
from collections.abc import Callable
from typing import Any

import pycountry
from babel import Locale
from django.db import transaction

from actors.choices import NameKind, Visibility
from actors.models import Country, Name, Place, Succession
from newsroom.demo.story_records import fixed_uid
from newsroom.demo.tables import table

FRENCH, ENGLISH = Locale("fr").territories, Locale("en").territories
OFFICIAL = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])

# Text, kind and language of a way of writing.
Written = tuple[str, str, str]


def size() -> int:
    """How many rows `load` goes through."""
    return len(table("countries.csv")) + len(table("former_countries.csv"))


@transaction.atomic
def load(advance: Callable[[int], object]) -> None:
    """Enter the countries that are missing; those that are there stay as they are."""
    known = set(Country.objects.exclude(iso2="").values_list("iso2", flat=True))
    others = table("country_names.csv")
    for row in table("countries.csv"):
        if row["iso2"] not in known:
            more = [
                (other["text"], other["kind"], other["language"])
                for other in others
                if other["country"] == row["iso2"]
            ]
            _enter(row, more)
        advance(1)
    gone = set(Country.objects.exclude(former_code="").values_list("former_code", flat=True))
    missing = [row for row in table("former_countries.csv") if row["code"] not in gone]
    for row in missing:
        _enter_former(row)
    for row in missing:
        _enter_successors(row)
    advance(len(table("former_countries.csv")))


def _enter(row: dict[str, str], more: list[Written]) -> None:
    code = pycountry.countries.lookup(row["iso2"])
    english = row["name_en"] or ENGLISH[code.alpha_2]
    country = Country.objects.create(
        uid=fixed_uid(f"country {code.alpha_2}"),
        name=row["name"] or FRENCH[code.alpha_2],
        name_en=english if english != (row["name"] or FRENCH[code.alpha_2]) else "",
        iso2=code.alpha_2,
        iso3=code.alpha_3,
        iso_numeric=code.numeric,
        visibility=Visibility.PUBLIC,
    )
    _name(country, _official(code) + more + _demonyms(row["demonyms"].split()))
    if row["capital"]:
        country.capital = _capital(country, row)
        country.save(update_fields=["capital", "updated_at"])


def _official(code: Any) -> list[Written]:
    """The official names in French and English, where ISO 3166 gives one."""
    english = getattr(code, "official_name", "")
    french = OFFICIAL.gettext(english) if english else ""
    return [
        (text.replace("'", "’"), NameKind.OFFICIAL, language)
        for text, language in ((french, "fr"), (english, "en"))
        # An inverted name ("Taïwan, province de…") is a heading of a list, not a name.
        if text and "," not in text and not (language == "fr" and french == english)
    ]


def _demonyms(words: list[str]) -> list[Written]:
    return [(word, NameKind.DEMONYM, "fr") for word in words]


def _name(country: Country, names: list[Written]) -> None:
    Name.objects.bulk_create(
        Name(actor=country, text=text, kind=kind, language=language)
        for text, kind, language in dict.fromkeys(names)
        if text not in (country.name, country.name_en)
    )


def _capital(country: Country, row: dict[str, str]) -> Place:
    place, _made = Place.objects.get_or_create(
        name=row["capital"],
        country=country,
        defaults={
            "uid": fixed_uid(f"place {row['capital']}"),
            "name_en": row["capital_en"],
            "latitude": row["latitude"] or None,
            "longitude": row["longitude"] or None,
        },
    )
    return place


def _enter_former(row: dict[str, str]) -> None:
    country = Country.objects.create(
        uid=fixed_uid(f"country {row['code']}"),
        name=row["name"],
        name_en=row["name_en"] if row["name_en"] != row["name"] else "",
        former_code=row["code"],
        began=row["began"],
        ended=row["ended"],
        visibility=Visibility.PUBLIC,
    )
    parts = [name.rsplit(":", 2) for name in row["names"].split("|") if name]
    _name(country, [(text, kind, language) for text, kind, language in parts])


def _enter_successors(row: dict[str, str]) -> None:
    for code in row["successors"].split():
        found = {"iso2": code} if len(code) == 2 else {"former_code": code}
        Succession.objects.create(
            predecessor=Country.objects.get(former_code=row["code"]),
            successor=Country.objects.get(**found),
        )
