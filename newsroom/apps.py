"""The site as a Django app: page shell, static files, commands."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """Holds templates, static files and commands; it has no model of its own."""

    name = "newsroom"
    verbose_name = _("Newsroom")
