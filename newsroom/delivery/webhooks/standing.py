"""How the sending stands, as numbers for whoever watches the desk."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.delivery.webhooks.sending import sendable
from newsroom.jobs.figures import Figure

# Seconds that a message may be late: a slow address with many of them takes its time.
PATIENCE = 600.0


def webhook_figures() -> Iterator[Figure]:
    """Messages that should have left, and for how long the oldest of them waits."""
    now = timezone.now()
    due = sendable(now).aggregate(count=Count("pk"), oldest=Min("due_at"))
    lag = (now - due["oldest"]).total_seconds() if due["oldest"] else None
    yield Figure("webhooks_due", _("Messages to partners that are due"), due["count"])
    yield Figure("webhooks_lag", _("since"), lag, "s", lag is not None and lag > PATIENCE)
