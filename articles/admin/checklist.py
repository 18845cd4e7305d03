"""The checklist of a story at the desk, stories that say the same, and the signing of a story."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import signing
from articles.checking import Level, checks
from articles.editing import touch
from articles.history import record
from articles.history.second_look import Unseen
from articles.models import Article
from articles.near_duplicates import (
    Near,
    Span,
    common,
    near_duplicates,
    of_article,
    together,
    whole_text,
)
from articles.texts import sanitise, to_plain
from articles.versions import versions

LONGEST = 200_000  # characters of a text for which near stories are looked for
TEMPLATES = "admin/articles/article/"


class ChecklistAdmin(admin.ModelAdmin):
    """What is to be seen to before a story goes out, in its form and on a page of its own."""

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        return [
            path("<int:pk>/checks/", guard(self.checks_view), name="articles_article_checks"),
            path(
                "<int:pk>/sign/", guard(require_POST(self.sign_view)), name="articles_article_sign"
            ),
            path("near/", guard(require_POST(self.near_view)), name="articles_article_near"),
            path("near/<int:pk>/", guard(self.beside_view), name="articles_article_beside"),
            *super().get_urls(),
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article = form.instance
        if article.signature and (
            "signature" in form.changed_data or not article.signatories.exists()
        ):
            signing.fill(article)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        self.warn_of_duplicates(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.warn_of_duplicates(request, obj)
        return super().response_change(request, obj)

    def warn_of_duplicates(self, request: HttpRequest, article: Article) -> None:
        """Say that what was saved stands, nearly word for word, in other stories too."""
        whole = [near.article for near in of_article(article) if near.is_whole]
        if whole:
            links = format_html_join(
                ", ",
                '<a href="{}">{}</a>',
                ((self._beside(story, article), story) for story in whole),
            )
            text = format_html(_("Nearly the same words stand in: {}."), links)
            self.message_user(request, text, messages.WARNING)

    def _beside(self, story: Article, article: Article) -> str:
        return f"{reverse('admin:articles_article_beside', args=[story.pk])}?story={article.pk}"

    def story(self, request: HttpRequest, pk: int, *, to_change: bool = False) -> Article:
        """The story that this user may look at, or change; else there is none."""
        story = self.get_queryset(request).filter(pk=pk).first()
        may = self.has_change_permission if to_change else self.has_view_permission
        if story is None:
            raise Http404
        if not may(request, story):
            raise PermissionDenied
        return story

    def checks_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All checks of one story: a page, or only the list for the form that asks for it."""
        article = self.story(request, pk)
        found = checks(article)
        in_form = "part" in request.GET
        may_change = self.has_change_permission(request, article)
        context = {
            "blocking": [check for check in found if check.level is Level.BLOCKING],
            "warnings": [check for check in found if check.level is Level.WARNING],
            "article": article,
            # In the form itself the parts are on the same page.
            "form_address": "" if in_form else reverse("admin:articles_article_change", args=[pk]),
        }
        if in_form:
            return TemplateResponse(request, f"{TEMPLATES}_checks.html", context)
        proposal = signing.Proposal() if article.signature else signing.propose(article)
        context |= {
            **self.admin_site.each_context(request),
            "title": _("Before publication"),
            "opts": self.opts,
            "near": self._visible(request, of_article(article)),
            "versions": versions(article),
            "proposal": proposal if may_change else None,
            "may_change": may_change,
        }
        return TemplateResponse(request, f"{TEMPLATES}checks.html", context)

    def sign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign an unsigned story with the chain of those who worked on it."""
        article = self.story(request, pk, to_change=True)
        try:
            with transaction.atomic():
                if signature := signing.sign(article):
                    self.log_change(request, article, _("Signed: %s") % signature)
                    self.after_deed(request, article)
        except Unseen as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_article_checks", args=[pk]))
        if signature:
            self.message_user(request, _("Signed: %s") % signature, messages.SUCCESS)
        else:
            text = _("Of nobody who worked on the story initials are known.")
            self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:articles_article_checks", args=[pk]))

    def after_deed(self, request: HttpRequest, article: Article) -> None:
        """What follows on a change of the story that was not made in its form."""
        touch(article)
        record(article, by=request.user)

    def near_view(self, request: HttpRequest) -> HttpResponse:
        """The stories near to a text that is still being typed, as a list."""
        text, but = _posted(request), _key(request.POST.get("story"))
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        article = Article.objects.filter(pk=but).first() or Article()
        article.update_of_id = article.update_of_id or _key(request.POST.get("update_of")) or None
        chain = [row.pk for row in versions(article)]
        found = self._visible(request, near_duplicates(text, but={but, *chain}))
        return TemplateResponse(request, f"{TEMPLATES}_near.html", {"near": found})

    def _visible(self, request: HttpRequest, found: list[Near]) -> list[Near]:
        return [near for near in found if self.has_view_permission(request, near.article)]

    def beside_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A story beside another one, or beside what is being typed; what they share is marked."""
        theirs = self.story(request, pk)
        if request.method == "POST":
            title, text = _("What is in the form"), _posted(request)
        else:
            mine = self.story(request, _key(request.GET.get("story")))
            title, text = str(mine), whole_text(mine)
        other = whole_text(theirs)
        spans, their_spans = common(text, other)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Side by side"),
            "opts": self.opts,
            "sides": [
                {"title": title, "text": marked(text, spans), "story": None},
                {"title": str(theirs), "text": marked(other, their_spans), "story": theirs},
            ],
        }
        return TemplateResponse(request, f"{TEMPLATES}beside.html", context)


def marked(text: str, spans: list[Span]) -> SafeString:
    """The text as HTML with these passages marked, its headline and its lead in lines of their own.

    A line break is as long as what stands between them: see `near_duplicates.together`.
    """
    text = text.replace(" . ", " \n ", 2)
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(format_html("{}<mark>{}</mark>", text[last:start], text[start:end]))
        last = end
    return mark_safe("".join([*pieces, format_html("{}", text[last:])]))


def _posted(request: HttpRequest) -> str:
    headline, lead, body = (request.POST.get(name, "") for name in ("headline", "lead", "body"))
    return together(headline, lead, to_plain(sanitise(body[:LONGEST])))[:LONGEST]


def _key(text: str | None) -> int:
    """A primary key that a request gives; 0, which is none, for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
