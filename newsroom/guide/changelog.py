"""What changed in the API, the newest first: what the guide lists, and its feed."""

import uuid
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Entry(NamedTuple):
    """One change that partners should know of. Its id stays, whatever is reworded."""

    uid: uuid.UUID
    day: date
    title: object
    text: object


CHANGELOG = (
    Entry(
        uuid.UUID("b7a6d4c2-0f5e-4b83-8a55-3d1f6f0c9e27"),
        date(2026, 12, 1),
        _("Search with facets"),
        _("/search finds things of all kinds, marks what was found, and counts the answers."),
    ),
    Entry(
        uuid.UUID("0f6a8f0e-1f7d-4e55-8a0b-6f3f0a1b2c93"),
        date(2026, 12, 1),
        _("Pictures by signed addresses"),
        _(
            "/articles/{id}/images gives each picture with its rights, and addresses of its files"
            " for a short time. Downloads of dumps and pictures count in the quota of the key."
        ),
    ),
    Entry(
        uuid.UUID("4c0f3a0e-52d9-4b6f-9c6b-0b8d1f7a2e11"),
        date(2026, 12, 1),
        _("Version 1"),
        _(
            "Lists and documents, the change feed with its events, keys and quotas, dumps, formats,"
            " webhooks, and the sandbox. From now on version 1 only grows."
        ),
    ),
)
