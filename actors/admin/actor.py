"""All actors in one list, whatever their kind; each is edited as what it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import (
    Case,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Greatest, Length
from django.db.models.lookups import StartsWith
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, VisibilityActions
from actors.admin.duplicates import ActorForm
from actors.admin.merging import MergePages, MergingAdmin
from actors.admin.words import years
from actors.choices import ActorKind
from actors.matching import Candidate, match
from actors.models import Actor, Spelling, Tenure
from actors.spellings.beginnings import beginning_with
from newsroom.register.text import fold

# What a row that only contains the words is worth beside one of a like name: see `likeness`.
BEGINS, CONTAINS = 0.9, 0.8
NEAR = 40  # rows of like names that are offered
MOST = 200  # rows with the words typed that are offered; more of them than anybody looks at


def office_of(day: date | None = None) -> Subquery:
    """The title of the office that a person held on the day; of the latest known otherwise."""
    tenures = Tenure.objects.filter(person=OuterRef("pk"))
    latest = (
        F("attested_last").desc(nulls_last=True),
        F("began_earliest").desc(nulls_last=True),
    )
    if day is None:
        return Subquery(tenures.order_by(*latest).values("office__title")[:1])
    has_begun = Q(began_earliest__lte=day) | Q(began_earliest=None, attested_first__lte=day)
    has_ended = Q(ended_latest__lt=day)
    held = Case(When(has_begun & ~has_ended, then=0), default=1)
    return Subquery(tenures.order_by(held, *latest).values("office__title")[:1])


class NamedAdmin(MergingAdmin, VisibilityActions, DeskAdmin):
    """An actor is found under any spelling of its names, and is merged rather than deleted."""

    heading = (20, _("Actors"))
    form = ActorForm
    actions = [*VisibilityActions.actions, "merge_selected"]
    search_fields = ["sort_key", "name_en"]
    # The kinds of actors that are chosen here; none: all.
    kinds: tuple[str, ...] = ()
    # Columns with codes that stand for the name.
    codes: tuple[str, ...] = ()
    # The column with the last possible day of what may have ended.
    ended = ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.remember()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """All rows with the words in a name, or with a name near to them, as `ranked`."""
        if not (words := fold(search_term).split()):
            return queryset, False
        near = match(search_term, kinds=self.kinds, limit=NEAR)
        begun = Spelling.objects.filter(beginning_with(words), actor__isnull=False)
        # What is merged has no way of writing of its own.
        own = Q()
        for word in words:
            own &= Q(sort_key__contains=word)
        found = own | Q(pk__in=begun.values("actor")) | Q(pk__in=[one.actor.pk for one in near])
        return self.ranked(queryset.filter(found | self.coded(words)), near, words), False

    def found(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
        """Of the rows that a search finds, as many as somebody who is typing will look at."""
        if not (words := fold(term).split()):
            return queryset
        near = match(term, kinds=self.kinds, limit=NEAR)
        begun = Spelling.objects.filter(beginning_with(words), actor__isnull=False)
        if self.kinds:
            begun = begun.filter(actor__kind__in=self.kinds)
        # By what no index has: else one may be read from end to end for a few rows of a rare word.
        first = begun.order_by(Length("folded"), "folded", "pk").values_list("actor", flat=True)
        pks = {one.actor.pk for one in near} | set(first[:MOST])
        return self.ranked(queryset.filter(Q(pk__in=pks) | self.coded(words)), near, words)

    def coded(self, words: list[str]) -> Q:
        """Condition: one of the row's codes is these words."""
        found = Q(pk__in=())
        for code in self.codes:
            found |= Q(**{f"{code}__iexact": "".join(words)})
        return found

    def ranked(
        self, queryset: QuerySet[Any], near: Iterable[Candidate], words: list[str]
    ) -> QuerySet[Any]:
        """Each row with its `likeness`, and as `spelt` the name that is near, if not its own."""
        begins = StartsWith(F("sort_key"), Value(" ".join(words)))
        likeness = [When(pk=one.actor.pk, then=Value(one.score)) for one in near]
        spelt = [
            When(pk=one.actor.pk, then=Value(one.spelling))
            for one in near
            if fold(one.spelling) != fold(one.actor.name)
        ]
        return queryset.annotate(
            likeness=Greatest(
                Case(*likeness, default=Value(CONTAINS), output_field=FloatField()),
                Case(When(begins, then=Value(BEGINS)), default=Value(0.0)),
            ),
            spelt=Case(*spelt, default=Value(""), output_field=TextField()),
        )

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        """The likeliest first, and what has ended last; on a day it is not offered any more."""
        queryset = queryset.filter(merged_into__isnull=True)
        if self.ended and day:
            queryset = queryset.exclude(**{f"{self.ended}__lt": day})
        if "likeness" not in queryset.query.annotations:
            # Whatever is on record, in an order that an index has.
            return queryset.order_by("sort_key", "pk")
        ordering = ["-likeness", "sort_key", "pk"]
        if not self.ended:
            return queryset.order_by(*ordering)
        has_ended = Case(When(**{f"{self.ended}__isnull": False}, then=1), default=0)
        return queryset.order_by(has_ended, *ordering)

    def choice_label(self, obj: Any) -> str:
        """The name, that by which it was found, and what tells it from its namesakes."""
        spelt = getattr(obj, "spelt", "")
        name = f"{obj.name} ← {spelt}" if spelt else obj.name
        return " · ".join(str(part) for part in (name, *self.told(obj)) if part)

    def told(self, obj: Any) -> Iterable[Any]:
        """What tells it from its namesakes: office, country, years."""
        return ()


@admin.register(Actor)
class ActorAdmin(MergePages, NamedAdmin):
    """Searches all kinds at once, which is how a story's links are chosen."""

    list_display = ["name", "kind", "visibility", "updated_at"]
    list_filter = ["kind", "visibility"]
    fields = ["name"]
    ended = "country__ended_latest"

    def for_choice(self, queryset: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
        related = ("person__nationality", "country", "organisation__home_country")
        return queryset.select_related(*related).annotate(office=office_of(day))

    def told(self, obj: Any) -> Iterable[Any]:
        own: Any = getattr(obj, obj.kind)
        if obj.kind == ActorKind.PERSON:
            return obj.office, own.nationality, years(own.born_earliest, own.died_latest)
        if obj.kind == ActorKind.COUNTRY:
            lifespan = years(own.began_earliest, own.ended_latest) if own.ended else ""
            return obj.get_kind_display().lower(), own.iso2 or own.former_code, lifespan
        return own.get_type_display().lower(), own.home_country

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A page that asks which kind of actor is to be entered."""
        kinds = [
            (kind.label, reverse(f"admin:actors_{kind.value}_add"))
            for kind in ActorKind
            if request.user.has_perm(f"actors.add_{kind.value}")
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who is to be entered?"),
            "opts": self.opts,
            "kinds": kinds,
            "query": request.GET.urlencode(),
            "is_popup": "_popup" in request.GET,
        }
        return TemplateResponse(request, "admin/actors/actor/kinds.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form of what this actor is."""
        actor = self.get_object(request, object_id)
        if actor is None:
            raise Http404
        address = reverse(f"admin:actors_{actor.kind}_change", args=[actor.pk])
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
