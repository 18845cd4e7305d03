"""Gives keys to partners and takes them back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.partners import keys
from newsroom.partners.models import Key, Partner

# Two, so that a partner changes from one to the other without an outage.
MOST = 2


def issue(
    partner: Partner,
    *,
    by: Any = None,
    purpose: str = "",
    expires_at: datetime | None = None,
    is_test: bool = False,
) -> tuple[Key, str]:
    """A new key, and the text of it, which can never be had again.

    Raises ValidationError where the partner has two that work, or its contract is at an end.
    """
    with transaction.atomic():
        # One after the other, else two requests at once would make a third key.
        partner = Partner.objects.select_for_update().get(pk=partner.pk)
        if not partner.is_active:
            raise ValidationError(_("The contract is at an end."), code="inactive")
        if expires_at is not None and expires_at <= timezone.now():
            raise ValidationError({"expires_at": _("This is in the past.")}, code="past")
        if partner.keys.working().filter(is_test=is_test).count() >= MOST:
            raise ValidationError(
                _("There are two keys that work: revoke one of them first."), code="too_many"
            )
        written = keys.make(is_test=is_test)
        key = Key.objects.create(
            partner=partner,
            name=written.name,
            digest=written.digest,
            last_four=written.text[-4:],
            purpose=purpose,
            is_test=is_test,
            expires_at=expires_at,
            created_by=by,
        )
    return key, written.text


def revoke(key: Key) -> None:
    """Accept the key no more, within the seconds for which processes remember keys."""
    Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())
