"""Form and list of statements, with whom and what they are about."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, Rows
from articles.admin.parts import StoryPart
from articles.models import Statement, StatementSubject


class SubjectRows(Rows):
    model = StatementSubject
    fields = ["actor"]
    related = ("actor",)
    verbose_name_plural = _("whom and what it is about")


@admin.register(Statement)
class StatementAdmin(StoryPart, DeskAdmin):
    heading = (10, _("Stories"))
    list_display = ["__str__", "kind", "speaker", "article", "certainty"]
    list_select_related = ["speaker", "article"]
    list_filter = ["kind", "certainty"]
    search_fields = ["text", "speaker__sort_key", "source_as_written"]
    ordering = ["-id"]
    inlines = [SubjectRows]
    choice_related = ("speaker",)
    fields = [
        "article",
        ("kind", "certainty"),
        "text",
        ("speaker", "source_as_written"),
        ("originator", "addressee"),
        ("occasion", "said_on"),
        ("continues", "language"),
    ]

    def choice_label(self, obj: Statement) -> str:
        return " · ".join(str(part) for part in (obj, obj.speaker) if part)
