"""What stands inside a story's form: mentions, meetings, words, signature, subjects, notices."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import Blocks, Rows
from actors.admin.forms import RowForm
from actors.admin.row_sets import RowSet
from articles.admin.reviews import ReviewForm, standing
from articles.models import (
    Classification,
    Correction,
    Coverage,
    Image,
    Mention,
    Signatory,
    Statement,
    Withdrawal,
)


class MentionRows(Rows):
    model = Mention
    fields = ["actor", "place", "spelling", "role", "certainty", "is_metonym"]
    related = ("actor", "place")
    verbose_name_plural = _("who and what is named")


class CoverageRows(Rows):
    model = Coverage
    fields = ["meeting", "role"]
    related = ("meeting",)


class StatementBlocks(Blocks):
    model = Statement
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
    ]
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


class SignatoryRows(Rows):
    model = Signatory
    form = SignatoryForm
    formset = SignatoryFormSet
    fields = ["position", "initials", "role", "contributor"]
    related = ("contributor",)


class ClassificationRows(Rows):
    model = Classification
    fields = ["subject", "certainty"]
    related = ("subject",)


class ImageBlocks(Blocks):
    model = Image
    fields = ["file", ("credit", "licence"), "alt_text", "caption", ("focal_x", "focal_y")]


class NoticeRows(admin.TabularInline):
    """What services have written; looked at here, never changed."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("made_by")


class CorrectionRows(NoticeRows):
    model = Correction
    fields = ["note", "made_at", "made_by"]


class WithdrawalRows(NoticeRows):
    model = Withdrawal
    fields = ["reason", "made_at", "made_by"]
