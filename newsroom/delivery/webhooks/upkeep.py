"""What the nights clear away of webhooks."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.delivery.models import Delivery, Endpoint, Secret
from newsroom.jobs.retrying import GROWING

KEPT = timedelta(days=30)


@app.periodic(cron="10 4 * * *")
@app.task(queue="care", queueing_lock="clear_webhooks", retry=GROWING, name="clear_webhooks")
def clear_webhooks(timestamp: int) -> str:
    """Clear away what is older than the log reaches, and what was deleted."""
    return clear(timezone.now())


def clear(now: datetime) -> str:
    """Clear away old messages, ended secrets and deleted addresses; how many of each."""
    secrets = Secret.objects.filter(ends_at__lte=now).delete()[0]
    messages = Delivery.objects.filter(made_at__lt=now - KEPT).delete()[0]
    addresses = Endpoint.objects.filter(deleted_at__isnull=False).delete()[0]
    return f"secrets: {secrets}, messages: {messages}, addresses: {addresses}"
