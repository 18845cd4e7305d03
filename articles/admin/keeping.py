"""What the script of a story's form asks: keep this text, who is here, may I write."""

import json
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from articles import editing
from articles.admin.filling import content_of_draft, now_posted
from articles.admin.tabs import clock
from articles.models import Article, Draft, Presence

MANY = 20_000  # fields of a form; more is no form of ours


class Keeping(admin.ModelAdmin):
    """Endpoints that answer JSON: 401 where somebody has to log in, never a redirection."""

    def session_view(self, request: HttpRequest) -> HttpResponse:
        """Who is logged in, and the token that a form needs now."""
        if self._is_nobody(request):
            return logged_out()
        return JsonResponse({"user": request.user.pk, "csrf": get_token(request)})

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        """A sign of life of a tab, and what was typed in it since the last one, if anything.

        Asks {"user", "article", "tab", "version", "data"?, "takenUp"?, "isLeaving"?, "isOld"?}.
        isOld: the text is of a tab that is gone; it is kept, and nobody is there.
        """
        if refused := self._cannot_ask(request):
            return refused
        try:
            asked = _Asked(request)
        except (ValueError, KeyError, TypeError):
            return JsonResponse({"error": "unreadable"}, status=400)
        if asked.user != request.user.pk:
            return JsonResponse({"error": "other_user"}, status=409)
        article = self._asked_story(request, asked.article)
        answer: dict[str, Any] = {}
        if asked.data is not None:
            answer |= self._keep_text(request, article, asked)
        if article is not None and asked.is_leaving:
            editing.leave(article, by=request.user, tab=asked.tab)
        elif article is not None and not asked.is_old:
            answer |= self._tab_state(request, article, asked)
        return JsonResponse(answer)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Throw away a kept text of one's own."""
        if refused := self._cannot_ask(request):
            return refused
        deleted, _each = Draft.objects.filter(pk=pk, user=request.user.pk).delete()
        return JsonResponse({}, status=200 if deleted else 404)

    def write_here_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write from now on in this tab; what the other had typed goes into the history."""
        if refused := self._cannot_ask(request):
            return refused
        try:
            asked = _Asked(request)
        except (ValueError, KeyError, TypeError):
            return JsonResponse({"error": "unreadable"}, status=400)
        article = self._asked_story(request, pk)
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = editing.take_over(
            article,
            by=request.user,
            tab=asked.tab,
            now=timezone.now(),
            content=self._draft_content(request, article),
        )
        answer = self._tab_state(request, article, asked)
        return JsonResponse(answer | {"revision": revision.number if revision else None})

    def _keep_text(
        self, request: HttpRequest, article: Article | None, asked: "_Asked"
    ) -> dict[str, Any]:
        def base() -> Any:
            # A form that is stale already was filled over what is not known any more.
            if article is None or article.version != asked.version:
                return None
            return now_posted(self, request, article)

        draft = editing.keep_draft(
            article,
            by=request.user,
            tab=asked.tab,
            version=asked.version,
            data=asked.data or [],
            base=base,
            taken_up=asked.taken_up,
        )
        return {"draft": draft.pk, "time": clock(draft.saved_at, with_seconds=True)}

    def _tab_state(self, request: HttpRequest, article: Article, asked: "_Asked") -> dict[str, Any]:
        """Who else is here, who writes, and whether the story has moved on."""
        now, user = timezone.now(), request.user
        here = editing.arrive(article, by=user, tab=asked.tab, now=now)
        if asked.data and self.has_change_permission(request, article):
            editing.write_in(
                article,
                by=user,
                tab=asked.tab,
                now=now,
                content=self._draft_content(request, article),
            )
        lock = editing.lock_of(article, now, asker=user)
        others = Presence.objects.present(now).filter(article=article).exclude(pk=here.pk)
        return {
            "version": article.version,
            "others": [
                {
                    "name": editing.name_of(other.user),
                    "time": clock(other.since),
                    "tab": str(other.tab) if other.user_id == user.pk else "",
                }
                for other in others.select_related("user")
            ],
            "lock": lock
            and {
                "isHere": editing.is_own(lock, user, asked.tab),
                "isOwn": lock.owner_id == user.pk,
                "name": editing.name_of(lock.owner),
                "time": clock(lock.since),
            },
            "takenOver": here.taken_over_at
            and {
                "name": editing.name_of(here.taken_over_by) if here.taken_over_by else "",
                "time": clock(here.taken_over_at),
            },
        }

    def _draft_content(self, request: HttpRequest, article: Article) -> Callable[[Draft], Any]:
        return lambda draft: content_of_draft(self, request, article, draft)

    def _asked_story(self, request: HttpRequest, pk: int | None) -> Article | None:
        """The story, which this user may look at; None for one that is to be entered."""
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _cannot_ask(self, request: HttpRequest) -> HttpResponse | None:
        if self._is_nobody(request):
            return logged_out()
        return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])

    def _is_nobody(self, request: HttpRequest) -> bool:
        return not cast("Any", self.admin_site).has_permission(request)


class _Asked:
    """What a script has sent; ValueError, KeyError or TypeError where it is not that."""

    def __init__(self, request: HttpRequest) -> None:
        found = json.loads(request.POST.get("payload", ""))
        self.user, self.tab = int(found["user"]), UUID(str(found["tab"]))
        self.article = None if found.get("article") is None else int(found["article"])
        self.version = int(found.get("version") or 0)
        if self.version < 0:
            raise ValueError("versions count from one")
        self.taken_up = int(found["takenUp"]) if found.get("takenUp") else None
        self.is_leaving, self.is_old = bool(found.get("isLeaving")), bool(found.get("isOld"))
        self.data = found.get("data")
        if self.data is not None:
            self.data = [[_text(name), _text(value)] for name, value in self.data]
            if len(self.data) > MANY:
                raise ValueError("too many fields")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("names and values are texts")
    # A column of JSON cannot hold it, and nobody can type it.
    return value.replace("\x00", "")


def logged_out() -> JsonResponse:
    """The answer to somebody whose session has ended, as a script understands it."""
    return JsonResponse({"error": "logged_out"}, status=401)
