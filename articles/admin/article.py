"""The form in which a story is entered with all its links, and the list of stories."""

from contextlib import nullcontext
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.faults import without
from actors.admin.words import date_column
from articles import services
from articles.admin.editing import EditingAdmin
from articles.admin.entering import EnteringPages
from articles.admin.evidence import EvidenceBlocks
from articles.admin.history import CommentedForm
from articles.admin.listing import DayAdmin
from articles.admin.notices import NoteInput
from articles.admin.pictures import ImageBlocks
from articles.admin.planning import PlannedForm, PlanningAdmin
from articles.admin.preview import PreviewAdmin
from articles.admin.publication import (
    ByFailure,
    EmbargoRows,
    PublicationFields,
    PublicationForm,
)
from articles.admin.restoring import RestoringAdmin
from articles.admin.rows import (
    ClassificationRows,
    CorrectionRows,
    CoverageRows,
    MentionRows,
    SignatoryRows,
    StatementBlocks,
    WithdrawalRows,
)
from articles.admin.rules import RULES
from articles.admin.story_page import StoryPage
from articles.admin.transition_forms import HidingField
from articles.admin.transitions import CORRECTION, HIDING, StatusAdmin
from articles.admin.translating import TiesForm, TranslationAdmin, TranslationFilter
from articles.admin.trash import TrashAdmin
from articles.choices import ArticleStatus, TemplateKind
from articles.models import Article
from articles.publicity import following, hold_unproven
from articles.rights import may_touch
from articles.texts import to_plain

TEXT = (None, {"fields": ["headline", "lead", "body", "signature"]})
FILING = (
    _("Dates and filing"),
    {
        "fields": [
            ("event_date", "dateline"),
            ("dated", "dated_certainty", "dated_basis"),
            ("section", "urgency", "language"),
        ]
    },
)
ORIGIN = (
    _("Origin"),
    {
        "classes": ["collapse"],
        "fields": [
            ("source_name", "licence"),
            ("source_url", "source_id"),
            ("translation_of", "update_of"),
        ],
    },
)
PUBLICATION = (
    _("Publication"),
    {
        "fields": [
            ("status", "approval"),
            ("published_at", "corrected_at", "hours"),
            ("embargo_until", "embargo_reason"),
            ("expires_at", "in_the_way"),
            "notes",
        ]
    },
)
CORRECTING = (_("Correction"), {"fields": [CORRECTION, HIDING]})


class ArticleForm(PlannedForm, CommentedForm, TiesForm, PublicationForm):
    """A story; once it is out, with the public note on what this change corrects."""

    correction_note = forms.CharField(
        label=_("Public note"),
        required=False,
        strip=True,
        widget=NoteInput(TemplateKind.CORRECTION, {"rows": 2, "class": "vLargeTextField"}),
        help_text=_(
            "What was wrong and what is right; readers and partners see it. "
            "Leave it empty for a change that nobody needs to be told of."
        ),
    )
    hides_earlier = HidingField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CORRECTION].widget.article = self.instance

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_correction = self.data.get("_transition") == "correct" or cleaned.get(HIDING)
        if is_correction and not cleaned.get(CORRECTION):
            self.add_error(CORRECTION, _("A correction needs a public note."))
        empty = not any(cleaned.get(name, "").strip() for name in ("headline", "lead"))
        if self.instance.is_published and empty and not to_plain(cleaned.get("body", "")):
            self.add_error(None, RULES["article_published_has_a_text"])
        return cleaned


@admin.register(Article)
class ArticleAdmin(
    PlanningAdmin,
    RestoringAdmin,
    TrashAdmin,
    TranslationAdmin,
    PreviewAdmin,
    EditingAdmin,
    EnteringPages,
    StoryPage,
    DayAdmin,
    StatusAdmin,
    PublicationFields,
    DeskAdmin,
):
    heading = (10, _("Stories"))
    form = ArticleForm
    list_display = ["title", "status", "news_date", "section", "language", "published_at"]
    list_select_related = ["section"]
    list_filter = [
        "status",
        ByFailure,
        "section",
        "urgency",
        "language",
        TranslationFilter,
        without("mentions", _("mentions")),
        without("evidence", _("evidence")),
    ]
    search_fields = ["headline", "lead", "source_id"]
    readonly_fields = ["status", "published_at", "corrected_at"]
    inlines = [
        MentionRows,
        CoverageRows,
        StatementBlocks,
        EvidenceBlocks,
        SignatoryRows,
        ClassificationRows,
        ImageBlocks,
        CorrectionRows,
        WithdrawalRows,
        EmbargoRows,
    ]
    news_date = staticmethod(date_column("event_date", _("date of the news")))

    @admin.display(description=_("story"), ordering="headline")
    def title(self, obj: Article) -> str:
        return str(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        # A list shows no text; the longest columns stay where they are.
        listing = getattr(request.resolver_match, "url_name", "") == "articles_article_changelist"
        return queryset.defer("body", "body_text", "notes") if listing else queryset

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        correcting = obj is not None and "correct" in services.allowed(obj, by=request.user)
        usual = [TEXT, FILING, *([CORRECTING] if correcting else []), PUBLICATION, ORIGIN]
        return [*usual, *self.memory_fieldsets(request, obj)]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        # Notices are part of the form only where there can be any.
        hidden: list[Any] = []
        if obj is None or obj.published_at is None:
            hidden += [CorrectionRows, WithdrawalRows]
        elif obj.status != ArticleStatus.WITHDRAWN and not obj.withdrawals.exists():
            hidden.append(WithdrawalRows)
        return [part for part in self.inlines if part not in hidden]

    def choice_label(self, obj: Article) -> str:
        when = obj.published_at.date().isoformat() if obj.published_at else obj.event_date
        parts = (obj, when, obj.get_status_display().lower())
        return " · ".join(str(part) for part in parts if part)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What is typed into a story that is out or due goes out.
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_touch(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What the world has seen is withdrawn, with a reason, and never deleted.
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not (obj.published_at or obj.is_committed))

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        # The dateline's country too is named by the story, and no row of its own says so.
        moves = change and obj.is_published and "dateline" in form.changed_data
        with following(obj) if moves else nullcontext():
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        # What is typed into a story that is out decides whom the world may see.
        with following(form.instance) if form.instance.is_published else nullcontext():
            super().save_related(request, form, formsets, change)
        if not form.instance.is_published:
            hold_unproven(form.instance)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        original = context.get("original")
        context["transitions"] = self.buttons(request, original or Article())
        return super().render_change_form(request, context, *args, **kwargs)
