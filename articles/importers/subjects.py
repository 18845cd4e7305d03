"""Loads a controlled list of subjects: a table in CSV, or the SKOS-JSON of the IPTC NewsCodes."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actors.importers.report import Outcome, Report
from articles.models import Subject

KIND = "subjects"
COLUMNS = ("code", "name", "name_en", "broader", "retired", "replaced_by")
LABEL = "name_"  # a column of CSV with the name in another language: name_de
COMPARED = ("name", "name_en", "labels", "is_retired")
RELATIONS = ("broader", "replaced_by")
REPLACED = ("isReplacedBy", "replacedBy")


class BadList(ValueError):
    """The file is no list of subjects; the message says why."""


@dataclass
class Term:
    """One subject as the file has it; relations are codes, "" for none."""

    code: str
    place: str
    labels: dict[str, str] = field(default_factory=dict)
    broader: str = ""
    is_retired: bool = False
    replaced_by: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What the columns of the row should be. A name in French, or else in what there is."""
        others = {k: v for k, v in sorted(self.labels.items()) if k not in ("fr", "en")}
        english = self.labels.get("en", "")
        name = self.labels.get("fr") or english or next(iter(others.values()), "")
        return {
            "name": name,
            "name_en": english,
            "labels": others,
            "is_retired": self.is_retired or bool(self.replaced_by),
        }


def read_terms(text: str) -> list[Term]:
    """The terms of a file, in either of the two forms. BadList says what is wrong with it."""
    terms = _from_json(text) if text.lstrip("\ufeff \n").startswith("{") else _from_csv(text)
    if not terms:
        raise BadList(_("There is no subject in the file."))
    return terms


def import_subjects(terms: Iterable[Term]) -> Report:
    """Store the terms by their codes; what became of them. A second run changes nothing.

    A name that the newsroom has given in French stays when the file has none.
    """
    report, stored = Report(), {subject.code: subject for subject in Subject.objects.all()}
    kept: dict[str, Term] = {}
    changed: dict[str, Outcome] = {}
    for term in terms:
        if term.code in kept:
            report.reject(KIND, term.place, _("“%(code)s” is there twice.") % {"code": term.code})
            continue
        subject = stored.get(term.code) or Subject(code=term.code)
        outcome = _fill(subject, term)
        try:
            subject.clean_fields(exclude=["broader", "replaced_by"])
        except ValidationError as error:
            report.reject(KIND, term.place, " ".join(error.messages))
            continue
        if outcome is not Outcome.UNCHANGED:
            subject.save()
        stored[term.code], kept[term.code], changed[term.code] = subject, term, outcome
    known = {subject.pk: subject for subject in stored.values()}
    for code, term in kept.items():  # once all are there
        others = {name: stored.get(getattr(term, name)) for name in RELATIONS}
        if (
            _relate(stored[code], term, others, known, report)
            and changed[code] is Outcome.UNCHANGED
        ):
            changed[code] = Outcome.UPDATED
        report.count(KIND, changed[code])
    return report


def _fill(subject: Subject, term: Term) -> Outcome:
    wanted = term.values
    if subject.pk and "fr" not in term.labels:
        wanted["name"] = subject.name
    if subject.replaced_by_id:
        wanted["is_retired"] = True
    before = [getattr(subject, name) for name in COMPARED]
    for name in COMPARED:
        setattr(subject, name, wanted[name])
    if subject._state.adding:
        return Outcome.CREATED
    is_same = before == [getattr(subject, name) for name in COMPARED]
    return Outcome.UNCHANGED if is_same else Outcome.UPDATED


def _relate(
    subject: Subject,
    term: Term,
    others: dict[str, Subject | None],
    known: dict[int, Subject],
    report: Report,
) -> bool:
    """Tie the subject to others; whether anything changed."""
    before = subject.broader_id, subject.replaced_by_id
    for relation, other in others.items():
        code = getattr(term, relation)
        if code and other is None:
            report.remark(term.place, _("There is no subject “%(code)s”.") % {"code": code})
        elif other is not None and _leads_back(subject, other, relation, known):
            report.remark(term.place, _("“%(code)s” leads back to it.") % {"code": code})
        elif other is not None or relation == "broader":
            setattr(subject, relation, other)
    if before == (subject.broader_id, subject.replaced_by_id):
        return False
    subject.save(update_fields=list(RELATIONS))
    return True


def _leads_back(subject: Subject, other: Subject, relation: str, known: dict[int, Subject]) -> bool:
    seen: set[int | None] = {None}
    key: int | None = other.pk
    while key is not None and key not in seen:
        if key == subject.pk:
            return True
        seen.add(key)
        key = getattr(known[key], f"{relation}_id")
    return False


def _from_csv(text: str) -> list[Term]:
    reader = csv.DictReader(text.lstrip("\ufeff").splitlines())
    columns = [name or "" for name in reader.fieldnames or ()]
    unknown = [n for n in columns if n not in COLUMNS and not n.startswith(LABEL)]
    if unknown or not {"code", "name"} <= set(columns):
        raise BadList(
            _("The first line must name the columns: %(columns)s.")
            % {"columns": ", ".join(COLUMNS)}
        )
    return [
        Term(
            code=(row["code"] or "").strip(),
            place=_("line %(number)d") % {"number": number},
            labels={
                (name[len(LABEL) :] or "fr"): text.strip()
                for name, text in row.items()
                if name and (name + "_").startswith(LABEL) and text and text.strip()
            },
            broader=(row.get("broader") or "").strip(),
            is_retired=bool((row.get("retired") or "").strip()),
            replaced_by=(row.get("replaced_by") or "").strip(),
        )
        for number, row in enumerate(reader, start=2)
    ]


def _from_json(text: str) -> list[Term]:
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise BadList(str(error)) from error
    concepts = document.get("conceptSet")
    if not isinstance(concepts, list) or not all(isinstance(one, dict) for one in concepts):
        raise BadList(_("The document has no list “conceptSet”."))
    codes = {one.get("uri"): one.get("qcode") for one in concepts}

    def code_of(value: Any) -> str:
        """A relation, given as an address or a code, alone or as the first of a list."""
        first = value[0] if isinstance(value, list) and value else value
        return str(codes.get(first) or first) if isinstance(first, str) else ""

    return [
        Term(
            code=str(one.get("qcode") or ""),
            place=f"/conceptSet/{number}",
            labels=_by_language(one.get("prefLabel")),
            broader=code_of(one.get("broader")),
            is_retired=bool(one.get("retired")),
            replaced_by=next((c for name in REPLACED if (c := code_of(one.get(name)))), ""),
        )
        for number, one in enumerate(concepts)
    ]


def _by_language(labels: Any) -> dict[str, str]:
    """Labels by language without its region, the first of each: "fr-FR" is "fr"."""
    found: dict[str, str] = {}
    for tag, label in labels.items() if isinstance(labels, dict) else ():
        if isinstance(label, str) and label.strip():
            found.setdefault(tag.split("-")[0].lower(), label.strip())
    return found
