"""Ways in which the desk would let somebody see what they must not, each as a context."""

from types import ModuleType, SimpleNamespace
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import path

from articles import mailing, notifying
from articles.admin import exporting, pictures
from articles.admin.entering import EnteringPages
from articles.models import Article, Rendition, Upload
from articles.preview import links, visits
from newsroom.admin_site import ChoiceView, DeskSite
from newsroom.urls import desk
from tests.register.mutants import Patch, patching


def beside(route: str, view: Any) -> ModuleType:
    """The desk's URL configuration with one address more."""
    module = ModuleType("beside")
    module.__dict__["urlpatterns"] = [path(route, view), *desk.urlpatterns]
    return module


def headlines(_request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(Article.objects.get(pk=pk).headline)


# A page that somebody wrote without the desk's door, and one of which the walk knows nothing.
PAGE_WITHOUT_A_DOOR = beside("admin/articles/article/<int:pk>/headline/", headlines)
PAGE_OF_AN_UNKNOWN_SHAPE = beside("admin/articles/article/<int:pk>/by/<str:colour>/", headlines)


@patching
def everybody_comes_in(patch: Patch) -> None:
    patch.setattr(DeskSite, "has_permission", lambda self, request: True)


@patching
def every_account_comes_in(patch: Patch) -> None:
    patch.setattr(DeskSite, "has_permission", lambda self, request: request.user.is_active)


@patching
def lists_ask_for_no_right(patch: Patch) -> None:
    patch.setattr(ModelAdmin, "has_view_permission", lambda self, request, obj=None: True)


@patching
def chosen_files_are_everybodys(patch: Patch) -> None:
    rows = SimpleNamespace(filter=lambda uid, made_by: Upload.objects.filter(uid=uid))
    patch.setattr(pictures, "Upload", SimpleNamespace(objects=rows))


@patching
def proposals_ask_for_no_right(patch: Patch) -> None:
    patch.setattr(EnteringPages, "_may_enter", lambda self, request: None)


@patching
def choices_ask_for_no_right(patch: Patch) -> None:
    patch.setattr(ChoiceView, "has_perm", lambda self, request, obj=None: True)


@patching
def links_never_end(patch: Patch) -> None:
    patch.setattr(links, "is_good", lambda link: True)


@patching
def notes_in_a_preview(patch: Patch) -> None:
    plain = visits.page

    def page(request: HttpRequest, preview: Any, **shown: Any) -> str:
        article = Article.objects.get(uid=preview.item.uid)
        return f"{plain(request, preview, **shown)}<!-- {article.notes} -->"

    patch.setattr(visits, "page", page)


@patching
def pictures_of_any_story_in_a_preview(patch: Patch) -> None:
    rows = SimpleNamespace(filter=lambda name, **_story: Rendition.objects.filter(name=name))
    patch.setattr(visits, "Rendition", SimpleNamespace(objects=rows))


@patching
def visits_may_be_kept(patch: Patch) -> None:
    patch.setattr(visits, "HEADERS", {})


@patching
def who_reads_may_export(patch: Patch) -> None:
    patch.setattr(exporting, "PERMISSION", "articles.view_article")


@patching
def mails_name_every_story(patch: Patch) -> None:
    patch.setattr(mailing, "words_of", lambda row, story="": f"{row.article} {row.parts}")


@patching
def whoever_is_named_is_told(patch: Patch) -> None:
    users: Any = get_user_model()
    patch.setattr(
        notifying, "_holders", lambda right: set(users.objects.values_list("pk", flat=True))
    )
    patch.setattr(mailing, "may_read", lambda user: True)


@patching
def rights_that_are_gone_do_not_matter(patch: Patch) -> None:
    patch.setattr(mailing, "may_read", lambda user: True)
