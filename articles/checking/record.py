"""Checks of what a story leaves in the record: who in what office, who said what, who met."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from actors import contradictions
from actors.choices import Certainty
from articles.checking.check import (
    EVIDENCE,
    MEETINGS,
    MENTIONS,
    STATEMENTS,
    Check,
    listed,
    warns,
)
from articles.checking.material import Material
from articles.choices import Anchor, Review, StatementKind

# What anybody says; a term in inverted commas is the writer's own.
_SAID = (StatementKind.QUOTE, StatementKind.CLAIM, StatementKind.RELAYED)


def people_without_office(of: Material) -> Iterator[Check]:
    """People whom the story names, and of whom no office is known that day."""
    people = [m.actor for m in of.mentions if m.actor is not None and hasattr(m.actor, "person")]
    idle = [str(actor) for actor in people if not _may_hold(actor.person, of.day)]
    if idle:
        text = _("No office is known on that day of: %s.")
        yield warns("person_without_office", text % listed(idle), MENTIONS)


def _may_hold(person: Any, day: date) -> bool:
    """Whether some office of the person is not known to begin later or to have ended before."""
    return any(
        not (tenure.began_earliest and tenure.began_earliest > day)
        and not (tenure.ended_latest and tenure.ended_latest < day)
        for tenure in person.tenures.all()
    )


def words(of: Material) -> Iterator[Check]:
    """Quotations without a speaker, and words that are not in the text like that."""
    nobodys = [
        s for s in of.statements if s.kind in _SAID and not (s.speaker_id or s.source_as_written)
    ]
    if nobodys:
        text = _("It is not said whose words these are: %s.")
        yield warns("statement_without_speaker", text % _quoted(nobodys), STATEMENTS)
    for rows, code, target in (
        (of.statements, "quotation_not_in_text", STATEMENTS),
        (of.evidence, "sentence_not_in_text", EVIDENCE),
    ):
        astray = [row for row in rows if row.anchor in (Anchor.LOST, Anchor.CHANGED)]
        if astray:
            text = _("Not in the text in these words: %s.")
            yield warns(code, text % _quoted(astray), target)


def _quoted(rows: list[Any]) -> str:
    return listed([f"« {row.words or row} »"[:80] for row in rows])


def meetings(of: Material) -> Iterator[Check]:
    """Meetings of the news of which the day or the place is not known."""
    undated = [str(meeting) for meeting in of.news if not meeting.when]
    if undated:
        text = _("It is not known when this was: %s.")
        yield warns("meeting_without_date", text % listed(undated), MEETINGS)
    nowhere = [str(meeting) for meeting in of.news if meeting.place_id is None]
    if nowhere:
        text = _("It is not known where this was: %s.")
        yield warns("meeting_without_place", text % listed(nowhere), MEETINGS)


def unproven(of: Material) -> Iterator[Check]:
    """What the story tells without a sentence that says so, and what was only deduced."""
    stated = {
        column: {getattr(row, f"{column}_id") for row in of.evidence}
        for column in ("meeting", "participation", "agreement", "statement")
    }
    met = {row.meeting_id for row in of.present if row.pk in stated["participation"]}
    facts: list[Any] = [m for m in of.news if m.pk not in stated["meeting"] | met]
    facts += [row for row in of.present if row.pk not in stated["participation"]]
    facts += [
        agreement
        for meeting in of.news
        for agreement in meeting.agreements.all()
        if agreement.pk not in stated["agreement"]
    ]
    if facts:
        text = _("No sentence is given for: %s.")
        yield warns("fact_without_evidence", text % listed([str(f) for f in facts]), EVIDENCE)
    rows: list[Any] = [*of.statements, *of.evidence]
    deduced = [
        row
        for row in rows
        if row.certainty == Certainty.INFERRED and row.review == Review.UNREVIEWED
    ]
    if deduced:
        text = _("Deduced, and looked at by nobody: %s.")
        yield warns("inference_unreviewed", text % _quoted(deduced), EVIDENCE)


def contradicting(of: Material) -> Iterator[Check]:
    """What the story and the record cannot both be right in."""
    for one in contradictions.about(of.article):
        target = STATEMENTS if one.model == "articles.statement" else EVIDENCE
        yield warns("contradiction", one.detail, target)
