"""The jobs of deliveries, where the worker of the jobs looks for them."""

from newsroom.delivery.webhooks.letters import send_webhook_disabled
from newsroom.delivery.webhooks.upkeep import clear_webhooks

__all__ = ["clear_webhooks", "send_webhook_disabled"]
