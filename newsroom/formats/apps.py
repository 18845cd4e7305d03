"""The app of the formats: it offers each of them for its kinds of things."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormatsConfig(AppConfig):
    name = "newsroom.formats"
    label = "formats"
    verbose_name = _("Formats")

    def ready(self) -> None:
        # What they write is described by the apps of the record.
        from newsroom.formats.offered import OFFERED
        from newsroom.register.api.formats import register

        for written, kinds in OFFERED.items():
            register(written(), *kinds)
