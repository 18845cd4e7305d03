"""The articles app: stories, statements and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # Models are loaded only now, and projections need them.
        from articles.projections import PROJECTIONS
        from newsroom.register.projection import register

        for projection in PROJECTIONS:
            register(projection())
