"""What webhooks of a partner were acknowledged, and how its messages went."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from newsroom.delivery.models import Delivery, Endpoint
from newsroom.partners.access import Access

_HEARD = """
select e.partner_id, (item->>'id')::uuid, max(d.delivered_at)
from delivery_delivery d
join delivery_endpoint e on e.id = d.endpoint_id
cross join lateral jsonb_array_elements(d.payload->'items') item
where d.event = 'item.removed' and d.delivered_at is not null and e.sandbox = ''
  and item->>'id' = any(%s)
group by 1, 2
"""
MESSAGES = 10


def heard(uids: Collection[uuid.UUID]) -> dict[tuple[int, uuid.UUID], datetime]:
    """When a partner's machine last answered that it had heard that a story must be removed.

    By partner and story; one query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HEARD, [[str(uid) for uid in uids]])
        return {(partner, uid): at for partner, uid, at in cursor.fetchall()}


def webhooks_of(access: Access) -> dict[str, Any]:
    """The addresses of a partner, or of a key for trying, and its last messages; two queries."""
    own = Endpoint.objects.using(settings.REGISTER_DATABASE).filter(
        partner=access.partner,
        sandbox=access.key_name if access.is_test else "",
        deleted_at=None,
    )
    sent = Delivery.objects.using(settings.REGISTER_DATABASE).filter(endpoint__in=own)
    return {
        "endpoints": list(own.order_by("pk")),
        "messages": list(sent.select_related("endpoint").order_by("-made_at", "-id")[:MESSAGES]),
    }
