"""The story's form begun from a template, a meeting or an assignment."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from actors.admin.choices import ChosenField, ChosenSelect, label_all
from actors.models import Meeting
from articles.admin.rows import ClassificationRows, CoverageRows
from articles.assigning import cover
from articles.choices import TemplateKind
from articles.models import Assignment, StoryTemplate
from articles.story_templates import beginning


class BeginForm(forms.Form):
    """Which template, and on which meeting."""

    template = forms.ModelChoiceField(
        StoryTemplate.objects.filter(kind=TemplateKind.STORY),
        label=_("Template"),
        required=False,
        help_text=_("Empty: a story without one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = Assignment._meta.get_field("meeting")
        self.fields["meeting"] = ChosenField(
            Meeting.objects.all(),
            label=_("Meeting"),
            required=False,
            widget=ChosenSelect(column, admin.site),
            help_text=_("Its date, its place and those present are filled in."),
        )


class Beginning(admin.ModelAdmin):
    """A new story may be begun from a template, a meeting, an assignment: ?template=1&meeting=2."""

    def get_urls(self) -> list[Any]:
        begin = path(
            "begin/", self.admin_site.admin_view(self.begin_view), name="articles_article_begin"
        )
        return [begin, *super().get_urls()]

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the template and the meeting, then open the form filled from them."""
        if not self.has_add_permission(request):
            raise Http404
        form = BeginForm(request.POST or None, initial=request.GET.dict())
        if request.method == "POST" and form.is_valid():
            chosen = {name: row.pk for name, row in form.cleaned_data.items() if row}
            address = reverse("admin:articles_article_add")
            return HttpResponseRedirect(f"{address}?{urlencode(chosen)}")
        label_all(self.admin_site, [form])
        context = {
            **self.admin_site.each_context(request),
            "title": _("New story from a template"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/article/begin.html", context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        begun = beginning(self._template(request), self._meeting(request))
        usual: dict[str, Any] = super().get_changeform_initial_data(request)
        return usual | {name: value for name, value in begun.items() if value not in (None, "")}

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            rows = self._rows(request, inline, obj)
            yield (
                type(formset.__name__, (formset,), {"extra": len(rows)}) if rows else formset,
                inline,
            )

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if rows := self._rows(request, inline, obj):
            kwargs["initial"] = rows
        return kwargs

    def _rows(self, request: HttpRequest, inline: Any, obj: Any) -> list[dict[str, Any]]:
        """Rows that a new story begins with. What comes back from the browser is not initial:
        a row that stands as it was offered would count as not entered."""
        if request.method != "GET" or (obj is not None and obj.pk):
            return []
        if isinstance(inline, CoverageRows) and (meeting := self._meeting(request)):
            return [{"meeting": meeting.pk}]
        if isinstance(inline, ClassificationRows) and (template := self._template(request)):
            return [{"subject": subject.pk} for subject in template.subjects.all()]
        return []

    def _template(self, request: HttpRequest) -> StoryTemplate | None:
        found = _named(request, "template")
        stories = StoryTemplate.objects.filter(kind=TemplateKind.STORY)
        return stories.filter(pk=found).first() if found else None

    def _meeting(self, request: HttpRequest) -> Meeting | None:
        found = _named(request, "meeting")
        meetings = Meeting.objects.select_related("place__country", "host")
        return meetings.filter(pk=found).first() if found else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        cover(
            form.instance,
            by=request.user,
            assignment=None if change else _named(request, "assignment"),
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "GET" and context.get("original") is None:
            template = self._template(request)
            if template is not None and template.hint:
                messages.info(request, template.hint)
        return super().render_change_form(request, context, *args, **kwargs)


def _named(request: HttpRequest, name: str) -> int | None:
    """The primary key in a parameter of the address; None where there is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None
