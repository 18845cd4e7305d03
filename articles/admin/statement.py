"""Form and list of statements, with whom and what they are about."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, Rows
from articles.admin.reviews import ReviewAdmin, ReviewForm, standing
from articles.models import Statement, StatementSubject


class SubjectRows(Rows):
    model = StatementSubject
    fields = ["actor"]
    related = ("actor",)
    verbose_name_plural = _("whom and what it is about")


@admin.register(Statement)
class StatementAdmin(ReviewAdmin, DeskAdmin):
    form = ReviewForm
    heading = (10, _("Stories"))
    list_display = ["__str__", "kind", "speaker", "article", "certainty", "standing", "review"]
    list_select_related = ["speaker", "article"]
    list_filter = [
        "kind",
        "anchor",
        "review",
        "certainty",
        ("speaker", admin.EmptyFieldListFilter),
    ]
    readonly_fields = ["standing", "reviewed_by", "reviewed_at"]
    standing = staticmethod(standing)
    search_fields = ["text", "speaker__sort_key", "source_as_written"]
    ordering = ["-id"]
    inlines = [SubjectRows]
    choice_related = ("speaker",)
    fields = [
        "article",
        ("kind", "certainty"),
        "text",
        "standing",
        ("review", "reviewed_by", "reviewed_at"),
        ("speaker", "source_as_written"),
        ("originator", "addressee"),
        ("occasion", "said_on"),
        ("continues", "language"),
        ("original_text", "original_language"),
    ]

    def choice_label(self, obj: Statement) -> str:
        return " · ".join(str(part) for part in (obj, obj.speaker) if part)
