"""Preview of a story at the desk, saved or as typed, and the links to it for others."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import all_valid
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from articles.models import Article
from articles.pictures.serving import answer
from articles.preview import links
from articles.preview.documents import as_if_published
from articles.preview.page import page
from newsroom.register.pages import with_query

# Widths in which a reader may see it: a telephone, a tablet, a screen.
WIDTHS = (360, 768, 1280)
HOURS = [
    (1, gettext_lazy("1 hour")),
    (24, gettext_lazy("24 hours")),
    (72, gettext_lazy("72 hours")),
]


class LinkForm(forms.Form):
    """For whom a link is, and how long it lasts."""

    note = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Who is to look at it, and why; for the newsroom only."),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Good for"), choices=HOURS, coerce=int, initial=24
    )


class Untyped(Exception):
    """What is typed cannot be saved, and so not be shown; `messages` says why."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


class PreviewAdmin(admin.ModelAdmin):
    """Adds the preview to the form of a story."""

    class Media:
        js = [Script("newsroom/desk/preview.js", type="module")]

    def get_urls(self) -> list[Any]:
        views: dict[str, Any] = {
            "preview/": ("preview_new", self.preview_typed_view),
            "preview/files/<str:name>": ("preview_file", self.preview_file_view),
            "<int:pk>/preview/": ("preview", self.preview_view),
            "<int:pk>/preview/typed/": ("preview_typed", self.preview_typed_view),
            "<int:pk>/preview/page/": ("preview_page", self.preview_page_view),
            "<int:pk>/preview/links/": ("preview_links", self.preview_links_view),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    @method_decorator([require_GET, never_cache])
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The frame in which the story is shown in several widths."""
        article = self._readable(request, pk)
        return self._frame(request, article)

    @method_decorator([require_GET, never_cache, xframe_options_sameorigin])
    def preview_page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The story as it is saved."""
        article = self._readable(request, pk)
        try:
            return HttpResponse(self._page(request, lambda: article))
        except ValidationError as refusal:
            return self._refused(request, refusal.messages)

    @method_decorator(never_cache)
    def preview_typed_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The story as it stands in the form, of which nothing is saved."""
        article = self._readable(request, pk) if pk else None
        if request.method != "POST":  # a link inside the page, followed
            address = reverse("admin:articles_article_preview_page", args=[pk]) if pk else "../add/"
            return HttpResponseRedirect(with_query(address, request))
        if article is None and not self.has_add_permission(request):
            raise PermissionDenied
        if article is not None and not self.has_change_permission(request, article):
            raise PermissionDenied
        try:
            html = self._page(request, lambda: self._typed(request, pk))
        except (Untyped, ValidationError) as refusal:
            return self._refused(request, refusal.messages)
        return self._frame(request, article, html=html)

    @method_decorator([require_GET])
    def preview_file_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """A rendition, by a name that only its story tells."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return answer(request, name, private=True, max_age=600)

    @method_decorator(never_cache)
    def preview_links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The links to a story that were handed out; making one, revoking one."""
        article = self._readable(request, pk)
        form, address = LinkForm(request.POST or None), ""
        if request.method == "POST" and "revoke" in request.POST:
            link = article.preview_links.filter(uid__in=_uuids(request.POST["revoke"])).first()
            if link is None:
                raise Http404
            links.revoke(link, by=request.user)
            self.message_user(request, _("The link is revoked."), messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        if request.method == "POST" and form.is_valid():
            lasts = timedelta(hours=form.cleaned_data["hours"])
            try:
                _link, token = links.make(
                    article, by=request.user, lasts=lasts, note=form.cleaned_data["note"]
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                address = request.build_absolute_uri(reverse("preview_visit", args=[token]))
                form = LinkForm()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview links"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "address": address,
            "can_make": request.user.has_perm(links.MAKE),
            "can_revoke": request.user.has_perm(links.REVOKE),
            "links": [
                (link, links.is_good(link))
                for link in article.preview_links.select_related("made_by")
            ],
        }
        return TemplateResponse(request, "admin/articles/article/preview_links.html", context)

    def _readable(self, request: HttpRequest, pk: int | None) -> Article:
        article = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _page(self, request: HttpRequest, prepare: Any) -> str:
        files = reverse("admin:articles_article_preview_file", args=["x"]).removesuffix("x")
        return page(request, as_if_published(prepare), files=files, is_framed=True)

    def _typed(self, request: HttpRequest, pk: int | None) -> Article:
        """Save what is typed, as the form would, in the transaction that will be undone."""
        article = self.get_object(request, str(pk)) if pk else None
        change = article is not None
        form = self.get_form(request, article, change=change)(
            request.POST, request.FILES, instance=article
        )
        is_valid = form.is_valid()
        row = self.save_form(request, form, change=change) if is_valid else form.instance
        formsets, _instances = self._create_formsets(request, row, change=change)  # type: ignore[attr-defined]
        if not (all_valid(formsets) and is_valid):
            raise Untyped(_faults([form, *(one for part in formsets for one in part.forms)]))
        self.save_model(request, row, form, change)
        self.save_related(request, form, formsets, change)
        return row

    def _frame(
        self, request: HttpRequest, article: Article | None, *, html: str = ""
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "opts": self.opts,
            "original": article,
            "widths": WIDTHS,
            "html": html,
        }
        return TemplateResponse(request, "admin/articles/article/preview.html", context)

    def _refused(self, request: HttpRequest, faults: list[str]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "opts": self.opts,
            "faults": faults,
            "is_popup": True,
        }
        return TemplateResponse(
            request, "admin/articles/article/preview_refused.html", context, status=422
        )


def _faults(forms: list[Any]) -> list[str]:
    """What is wrong in these forms, each with the field that it is about."""
    found = []
    for form in forms:
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            found += [f"{label}: {error}" if label else str(error) for error in errors]
    return list(dict.fromkeys(found))


def _uuids(text: str) -> list[str]:
    """The text as the only one of a list, if it is a UUID; else an empty list."""
    try:
        return [str(forms.UUIDField().clean(text))]
    except ValidationError:
        return []
