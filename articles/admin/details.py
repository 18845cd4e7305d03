"""Lists of the rows that are entered inside a story; notices are looked at only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from actors.admin.base import PartAdmin
from articles.admin.parts import StoryPart
from articles.models import (
    Article,
    Classification,
    Correction,
    Coverage,
    Mention,
    Signatory,
    StatementSubject,
    Withdrawal,
)


@admin.register(Mention)
class MentionAdmin(StoryPart, PartAdmin):
    list_display = ["__str__", "actor", "place", "role", "article"]
    list_select_related = ["actor", "place", "article"]
    list_filter = ["role", "certainty", "is_metonym"]
    search_fields = ["spelling", "actor__sort_key", "place__name"]
    fields = ["article", ("actor", "place"), "spelling", ("role", "certainty"), "is_metonym"]
    choice_related = ("actor", "place", "article")

    def choice_label(self, obj: Mention) -> str:
        parts = (obj, obj.get_role_display().lower())
        return " · ".join(str(part) for part in parts)


@admin.register(Coverage)
class CoverageAdmin(StoryPart, PartAdmin):
    list_display = ["meeting", "role", "article"]
    list_select_related = ["meeting", "article"]
    list_filter = ["role"]
    search_fields = ["meeting__title", "article__headline"]
    fields = ["article", "meeting", "role"]


@admin.register(Classification)
class ClassificationAdmin(StoryPart, PartAdmin):
    list_display = ["subject", "article", "certainty"]
    list_select_related = ["subject", "article"]
    search_fields = ["subject__name", "article__headline"]
    fields = ["article", "subject", "certainty"]


@admin.register(Signatory)
class SignatoryAdmin(StoryPart, PartAdmin):
    list_display = ["initials", "role", "contributor", "position", "article"]
    list_select_related = ["contributor", "article"]
    list_filter = ["role"]
    search_fields = ["initials", "contributor__name"]
    fields = ["article", ("position", "initials"), ("role", "contributor")]


@admin.register(StatementSubject)
class StatementSubjectAdmin(StoryPart, PartAdmin):
    list_display = ["actor", "statement"]
    list_select_related = ["actor", "statement"]
    search_fields = ["actor__sort_key", "statement__text"]
    fields = ["statement", "actor"]
    story_path = "statement__article"

    def story_of(self, obj: StatementSubject) -> Article:
        return obj.statement.article


class NoticeAdmin(PartAdmin):
    """Written by articles.services alone, with the change of status that it explains."""

    list_select_related = ["article", "made_by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Correction)
class CorrectionAdmin(NoticeAdmin):
    list_display = ["note", "article", "made_at", "made_by"]
    search_fields = ["note"]
    fields = ["article", "note", "hides_earlier", "made_at", "made_by"]


@admin.register(Withdrawal)
class WithdrawalAdmin(NoticeAdmin):
    list_display = ["reason", "article", "made_at", "made_by"]
    search_fields = ["reason"]
    fields = ["article", "reason", "made_at", "made_by"]
