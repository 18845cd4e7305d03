"""The actors app: who, in what office, met whom."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "actors"
    verbose_name = _("Actors")

    def ready(self) -> None:
        # Models are loaded only now, and projections need them.
        from actors.projections import PROJECTIONS
        from newsroom.register.projection import register

        for projection in PROJECTIONS:
            register(projection())
