"""The app of what is made up for trying."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SandboxConfig(AppConfig):
    name = "newsroom.sandbox"
    label = "sandbox"
    verbose_name = _("Sandbox")

    def ready(self) -> None:
        # Models are loaded only now, and the projection needs them.
        from newsroom.register.projection import register_source
        from newsroom.sandbox.projection import SandboxProjection

        register_source(SandboxProjection())
