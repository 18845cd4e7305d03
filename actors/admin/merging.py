"""Merging two records at the desk: from the list, from a record, with everything shown before."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actors.admin.choices import ChosenField, ChosenSelect
from actors.admin.merge_words import added_names, groups_of, offered, warnings_of
from actors.merging import PERMISSION, MergeRefused, fingerprint, merge, preview, stories
from actors.merging.fields import DUPLICATE, KEPT
from actors.models import Actor
from actors.querysets import PUBLIC_VALUES

# Of those that speak of a record itself, as many are shown.
SENTENCES = 5

BUSY = _("Somebody else was saving one of these records at that moment. Please try again.")


class MergedMeanwhile(Exception):
    """Somebody saves a record that has been merged into another since the form was opened."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(str(actor))
        self.actor = actor


class MergedFilter(admin.SimpleListFilter):
    """Merged records are addresses, and listed only for who asks for them."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Merged into another"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(merged_into__isnull=self.value() != "yes")


class OtherForm(forms.Form):
    """Asks for the other of the two records."""

    def __init__(self, *args: Any, site: admin.AdminSite, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = ChosenField(
            Actor.objects.filter(kind=kind, merged_into=None),
            label=_("The same as"),
            help_text=_("Type any of its names. Nothing is changed yet."),
            widget=ChosenSelect(Actor._meta.get_field("merged_into"), site),
        )


class MergingAdmin(admin.ModelAdmin):
    """What an actor's admin needs so that its records can be merged."""

    change_form_template = "admin/actors/actor/change_form.html"

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*super().get_list_filter(request), MergedFilter]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)

    @admin.action(description=_("Merge two records…"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        chosen = list(queryset[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Choose exactly two records to merge."), messages.ERROR)
            return None
        # What the world knows stays; else what was entered first.
        kept, gone = sorted(chosen, key=lambda one: (one.visibility not in PUBLIC_VALUES, one.pk))
        return HttpResponseRedirect(address(kept.pk, gone.pk))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The record; while its form is being saved, nobody merges it."""
        is_saved = request.method == "POST" and hasattr(request, "saved_form")
        if is_saved and connection.in_atomic_block and object_id.isdecimal():
            list(Actor.objects.select_for_update(no_key=True).filter(pk=object_id))
        found = super().get_object(request, object_id, from_field)
        if found is not None and is_saved and found.merged_into_id:
            raise MergedMeanwhile(found)
        return found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        extra = {"may_merge": self.has_merge_permission(request)} | (extra_context or {})
        # Other pages of the record may be posted to as well; they save nothing of it.
        request.saved_form = object_id  # type: ignore[attr-defined]
        try:
            return super().changeform_view(request, object_id, form_url, extra)
        except MergedMeanwhile as refusal:
            actor = refusal.actor
            if not self.has_view_permission(request, actor):
                raise PermissionDenied from refusal
            text = _("%(actor)s has been merged into %(into)s meanwhile; nothing was saved.")
            self.message_user(
                request, text % {"actor": actor, "into": actor.merged_into}, messages.ERROR
            )
            return HttpResponseRedirect(change_page(actor.merged_into))


class MergePages(admin.ModelAdmin):
    """The pages on which two records are compared and merged; only of the list of all actors."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("merge/", view(self.merge_view), name="actors_actor_merge"),
            path("<int:pk>/merge/", view(self.other_view), name="actors_actor_merge_with"),
            *super().get_urls(),
        ]

    def other_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which other record is the same."""
        actor = Actor.objects.filter(pk=pk).first()
        if not request.user.has_perm(PERMISSION) or actor is None:
            raise PermissionDenied
        data = request.GET if "other" in request.GET else None
        form = OtherForm(data, site=self.admin_site, kind=actor.kind)
        if form.is_valid():
            other = form.cleaned_data["other"]
            pair = sorted((actor, other), key=lambda one: one.visibility not in PUBLIC_VALUES)
            return HttpResponseRedirect(address(pair[0].pk, pair[1].pk))
        context = {"title": _("Merge %(actor)s…") % {"actor": actor}, "form": form, "actor": actor}
        return self._page(request, "merge_with", context)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Compare the two, choose field by field, see each row that moves, and merge."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        kept, gone = (
            Actor.objects.filter(pk=pk).first()
            if (pk := request.GET.get(side, "")).isdecimal()
            else None
            for side in ("kept", "gone")
        )
        if kept is None or gone is None:
            self.message_user(request, _("Choose two records."), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:actors_actor_changelist"))
        choices = {
            name.removeprefix("field-"): value
            for name, value in request.POST.items()
            if name.startswith("field-") and value in (KEPT, DUPLICATE)
        }
        context: dict[str, Any] = {"kept": kept, "gone": gone, "note": request.POST.get("note", "")}
        context |= {"title": _("Merge two records"), "swapped": address(gone.pk, kept.pk)}
        try:
            if request.method == "POST":
                return self._merge(request, kept, gone, choices)
        except MergeRefused as refusal:
            context["errors"] = refusal.messages
        except OperationalError:  # a deadlock, which the database has ended in favour of another
            context["errors"] = [BUSY]
        try:
            plan = preview(gone, kept, choices=choices)
        except MergeRefused as refusal:
            context["errors"] = list(dict.fromkeys([*context.get("errors", []), *refusal.messages]))
            return self._page(request, "merge", context)
        context |= {
            "kept": plan.kept,
            "gone": plan.gone,
            "fields": offered(plan.choices),
            "groups": groups_of(plan),
            "names": added_names(plan),
            "warnings": warnings_of(plan),
            "as_seen": fingerprint(plan),
        }
        return self._page(request, "merge", context)

    def _merge(
        self, request: HttpRequest, kept: Actor, gone: Actor, choices: dict[str, str]
    ) -> HttpResponse:
        done = merge(
            gone,
            kept,
            by=request.user,
            choices=choices,
            note=request.POST.get("note", "").strip(),
            as_seen=request.POST.get("as_seen", ""),
        )
        self.log_change(request, kept, f"merge {done.pk}: {gone.uid} → {kept.uid}")
        text = _("{gone} is now one with {kept}.")
        self.message_user(
            request,
            format_html(
                "{} <a href='{}'>{}</a>",
                text.format(gone=gone, kept=kept),
                reverse("admin:actors_merge_undo", args=[done.pk]),
                _("Undo the merger"),
            ),
            messages.SUCCESS,
        )
        return HttpResponseRedirect(change_page(kept))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shell = {**self.admin_site.each_context(request), "opts": self.opts}
        if "kept" in context:
            pair = [context["kept"], context["gone"]]
            prefetch_related_objects(pair, "identifiers")
            rests = stories.sentences([actor.pk for actor in pair])
            shell["pair"] = pair
            shell["sources"] = [rests.get(actor.pk, [])[:SENTENCES] for actor in pair]
        return TemplateResponse(request, f"admin/actors/actor/{name}.html", shell | context)


def address(kept_pk: int, gone_pk: int) -> str:
    """The page on which two records are compared."""
    return f"{reverse('admin:actors_actor_merge')}?kept={kept_pk}&gone={gone_pk}"


def change_page(actor: Any) -> str:
    return reverse(f"admin:actors_{actor.kind}_change", args=[actor.pk])
