"""What the pages mean, for machines that read them: the things of the register in schema.org."""

from typing import Any

from newsroom.linked_data.actors import country, organisation, person
from newsroom.linked_data.encounters import agreement, event
from newsroom.linked_data.site import Node, Site
from newsroom.linked_data.stories import quotation, story
from newsroom.register.models import Item
from newsroom.register.pages import document

# The one declaration of each kind. An office is none of schema.org's things.
DECLARED = {
    "article": story,
    "person": person,
    "organisation": organisation,
    "country": country,
    "meeting": event,
    "event": event,
    "agreement": agreement,
    "statement": quotation,
}


def describe(item: Item, site: Site) -> Node | None:
    """The thing itself; None for a kind that has no place in the vocabulary."""
    declared = DECLARED.get(item.kind)
    return declared(item, document(item), site) if declared else None


def graph(nodes: list[Node]) -> dict[str, Any]:
    """All that one page says."""
    return {"@context": "https://schema.org", "@graph": nodes}
