"""Forms that anybody may send: without a log-in, a cookie or a riddle."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from newsroom.readers.choices import Pace
from newsroom.readers.questions import read
from newsroom.readers.stamps import judge, stamp

# The largest body of a form that is looked at, in bytes; what fits in its fields is smaller.
BODY_MAX = 64 * 1024
# Days after which the e-mail on a report that is done is erased.
KEEP_EMAIL = 30

AGAIN = {
    "early": _("That was faster than anybody reads. Please look it over and send it again."),
    "late": _("This page has been open for more than a day. Please send it once more."),
    "bad": _("This page was not whole. Please send it once more."),
}


class GuardedForm(forms.Form):
    """A form with what tells people from machines: a field that nobody sees, and a stamp.

    `is_bait_taken`: the field was filled in; whoever did so is told nothing of it.
    """

    # The name is one that machines like to fill in.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    data: QueryDict

    def __init__(
        self, data: QueryDict | None = None, *, what: str, known: dict[str, str] | None = None
    ) -> None:
        initial = {"stamp": stamp(what), **(known or {})}
        super().__init__(data, initial=initial, label_suffix="")
        self.what = what

    @property
    def is_bait_taken(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        verdict = judge(cleaned.get("stamp", ""), self.what)
        if verdict != "good":
            if verdict != "early":  # an early one ripens
                self.data = self.data.copy()
                self.data["stamp"] = stamp(self.what)
            raise ValidationError(AGAIN[verdict])
        return cleaned


REPORT_FIELDS = ("text", "quote", "email")


class ReportForm(GuardedForm):
    """What a reader says is wrong with one thing."""

    field_order = REPORT_FIELDS

    text = forms.CharField(
        label=_("What is wrong?"),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("And, if you know it, what would be right and where that can be read."),
    )
    quote = forms.CharField(
        label=_("The passage (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The words of the page that are wrong, if it is about words."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address (optional)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "For an answer only. Nobody but the editors sees it, and it is erased %(days)d days"
            " after your report has been dealt with."
        ),
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        help_text = self.fields["email"].help_text
        self.fields["email"].help_text = help_text % {"days": KEEP_EMAIL}


ALERT_FIELDS = ("q", "about", "section", "pace", "email")


class AlertForm(GuardedForm):
    """Of what a reader wants to hear, how often, and where."""

    field_order = ALERT_FIELDS

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=400,
        help_text=_("The same as in the search; all of them must occur in a story."),
    )
    about = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    section = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    pace = forms.ChoiceField(label=_("How often"), choices=Pace.choices)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "For this alert only. It is erased when you end the alert, and after 48 hours if you"
            " do not confirm it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        read(cleaned)  # raises what is wrong with the question
        return cleaned
