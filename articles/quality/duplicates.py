"""Pairs of records that may be one: names alike, among any number of names, in little memory."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from actors.choices import ActorKind, NameKind
from actors.models import Actor, Country, Distinct, Identifier, Name, Person
from articles.quality.found import CHUNK, Found, chunks
from newsroom.register.names.score import likeness
from newsroom.register.names.spelling import neutral, skeleton, tokens
from newsroom.register.text import fold

LIKE = 0.93  # from this likeness on two names count as one
RARE = 12  # records that may share a key; one that more share says nothing
NOT_NAMES = (NameKind.DEMONYM, NameKind.ACRONYM)

Pair = tuple[int, int]


def suspected_duplicates() -> Iterator[Found]:
    """Two records of one kind with names alike, whom nobody has told apart yet.

    Different codes of countries tell apart, different numbers in one catalogue unless the names
    are equal, and an editor. Different years of birth do not: they are said, as are the numbers
    of namesakes, so that an editor can.
    """
    for pairs in chunks(_near()):
        yield from _compared(pairs)


def _near() -> Iterator[Pair]:
    """Pairs that share a rare key. The keys are sorted and joined by the database, on its disk."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.quality_key")
        cursor.execute("create temp table quality_key (key bigint, actor bigint)")
        # Some at a time: while it copies, a connection cannot read.
        for names in chunks(_names()):
            with cursor.copy("copy quality_key (key, actor) from stdin") as copy:
                for actor, text in names:
                    for key in keys_of(text):
                        copy.write_row((key, actor))
        cursor.execute("analyze quality_key")
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "with rare as (select key from quality_key group by key"
            "  having count(distinct actor) between 2 and %s)"
            " select distinct a.actor, b.actor from rare"
            " join quality_key a using (key) join quality_key b using (key)"
            " where a.actor < b.actor",
            [RARE],
        )
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
    with connection.cursor() as cursor:
        cursor.execute("drop table quality_key")


def _names() -> Iterator[tuple[int, str]]:
    """Every name of every record that stands for itself, with its primary key."""
    actors = Actor.objects.filter(merged_into=None)
    for pk, *texts in actors.values_list("pk", "name", "name_en").iterator(chunk_size=CHUNK):
        yield from ((pk, text) for text in texts if text)
    names = Name.objects.filter(actor__merged_into=None).exclude(kind__in=NOT_NAMES)
    yield from names.values_list("actor", "text").iterator(chunk_size=CHUNK)


def keys_of(name: str) -> set[int]:
    """Numbers that names alike have in common, of all their words together.

    Spellings of one name share its consonants; a misprint shares what is left of both names
    without the letter; and a name with a word more shares the consonants without that word.
    A single word has one key only, or too much would be near it.
    """
    parts = tokens(name)
    bones = sorted(skeleton(word) or word for word in parts)
    forms = {" ".join(bones)}
    if len(parts) > 1:
        whole = " ".join(sorted(neutral(word) for word in parts))
        forms |= {f"~{whole[:i]}{whole[i + 1 :]}" for i in range(len(whole)) if whole[i] != " "}
    if len(parts) > 2:
        forms |= {" ".join(bones[:i] + bones[i + 1 :]) for i in range(len(bones))}
    return {_number(form) for form in forms if form}


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _compared(pairs: list[Pair]) -> Iterator[Found]:
    """Those of the pairs that are suspected, with what tells them apart."""
    pks = {pk for pair in pairs for pk in pair}
    actors = {
        actor.pk: actor
        for actor in Actor.objects.filter(pk__in=pks).only("pk", "kind", "name", "name_en")
    }
    names, numbers, codes = _names_of(pks, actors), _catalogued(pks), _codes(pks)
    apart = set(
        Distinct.objects.filter(Q(one__in=pks) & Q(other__in=pks)).values_list("one", "other")
    )
    born = dict(
        Person.objects.filter(pk__in=pks).exclude(born="").values_list("pk", "born_earliest")
    )
    for one, other in pairs:
        first, second = actors[one], actors[other]
        if first.kind != second.kind or {(one, other), (other, one)} & apart:
            continue
        clash = _clash(numbers[one], numbers[other])
        if _clash(codes[one], codes[other]) or (clash and fold(first.name) != fold(second.name)):
            continue
        score, mine, yours = max(
            (likeness(mine, yours), mine, yours) for mine in names[one] for yours in names[other]
        )
        if score < LIKE:
            continue
        detail = f"{mine} ~ {yours}" if mine != yours else mine
        if clash:
            said = _("%(names)s: namesakes? Different numbers in one catalogue: %(numbers)s.")
            detail = said % {"names": detail, "numbers": clash}
        years = [day.year for pk in (one, other) if (day := born.get(pk))]
        if first.kind == ActorKind.PERSON and len(set(years)) == 2:
            said = _("%(names)s: namesakes? Born in %(first)d and in %(second)d.")
            detail = said % {"names": detail, "first": years[0], "second": years[1]}
        model = f"actors.{first.kind}"
        yield Found(model, one, f"{first.name} / {second.name}"[:300], detail, str(other))


def _clash(one: dict[str, str], other: dict[str, str]) -> str:
    """The first numbers that differ in one catalogue, in words; "" where none do."""
    for scheme, value in sorted(one.items()):
        if (against := other.get(scheme, value)) != value:
            return f"{scheme} {value} / {against}"
    return ""


def _names_of(pks: set[int], actors: dict[int, Actor]) -> dict[int, list[str]]:
    names = {pk: list(filter(None, (a.name, a.name_en))) for pk, a in actors.items()}
    rows = Name.objects.filter(actor__in=pks).exclude(kind__in=NOT_NAMES)
    for pk, text in rows.values_list("actor", "text"):
        names[pk].append(text)
    return names


def _catalogued(pks: set[int]) -> dict[int, dict[str, str]]:
    """The numbers of the records in other catalogues, by catalogue."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, scheme, value in Identifier.objects.filter(actor__in=pks).values_list(
        "actor", "scheme", "value"
    ):
        found[pk][scheme] = value
    return found


def _codes(pks: set[int]) -> dict[int, dict[str, str]]:
    """The codes of countries: that of the standard, or of its part for former countries."""
    rows = Country.objects.filter(pk__in=pks).values_list("pk", "iso2", "former_code")
    found: dict[int, dict[str, str]] = defaultdict(dict)
    found |= {pk: {"iso": iso2 or former} for pk, iso2, former in rows if iso2 or former}
    return found
