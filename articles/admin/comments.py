"""The page on which colleagues talk about a story."""

from itertools import pairwise
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import commenting
from articles.models import Article, Comment
from articles.sentences import Sentence, sentences


class RemarkForm(forms.Form):
    """A remark. Its words stand in the story; `start` says where, if they do so more than once."""

    exact = forms.CharField(
        label=_("Words commented on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Choose a sentence of the text, and shorten it if need be. Empty: the story."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 4}))


class Piece(NamedTuple):
    """A piece of the text as the page shows it: a sentence, and the remarks that stand on it."""

    sentence: Sentence
    comments: list[Comment]
    begins_paragraph: bool


def pieces(article: Article, comments: list[Comment]) -> list[Piece]:
    """The text, sentence by sentence, with the open remarks whose words begin in each."""
    found, before = [], 0
    text = article.text
    told = sentences(text)
    ends = [after.start for _one, after in pairwise(told)] + [len(text) + 1]
    for sentence, end in zip(told, ends, strict=True):
        here = [c for c in comments if c.start is not None and sentence.start <= c.start < end]
        found.append(Piece(sentence, here, "\n" in text[before : sentence.start] or not before))
        before = sentence.end
    return found


class CommentedAdmin(admin.ModelAdmin):
    """The story's own page of comments."""

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/comments/", wrap(self.comments_view), name="articles_article_comments"),
            path(
                "<int:pk>/comments/<int:comment>/",
                wrap(require_POST(self.comment_view)),
                name="articles_article_comment",
            ),
            *super().get_urls(),
        ]

    def _commented(self, request: HttpRequest, pk: int) -> Article:
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def comments_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text with its remarks; a sentence that is chosen is in the form."""
        article = self._commented(request, pk)
        form = RemarkForm(request.POST or None, initial=_chosen(request, article))
        if request.method == "POST" and form.is_valid():
            if not request.user.has_perm("articles.add_comment"):
                raise PermissionDenied
            try:
                commenting.remark(article, by=request.user, **form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                return HttpResponseRedirect(request.path)
        rows = article.comments.select_related("author", "resolved_by").filter(parent=None)
        rows = rows.prefetch_related("replies__author")
        is_all = "all" in request.GET
        shown = [row for row in rows if is_all or row.resolved_at is None]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Comments"),
            "opts": self.opts,
            "article": article,
            "form": form,
            "pieces": pieces(article, shown),
            "comments": shown,
            "hidden": len(rows) - len(shown),
            "may_comment": request.user.has_perm("articles.add_comment"),
            "may_settle": request.user.has_perm("articles.change_comment"),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/article/comments.html", context)

    def comment_view(self, request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        """Answer a remark, settle it, or raise it again."""
        article = self._commented(request, pk)
        row = article.comments.filter(pk=comment).first()
        if row is None:
            raise Http404
        deed = request.POST.get("deed", "")
        needed = "articles.add_comment" if deed == "answer" else "articles.change_comment"
        if not request.user.has_perm(needed):
            raise PermissionDenied
        if deed == "answer":
            try:
                commenting.answer(row, by=request.user, text=request.POST.get("text", ""))
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
        elif deed == "settle":
            commenting.settle(row, by=request.user)
        elif deed == "raise":
            commenting.raise_again(row, by=request.user)
        else:
            raise Http404
        return HttpResponseRedirect(reverse("admin:articles_article_comments", args=[pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if original := context.get("original"):
            context["open_comments"] = commenting.open_in(original)
        return super().render_change_form(request, context, *args, **kwargs)


def _chosen(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The sentence that begins at ?at=, as the form's beginning."""
    at = request.GET.get("at", "")
    chosen = [one for one in sentences(article.text) if str(one.start) == at]
    return {"exact": chosen[0].text, "start": chosen[0].start} if chosen else {}
