"""What somebody was told of, and wants to be told of: two pages for each person."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.choices import NotificationEvent
from articles.models import MailSetting, Notification, NotificationPreference
from articles.notification_words import page_of, words_of
from articles.notifying import RULES
from articles.rights import may_read
from newsroom.admin_site import desk

AT_ONCE = 50  # notifications on a page


def _own(request: HttpRequest) -> Any:
    return Notification.objects.filter(user=request.user.pk, in_app=True)


@desk.page("notifications/", "notifications")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What the user was told of, the newest first."""
    page = Paginator(_own(request).order_by("-id"), AT_ONCE).get_page(request.GET.get("page"))
    told = [{"row": row, "words": _words(request, row)} for row in page]
    context = {
        **desk.each_context(request),
        "title": _("Notifications"),
        "told": told,
        "page": page,
        "unread": any(row.read_at is None for row in page),
    }
    return render(request, "admin/articles/notifications.html", context)


def _words(request: HttpRequest, row: Notification) -> str:
    """What it says; to somebody who may not read stories any more, without the story's name."""
    if row.article_id is None or may_read(request.user):
        return words_of(row)
    return words_of(row, story=_("story no. %(number)s") % {"number": row.article_id})


@desk.page("notifications/<int:pk>/", "notification")
@require_safe
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notification is about, which is read by that."""
    row = get_object_or_404(_own(request), pk=pk)
    _own(request).filter(pk=pk, read_at=None).update(read_at=timezone.now())
    return HttpResponseRedirect(page_of(row))


@desk.page("notifications/read/", "notifications_read")
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Mark one as read, or all up to the newest that was shown."""
    unread = _own(request).filter(read_at=None)
    form = ReadForm(request.POST)
    if form.is_valid():
        one, newest = form.cleaned_data["one"], form.cleaned_data["newest"]
        which = unread.filter(pk=one) if one else unread.filter(pk__lte=newest or 0)
        which.update(read_at=timezone.now())
    return HttpResponseRedirect(reverse("admin:notifications"))


class ReadForm(forms.Form):
    """Which notifications were read: one, or all up to that one (so that none comes between)."""

    one = forms.IntegerField(required=False, min_value=1)
    newest = forms.IntegerField(required=False, min_value=1)


class WishForm(forms.Form):
    """How somebody wants to hear of each kind of event, and in which language by e-mail."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of e-mails"), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        wishes = {
            wish.event: (wish.in_app, wish.by_mail)
            for wish in NotificationPreference.objects.filter(user=user)
        }
        setting = MailSetting.objects.filter(user=user).first()
        self.fields["language"].initial = setting.language if setting else settings.LANGUAGE_CODE
        for event, words in NotificationEvent.choices:
            in_app, by_mail = wishes.get(event, (True, RULES[event].by_mail))
            self._box(f"{event}-app", _("%(event)s: at the desk"), words, in_app)
            self._box(f"{event}-mail", _("%(event)s: by e-mail"), words, by_mail)

    def _box(self, name: str, label: str, words: Any, is_on: bool) -> None:
        box = forms.BooleanField(label=label % {"event": words}, required=False, initial=is_on)
        # The table's headings say it to the eye; this says it to who cannot see them together.
        box.widget.attrs["aria-label"] = box.label
        self.fields[name] = box

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The events, each with its two boxes."""
        return [
            (words, self[f"{event}-app"], self[f"{event}-mail"])
            for event, words in NotificationEvent.choices
        ]

    @transaction.atomic
    def save(self) -> None:
        """Keep what was chosen, whatever the usual way is or becomes."""
        chosen = self.cleaned_data
        NotificationPreference.objects.bulk_create(
            [
                NotificationPreference(
                    user=self.user,
                    event=event,
                    in_app=chosen[f"{event}-app"],
                    by_mail=chosen[f"{event}-mail"],
                )
                for event in NotificationEvent.values
            ],
            update_conflicts=True,
            unique_fields=["user", "event"],
            update_fields=["in_app", "by_mail"],
        )
        MailSetting.objects.update_or_create(
            user=self.user, defaults={"language": chosen["language"]}
        )


@desk.page("notifications/wishes/", "notification_wishes")
def wishing(request: HttpRequest) -> HttpResponse:
    """Let the user choose what to be told of."""
    form = WishForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your wishes are kept."))
        return HttpResponseRedirect(reverse("admin:notification_wishes"))
    context = {
        **desk.each_context(request),
        "title": _("What you are told of"),
        "form": form,
        "has_address": bool(getattr(request.user, "email", "")),
    }
    return render(request, "admin/articles/notification_wishes.html", context)
