"""What is asked before a story is scheduled, withdrawn, or let out of its embargo."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.hour_fields import HourField
from articles.choices import TemplateKind
from articles.models import Article, Correction
from articles.story_templates import Notice, notices


class HidingField(forms.BooleanField):
    """Whether a correction hides what the story said before; the words are those of its column."""

    def __init__(self, **kwargs: Any) -> None:
        column = Correction._meta.get_field("hides_earlier")
        words = {"label": capfirst(column.verbose_name), "help_text": column.help_text}
        super().__init__(required=False, **words | kwargs)


class QuestionForm(forms.Form):
    """A question about a story. at_once: words that answer it with one click; to_complete: words
    that such a click puts into the box."""

    at_once: list[Notice] = []
    to_complete: list[Notice] = []

    def __init__(self, data: Any = None, *, article: Article, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)


class ScheduleForm(QuestionForm):
    at = HourField(
        label=_("Release at"),
        help_text=_(
            "The newsroom’s own time. The story goes out at that minute. When the clocks are put "
            "back and an hour occurs twice, the first one is meant."
        ),
    )


class WithdrawForm(QuestionForm):
    """A reason in words, or those of a template: at once, or put into the box to be completed."""

    reason = forms.CharField(
        label=_("Public reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Readers and partners see it in place of the story, at once."),
    )

    def __init__(self, data: Any = None, *, article: Article, **kwargs: Any) -> None:
        found = notices(TemplateKind.WITHDRAWAL, article)
        known = {notice.key: notice.text for notice in found}
        begun = (data or {}).get("begun", "")
        if begun in known:
            data, kwargs["initial"] = None, {"reason": known[begun]}
        super().__init__(data, article=article, **kwargs)
        self.at_once = [notice for notice in found if notice.is_whole]
        self.to_complete = [notice for notice in found if not notice.is_whole]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        prepared = {notice.key: notice.text for notice in self.at_once}
        if words := prepared.get(self.data.get("prepared", "")):
            cleaned["reason"] = words
        elif not cleaned.get("reason"):
            self.add_error("reason", _("A withdrawal needs a public reason."))
        return cleaned


class LiftForm(QuestionForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("For the newsroom only; kept in the audit with your name."),
    )


# Transitions that ask something on a page of their own.
ASKS: dict[str, type[QuestionForm]] = {
    "schedule": ScheduleForm,
    "withdraw": WithdrawForm,
    "lift_embargo": LiftForm,
}
