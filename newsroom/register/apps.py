"""The register as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "newsroom.register"
    label = "register"
    verbose_name = _("Register")

    def ready(self) -> None:
        post_migrate.connect(give_identity, sender=self)


def give_identity(using: str = DEFAULT_DB_ALIAS, apps: Any = global_apps, **told: Any) -> None:
    """A register whose tables were emptied is another one, and has an identity like any other."""
    try:
        epoch = apps.get_model("register", "Epoch")
    except LookupError:  # migrated only so far, or back
        return
    if using == DEFAULT_DB_ALIAS:
        epoch.objects.using(using).get_or_create(singleton=True)
