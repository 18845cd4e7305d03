"""Evidence: inside a story, where its facts are at hand, and in a form of its own."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import PartAdmin
from articles.admin.facts import Groups, facts_of
from articles.admin.lean import LeanRows
from articles.admin.reviews import ReviewAdmin, ReviewForm, standing
from articles.models import Evidence
from articles.models.evidence import FACTS

# Facts that belong to one story.
OWN = ("mention", "statement")


def calendar() -> forms.DateInput:
    """The browser's own calendar: nothing to load, however many rows there are."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FactField(forms.ChoiceField):
    """One fact, as "tenure:12". Listed are those within reach; any other of the record will do.

    Whom a story names is often linked in the same form, and saved only together with it.
    """

    # All that are listed, as the values of their options.
    listed: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        if str(value) in self.listed:
            return True
        column, _colon, key = str(value).partition(":")
        # Of mentions and statements only the story's own count, and those are listed.
        if column not in FACTS or column in OWN or not key.isdecimal():
            return False
        model: Any = Evidence._meta.get_field(column).related_model
        return bool(model._default_manager.filter(pk=key).exists())


class EvidenceForm(ReviewForm):
    """A sentence and one fact, chosen among those that the story has to do with."""

    facts: ClassVar[Groups] = []
    listed: ClassVar[frozenset[str]] = frozenset()

    fact = FactField(
        label=_("Fact"),
        required=False,
        help_text=_("What the sentence supports. Write some of its words."),
    )

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"attests_on": calendar()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Any = self.fields["fact"]
        fact.listed = self.listed
        # Put together only where somebody reads them: a hundred rows share one list.
        fact.choices = self.options
        for column in FACTS:
            if key := getattr(self.instance, f"{column}_id"):
                self.initial["fact"] = f"{column}:{key}"

    @classmethod
    def options(cls) -> list[Any]:
        return [("", "–"), *cls.facts]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "fact" in cleaned:
            chosen, _colon, key = cleaned["fact"].partition(":")
            for column in FACTS:
                setattr(self.instance, f"{column}_id", int(key) if column == chosen else None)
        return cleaned


class EvidenceBlocks(LeanRows):
    model = Evidence
    form = EvidenceForm
    is_link = True
    summary_fields = ("exact", "fact")
    fields = [
        "exact",
        "standing",
        "fact",
        ("attests_on", "is_about_the_past"),
        "as_printed",
        ("certainty", "review"),
        "note",
    ]
    readonly_fields = ["standing"]
    standing = staticmethod(standing)
    show_change_link = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.facts = facts = facts_of(obj, self.admin_site) if obj else []
        formset.form.listed = frozenset(value for _kind, some in facts for value, _name in some)
        formset.form.user = request.user
        return formset


@admin.register(Evidence)
class EvidenceAdmin(ReviewAdmin, PartAdmin):
    form = ReviewForm
    list_display = ["sentence", "article", "certainty", "standing", "review", "updated_at"]
    list_select_related = ["article"]
    list_filter = ["anchor", "review", "certainty"]
    readonly_fields = ["standing", "reviewed_by", "reviewed_at"]
    standing = staticmethod(standing)
    search_fields = ["exact", "note"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "article",
                    "exact",
                    "standing",
                    ("prefix", "suffix"),
                    "certainty",
                    ("review", "reviewed_by", "reviewed_at"),
                    "note",
                ]
            },
        ),
        (
            _("The fact it supports: one at most"),
            {
                "fields": [
                    ("actor", "name"),
                    ("tenure", "rank"),
                    ("membership", "meeting"),
                    ("participation", "meeting_link"),
                    ("agreement", "party"),
                    ("mention", "statement"),
                ]
            },
        ),
        (
            _("What it says of an office, a rank or a membership"),
            {"fields": [("attests_on", "is_about_the_past"), "as_printed"]},
        ),
    ]

    @admin.display(description=_("sentence"))
    def sentence(self, obj: Evidence) -> str:
        text = str(obj)
        return text if len(text) <= 120 else f"{text[:119]}…"
