"""The organisations of a Popolo document: states are countries of the record, others bodies."""

import re
from typing import Any

from django.utils.translation import gettext as _

from actors.choices import OrganisationType
from actors.importers.report import Outcome, Report
from actors.importers.rows import WIKIDATA, BadRow, InvalidDocument, Row, Tell, check, each
from actors.models import Actor, Country, Identifier, Organisation

KIND = "organisations"
STATE = "state"
TYPES = {
    "legislature": OrganisationType.PARLIAMENT,
    "party": OrganisationType.PARTY,
    "ministry": OrganisationType.MINISTRY,
    "court": OrganisationType.COURT,
    "company": OrganisationType.COMPANY,
    "international": OrganisationType.INTERNATIONAL,
}
_STATE_ID = re.compile(r"state-([A-Z]{2})")

Bodies = dict[str, Actor]


def load_bodies(
    document: dict[str, Any], report: Report, tell: Tell, *, visibility: str, country: str
) -> Bodies:
    """Countries and organisations by their id in the document; "" is what posts fall back on."""
    bodies: Bodies = {"": find_country(country)} if country else {}
    for row in each(document, "organizations", KIND, report, tell):
        try:
            if row.text("id", required=True) in bodies:
                raise row.bad("id", _("The document has this id twice."))
            bodies[row.text("id")], outcome = _body(row, visibility)
            report.count(KIND, outcome)
        except BadRow as error:
            report.reject(KIND, error.place, error.reason)
    return bodies


def find_country(code: str) -> Country:
    """The country with this ISO 3166-1 alpha-2 code; InvalidDocument if the record has none."""
    try:
        return Country.objects.get(iso2=code)
    except Country.DoesNotExist as error:
        raise InvalidDocument(
            _("No country of the record has the code %(code)s. Load or enter the countries first.")
            % {"code": code}
        ) from error


def _body(row: Row, visibility: str) -> tuple[Actor, Outcome]:
    state = _STATE_ID.fullmatch(row.text("id"))
    if state:
        return find_country(state[1]), Outcome.UNCHANGED
    if row.text("classification") == STATE:
        raise row.bad("id", _("The id of a state is state- and its two-letter code."))
    item = row.wikidata()
    known = known_actors([item]).get(item)
    if isinstance(known, Country | Organisation):
        return known, Outcome.UNCHANGED
    if known:
        raise BadRow(row.place, _("The record has %(item)s as a person.") % {"item": item})
    made = Organisation(
        name=row.text("name", required=True),
        type=TYPES.get(row.text("classification"), OrganisationType.OTHER),
        founded=row.date("founding_date"),
        dissolved=row.date("dissolution_date"),
        visibility=visibility,
    )
    check(row, made, without={"actor_ptr", "kind"})
    made.save()
    Identifier.objects.create(actor=made, scheme=WIKIDATA, value=item)
    return made, Outcome.CREATED


def known_actors(items: list[str]) -> dict[str, Actor]:
    """Who the record knows under these Wikidata items, as persons, countries, organisations.

    Someone who was merged into another is that other.
    """
    found = {
        identifier.value: identifier.actor
        for identifier in Identifier.objects.filter(
            scheme=WIKIDATA, value__in=items
        ).select_related("actor__merged_into")
    }
    for item, actor in found.items():
        while actor.merged_into is not None:
            actor = actor.merged_into
        found[item] = actor
    whole: dict[int, Actor] = {}
    for model in Actor.__subclasses__():
        whole |= model._default_manager.in_bulk([actor.pk for actor in found.values()])
    return {item: whole[actor.pk] for item, actor in found.items()}
