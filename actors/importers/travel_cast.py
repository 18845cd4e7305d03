"""Who took part in a journey: the travellers, those who came along, and those who were met."""

from dataclasses import dataclass, replace

from actors.choices import Capacity
from actors.importers.english_countries import EnglishCountries
from actors.importers.recognising import Asked
from actors.importers.travel_rows import Journey
from actors.importers.travel_text import People, Person
from actors.importers.travel_titles import is_multilateral
from actors.importers.unresolved import Unresolved
from actors.models import Country

# Where others meet: a president met in Geneva is not the president of Switzerland.
NEUTRAL = {"CH", "BE", "AT", "FI", "IS", "MT"}
# Titles that say nothing of the country in which their bearer was met.
_ANYWHERE = {"Chairman", "General Secretary", "First Secretary", "Secretary General", "Pope"}
_ANYWHERE |= {"Secretary-General", "Secretary", "Secretary of State", "Archbishop", "Cardinal"}
# Titles of Americans whom visitors met.
_AMERICAN = {"President", "Vice President", "Secretary", "Secretary of State"}
_OFFICES = {"President of the United States": "President"}


@dataclass(frozen=True)
class Part:
    """Somebody's part in a journey. is_guessed: no word says for which country."""

    person: Person
    country: Country | None
    capacity: str
    is_guessed: bool = False

    def asked(self, journey: Journey) -> Asked:
        """The question who this was."""
        title = "" if self.person.is_former else self.person.title
        return Asked(
            title, self.person.name, self.country.pk if self.country else None, journey.start
        )


@dataclass(frozen=True)
class Cast:
    """The two countries of a journey, as far as the record knows them, and who took part."""

    home: Country | None
    host: Country | None
    parts: list[Part]


class Casting:
    """Reads who took part in journeys."""

    def __init__(self, countries: EnglishCountries, unresolved: Unresolved) -> None:
        self._countries, self._unresolved = countries, unresolved
        self._people = People(countries.adjectives())

    def cast(self, journey: Journey) -> Cast:
        """Those whom the line names, the travellers first."""
        home, host = (self._country(name, journey) for name in (journey.home, journey.host))
        met = self._people.met(journey.text)
        leaders = [one for one in met if one.is_leader]
        parts = []
        for n, one in enumerate(self._travellers(journey)):
            heads = n == 0 and not leaders
            parts.append(Part(one, home, Capacity.HEAD if heads else Capacity.MEMBER))
        names = {part.person.name for part in parts}
        for one in met:
            if one.name not in names:
                parts.append(self._met(one, journey, home, host))
        return Cast(home, host, parts)

    def _travellers(self, journey: Journey) -> list[Person]:
        if journey.is_visit:
            return self._people.travellers(journey.traveller)
        title = _OFFICES.get(journey.office, "")
        return [Person(journey.traveller, title, journey.traveller)]

    def _met(
        self, one: Person, journey: Journey, home: Country | None, host: Country | None
    ) -> Part:
        if one.is_leader:
            return Part(one, home, Capacity.HEAD)
        if one.country:
            country = self._named(one, journey)
            if country is None:
                return Part(one, None, Capacity.ATTENDEE)
            capacity = {home: Capacity.MEMBER, host: Capacity.HOST}
            return Part(one, country, capacity.get(country, Capacity.ATTENDEE))
        if self._is_of_host(one, journey, host):
            return Part(one, host, Capacity.HOST, is_guessed=True)
        return Part(one, None, Capacity.ATTENDEE)

    @staticmethod
    def _is_of_host(one: Person, journey: Journey, host: Country | None) -> bool:
        if host is None:
            return False
        if journey.is_visit:
            return one.title in _AMERICAN
        if one.title == "Pope":
            return host.iso2 == "VA"
        neutral = host.iso2 in NEUTRAL or is_multilateral(journey.text)
        return not neutral and one.title not in _ANYWHERE

    def _named(self, one: Person, journey: Journey) -> Country | None:
        """The country that an adjective or "of Brazil" names."""
        country = self._countries.of_adjective(one.country, journey.start)
        return country or self._country(one.country, journey)

    def _country(self, printed: str, journey: Journey) -> Country | None:
        found = self._countries.find(printed, journey.start)
        if found.country is None:
            self._unresolved.add("country", printed, found.reason, journey.line)
        return found.country


def of_secretary(part: Part, journey: Journey) -> Part:
    """The part of a travelling secretary of state, with the title that tells the office."""
    if journey.is_visit or "Secretary of State" not in journey.office:
        return part
    return replace(part, person=replace(part.person, title="Secretary of State"))
