"""The app of the pull audit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PullsConfig(AppConfig):
    name = "newsroom.pulls"
    label = "pulls"
    verbose_name = _("Pulls")

    def ready(self) -> None:
        from newsroom.pulls.keeping import keep
        from newsroom.register.api.giving import when_given

        when_given(keep)
