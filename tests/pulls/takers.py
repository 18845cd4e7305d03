"""Partners who take things from the archive, and how far the newsroom says they are."""

import base64
from typing import Any

from newsroom.partners.models import Partner
from newsroom.pulls.standing import Report, reports
from tests.register.mirrors import Mirror

PAGE = "/partenaires/compte/"


def basic(password: str, name: str = "") -> str:
    """How a browser sends a password."""
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def taker(*labels: str, **options: Any) -> Mirror:
    """A partner with a key who mirrors what these labels let it read."""
    return Mirror(*labels, **options)


def partner_of(mirror: Mirror) -> Partner:
    return Partner.objects.get(pk=mirror.access.partner)


def report_on(story: Any) -> Report:
    """The report on the last that became of a story."""
    return reports(story=story.uid)[0]


def states(story: Any) -> dict[int, str]:
    """How far each partner is with the last that became of a story, by its key."""
    found = reports(story=story.uid)
    return {row.partner.pk: row.state.value for row in found[0].rows} if found else {}


def state(mirror: Mirror, story: Any) -> str | None:
    return states(story).get(mirror.access.partner)
