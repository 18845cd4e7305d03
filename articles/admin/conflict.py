"""A save that would overwrite what its writer has not seen: both texts, and a choice for each."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import conflicts, editing
from articles.admin.filling import KEPT, Pairs, base_of, forms_of_story, now_posted, query_dict
from articles.admin.sides import HTML, Labels, Shown
from articles.admin.tabs import clock, stamp, tab_of
from articles.conflicts import MINE, THEIRS, Difference, Side
from articles.models import Article, Draft
from articles.texts import sanitise

EDIT = "edit"


class Refusal(StrEnum):
    """Why both texts are shown."""

    STALE = "stale"  # the story was changed since the form was opened
    GONE_OUT = "gone_out"  # what is saved would be public at once, which it was not
    LOCKED = "locked"  # somebody else is writing
    MOVED_ON = "moved_on"  # a kept text is of an older version
    COMPARED = "compared"  # asked for


@dataclass(frozen=True)
class Question:
    """A difference as the page shows it."""

    difference: Difference
    title: str
    lines: list[Shown]
    chosen: Side | str
    widget: str = ""


class ConflictPage(admin.ModelAdmin):
    """Shows what differs, and saves what was chosen over the version that was shown."""

    def why_stale(self, request: HttpRequest, article: Article) -> Refusal | None:
        """Why this save cannot go through as it is; None if it can. The row is locked."""
        posted, now = request.POST, timezone.now()
        if posted.get("version") != stamp(article):
            version = posted.get("version", "").removesuffix("-out")
            return Refusal.GONE_OUT if version == str(article.version) else Refusal.STALE
        lock, tab = editing.lock_of(article, now, asker=request.user), tab_of(posted)
        if lock is None or editing.is_own(lock, request.user, tab):
            return None
        if "_take_over" not in posted or tab is None:
            return Refusal.LOCKED
        content = self._draft_content(request, article)  # type: ignore[attr-defined]
        editing.take_over(article, by=request.user, tab=tab, now=now, content=content)
        return None

    def conflict_page(
        self,
        request: HttpRequest,
        article: Article,
        mine: Pairs,
        version: str,
        why: Refusal,
        *,
        has_gaps: bool = False,
    ) -> HttpResponse:
        """The page with both texts. version: of the story, when `mine` was begun."""
        found, _theirs = self._sides_now(request, article, mine, version)
        tab = tab_of(dict(mine)) or tab_of(request.POST)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Two versions of one story"),
            "opts": self.opts,
            "original": article,
            "why": why,
            "lock": editing.lock_of(article, timezone.now(), asker=request.user),
            "questions": self._conflict_questions(request, article, found),
            "has_gaps": has_gaps,
            "mine": json.dumps(mine, ensure_ascii=False),
            "begun_at": version,
            "stamp": stamp(article),
            "tab": tab or "",
            "taken_up": request.GET.get("draft") or request.POST.get("_taken_up", ""),
            "media": self.media + self._story_form(request, article).media,
            "MINE": MINE,
            "THEIRS": THEIRS,
            "EDIT": EDIT,
        }
        if context["lock"] is not None:
            context["is_own_lock"] = context["lock"].owner_id == request.user.pk
            context["lock_name"] = editing.name_of(context["lock"].owner)
            context["lock_time"] = clock(context["lock"].since)
        # A save that is refused is answered as one, so that no script takes it for done.
        status = 200 if request.method == "GET" else 409
        return TemplateResponse(
            request, "admin/articles/article/conflict.html", context, status=status
        )

    def conflict_resolved(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Put together what was chosen: to be saved (None), or to go on writing in the form."""
        posted = request.POST
        mine = _pairs(posted.get("_mine", "[]"))
        version = posted.get("_begun_at", "")
        found, theirs = self._sides_now(request, article, mine, version)
        why = self.why_stale(request, article)
        has_gaps = any(one.settled is None and not posted.get(one.choice) for one in found)
        if why is not None or has_gaps:
            return self.conflict_page(
                request, article, mine, version, why or Refusal.STALE, has_gaps=why is None
            )
        choices: dict[str, Side] = {
            one.choice: THEIRS if posted.get(one.choice, one.settled) == THEIRS else MINE
            for one in found
        }
        filling = conflicts.resolve(conflicts.read(mine), theirs, found, choices)
        data = query_dict(filling)
        for one in found:
            if not one.part and posted.get(one.choice) == EDIT:
                data.setlist(one.name, posted.getlist(f"{EDIT}-{one.name}"))
        for name in ("version", "_tab", "_taken_up"):
            data[name] = posted.get(name, "")
        if "_into_form" in posted:
            setattr(request, KEPT, data)
            request.method = "GET"  # shown, and not saved
            return None
        data["_continue"] = "1"
        request.POST = data  # type: ignore[assignment]
        return None

    def _sides_now(
        self, request: HttpRequest, article: Article, mine: Pairs, version: str
    ) -> tuple[list[Difference], conflicts.Filling]:
        tab = tab_of(dict(mine)) or tab_of(request.POST)
        drafts = Draft.objects.of(request.user, article)
        key = request.GET.get("draft") or request.POST.get("_taken_up", "")
        draft = drafts.filter(tab=tab).first() if tab else None
        if draft is None and key.isdecimal():
            draft = drafts.filter(pk=key).first()
        theirs = conflicts.read(_cleaned(now_posted(self, request, article)))
        base = base_of(draft, version.removesuffix("-out"))
        if base is not None:
            for name in HTML:
                base.fields[name] = [sanitise(text) for text in base.fields.get(name, [])]
        return conflicts.differences(conflicts.read(_cleaned(mine)), theirs, base), theirs

    def _story_form(self, request: HttpRequest, article: Article) -> Any:
        return forms_of_story(self, request, article)[0]

    def _conflict_questions(
        self, request: HttpRequest, article: Article, found: list[Difference]
    ) -> list[Question]:
        form, sets = forms_of_story(self, request, article)
        parts = {part.prefix: part for part in sets}
        labels = Labels(self.admin_site)
        for one in found:
            labels.note(form if not one.part else parts[one.part].empty_form, one)
        return [self._conflict_question(request, one, form, parts, labels) for one in found]

    def _conflict_question(
        self, request: HttpRequest, one: Difference, form: Any, parts: Any, labels: "Labels"
    ) -> Question:
        chosen = request.POST.get(one.choice) or one.settled or ""
        if one.part:
            part = parts[one.part]
            lines = list(labels.lines(part.empty_form, one))
            return Question(one, capfirst(part.model._meta.verbose_name), lines, chosen)
        lines = list(labels.lines(form, one))
        title = lines[0].label if lines else one.name
        widget = ""
        if one.name in form.fields:
            typed = request.POST.getlist(f"{EDIT}-{one.name}") or (one.mine or {}).get(one.name)
            field = form.fields[one.name]
            value = typed[0] if typed else None
            widget = field.widget.render(
                f"{EDIT}-{one.name}", value, {"id": f"id_{EDIT}-{one.name}", "aria-label": title}
            )
        return Question(one, title, lines, chosen, widget)


def _cleaned(pairs: Pairs) -> Pairs:
    """The same, its HTML as it is stored: an editor writes the same text in many ways."""
    return [[name, sanitise(value) if name in HTML else value] for name, value in pairs]


def _pairs(text: str) -> Pairs:
    """What the page of both texts carries along; nothing where it is not that."""
    try:
        return [[str(name), str(value)] for name, value in json.loads(text)]
    except (ValueError, TypeError):
        return []
