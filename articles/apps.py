"""The articles app: stories, statements and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # Models are loaded only now, and projections need them.
        from actors.contradictions import add_rules
        from actors.merging.stories import know_stories
        from actors.projections.grounds import know_grounds
        from articles.attesting import attest_anew
        from articles.contradictions import RULES, SOURCE, stories_of
        from articles.projections import PROJECTIONS
        from articles.projections.grounds import grounds
        from articles.publicity import named_publicly
        from articles.reported import tell_desk
        from articles.rests import sentences_about
        from articles.turns import take_turns
        from articles.work_figures import due_figures
        from newsroom.jobs.figures import add_figures
        from newsroom.readers.reports import when_reported
        from newsroom.register.projection import register

        for projection in PROJECTIONS:
            register(projection())
        know_stories(
            named=named_publicly,
            take_turns=take_turns,
            follow=attest_anew,
            sentences=sentences_about,
        )
        add_rules(SOURCE, RULES, stories_of)
        know_grounds(grounds)
        add_figures(due_figures)
        when_reported(tell_desk)
