"""Which country of the record an English name means on a day, as old documents print it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pycountry
from django.utils.translation import gettext_lazy as _

from actors.choices import NameKind
from actors.importers.tables import table
from actors.models import Country, Name
from newsroom.register.text import fold

UNKNOWN = _("No country of the record has this name.")
DOUBTFUL = _("Which state of that day is meant is not certain, or the record lacks it.")
GONE = _("The country of this name did not exist on that day.")
_IN_BRACKETS = re.compile(r"(.+?) *\((.+)\)")


@dataclass(frozen=True)
class Found:
    """A country, or else why there is none."""

    country: Country | None = None
    reason: str = ""


class EnglishCountries:
    """The countries of the record by the names that English documents give them.

    A name means the state that bore it on that day: "Upper Volta (Burkina Faso)" is Upper Volta
    until 1984 and Burkina Faso since. Where the state of that day is not in the record, or it
    is not certain which one is meant, there is no answer.
    """

    def __init__(self) -> None:
        countries = Country.objects.filter(merged_into=None)
        self.by_id = {country.pk: country for country in countries}
        self.by_code = {
            code: country
            for country in self.by_id.values()
            for code in (country.iso2, country.former_code)
            if code
        }
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for country in self.by_id.values():
            for name in (country.name, country.name_en):
                self._by_name[plain(name)].add(country.pk)
        names = Name.objects.filter(actor__in=self.by_id).exclude(kind=NameKind.DEMONYM)
        for pk, text in names.values_list("actor", "text"):
            self._by_name[plain(text)].add(pk)
        for entry in pycountry.countries:
            if known := self.by_code.get(entry.alpha_2):
                for member in ("name", "common_name", "official_name"):
                    self._by_name[plain(getattr(entry, member, ""))].add(known.pk)
        self._periods: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in table("english_countries.csv"):
            self._periods[plain(row["printed"])].append((row["code"], row["from"], row["until"]))
        self._by_adjective = {
            row["adjective"]: row["code"] for row in table("english_adjectives.csv")
        }

    def find(self, printed: str, day: date) -> Found:
        """The country that the name means on that day."""
        found = self._named(printed, day)
        bracketed = _IN_BRACKETS.fullmatch(printed)
        if not bracketed or (found and found.country):
            return found or Found(reason=str(UNKNOWN))
        both = [self._named(part, day) or Found() for part in bracketed.groups()]
        countries = [one.country for one in both if one.country]
        # The state that is gone since was the one of that day.
        countries.sort(key=lambda country: not country.ended)
        if countries:
            return Found(countries[0])
        reason = next((one.reason for one in both if one.reason), UNKNOWN)
        return Found(reason=str(reason))

    def of_adjective(self, word: str, day: date) -> Country | None:
        """The country that "Malian" or "Soviet" means on that day."""
        country = self.by_code.get(self._by_adjective.get(word, ""))
        return country if country and lives(country, day) else None

    def adjectives(self) -> list[str]:
        """All adjectives, the longest first."""
        return sorted(self._by_adjective, key=len, reverse=True)

    def _named(self, printed: str, day: date) -> Found | None:
        """The answer for a name without brackets; None if nobody knows the name."""
        key = plain(printed)
        periods = self._periods.get(key, [])
        for code, first, last in periods:
            if (not first or first <= day.isoformat()) and (not last or day.isoformat() <= last):
                country = self.by_code.get(code)
                return Found(country) if country else Found(reason=str(DOUBTFUL))
        before, comma, after = printed.partition(", ")
        named = self._by_name.get(key) or (self._by_name.get(plain(f"{after} {before}")) or set())
        known = [self.by_id[pk] for pk in named]
        living = [country for country in known if lives(country, day)]
        if len(living) == 1:
            return Found(living[0])
        if len(living) > 1:
            return Found(reason=str(DOUBTFUL))
        return Found(reason=str(GONE)) if known or periods else None


def plain(name: str) -> str:
    """A country's name without article, accents, punctuation; "St." is a saint."""
    words = fold(name.replace("&", " and ")).split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def lives(country: Any, day: date) -> bool:
    """Whether the country may have existed on that day."""
    began, ended = country.began_earliest, country.ended_latest
    return (not began or began <= day) and (not ended or day <= ended)
