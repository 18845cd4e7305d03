"""In which ways each actor, office and place may be written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q

from actors.choices import ActorKind, NameKind
from actors.models import Actor, Name, Office, Organisation, Person, Place
from actors.models.spelling import SpellingNeed, SpellingSource, Thing
from actors.spellings.adjectives import adjective_forms, english_adjective, region_adjectives
from actors.spellings.roles import SCOPED_TYPES, body_forms, office_forms
from actors.spellings.surnames import surnames


class Written(NamedTuple):
    """A way of writing a thing: the columns of Spelling, apart from those computed from them."""

    thing: str
    thing_id: int
    text: str
    source: str = SpellingSource.NAME
    kind: str = ""
    need: int = SpellingNeed.CAPITAL


NEEDS = {
    NameKind.DEMONYM: SpellingNeed.ANYTHING,
    NameKind.ACRONYM: SpellingNeed.CAPITALS,
}

# Text, kind and language of the names of an actor, the canonical ones first.
Names = dict[int, list[tuple[str, str, str]]]


def written(
    actors: Collection[int] = (),
    offices: Collection[int] = (),
    places: Collection[int] = (),
) -> Iterator[Written]:
    """All ways of writing these things, given by primary key; those that are gone have none."""
    if actors:
        yield from _of_actors(actors)
    if offices:
        yield from _of_offices(offices)
    if places:
        yield from _of_places(places)


def depending(actors: Collection[int]) -> tuple[set[int], set[int]]:
    """Organisations and offices whose ways of writing are made from the names of these actors."""
    bodies = Organisation.objects.filter(home_country__in=actors, type__in=SCOPED_TYPES)
    posts = Office.objects.filter(Q(country__in=actors) | Q(organisation__in=actors))
    return set(bodies.values_list("pk", flat=True)), set(posts.values_list("pk", flat=True))


def _of_actors(pks: Collection[int]) -> Iterator[Written]:
    found = Actor.objects.filter(pk__in=pks).values_list("pk", "name", "name_en", "kind")
    kinds: dict[int, str] = {}
    for pk, name, name_en, kind in found:
        kinds[pk] = kind
        for text in (name, name_en):
            yield Written(Thing.ACTOR, pk, text, need=_need(text, "", kind))
            if kind == ActorKind.ORGANISATION and (short := _of_united_nations(text)):
                yield Written(Thing.ACTOR, pk, short, SpellingSource.OTHER)
    names = Name.objects.filter(actor__in=pks).values_list("actor_id", "text", "kind")
    for pk, text, kind in names:
        need = _need(text, kind, kinds.get(pk, ""))
        yield Written(Thing.ACTOR, pk, text, SpellingSource.OTHER, kind, need)
    by_kind = defaultdict(list)
    for pk, kind in kinds.items():
        by_kind[kind].append(pk)
    yield from _surnames(by_kind[ActorKind.PERSON])
    yield from _adjectives(by_kind[ActorKind.COUNTRY])
    yield from _bodies(by_kind[ActorKind.ORGANISATION])


def _of_united_nations(text: str) -> str:
    """The name with the acronym that the press prints: « Conseil de sécurité de l’ONU »."""
    if text.startswith("United Nations ") and len(text.split()) > 2:
        return text.replace("United Nations", "UN", 1)
    return text.replace("des Nations unies", "de l’ONU") if " des Nations unies" in text else ""


def _need(text: str, kind: str, of: str) -> int:
    """What a name needs in running text, by how the record itself writes it.

    A body whose very name is an acronym (BRICS) is written in capitals.
    """
    if kind in NEEDS:
        return NEEDS[NameKind(kind)]
    if of == ActorKind.ORGANISATION and text.isupper() and len(text) < 8:
        return SpellingNeed.CAPITALS
    return SpellingNeed.CAPITAL


def _surnames(pks: Collection[int]) -> Iterator[Written]:
    names = _names(pks)
    family = dict(Person.objects.filter(pk__in=pks).values_list("pk", "family_name"))
    for pk, family_name in family.items():
        for text in surnames([(text, kind) for text, kind, _language in names[pk]], family_name):
            yield _derived(Thing.ACTOR, pk, text, SpellingNeed.CAPITAL)


def _adjectives(pks: Collection[int]) -> Iterator[Written]:
    for pk, names in _names(pks).items():
        known = {text for text, kind, _language in names if kind == NameKind.DEMONYM}
        made = {
            form
            for text, kind, language in names
            if kind == NameKind.DEMONYM
            for form in adjective_forms(text, language or "fr")
        }
        english = next(
            (text for text, kind, language in names if language == "en" and not kind), ""
        )
        for text in made - known:
            yield _derived(Thing.ACTOR, pk, text, SpellingNeed.ANYTHING, kind=NameKind.DEMONYM)
        if adjective := english_adjective(english or names[0][0]):
            # English gives them a capital always: "Polish" is not "polish".
            for text in adjective_forms(adjective, "en") - known - made:
                yield _derived(Thing.ACTOR, pk, text, SpellingNeed.CAPITAL, kind=NameKind.DEMONYM)


def _bodies(pks: Collection[int]) -> Iterator[Written]:
    bodies = Organisation.objects.filter(
        pk__in=pks, type__in=SCOPED_TYPES, home_country__isnull=False
    ).values_list("pk", "type", "home_country_id")
    rows = list(bodies)
    names = _names([pk for pk, _type, _country in rows])
    scopes = _names({country for _pk, _type, country in rows})
    for pk, type_, country in rows:
        for text in body_forms(_texts(names[pk]), type_, _texts(scopes[country], others=True)):
            yield _derived(Thing.ACTOR, pk, text, SpellingNeed.ANYTHING)


def _of_offices(pks: Collection[int]) -> Iterator[Written]:
    rows = list(
        Office.objects.filter(pk__in=pks).values_list(
            "pk", "title", "title_en", "short_title", "level", "country_id", "organisation_id"
        )
    )
    scopes = _names({pk for row in rows for pk in row[-2:] if pk})
    for pk, *titles, level, country, body in rows:
        for text in titles:
            yield Written(Thing.OFFICE, pk, text, need=SpellingNeed.ANYTHING)
        beside = [text for scope in (country, body) for text in _texts(scopes[scope], others=True)]
        if beside:
            forms = office_forms(titles, level, beside, is_national=country is not None)
            for text in forms:
                yield _derived(Thing.OFFICE, pk, text, SpellingNeed.ANYTHING)


def _of_places(pks: Collection[int]) -> Iterator[Written]:
    found = Place.objects.filter(pk__in=pks)
    for pk, name, name_en, others in found.values_list("pk", "name", "name_en", "other_names"):
        for text in (name, name_en):
            yield Written(Thing.PLACE, pk, text)
        for text in others:
            yield Written(Thing.PLACE, pk, text, SpellingSource.OTHER)
        for text in region_adjectives(name):
            yield _derived(Thing.PLACE, pk, text, SpellingNeed.ANYTHING, kind=NameKind.DEMONYM)


def _derived(thing: str, pk: int, text: str, need: int, kind: str = "") -> Written:
    return Written(thing, pk, text, SpellingSource.DERIVED, kind, need)


def _names(pks: Iterable[int]) -> Names:
    """The names of these actors, and of whom was merged into them none: they make their own."""
    wanted = set(pks)
    found: Names = defaultdict(list)
    if not wanted:
        return found
    for pk, name, name_en in Actor.objects.filter(pk__in=wanted).values_list(
        "pk", "name", "name_en"
    ):
        found[pk].append((name, "", "fr"))
        if name_en:
            found[pk].append((name_en, "", "en"))
    for pk, text, kind, language in Name.objects.filter(actor__in=wanted).values_list(
        "actor_id", "text", "kind", "language"
    ):
        found[pk].append((text, kind, language))
    return found


def _texts(names: Iterable[tuple[str, str, str]], *, others: bool = False) -> list[str]:
    """How the names are written; with the forms of adjectives among them."""
    found: list[str] = []
    for text, kind, language in names:
        if kind == NameKind.DEMONYM and others:
            found += adjective_forms(text, language or "fr")
        else:
            found.append(text)
        if others and language == "en" and not kind:
            adjective = english_adjective(text)
            found += adjective_forms(adjective, "en") if adjective else ()
    return found
