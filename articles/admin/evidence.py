"""Evidence: inside a story, where its facts are at hand, and in a form of its own."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import Blocks, PartAdmin
from articles.admin.facts import Groups, facts_of
from articles.admin.reviews import ReviewAdmin, ReviewForm, standing
from articles.models import Evidence
from articles.models.evidence import FACTS


class FactSelect(forms.Select):
    """Renders what is chosen; the whole list stands once, in the row that new rows are made from.

    A story has a hundred sentences and as many facts: each list in each row would weigh
    megabytes. A script fills a row's list when somebody turns to it.
    """

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        if "__prefix__" not in name:
            chosen = set(value)
            self.choices = [
                (label, [option for option in options if option[0] in chosen])
                if isinstance(options, list)
                else (label, options)
                for label, options in self.choices
            ]
            self.choices = [choice for choice in self.choices if choice[1]]
        return super().optgroups(name, value, attrs)

    class Media:
        js = ["newsroom/facts.js"]


class EvidenceForm(ReviewForm):
    """A sentence and one fact, chosen among those that the story has to do with."""

    facts: ClassVar[Groups] = []

    fact = forms.ChoiceField(
        label=_("Fact"),
        required=False,
        widget=FactSelect(attrs={"data-facts": "id_evidence-__prefix__-fact"}),
        help_text=_("What the sentence supports. New facts are listed once they are saved."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Any = self.fields["fact"]
        fact.choices = [("", "–"), *self.facts]
        for column in FACTS:
            if key := getattr(self.instance, f"{column}_id"):
                self.initial["fact"] = f"{column}:{key}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "fact" in cleaned:
            chosen, _colon, key = cleaned["fact"].partition(":")
            for column in FACTS:
                setattr(self.instance, f"{column}_id", int(key) if column == chosen else None)
        return cleaned


class EvidenceBlocks(Blocks):
    model = Evidence
    form = EvidenceForm
    classes = ["collapse"]
    fields = ["exact", "standing", "fact", ("certainty", "review"), "note"]
    readonly_fields = ["standing"]
    standing = staticmethod(standing)
    show_change_link = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.facts = facts_of(obj, self.admin_site) if obj else []
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
    ]

    @admin.display(description=_("sentence"))
    def sentence(self, obj: Evidence) -> str:
        text = str(obj)
        return text if len(text) <= 120 else f"{text[:119]}…"
