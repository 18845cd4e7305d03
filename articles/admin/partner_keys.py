"""Keys of partners at the desk: made once and shown once, revoked, looked at."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.base import DeskAdmin, Rows
from articles.admin.queue_lists import SeenOnly
from newsroom.partners.issuing import issue, revoke
from newsroom.partners.models import Key, Partner, Usage

# Days of use that are shown with a key.
DAYS = 31
KEY = ("name", "last_four", "purpose", "is_test", "expires_at", "revoked_at", "last_used_at")
USE = ("day", "requests", "errors", "refused", "bytes", "last_at", "last_error")


class NewKeyForm(forms.Form):
    """What is asked before a key is made."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=100, required=False, help_text=_("Where it is used.")
    )
    # One field, which has one label; the key holds until that day is over.
    expires_at = forms.DateField(
        label=_("Expires at"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: it does not expire."),
    )
    is_test = forms.BooleanField(
        label=_("For trying"),
        required=False,
        help_text=_("Reads what is made up for trying, and nothing else."),
    )

    def asked(self) -> dict[str, Any]:
        """What is typed, with the end of the day for the day."""
        day = self.cleaned_data["expires_at"]
        end = timezone.make_aware(datetime.combine(day, time.max)) if day else None
        return self.cleaned_data | {"expires_at": end}


class SeenRows(Rows):
    """Rows that are looked at."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KeyRows(SeenRows):
    """The keys of a partner; they are made by a button, since the text is shown only then."""

    model = Key
    fields = readonly_fields = KEY


class UsageRows(SeenRows):
    """What a key was used for, by day."""

    model = Usage
    fields = readonly_fields = USE

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        since = timezone.now() - timedelta(days=DAYS)
        rows = super().get_queryset(request).select_related("key")
        return rows.filter(day__gte=since).order_by("-day")


class MakesKeys(admin.ModelAdmin):
    """A partner's page leads to one where a key is made."""

    change_form_template = "admin/partners/partner/change_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.key_view)
        return [path("<int:pk>/key/", view, name="partners_partner_key"), *super().get_urls()]

    def key_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what the key is for, make it, and show it, this once."""
        partner = Partner.objects.filter(pk=pk).first()
        if partner is None:
            raise Http404
        if not self.has_change_permission(request, partner):
            raise PermissionDenied
        form = NewKeyForm(request.POST if request.method == "POST" else None)
        text = ""
        if request.method == "POST" and form.is_valid():
            try:
                key, text = issue(partner, by=request.user, **form.asked())
            except ValidationError as refusal:
                form.add_error(None, ValidationError(refusal.messages))
            else:
                self.log_change(request, partner, [{"added": {"name": "key", "object": str(key)}}])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("New key"),
            "subtitle": str(partner),
            "partner": partner,
            "form": form,
            "text": text,
        }
        response = TemplateResponse(request, "admin/partners/partner/key.html", context)
        # The one answer that holds a secret.
        response.headers["Cache-Control"] = "no-store"
        return response


@admin.register(Key)
class KeyAdmin(SeenOnly, DeskAdmin):
    """All keys, of whichever partner."""

    heading = (60, _("Partners"))
    list_display = [
        *("name", "last_four", "partner", "purpose", "is_test"),
        *("created_at", "expires_at", "revoked_at", "last_used_at"),
    ]
    list_select_related = ["partner"]
    list_filter = ["partner", "is_test"]
    search_fields = ["name", "purpose", "partner__name"]
    fields = [
        ("name", "last_four", "is_test"),
        ("partner", "purpose"),
        ("created_at", "created_by"),
        ("expires_at", "revoked_at", "last_used_at"),
    ]
    inlines = [UsageRows]
    actions = ["revoke_selected"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("partners.change_partner")

    @admin.action(description=_("Revoke the selected keys"), permissions=["revoke"])
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        revoked = 0
        for key in queryset.filter(revoked_at=None):
            revoke(key)
            self.log_change(request, key, "revoked")
            revoked += 1
        message = ngettext("%(count)d key is revoked.", "%(count)d keys are revoked.", revoked)
        level = messages.SUCCESS if revoked else messages.WARNING
        self.message_user(request, message % {"count": revoked}, level)
