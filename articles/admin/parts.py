"""Parts of a story in forms of their own: what is typed into a story that is out goes out."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.editing import touch
from articles.history import catch_up, record
from articles.history.second_look import needs_second_look
from articles.models import Article
from articles.publicity import following, hold_unproven, open_records
from articles.rights import may_touch


def changed(stories: Iterable[Article], *, by: Any) -> None:
    """After parts of stories were changed: their open forms are stale, and a revision is kept."""
    unlike = {story.pk: story for story in stories}
    touch(*unlike.values())
    for story in unlike.values():
        record(story, by=by)


class StoryPart(admin.ModelAdmin):
    """Asks for the right to this story, and opens and closes what a published story names."""

    story_path = "article"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # What belongs to a story in the trash is there with it.
        rows = super().get_queryset(request)
        return rows.filter(**{f"{self.story_path}__trashed_at": None})

    def story_of(self, obj: Any) -> Article:
        """The story that this row is part of; `story_path` leads to it in a query."""
        return obj.article

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return True
        # With four eyes a story that is out is changed in its own form, as a plan.
        story = self.story_of(obj)
        return may_touch(request.user, story) and not needs_second_look(story)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not self._may_touch(request, obj):  # the story that was chosen in the form
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        story = self.story_of(form.instance)
        if story.is_published:
            open_records([story])
        else:
            hold_unproven(story)
        if form.has_changed() or any(part.has_changed() for part in formsets):
            changed([story, *self._left(form)], by=request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        story = self.story_of(obj)
        super().delete_model(request, obj)
        changed([story], by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset)
        with self._following(rows):
            super().delete_queryset(request, queryset)
            changed([self.story_of(row) for row in rows], by=request.user)

    def _left(self, form: Any) -> QuerySet[Article]:
        """The story that the row was part of before, if it has been given to another."""
        if "article" not in form.changed_data or form.initial.get("article") is None:
            return Article.objects.none()
        return Article.objects.filter(pk=form.initial["article"])

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        with self._following_one(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        with self._following_one(request, object_id):
            return super().delete_view(request, object_id, extra_context)

    @contextmanager
    def _following_one(self, request: HttpRequest, object_id: str | None) -> Iterator[None]:
        """Around a request that may change one row: nothing to do while it is only shown."""
        obj = None
        if request.method == "POST" and object_id:
            obj = self.get_object(request, unquote(object_id))
        if obj is None:
            yield
        else:
            with self._following([obj]):
                yield

    @contextmanager
    def _following(self, rows: list[Any]) -> Iterator[None]:
        pks = {self.story_of(row).pk for row in rows}
        with transaction.atomic(), ExitStack() as stack:
            # Locked: nobody may withdraw them in between.
            stories = Article.objects.select_for_update().filter(pk__in=pks).order_by("pk")
            for story in stories:
                catch_up(story)
                if story.is_published:
                    stack.enter_context(following(story))
            yield
