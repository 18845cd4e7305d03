"""Nothing typed into a story is lost: kept texts, who is there, stale saves that are refused."""

from typing import Any
from uuid import uuid4

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import ImportMap, Media, Script

from articles import editing
from articles.admin.conflict import ConflictPage, Refusal
from articles.admin.filling import KEPT, filled, hush_rows, over_now, query_dict
from articles.admin.keeping import Keeping
from articles.admin.keeping_words import WORDS
from articles.admin.tabs import clock, stamp, tab_of
from articles.models import Article, Draft, Presence

PARTS = ("copies", "presence", "server")
SCRIPTS = Media(
    importmap=ImportMap({f"newsroom/{name}": f"newsroom/desk/{name}.js" for name in PARTS}),
    css={"all": ["newsroom/desk/keeping.css"]},
    js=[Script("newsroom/desk/keeping.js", type="module")],
)
FOUND = "desk_found"  # of a request: the stories it asked for, their rows locked if it may save
SAVED = "desk_saved"  # cookie: the tabs whose text is in the story now, for the script to forget


class EditingAdmin(Keeping, ConflictPage, admin.ModelAdmin):
    """The version of a story, its drafts, its lock, and who has it open."""

    def get_urls(self) -> list[Any]:
        views: dict[str, Any] = {
            "session/": self.session_view,
            "draft/": self.draft_view,
            "draft/<int:pk>/discard/": self.discard_view,
            "<int:pk>/write-here/": self.write_here_view,
        }
        names = ("session", "draft", "discard", "write_here")
        own = [
            path(address, view, name=f"articles_article_{name}")
            for (address, view), name in zip(views.items(), names, strict=True)
        ]
        return [*own, *super().get_urls()]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        known = getattr(request, FOUND, {})
        if object_id not in known:
            found = super().get_object(request, object_id, from_field)
            if found is not None and request.method == "POST":
                # Until the transaction of this request ends, nobody publishes or withdraws it.
                found = Article.objects.select_for_update().get(pk=found.pk)
            known = {**known, object_id: found}
            setattr(request, FOUND, known)
        return known[object_id]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        usual = (request, object_id, form_url, extra_context)
        if request.method == "GET" and "draft" in request.GET:
            return self._form_from_draft(request, object_id) or super().changeform_view(*usual)
        if request.method != "POST":
            return super().changeform_view(*usual)
        with transaction.atomic():
            refused = self._stale_answer(request, object_id)
            response = refused or super().changeform_view(*usual)
        return self.marked(request, response)

    def marked(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Tell the browser which tab's text is in the story now, or kept for later."""
        saved = getattr(request, SAVED, None)
        if saved is not None:
            # A story that was saved in several tabs has several texts to forget.
            known = request.COOKIES.get(SAVED, "").split(".")[-9:]
            tabs = ".".join([*(one for one in known if one), str(saved)])
            response.set_cookie(SAVED, tabs, samesite="Lax", secure=request.is_secure())
        return response

    def _form_from_draft(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Fill the form from a kept text; over a story that has moved on, show both."""
        article = self.get_object(request, unquote(object_id)) if object_id else None
        key = request.GET["draft"]
        own = Draft.objects.of(request.user, article)
        draft = own.filter(pk=key).first() if key.isdecimal() else None
        if draft is None or (object_id and article is None):
            self.message_user(request, _("That text is not there any more."))
            return HttpResponseRedirect(request.path)
        if article is None:
            setattr(request, KEPT, query_dict(draft.data))
        elif self.has_change_permission(request, article):
            if draft.version != article.version or "compare" in request.GET:
                why = Refusal.COMPARED if draft.version == article.version else Refusal.MOVED_ON
                return self.conflict_page(request, article, draft.data, str(draft.version), why)
            setattr(request, KEPT, over_now(self, request, article, draft.data))
        return None

    def _stale_answer(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The page with both texts, if this save would overwrite what its writer has not seen.

        The row of the story stays locked until the save that is not refused has ended.
        """
        article = self.get_object(request, unquote(object_id)) if object_id else None
        if article is None or not self.has_change_permission(request, article):
            return None  # nothing to lose, or nothing that may be done
        if "_conflict" in request.POST:
            return self.conflict_resolved(request, article)
        why = self.why_stale(request, article)
        if why is None:
            return None
        mine = [[name, value] for name, values in request.POST.lists() for value in values]
        return self.conflict_page(request, article, mine, request.POST.get("version", ""), why)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        kept: QueryDict | None = getattr(request, KEPT, None)
        return form if kept is None else filled(form, kept)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        kept: QueryDict | None = getattr(request, KEPT, None)
        if kept is not None and f"{prefix}-TOTAL_FORMS" in kept:
            kwargs["data"] = kept
        return kwargs

    def get_inline_formsets(
        self, request: HttpRequest, formsets: Any, inline_instances: Any, obj: Any = None
    ) -> Any:
        if getattr(request, KEPT, None) is not None:
            for part in (part for part in formsets if part.is_bound):
                hush_rows(part)
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        tab = tab_of(request.POST)
        taken_up = request.POST.get("_taken_up", "")
        editing.settle(
            form.instance,
            by=request.user,
            tab=tab,
            is_new=not change,
            taken_up=int(taken_up) if taken_up.isdecimal() else None,
        )
        if change and (form.has_changed() or any(part.has_changed() for part in formsets)):
            editing.touch(form.instance)
        if tab is not None:
            setattr(request, SAVED, tab)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is None or self.has_change_permission(request, article):
            context["editing"] = self._editing_data(request, article)
            context["media"] += SCRIPTS
        return super().render_change_form(request, context, *args, **kwargs)

    def _editing_data(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """What the form carries, and what its script has to know."""
        tab = tab_of(request.POST) or uuid4()
        kept = getattr(request, KEPT, None)
        taken_up = request.GET.get("draft", "") if kept is not None else ""
        taken_up = request.POST.get("_taken_up", taken_up)
        name = "admin:articles_article_"
        address = request.path
        drafts = Draft.objects.of(request.user, article).exclude(tab=tab).defer("data", "base")
        if taken_up.isdecimal():
            drafts = drafts.exclude(pk=taken_up)
        script = {
            "user": request.user.pk,
            "article": article.pk if article else None,
            "version": article.version if article else 0,
            "tab": str(tab),
            "takenUp": taken_up,
            # What is shown is nowhere else yet: it came with a post, or from a kept text.
            "isUnsaved": kept is not None or request.method == "POST",
            "drafts": [
                {
                    "id": draft.pk,
                    "tab": str(draft.tab),
                    "time": clock(draft.saved_at),
                    "takeUp": f"{address}?draft={draft.pk}",
                    "compare": f"{address}?draft={draft.pk}&compare=1" if article else "",
                    "discard": reverse(f"{name}discard", args=[draft.pk]),
                }
                for draft in drafts[:10]
            ],
            "addresses": {
                "draft": reverse(f"{name}draft"),
                "session": reverse(f"{name}session"),
                "form": address,
                "logIn": f"{reverse('admin:login')}?next={reverse('admin:index')}",
                "takeOver": reverse(f"{name}write_here", args=[article.pk]) if article else "",
                "history": reverse(f"{name}history", args=[article.pk]) if article else "",
            },
            "words": {key: str(text) for key, text in WORDS.items()},
        }
        return {
            "stamp": stamp(article) if article else "",
            "tab": tab,
            "taken_up": taken_up,
            "script": script,
        }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        if getattr(request.resolver_match, "url_name", "") != "articles_article_changelist":
            return queryset
        there = Presence.objects.present(timezone.now()).select_related("user")
        return queryset.prefetch_related(Prefetch("presences", there, to_attr="open_by"))

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*super().get_list_display(request), "opened_by"]

    @admin.display(description=gettext_lazy("open"))
    def opened_by(self, obj: Any) -> str:
        """Who has the story open just now."""
        return ", ".join(dict.fromkeys(editing.name_of(row.user) for row in obj.open_by))
