"""Persons, organisations and countries in schema.org, as far as its words reach."""

from typing import Any

from actors.choices import Certainty, OrganisationType
from newsroom.linked_data.site import Node, Site, exact, filled, other_names, same_as
from newsroom.register.models import Item

SORTS = {
    OrganisationType.GOVERNMENT: "GovernmentOrganization",
    OrganisationType.MINISTRY: "GovernmentOrganization",
    OrganisationType.ARMED_FORCES: "GovernmentOrganization",
    OrganisationType.PARLIAMENT: "GovernmentOrganization",
    OrganisationType.COURT: "GovernmentOrganization",
    OrganisationType.AGENCY: "GovernmentOrganization",
    OrganisationType.COMPANY: "Corporation",
    OrganisationType.NGO: "NGO",
    OrganisationType.MEDIA: "NewsMediaOrganization",
}
ORGANISATIONS = ("Organization",)


def person(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A person, with the offices of which a source gives the time."""
    return {
        **site.identify(item, "Person"),
        **named(doc),
        **filled(
            givenName=doc["given_name"],
            familyName=doc["family_name"],
            birthDate=exact(doc["born"]),
            deathDate=exact(doc["died"]),
            nationality=site.refer(doc["nationality"], "Country"),
            hasOccupation=[held(one, site) for one in timed(doc["tenures"])],
            memberOf=memberships(doc, site),
        ),
    }


def organisation(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A body with what it is part of and belongs to."""
    return {
        **site.identify(item, SORTS.get(doc["organisation_type"], "Organization")),
        **named(doc),
        **filled(
            foundingDate=exact(doc["founded"]),
            dissolutionDate=exact(doc["dissolved"]),
            parentOrganization=site.refer(doc["parent"], *ORGANISATIONS),
            location=site.refer(doc["country"], "Country"),
            memberOf=memberships(doc, site),
        ),
    }


def country(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A country under its codes."""
    codes = {"ISO 3166-1 alpha-2": doc["iso2"], "ISO 3166-1 alpha-3": doc["iso3"]}
    return {
        **site.identify(item, "Country"),
        **named(doc),
        **filled(
            identifier=[
                {"@type": "PropertyValue", "propertyID": scheme, "value": code}
                for scheme, code in codes.items()
                if code
            ]
        ),
    }


def named(doc: dict[str, Any]) -> Node:
    """Other names, a description, entries elsewhere."""
    words = filled(alternateName=other_names(doc), description=doc["summary"])
    return words | same_as(doc)


def timed(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that a source states outright with a day on which they began or ended.

    Without any day schema.org would say of a former minister that he is one.
    """
    sure = [fact for fact in facts if fact["certainty"] == Certainty.EXPLICIT]
    return [fact for fact in sure if exact(fact["began"]) or exact(fact["ended"])]


def held(tenure: dict[str, Any], site: Site) -> Node:
    """An office in its time: schema.org puts a role between the person and what it is about."""
    occupation = {
        "@type": "Occupation",
        "name": tenure["title"],
        **filled(occupationLocation=site.refer(tenure["country"], "Country")),
    }
    return role("Role", tenure) | {"roleName": tenure["title"], "hasOccupation": occupation}


def memberships(doc: dict[str, Any], site: Site) -> list[Node]:
    """The bodies it belongs to, each in its time."""
    return [
        role("OrganizationRole", one) | {"memberOf": body}
        for one in timed(doc["memberships"])
        if (body := site.refer(one["organisation"], *ORGANISATIONS))
    ]


def role(kind: str, fact: dict[str, Any]) -> Node:
    times = filled(startDate=exact(fact["began"]), endDate=exact(fact["ended"]))
    return {"@type": kind, **times}
