"""What stands inside a story's form: mentions, meetings, words, signature, subjects, notices."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.forms import RowForm
from actors.admin.row_sets import RowSet
from articles.admin.lean import LeanRows
from articles.admin.reviews import ReviewForm, standing
from articles.models import (
    Classification,
    Correction,
    Coverage,
    Mention,
    Signatory,
    Statement,
    Withdrawal,
)


class MentionRows(LeanRows):
    model = Mention
    is_link = True
    summary_fields = ("actor", "place", "spelling", "role")
    fields = ["actor", "place", "spelling", "role", "certainty", "is_metonym"]
    related = ("actor", "place")
    verbose_name_plural = _("who and what is named")


class CoverageRows(LeanRows):
    model = Coverage
    is_link = True
    summary_fields = ("meeting", "role")
    fields = ["meeting", "role"]
    related = ("meeting",)


class StatementBlocks(LeanRows):
    model = Statement
    is_link = True
    summary_fields = ("speaker", "source_as_written", "text", "kind")
    form = ReviewForm
    readonly_fields = ["standing"]
    standing = staticmethod(standing)
    fields = [
        ("kind", "certainty", "review"),
        "text",
        "standing",
        ("speaker", "source_as_written"),
        ("occasion", "said_on"),
        ("originator", "addressee"),
        "continues",
        ("original_text", "original_language"),
    ]
    related = ("speaker", "occasion", "originator", "addressee", "continues")
    show_change_link = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset


class SignatoryForm(RowForm):
    position = forms.IntegerField(
        label=_("Position"), required=False, min_value=1, help_text=_("Empty: the next one.")
    )


class SignatoryFormSet(RowSet):
    def clean(self) -> None:
        """Number the segments that were given no number, in the order in which they stand."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        written = [form for form in kept if form.has_changed() or form.instance.pk]
        last = max((form.cleaned_data.get("position") or 0 for form in written), default=0)
        for form in written:
            if not form.cleaned_data.get("position"):
                last += 1
                form.cleaned_data["position"] = form.instance.position = last
        super().clean()


class SignatoryRows(LeanRows):
    model = Signatory
    summary_fields = ("initials", "contributor", "role")
    form = SignatoryForm
    formset = SignatoryFormSet
    fields = ["position", "initials", "role", "contributor"]
    related = ("contributor",)


class ClassificationRows(LeanRows):
    model = Classification
    summary_fields = ("subject",)
    fields = ["subject", "certainty"]
    related = ("subject",)


class NoticeRows(LeanRows):
    """What services have written; looked at here, never changed."""

    can_delete = False
    related = ("made_by",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CorrectionRows(NoticeRows):
    model = Correction
    summary_fields = ("note",)
    fields = ["note", "hides_earlier", "made_at", "made_by"]


class WithdrawalRows(NoticeRows):
    model = Withdrawal
    summary_fields = ("reason",)
    fields = ["reason", "made_at", "made_by"]
