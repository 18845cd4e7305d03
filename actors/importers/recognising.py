"""Who a title, a name and a country mean on a day: an office of the record, and a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from actors import holders
from actors.choices import ActorKind, Certainty, OfficeLevel
from actors.importers.english_titles import TITLES, post_of
from actors.inferring import as_fact
from actors.matching import PRESELECT, Candidate, match_many, same
from actors.models import Name, Office, Person, Tenure
from newsroom.register.names.score import likeness, word_likeness
from newsroom.register.text import fold

MISSPELT = 0.8  # of a full name whose title, country and day fit one holder of the office
SAME_WORD = 0.9
ADULT = 15

NOBODY = _("Nobody of this name is in the archive.")
SEVERAL = _("Several people of the archive may be meant; nobody was chosen.")
UNTIED = _("Somebody of this name is in the archive, but nothing ties them to this country then.")
SURNAME = _("A single name, and nobody of that name is known to have held the office that day.")
_POSTLESS = (OfficeLevel.HEAD_OF_STATE, OfficeLevel.HEAD_OF_GOVERNMENT)


@dataclass(frozen=True)
class Asked:
    """Somebody named: printed title and name, the country they are of if known, and the day."""

    title: str
    name: str
    country: int | None
    day: date


@dataclass(frozen=True)
class Recognised:
    """What was found of somebody. `certainty` is that of the person; `reason` why there is none.

    explicit: the full name is printed, and fits. inferred: a surname or a misspelt name, with the
    title of an office of that country which only this person is known to have held that day.
    """

    person: Person | None = None
    office: Office | None = None
    certainty: str = Certainty.EXPLICIT
    reason: str = ""
    is_of_another_country: bool = False  # than the one asked for


@dataclass(frozen=True)
class _Holder:
    """A person in a post on a day; `is_sure`: known to have been, not only possible."""

    person: Person
    office: Office
    is_sure: bool


class Recogniser:
    """Finds offices by country and title, and people by name, office and day together.

    Nobody is recognised by a surname alone.
    """

    def __init__(self) -> None:
        self._offices: dict[tuple[int, str], list[Office]] = defaultdict(list)
        for office in Office.objects.filter(country__isnull=False):
            post = post_of(office.title_en or office.title)
            if not post and not office.title_en and office.level in _POSTLESS:
                post = office.level
            if post:
                self._offices[office.country_id or 0, post].append(office)
        self._tenures: dict[tuple[int, str], list[Tenure]] = {}
        self._spellings: dict[int, list[str]] = {}
        self._candidates: dict[str, list[Candidate]] = {}

    def recognise(self, asked: Iterable[Asked]) -> dict[Asked, Recognised]:
        """The answers for many at once; those whom no office tells are looked up together."""
        found: dict[Asked, Recognised] = {}
        left: list[Asked] = []
        for one in dict.fromkeys(asked):
            answer = self._by_office(one)
            if answer.person is None and len(fold(one.name).split()) > 1:
                left.append(one)
            found[one] = answer
        names = {one.name for one in left} - self._candidates.keys()
        self._candidates |= match_many(names, kinds=(ActorKind.PERSON,), floor=PRESELECT)
        for one in left:
            found[one] = self._by_name(one, found[one])
        return found

    def _by_office(self, one: Asked) -> Recognised:
        """What title, country and day tell, with the name."""
        post = TITLES[one.title].post if one.title in TITLES else ""
        offices = self._offices.get((one.country or 0, post), []) if post else []
        usual = [office for office in offices if not _is_acting(office)] or offices
        office = usual[0] if len(usual) == 1 else None
        holders_then = self._holders(one.country or 0, post, one.day) if offices else []
        if len(fold(one.name).split()) > 1:
            chosen = self._only(one.name, holders_then, PRESELECT)
            if chosen:
                return Recognised(chosen.person, chosen.office)
        sure = [holder for holder in holders_then if holder.is_sure]
        chosen = self._only(one.name, sure, MISSPELT)
        if chosen is None:
            named = [holder for holder in sure if self._bears(holder.person, one.name)]
            chosen = named[0] if len({holder.person.pk for holder in named}) == 1 else None
        if chosen:
            return Recognised(chosen.person, chosen.office, Certainty.INFERRED)
        several = len(fold(one.name).split()) > 1
        return Recognised(office=office, reason=str(NOBODY if several else SURNAME))

    def _by_name(self, one: Asked, answer: Recognised) -> Recognised:
        """What the full name tells, if nothing of the record speaks against it."""
        candidates = self._candidates.get(one.name)
        if not candidates:
            return answer
        best = same(candidates)
        if best is None:
            return Recognised(office=answer.office, reason=str(SEVERAL))
        person = Person.objects.filter(pk=best.actor.pk).first()
        if person is None or not _lived(person, one.day):
            return Recognised(office=answer.office, reason=str(UNTIED))
        if _is_of(person, one.country):
            return Recognised(person, answer.office)
        office = _held_elsewhere(person, one)
        if office is None:
            return Recognised(office=answer.office, reason=str(UNTIED))
        return Recognised(person, office, is_of_another_country=one.country is not None)

    def _only(self, name: str, among: list[_Holder], floor: float) -> _Holder | None:
        """The only one of them whose name is as like as that."""
        if len(fold(name).split()) < 2:
            return None
        alike = [
            holder
            for holder in among
            if max(likeness(name, text) for text in self._names(holder.person)) >= floor
        ]
        return alike[0] if len({holder.person.pk for holder in alike}) == 1 else None

    def _bears(self, person: Person, name: str) -> bool:
        """Whether every word of a printed name is one of the person's names."""
        words = fold(name).split()
        return bool(words) and any(
            all(any(word_likeness(word, own) >= SAME_WORD for own in owned) for word in words)
            for owned in (fold(text).split() for text in self._names(person))
        )

    def _names(self, person: Person) -> list[str]:
        return self._spellings.get(person.pk) or [person.name]

    def _holders(self, country: int, post: str, day: date) -> list[_Holder]:
        found = []
        for tenure in self._held(country, post):
            how = holders.standing(as_fact(tenure), day)
            if how is not None:
                found.append(
                    _Holder(tenure.person, tenure.office, how is not holders.Standing.UNKNOWN)
                )
        return found

    def _held(self, country: int, post: str) -> list[Tenure]:
        """All tenures of a post; read once."""
        if (country, post) not in self._tenures:
            offices = self._offices[country, post]
            rows = list(
                Tenure.objects.filter(office__in=offices).select_related("person", "office")
            )
            self._tenures[country, post] = rows
            people = {row.person_id: row.person for row in rows}
            for pk, person in people.items():
                self._spellings.setdefault(pk, [person.name, person.name_en or person.name])
            for name in Name.objects.filter(actor__in=people):
                self._spellings[name.actor_id].append(name.text)
        return self._tenures[country, post]


def _is_acting(office: Office) -> bool:
    return (office.title_en or office.title).lower().startswith(("acting ", "interim "))


def _lived(person: Any, day: date) -> bool:
    """Whether the person may have been a grown-up and alive on that day."""
    born, died = person.born_earliest, person.died_latest
    return (not born or born.year + ADULT <= day.year) and (not died or day <= died)


def _is_of(person: Person, country: int | None) -> bool:
    """Whether nationality or an office ties the person to the country."""
    if country is None:
        return False
    return (
        person.nationality_id == country or person.tenures.filter(office__country=country).exists()
    )


def _held_elsewhere(person: Person, one: Asked) -> Office | None:
    """The office of the printed title that the person may have held that day, of any country."""
    post = TITLES[one.title].post if one.title in TITLES else ""
    for tenure in person.tenures.select_related("office"):
        told = post_of(tenure.office.title_en or tenure.office.title)
        if post and told == post and holders.standing(as_fact(tenure), one.day) is not None:
            return tenure.office
    return None
