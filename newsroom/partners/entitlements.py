"""The labels, members and networks that a contract may name, and what is wrong with others."""

import re
from collections.abc import Collection, Iterable
from ipaddress import ip_network
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.partners.access import PUBLIC

# Everything but stories and what is said in them: people, bodies, meetings, offices …
RECORD = "record"
LABEL = re.compile(rf"{PUBLIC}|{RECORD}|lang:[a-z]{{2,3}}(-[A-Za-z]+)?|section:[a-z0-9-]{{1,50}}")
MEMBER = re.compile(r"[a-z][a-z_]{0,40}")
# Without these a mirror could not tell one document from another, or what must not be out yet.
NEEDED = frozenset({"id", "type", "language", "status", "embargoed_until"})
MOST = 30


def own_label(slug: str) -> str:
    """The label of what one partner alone may read: stories under embargo."""
    return f"partner:{slug}"


def check_labels(labels: Iterable[str]) -> None:
    """Refuse what is no label of the archive; raises ValidationError."""
    _refuse(
        [label for label in labels if not LABEL.fullmatch(label)],
        _("“%(value)s” is not a label: public, record, lang:…, section:…."),
    )


def check_members(members: Iterable[str]) -> None:
    """Refuse what cannot be hidden; raises ValidationError."""
    _refuse(
        [name for name in members if not MEMBER.fullmatch(name) or name in NEEDED],
        _("“%(value)s” is not a member that can be hidden."),
    )


def check_networks(networks: Iterable[str]) -> None:
    """Refuse what is no network, such as 192.0.2.0/24 or 2001:db8::/32; raises ValidationError."""
    _refuse(
        [text for text in networks if not _is_network(text)],
        _("“%(value)s” is not a network, such as 192.0.2.0/24."),
    )


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


def _refuse(values: Collection[str], message: Any) -> None:
    if values:
        raise ValidationError(
            [
                ValidationError(message, code="invalid", params={"value": value[:80]})
                for value in values
            ]
        )
