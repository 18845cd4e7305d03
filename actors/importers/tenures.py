"""The memberships of a Popolo document that have a post, as tenures of an office."""

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from actors.choices import Certainty
from actors.dates import parse
from actors.importers.origins import attest, source_of
from actors.importers.report import Outcome, Report
from actors.importers.rows import BadRow, Row, Tell, check, each, in_order
from actors.models import Office, Tenure

KIND = "tenures"
_ACTING = re.compile(r"\b(acting|interim)\b", re.IGNORECASE)

Key = tuple[int, int, str]  # person, office, beginning: what the record knows a tenure by


def load_tenures(
    document: dict[str, Any],
    people: dict[str, int],
    offices: dict[str, Office],
    report: Report,
    tell: Tell,
    *,
    origin: str,
) -> None:
    """Store who held what, and who says so. An end that the file does not give stays unknown.

    That a membership has no end says nothing about the day the file was made: catalogues note
    the beginning of an office more often than its end. So nothing is attested by it. The file
    attests the first and the last day, where it gives the day and the record has no other.
    """
    incoming: dict[Key, tuple[Row, Tenure]] = {}
    for row in each(document, "memberships", KIND, report, tell):
        try:
            tenure = _tenure(row, people, offices, origin)
            first, given = incoming.setdefault(_key(tenure), (row, tenure))
            if first is not row:
                raise BadRow(
                    row.place,
                    _("Person, post and beginning are those of %(place)s (end: %(end)s).")
                    % {"place": first.place, "end": given.ended or "?"},
                )
        except BadRow as error:
            report.reject(KIND, error.place, error.reason)
    stored = Tenure.objects.filter(
        person__in=set(people.values()), office__in=[office.pk for office in offices.values()]
    )
    known = {_key(tenure): tenure for tenure in stored.select_related("person", "office")}
    fresh = [(row, tenure) for key, (row, tenure) in incoming.items() if key not in known]
    Tenure.objects.bulk_create([tenure for _row, tenure in fresh], batch_size=2000)
    report.count(KIND, Outcome.CREATED, len(fresh))
    for key, (row, tenure) in incoming.items():
        if key in known:
            changed = _fill(known[key], tenure, row, report)
            report.count(KIND, Outcome.UPDATED if changed else Outcome.UNCHANGED)
    attest((known.get(key, tenure), tenure) for key, (_row, tenure) in incoming.items())
    _report_overlaps(fresh, [*known.values(), *(tenure for _row, tenure in fresh)], report)


def _key(tenure: Tenure) -> Key:
    return tenure.person_id, tenure.office_id, tenure.began


def _tenure(row: Row, people: dict[str, int], offices: dict[str, Office], origin: str) -> Tenure:
    person, post, role = row.text("person_id", required=True), row.text("post_id"), row.text("role")
    if not post:
        raise row.bad("post_id", _("A membership without a post is no tenure of an office."))
    if person not in people:
        raise row.bad("person_id", _("No person with this id was loaded."))
    if post not in offices:
        raise row.bad("post_id", _("No post with this id was loaded."))
    tenure = Tenure(
        person_id=people[person],
        office=offices[post],
        title_as_printed="" if role in (offices[post].title, offices[post].title_en) else role,
        is_acting=bool(_ACTING.search(role)),
        began=row.date("start_date"),
        ended=row.date("end_date"),
        certainty=Certainty.OUTSIDE,
        **source_of(row, origin),
    )
    check(row, tenure, without={"person", "office"})
    if not in_order(tenure.began, tenure.ended):
        raise row.bad("end_date", _("The end lies before the beginning."))
    return tenure


def _fill(known: Tenure, tenure: Tenure, row: Row, report: Report) -> bool:
    """Add the end and the source where the record has none; whether it had not."""
    filled = []
    if known.ended and tenure.ended not in ("", known.ended):
        report.remark(
            row.place,
            _("%(tenure)s: ended “%(ours)s” in the record, “%(theirs)s” in the file.")
            % {"tenure": known, "ours": known.ended, "theirs": tenure.ended},
        )
    elif tenure.ended and not known.ended:
        known.ended = tenure.ended
        filled.append("ended")
    if (tenure.source or tenure.source_url) and not (known.source or known.source_url):
        known.source, known.source_url = tenure.source, tenure.source_url
        filled += ["source", "source_url"]
    if filled:
        known.save(update_fields=[*filled, "updated_at"])
    return bool(filled)


def _report_overlaps(fresh: list[tuple[Row, Tenure]], every: list[Tenure], report: Report) -> None:
    """Report each new tenure that begins while the same person surely holds the office already."""
    by_pair: dict[tuple[int, int], list[Tenure]] = defaultdict(list)
    for tenure in every:
        by_pair[tenure.person_id, tenure.office_id].append(tenure)
    for row, tenure in fresh:
        for other in by_pair[tenure.person_id, tenure.office_id]:
            if other is not tenure and _overlap(other, tenure):
                report.remark(
                    row.place,
                    _("It overlaps with another tenure of the same office, %(began)s–%(ended)s.")
                    % {"began": other.began or "?", "ended": other.ended or "?"},
                )


def _overlap(earlier: Tenure, later: Tenure) -> bool:
    if not (earlier.began and earlier.ended and later.began):
        return False
    began, ended, then = parse(earlier.began), parse(earlier.ended), parse(later.began)
    return bool(
        began.latest
        and then.earliest
        and then.latest
        and ended.earliest
        and began.latest <= then.earliest
        and then.latest < ended.earliest
    )
