"""For whom there are dumps: everybody who may read the same, of things and of their members."""

from dataclasses import replace

from newsroom.partners.identifying import labels_of
from newsroom.partners.models import Key, Partner
from newsroom.register.access import ANONYMOUS, Access
from newsroom.register.cursors import digest

EVERYBODY = ANONYMOUS


def code_of(access: Access) -> str:
    """What the dumps for whoever has this access are filed under."""
    return digest([*access.labels, *(f"-{name}" for name in access.hidden)])


def audiences() -> list[Access]:
    """Every access for which dumps are made: everybody's, and those of partners with a key.

    Keys for trying read what is made up for each of them, of which there are no dumps.
    """
    keys = Key.objects.working().filter(is_test=False)
    partners = Partner.objects.filter(is_active=True, pk__in=keys.values("partner"))
    every = [EVERYBODY, *(access_of_partner(partner) for partner in partners.order_by("pk"))]
    return list({code_of(access): access for access in reversed(every)}.values())[::-1]


def access_of_partner(partner: Partner) -> Access:
    """What a partner's keys may read; nothing of who it is."""
    return replace(EVERYBODY, labels=labels_of(partner), hidden=frozenset(partner.hidden))
