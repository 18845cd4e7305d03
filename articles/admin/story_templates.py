"""Templates of recurring stories at the desk."""

from django.contrib import admin

from articles.admin.editor import NamedEditor
from articles.admin.lists import ListAdmin
from articles.fields import SafeHTMLField
from articles.models import StoryTemplate


@admin.register(StoryTemplate)
class StoryTemplateAdmin(ListAdmin):
    formfield_overrides = {SafeHTMLField: {"widget": NamedEditor}}
    list_display = ["name", "kind", "section", "urgency", "language"]
    list_select_related = ["section"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["subjects"]
    fields = [
        ("name", "kind"),
        "headline",
        "lead",
        "body",
        ("section", "urgency", "language"),
        "subjects",
        "hint",
    ]
