"""The people of a Popolo document, with their names and dates of life."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from actors.choices import Certainty, NameKind
from actors.importers.bodies import known_actors
from actors.importers.duplicates import report_namesakes
from actors.importers.names import Written, written
from actors.importers.report import Outcome, Report
from actors.importers.rows import WIKIDATA, BadRow, Row, Tell, check, each, in_order
from actors.models import Identifier, Name, Person

KIND = "people"
# What the file may fill where the record says nothing.
FILLED = ("name_en", "gender", "born", "died")


@dataclass
class Incoming:
    """A person of the document: as a record, not saved; and as somebody known, if so."""

    row: Row
    item: str
    person: Person
    names: list[Written]
    known: Person | None = None

    @property
    def record(self) -> Person:
        """Who it is in the record."""
        return self.known or self.person


def load_people(
    document: dict[str, Any], report: Report, tell: Tell, *, visibility: str, note: str
) -> dict[str, int]:
    """Store the people; the primary key of each by its id in the document."""
    incoming = _read(document, report, tell, visibility=visibility, note=note)
    changed = set()
    for one in incoming:
        if one.known is None:
            one.person.save()
        elif _fill(one.known, one, report):
            changed.add(one.known.pk)
    made = [one for one in incoming if one.known is None]
    Identifier.objects.bulk_create(
        Identifier(actor=one.person, scheme=WIKIDATA, value=one.item) for one in made
    )
    changed |= _add_names(incoming, report)
    for one in incoming:
        known = Outcome.UPDATED if one.record.pk in changed else Outcome.UNCHANGED
        report.count(KIND, known if one.known else Outcome.CREATED)
    report_namesakes([(one.row.place, one.person) for one in made], report)
    return {one.row.text("id"): one.record.pk for one in incoming}


def _read(
    document: dict[str, Any], report: Report, tell: Tell, *, visibility: str, note: str
) -> list[Incoming]:
    items: dict[str, str] = {}
    ids: set[str] = set()
    found = []
    for row in each(document, "persons", KIND, report, tell):
        try:
            item = row.wikidata()
            if item in items:
                raise BadRow(row.place, _("The same person as %(place)s.") % {"place": items[item]})
            if row.text("id", required=True) in ids:
                raise row.bad("id", _("The document has this id twice."))
            found.append(Incoming(row, item, _person(row, visibility, note), written(row)))
            items[item] = row.place
            ids.add(row.text("id"))
        except BadRow as error:
            report.reject(KIND, error.place, error.reason)
    known = known_actors([one.item for one in found])
    kept = []
    for one in found:
        actor = known.get(one.item)
        if actor is None or isinstance(actor, Person):
            one.known = actor
            kept.append(one)
        else:
            reason = _("The record has %(item)s as something else than a person.")
            report.reject(KIND, one.row.place, reason % {"item": one.item})
    return kept


def _person(row: Row, visibility: str, note: str) -> Person:
    person = Person(
        name=row.text("name", required=True),
        gender=row.text("gender").lower(),
        born=row.date("birth_date"),
        died=row.date("death_date"),
        visibility=visibility,
        notes=note,
    )
    english = [name.text("name") for name in row.rows("other_names") if name.text("lang") == "en"]
    person.name_en = next((text for text in english if text != person.name), "")
    check(row, person, without={"actor_ptr", "kind", "nationality"})
    if not in_order(person.born, person.died):
        raise row.bad("death_date", _("The person dies before being born."))
    return person


def _fill(known: Person, one: Incoming, report: Report) -> bool:
    """Fill what the record leaves empty; what differs is reported and stays."""
    filled = []
    for column in FILLED:
        ours, theirs = getattr(known, column), getattr(one.person, column)
        if not theirs or theirs in (ours, known.name):
            continue
        if not ours and _lives_in_order(known, column, theirs):
            setattr(known, column, theirs)
            filled.append(column)
        elif column != "name_en":  # another English name becomes a spelling
            report.remark(
                one.row.place,
                _("%(name)s: %(column)s is “%(ours)s” in the record, “%(theirs)s” in the file.")
                % {"name": known, "column": column, "ours": ours, "theirs": theirs},
            )
    if filled:
        known.save(update_fields=[*filled, "updated_at"])
    return bool(filled)


def _lives_in_order(known: Person, column: str, value: str) -> bool:
    life = {"born": known.born, "died": known.died, column: value}
    return in_order(life["born"], life["died"])


def _add_names(incoming: list[Incoming], report: Report) -> set[int]:
    """Add the ways of writing that the record lacks, and dates of others; who got any."""
    had: dict[int, set[str]] = {
        one.record.pk: {one.record.name, one.record.name_en} for one in incoming
    }
    rows: dict[tuple[int, str], list[Name]] = defaultdict(list)
    for row in Name.objects.filter(actor__in=had).order_by("pk"):
        had[row.actor_id].add(row.text)
        rows[row.actor_id, row.text].append(row)
    dated = {
        one.record.pk
        for one in incoming
        for name in one.names
        if _date_name(rows[one.record.pk, name.text], name, one, report)
    }
    fresh = []
    for one in incoming:
        own = Written(one.person.name, NameKind.SPELLING, "")
        for name in (*one.names, own):
            if name.text in had[one.record.pk]:
                continue
            had[one.record.pk].add(name.text)
            fresh.append(
                Name(
                    actor=one.record,
                    text=name.text,
                    kind=name.kind,
                    language=name.language,
                    began=name.began,
                    ended=name.ended,
                    certainty=Certainty.OUTSIDE,
                )
            )
    Name.objects.bulk_create(fresh, batch_size=2000)
    return dated | {name.actor_id for name in fresh}


def _date_name(known: list[Name], name: Written, one: Incoming, report: Report) -> bool:
    """Fill when a name of the record was borne; what differs is reported and stays."""
    given = {"began": name.began, "ended": name.ended}
    given = {column: theirs for column, theirs in given.items() if theirs}
    if not known or any(
        all(getattr(row, column) == theirs for column, theirs in given.items()) for row in known
    ):
        return False
    # One text may be borne twice, but only once since the same day.
    row = min(known, key=lambda row: (row.began != name.began, bool(row.began or row.ended)))
    ours = {column: getattr(row, column) for column in given}
    both = {"began": row.began, "ended": row.ended} | given
    if any(ours[column] not in ("", given[column]) for column in given) or not in_order(
        both["began"], both["ended"]
    ):
        said = {"name": f"{one.record}, {name.text}", "column": "/".join(given)}
        said |= {"ours": "/".join(ours.values()), "theirs": "/".join(given.values())}
        report.remark(
            one.row.place,
            _("%(name)s: %(column)s is “%(ours)s” in the record, “%(theirs)s” in the file.") % said,
        )
        return False
    for column, theirs in given.items():
        setattr(row, column, theirs)
    row.save(update_fields=[*given, "updated_at"])
    return True
