"""Which partners have not yet taken what became of stories, and reminding them of it."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.dashboard import hour
from articles.models import Article
from articles.rights import may_read
from newsroom.admin_panels import SHOWN, Line, Link, Panel
from newsroom.admin_site import desk
from newsroom.partners.models import Partner
from newsroom.pulls.nudging import nudge
from newsroom.pulls.standing import Report, reports
from newsroom.register.models import Item

SEE, SEND = "pulls.view_pull", "pulls.send_nudge"
PAGE = "admin:taking"


def titles(found: Iterable[Report], user: Any) -> dict[uuid.UUID, str]:
    """What the stories are called: as the world has them, else as the desk does, for who may read
    it; else by the number of the id. Two queries at most."""
    uids = {report.change.uid for report in found}
    if not uids:
        return {}
    public = Item.objects.visible().filter(pk__in=uids).values_list("uid", "doc__headline")
    named = {uid: words for uid, words in public if words}
    if may_read(user) and (rest := uids - named.keys()):
        for article in Article.objects.filter(uid__in=rest).defer("body", "body_text", "notes"):
            named[article.uid] = str(article)
    return {uid: Truncator(named.get(uid) or _untitled(uid)).chars(110) for uid in uids}


def _untitled(uid: uuid.UUID) -> str:
    return _("story %(number)s") % {"number": str(uid)[:8]}


class StoryForm(forms.Form):
    """Of which story alone."""

    story = forms.UUIDField(required=False)


class NudgeForm(StoryForm):
    """Which partner is to be reminded of which change."""

    partner = forms.IntegerField(min_value=1)
    uid = forms.UUIDField()
    version = forms.IntegerField(min_value=1)


@desk.page("deliveries/taken/", "taking")
def taking(request: HttpRequest) -> HttpResponse:
    """How far each partner is with each withdrawal and correction; or with those of one story."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    form = StoryForm(request.GET)
    story = form.cleaned_data["story"] if form.is_valid() else None
    found = reports(story=story)
    named = titles(found, request.user)
    now = timezone.now()
    article = (
        Article.objects.filter(uid=story).defer("body", "body_text", "notes").first()
        if story and may_read(request.user)
        else None
    )
    context = {
        **desk.each_context(request),
        "title": _("Taken by partners"),
        "story": story,
        "article": article,
        "may_send": request.user.has_perm(SEND),
        "blocks": [
            {"report": one, "title": named[one.change.uid], "late": bool(one.late(now))}
            for one in found
        ],
        "late": sum(len(one.late(now)) for one in found),
    }
    return render(request, "admin/articles/taking.html", context)


@desk.page("deliveries/nudge/", "nudge")
@require_POST
def nudging(request: HttpRequest) -> HttpResponse:
    """Write to a partner's contact."""
    if not request.user.has_perm(SEND):
        raise PermissionDenied
    form = NudgeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    asked = form.cleaned_data
    try:
        made = nudge(asked["partner"], asked["uid"], asked["version"], by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        said = _("%(partner)s is being written to.") % {"partner": made.partner}
        messages.success(request, said)
    query = f"?story={asked['story']}" if asked["story"] else ""
    return HttpResponseRedirect(f"{reverse(PAGE)}{query}#c-{asked['uid']}-{asked['version']}")


@desk.panel(5)
def not_taken(request: HttpRequest) -> Panel | None:
    """What partners should have taken by now. It is not there while all have."""
    if not request.user.has_perm(SEE):
        return None
    now = timezone.now()
    late = [(one, rows) for one in reports(now=now) if (rows := one.late(now))]
    if not late:
        return None
    named = titles([one for one, _rows in late[:SHOWN]], request.user)
    count = sum(len(rows) for _one, rows in late)
    title = ngettext(
        "%(count)d delivery not taken after 15 minutes",
        "%(count)d deliveries not taken after 15 minutes",
        count,
    )
    return Panel(
        "not_taken",
        title % {"count": count},
        [
            Line(
                named[one.change.uid],
                f"{reverse(PAGE)}#c-{one.change.uid}-{one.change.version}",
                beside=_names([row.partner for row in rows]),
                alert=_("%(what)s at %(hour)s")
                % {"what": one.change.words, "hour": hour(one.change.at)},
            )
            for one, rows in late[:SHOWN]
        ],
        links=[Link(_("The whole list"), reverse(PAGE))],
        is_alarm=True,
    )


def _names(partners: Sequence[Partner]) -> str:
    shown = ", ".join(str(one) for one in partners[:3])
    more = len(partners) - 3
    return _("%(names)s and %(more)d more") % {"names": shown, "more": more} if more > 0 else shown
