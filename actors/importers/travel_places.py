"""The towns, sites and regions of the record that a journey names in English."""

import re
from collections import defaultdict
from datetime import date

from django.utils.translation import gettext_lazy as _

from actors.choices import PlaceKind
from actors.importers.english_countries import EnglishCountries
from actors.importers.tables import table
from actors.importers.unresolved import Unresolved
from actors.models import Country, Place, Succession
from newsroom.register.text import fold

NOWHERE = _("In which country this lies is not known, so it is not entered.")
_ONE_TOWN = {"Mexico, D.F.": "Mexico D.F.", "Washington, D.C.": "Washington"}
_PART = re.compile(r"(.+?)(?: *\(([^)]*)\))?$")
_SITE = re.compile(r"\b(Base|Palace|Airport|Camp|Fort|Castle|Ranch|Summit|Bay|Beach|Lake)\b")
_HERE = re.compile(r"\b(?:in|at) (?:the )?([A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,2})")
_ELSEWHERE = re.compile(r"\bvisit(?:ed|ing|s)\b|\bIn U\.S\.|\bPreviously\b|\bAfter", re.IGNORECASE)


class TravelPlaces:
    """Finds places by their English or French names, and enters those that are missing.

    A place belongs to the country in which it lies today: Leningrad is entered in Russia though
    the host was the Soviet Union, Dakar (Senegal) in Senegal though the host was France.
    """

    def __init__(self, countries: EnglishCountries, unresolved: Unresolved) -> None:
        self._countries, self._unresolved = countries, unresolved
        self._known: dict[tuple[str, int | None], Place] = {}
        self._anywhere: dict[str, set[int | None]] = defaultdict(set)
        for place in Place.objects.select_related("country").order_by("-within", "-pk"):
            self._remember(place)
        self._rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in table("english_places.csv"):
            self._rows[fold(row["printed"])].append(row)
        self._heirs = dict(Succession.objects.values_list("predecessor", "successor"))
        several = Succession.objects.values_list("predecessor", flat=True)
        for pk in [pk for pk in self._heirs if list(several).count(pk) > 1]:
            del self._heirs[pk]
        self.made = 0

    def find(self, printed: str, host: Country | None, day: date, line: int) -> list[Place]:
        """The places of a journey, in its order, each once."""
        for whole, name in _ONE_TOWN.items():
            printed = printed.replace(whole, name)
        found: dict[int, Place] = {}
        for part in printed.split(", "):
            match = _PART.fullmatch(part.strip())
            if match and match[1]:
                place = self._one(match[1], match[2] or "", host, day)
                if place:
                    found.setdefault(place.pk, place)
                else:
                    self._unresolved.add("place", part, str(NOWHERE), line)
        return list(found.values())

    def said_in(self, text: str, host: Country) -> Place | None:
        """Where a visitor was met, if the first sentences say so: "met … in New York City"."""
        for sentence in re.split(r"(?<=[a-z0-9])[.;]\s+", text)[:2]:
            if _ELSEWHERE.search(sentence):
                return None
            # The first place named is where they met, known or not; an assembly is no place.
            for match in [m for m in _HERE.finditer(sentence) if m[1][:1] != "U"][:1]:
                words = match[1].rstrip(".").split()
                for n in range(len(words), 0, -1):
                    name = " ".join(words[:n])
                    if any(row["code"] == host.iso2 for row in self._rows.get(fold(name), [])):
                        return self._enter(name, host)
        return None

    def _one(self, name: str, inside: str, host: Country | None, day: date) -> Place | None:
        region = ""
        if inside:
            country = self._countries.find(inside, day).country
            rows = self._rows.get(fold(inside), [])
            if country:
                return self._enter(name, self._present(country))
            region = inside
            host = self._countries.by_code.get(rows[0]["code"]) if len(rows) == 1 else host
        return self._at(name, host, region, day)

    def _at(self, name: str, host: Country | None, region: str, day: date) -> Place | None:
        present = self._present(host) if host else None
        if present and (fold(name), present.pk) in self._known:
            return self._known[fold(name), present.pk]
        rows = self._rows.get(fold(name), [])
        here = [row for row in rows if present and row["code"] == present.iso2]
        if not here and (present is None or (host and host.ended)):
            # The country of that day is gone or not known: the name alone must say where it is.
            codes = {row["code"] for row in rows}
            known = self._anywhere.get(fold(name), set())
            if len(codes) == 1:
                present = self._countries.by_code.get(codes.pop())
            elif len(known) == 1 and None not in known:
                present = self._countries.by_id.get(next(iter(known)) or 0)
        if not here:
            # Many islands are countries of their own in the record: Bermuda, Aruba, Hong Kong.
            present = self._countries.find(name, day).country or present
        return self._enter(name, present, region) if present else None

    def _present(self, country: Country) -> Country | None:
        """The country itself, or the only one that followed it."""
        seen = set()
        while country.ended and country.pk not in seen:
            seen.add(country.pk)
            heir = self._countries.by_id.get(self._heirs.get(country.pk, 0))
            if heir is None:
                return None
            country = heir
        return country

    def _enter(
        self, name: str, country: Country | None, region: str = "", *, kind: str = ""
    ) -> Place | None:
        if country is None:
            return None
        if (fold(name), country.pk) in self._known:
            return self._known[fold(name), country.pk]
        row = next((r for r in self._rows.get(fold(name), []) if r["code"] == country.iso2), None)
        french = row["name"] if row else name
        usual = PlaceKind.SITE if _SITE.search(name) else PlaceKind.TOWN
        kind = row["kind"] if row else kind or usual
        place = self._known.get((fold(french), country.pk))
        if place is None:
            outer = self._enter(region, country, kind=PlaceKind.REGION) if region else None
            place = Place.objects.create(
                name=french,
                name_en=name if name != french else "",
                kind=kind,
                country=country,
                within=outer,
            )
            self.made += 1
        self._known[fold(name), country.pk] = place
        self._remember(place)
        return place

    def _remember(self, place: Place) -> None:
        for name in (place.name, place.name_en, *place.other_names):
            if name:
                self._known[fold(name), place.country_id] = place
                self._anywhere[fold(name)].add(place.country_id)
