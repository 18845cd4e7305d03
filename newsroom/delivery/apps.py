"""The app of what is delivered to partners."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "newsroom.delivery"
    label = "delivery"
    verbose_name = _("Deliveries")

    def ready(self) -> None:
        # Models are loaded only now.
        from newsroom.delivery.webhooks.standing import webhook_figures
        from newsroom.jobs.figures import add_figures

        add_figures(webhook_figures)
