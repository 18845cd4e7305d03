"""The app of the dumps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DumpsConfig(AppConfig):
    name = "newsroom.dumps"
    label = "dumps"
    verbose_name = _("Dumps")
