"""Records entered in a dialog of the story's form, through the forms of their own admins.

The dialog shows the few fields without which a record says nothing; all others take what they
begin with. What it enters is a stub until somebody completes it, and the quality queue lists it.
"""

import json
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.response import TemplateResponse

from actors.admin.agreement import PartyRows
from actors.admin.choices import label_all, labels_of
from actors.admin.meeting import ParticipationBlocks
from actors.models import Actor, Agreement, Country, Meeting, Organisation, Person, Place

PREFIX = "new"
ROWS = f"{PREFIX}-rows"


@dataclass(frozen=True)
class Shape:
    """What a dialog asks for: fields of a model's admin form, and rows of one of its inlines."""

    model: type[Model]
    fields: tuple[str, ...]
    inline: Any = None
    row_fields: tuple[str, ...] = ()
    spare: int = 0  # rows that are left empty


SHAPES = {
    "person": Shape(Person, ("name", "nationality")),
    "organisation": Shape(Organisation, ("name", "type", "home_country")),
    "country": Shape(Country, ("name", "iso2")),
    "place": Shape(Place, ("name", "kind", "country")),
    "meeting": Shape(
        Meeting,
        ("title", "when", "status", "kind", "place", "host"),
        ParticipationBlocks,
        ("delegation", "person", "office", "name_as_written", "person_is_inferred", "capacity"),
        spare=2,
    ),
    "agreement": Shape(
        Agreement,
        ("title", "kind", "signed", "in_force", "meeting"),
        PartyRows,
        ("actor",),
        spare=1,
    ),
}
# An actor is entered as what it is; these are offered beside each other.
KINDS = ("person", "organisation", "country")


@transaction.atomic
def create_view(request: HttpRequest, site: admin.AdminSite, thing: str) -> HttpResponse:
    """The form of a dialog, or the record that it entered.

    With `draft`, JSON of what is known, the form to fill in. Without, what was filled in: 201 and
    JSON with `pk` and `label`, or 422 and the form with what was wrong.
    """
    thing = "person" if thing == "actor" else thing
    shape = SHAPES.get(thing)
    if shape is None or request.method != "POST":
        raise Http404
    chooser: Any = site.get_model_admin(shape.model)
    if not chooser.has_add_permission(request):
        raise PermissionDenied
    form_class = _unwrapped(chooser.get_form(request, None))
    if "draft" in request.POST:
        draft = _draft(request.POST["draft"])
        form = form_class(initial=_given(draft, shape.fields), prefix=PREFIX)
        return _shown(request, site, thing, form, _rows(request, site, shape, draft=draft), 200)
    form = form_class(_filled(form_class, request.POST), prefix=PREFIX)
    rows = _rows(request, site, shape, posted=request.POST)
    if not (form.is_valid() and (rows is None or rows.is_valid())):
        return _shown(request, site, thing, form, rows, 422)
    record = form.save(commit=False)
    chooser.save_model(request, record, form, False)
    form.save_m2m()
    if rows is not None:
        rows.instance = record
        rows.save()
    if hasattr(form, "remember"):
        form.remember()
    chooser.log_addition(request, record, [{"added": {}}])
    model: Any = Actor if thing in KINDS else shape.model
    label = labels_of(site, model, {str(record.pk)})[str(record.pk)]
    return JsonResponse({"pk": record.pk, "label": label}, status=201)


def _unwrapped(form_class: Any) -> Any:
    """The form without the links to windows of their own beside its choices."""
    for field in form_class.base_fields.values():
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
    return form_class


def _draft(text: str) -> dict[str, Any]:
    try:
        draft = json.loads(text)
    except ValueError:
        draft = None
    return draft if isinstance(draft, dict) else {}


def _given(draft: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What a form begins with; of a choice, given as key and label, the key."""
    given = {name: draft[name] for name in names if draft.get(name) not in (None, "")}
    return {name: one[0] if isinstance(one, list) else one for name, one in given.items()}


def _filled(form_class: Any, posted: QueryDict) -> QueryDict:
    """What was posted, and for fields that the dialog does not show what they begin with."""
    data = posted.copy()
    blank = form_class(prefix=PREFIX)
    for name, field in blank.fields.items():
        key = blank.add_prefix(name)
        value = field.prepare_value(blank.get_initial_for_field(field, name))
        if key not in data and value not in (None, False, ""):
            data[key] = cast("str", value)
    return data


def _rows(
    request: HttpRequest,
    site: admin.AdminSite,
    shape: Shape,
    *,
    draft: dict[str, Any] | None = None,
    posted: QueryDict | None = None,
) -> Any:
    """The rows of the dialog: filled from the draft, or as they were posted."""
    if shape.inline is None:
        return None
    key = "participants" if shape.model is Meeting else "parties"
    begun = (draft or {}).get(key) or []
    given = [one if isinstance(one, dict) else {"actor": one} for one in begun]
    inline = shape.inline(shape.model, site)
    formset_class = inline.get_formset(
        request, None, fields=list(shape.row_fields), extra=len(given) + shape.spare
    )
    _unwrapped(formset_class.form)
    if posted is not None:
        return formset_class(posted, instance=shape.model(), prefix=ROWS)
    initial = [_given(one, shape.row_fields) for one in given]
    return formset_class(initial=initial, instance=shape.model(), prefix=ROWS)


def _shown(
    request: HttpRequest, site: admin.AdminSite, thing: str, form: Any, rows: Any, status: int
) -> HttpResponse:
    shape = SHAPES[thing]
    label_all(site, [form, *(rows.forms if rows is not None else ())])
    context = {
        "thing": thing,
        "name": shape.model._meta.verbose_name,
        "kinds": _kinds(request) if thing in KINDS else [],
        "form": form,
        "fields": [form[name] for name in shape.fields],
        "rows": rows,
        "row_fields": shape.row_fields,
        "row_name": rows.model._meta.verbose_name_plural if rows is not None else "",
        "hidden": forms.HiddenInput,
    }
    template = "admin/articles/article/_creating.html"
    return TemplateResponse(request, template, context, status=status)


def _kinds(request: HttpRequest) -> list[tuple[str, Any]]:
    allowed = [name for name in KINDS if request.user.has_perm(f"actors.add_{name}")]
    return [(name, SHAPES[name].model._meta.verbose_name) for name in allowed]
