"""The app of the jobs; their tables belong to procrastinate."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "newsroom.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
