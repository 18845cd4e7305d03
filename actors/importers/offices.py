"""The posts of a Popolo document, as offices."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from actors.choices import OfficeLevel
from actors.importers.bodies import Bodies
from actors.importers.report import Outcome, Report
from actors.importers.rows import BadRow, Row, Tell, check, each
from actors.models import Country, Office, Organisation

KIND = "offices"
# English labels of posts, the first that fits; what fits none has no level.
LEVELS = tuple(
    (re.compile(pattern, re.IGNORECASE), level)
    for pattern, level in (
        (r"\bambassador\b", OfficeLevel.AMBASSADOR),
        (r"\bmember of\b|\bdeputy of the\b|\bsenator\b", OfficeLevel.LEGISLATOR),
        (r"\barmed forces\b|\bgeneral staff\b|\barmy\b", OfficeLevel.MILITARY),
        (r"\b(vice|deputy|first deputy)[- ](prime[- ])?minister\b", OfficeLevel.MINISTER),
        (r"\b(vice|deputy)\b", OfficeLevel.SENIOR_OFFICIAL),
        (r"^(acting )?prime minister\b", OfficeLevel.HEAD_OF_GOVERNMENT),
        (r"^president$|^president of the republic\b|\bhead of state\b", OfficeLevel.HEAD_OF_STATE),
        (r"\b(assembly|senate|parliament|duma)\b", OfficeLevel.HEAD_OF_BODY),
        (r"\bminister\b", OfficeLevel.MINISTER),
    )
)


def load_offices(
    document: dict[str, Any],
    bodies: Bodies,
    report: Report,
    tell: Tell,
    *,
    visibility: str,
    note: str,
    titles: Mapping[str, str],
) -> dict[str, Office]:
    """Store the posts; the office of each by its id in the document."""
    incoming: dict[str, tuple[Row, Office]] = {}
    for row in each(document, "posts", KIND, report, tell):
        try:
            post = row.text("id", required=True)
            if post in incoming:
                raise row.bad("id", _("The document has this id twice."))
            incoming[post] = row, _office(row, bodies, visibility, note, titles)
        except BadRow as error:
            report.reject(KIND, error.place, error.reason)
    items = [office.wikidata for _row, office in incoming.values()]
    known = {office.wikidata: office for office in Office.objects.filter(wikidata__in=items)}
    fresh = {o.wikidata: o for _row, o in incoming.values() if o.wikidata not in known}
    Office.objects.bulk_create(fresh.values(), batch_size=2000)
    report.count(KIND, Outcome.CREATED, len(fresh))
    for row, office in incoming.values():
        if office.wikidata in known:
            changed = _update(known[office.wikidata], office, row, report)
            report.count(KIND, Outcome.UPDATED if changed else Outcome.UNCHANGED)
    stored = fresh | known
    return {post: stored[office.wikidata] for post, (_row, office) in incoming.items()}


def level_of(label: str) -> OfficeLevel:
    """The level that the English label of a post speaks of."""
    return next((level for pattern, level in LEVELS if pattern.search(label)), OfficeLevel.OTHER)


def _office(
    row: Row, bodies: Bodies, visibility: str, note: str, titles: Mapping[str, str]
) -> Office:
    label, item, body_id = (
        row.text("label", required=True),
        row.wikidata(),
        row.text("organization_id"),
    )
    if body_id and body_id not in bodies:
        raise row.bad("organization_id", _("The document has no such organisation."))
    body = bodies.get(body_id)
    office = Office(
        title=titles.get(item, label),
        title_en=label,
        level=level_of(label),
        country=body if isinstance(body, Country) else None,
        organisation=body if isinstance(body, Organisation) else None,
        wikidata=item,
        visibility=visibility,
        notes=note,
    )
    check(row, office, without={"country", "organisation"})
    return office


def _update(known: Office, office: Office, row: Row, report: Report) -> bool:
    """Bring an office of the record up to what the file adds to it."""
    before = known.title, known.title_en, known.country_id
    known.title_en = known.title_en or office.title_en
    if known.title == known.title_en:  # it waited for a French one
        known.title = office.title
    if known.country_id and office.country_id and known.country_id != office.country_id:
        # "Ambassador", "director": a word for posts of many countries, not a post of one.
        known.country = None
        report.remark(
            row.place,
            _("“%(title)s” is used for posts of several countries; it is left without one.")
            % {"title": known.title},
        )
    if before == (known.title, known.title_en, known.country_id):
        return False
    known.save(update_fields=["title", "title_en", "country", "updated_at"])
    return True
