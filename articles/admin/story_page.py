"""The page of the story's form: what it loads, its keys, what its scripts need to know.

All that a first visit transfers is weighed in tests/articles/test_entering_form.py.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from js_asset import ImportMap, Media, Script

from actors.choices import ActorKind
from actors.matching import PRESELECT
from articles.admin.editor import NamedEditor
from articles.admin.hour_fields import HourField, minute
from articles.fields import SafeHTMLField

# Parts of the page's script, by the names under which they import each other.
PARTS = tuple("choosing creating day page rows selecting shortcuts suggesting text".split())
OURS = Media(
    importmap=ImportMap({f"newsroom/{name}": f"newsroom/desk/{name}.js" for name in PARTS}),
    css={"all": ["newsroom/desk/story.css"]},
    js=[Script("newsroom/desk/story.js", type="module")],
)

# The page has lighter means of its own for what these do: newsroom/desk/story.js and its parts.
SPARED = {
    f"admin/{name}"
    for name in (
        "js/vendor/jquery/jquery.js",
        "js/vendor/jquery/jquery.min.js",
        "js/vendor/xregexp/xregexp.js",
        "js/vendor/xregexp/xregexp.min.js",
        "js/jquery.init.js",
        "js/core.js",
        "js/inlines.js",
        "js/inlines.min.js",
        "js/autocomplete.js",
        "js/actions.js",
        "js/urlify.js",
        "js/prepopulate.js",
        "js/calendar.js",
        "js/admin/RelatedObjectLookups.js",
        "js/admin/DateTimeShortcuts.js",
        "css/vendor/select2/select2.css",
        "css/vendor/select2/select2.min.css",
        "css/autocomplete.css",
    )
} | {"django_prose_editor/material-icons.css"}

KEYS = [
    ("Ctrl + S", gettext_lazy("Save, and stay at the same place")),
    (gettext_lazy("Ctrl + Enter"), gettext_lazy("Save, and go back to the list")),
    ("Alt + S", gettext_lazy("Go to the proposals")),
    ("↑ ↓", gettext_lazy("Among proposals: the one before, the one after")),
    (gettext_lazy("Enter"), gettext_lazy("Among proposals: accept")),
    (pgettext_lazy("key", "Delete"), gettext_lazy("Among proposals: dismiss")),
    ("1 … 9", gettext_lazy("Among proposals: accept this one of several namesakes")),
    ("Alt + A", gettext_lazy("Accept all proposals that are sure")),
    ("Alt + Q", gettext_lazy("The words selected in the text are a quotation")),
    ("Alt + E", gettext_lazy("The sentence around the selection is evidence for a fact")),
    ("Alt + P", gettext_lazy("The words selected in the text name somebody")),
    ("Alt + M", gettext_lazy("A meeting; the words selected in the text are its title")),
    ("Alt + T", gettext_lazy("Back to the text")),
    ("Alt + H", gettext_lazy("This list")),
]

WORDS = {
    "create": gettext_lazy("Create: “%(words)s”"),
    "nothing": gettext_lazy("Nothing found"),
    "looking": gettext_lazy("Reading the text…"),
    "found": gettext_lazy("Proposals: %(count)s"),
    "none": gettext_lazy("No proposals"),
    "failed": gettext_lazy("The text could not be read; it is tried again as you write."),
    "accepted": gettext_lazy("Accepted: %(words)s"),
    "dismissed": gettext_lazy("Dismissed: %(words)s"),
    "choose": gettext_lazy("Choose by number"),
    "select": gettext_lazy("Select words in the text first."),
    "saving": gettext_lazy("Saving…"),
    "removed": gettext_lazy("Row removed"),
    "added": gettext_lazy("Row added: %(words)s"),
}


class StoryPage(admin.ModelAdmin):
    """The form's media, widgets and data for scripts."""

    formfield_overrides = {SafeHTMLField: {"widget": NamedEditor}}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.DateTimeField):
            kwargs |= {"form_class": HourField, "widget": minute()}
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What is missing is created in a dialog of the page, not in a window of its own.
            field.widget = field.widget.widget
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["story_keys"] = KEYS
        # The text and its links take the whole width; the index is one click away.
        context["is_nav_sidebar_enabled"] = False
        context["story_page"] = page_data(request)
        context["media"] = lightened(context["media"]) + OURS
        return super().render_change_form(request, context, *args, **kwargs)


def lightened(media: Any) -> Any:
    """The media without the scripts and styles that the page does not use."""
    media._js_lists = [[one for one in some if _is_used(one)] for some in media._js_lists]
    media._css_lists = [
        {kind: [one for one in some if _is_used(one)] for kind, some in lists.items()}
        for lists in media._css_lists
    ]
    return media


def _is_used(asset: Any) -> bool:
    path = str(getattr(asset, "_path", asset))
    return path not in SPARED and not path.startswith("admin/js/vendor/select2/")


def page_data(request: HttpRequest) -> dict[str, Any]:
    """Addresses, words and rights for the scripts of the page."""
    can_create = [kind for kind in ActorKind if request.user.has_perm(f"actors.add_{kind}")]
    creates = {"actor": bool(can_create), "person": ActorKind.PERSON in can_create}
    for name in ("meeting", "agreement", "place"):
        creates[name] = request.user.has_perm(f"actors.add_{name}")
    return {
        "suggest": reverse("admin:articles_article_suggest"),
        "facts": reverse("admin:articles_article_facts"),
        "create": reverse("admin:articles_article_create", args=["thing"]),
        "creates": [name for name, may in creates.items() if may],
        "sure": PRESELECT,
        "words": {name: str(text) for name, text in WORDS.items()},
        "fact": {
            "title": _("Which fact rests on this sentence?"),
            "label": _("Fact"),
            "help": _(
                "Write some of its words; facts of links that are not saved yet are here too."
            ),
            "accept": _("Enter as evidence"),
            "none": _("No fact: a note on the story"),
            "cancel": _("Cancel"),
        },
    }
