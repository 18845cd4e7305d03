"""The bell in the desk's header: how much of what somebody was told is unread."""

from typing import Any

from django import template

from articles.models import Notification

register = template.Library()

MOST = 99  # nobody needs the exact number of more


@register.simple_tag
def unread_notifications(user: Any) -> int:
    """How many notifications the user has not read, at most one more than `MOST`."""
    if not user.is_authenticated:
        return 0
    unread = Notification.objects.filter(user=user, in_app=True, read_at=None)
    return unread.order_by()[: MOST + 1].count()
