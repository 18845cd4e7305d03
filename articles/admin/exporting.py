"""Any filtered list of the desk as a file: what its user may see, and nothing else."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actors.models import Agreement, Country, Meeting, Office, Organisation, Person, Place
from articles.choices import PUBLIC_STATUSES
from articles.exporting import formats, ninjs, records, stories
from articles.exporting.table import Table
from articles.models import Article, Assignment, Statement
from newsroom.admin_site import desk
from newsroom.audit import journal

PERMISSION = "articles.export_article"
TABLES: dict[type[Model], Table] = {
    Article: stories.STORIES,
    Statement: stories.STATEMENTS,
    Person: records.PEOPLE,
    Organisation: records.ORGANISATIONS,
    Country: records.COUNTRIES,
    Meeting: records.MEETINGS,
    Office: records.OFFICES,
    Agreement: records.AGREEMENTS,
    Place: records.PLACES,
    Assignment: stories.ASSIGNMENTS,
}


def formats_for(model: type[Model], user: Any) -> list[str]:
    """The formats in which this user may take a list of this model; none without the right."""
    if model not in TABLES or not user.has_perm(PERMISSION):
        return []
    return [code for code in formats.FORMATS if "ninjs" not in code or TABLES[model].has_ninjs]


@desk.page("export/<slug:app>/<slug:name>/<slug:form>/", "export")
def export_view(request: HttpRequest, app: str, name: str, form: str) -> HttpResponseBase:
    """The list that the address's parameters filter, in one format; nothing is left out of it."""
    try:
        model = apps.get_model(app, name)
    except LookupError:
        raise Http404 from None
    model_admin = admin.site._registry.get(model)
    if model_admin is None or model not in TABLES:
        raise Http404
    if not model_admin.has_view_permission(request) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if form not in formats_for(model, request.user):
        raise Http404
    queryset = model_admin.get_changelist_instance(request).queryset
    return exported(request, queryset, form)


def exported(request: HttpRequest, queryset: QuerySet[Any], form: str) -> HttpResponseBase:
    """The rows as a file to be kept; that they were taken is in the audit."""
    model: Any = queryset.model
    table = TABLES[model]
    unpublished = _unpublished(queryset)
    journal.write(
        "export",
        by=request.user,
        detail={
            "list": model._meta.label_lower,
            "format": form,
            "filter": request.GET.urlencode()[:2000],
            "rows": queryset.count(),
            "unpublished": unpublished,
        },
    )
    _title, content_type, ending = formats.FORMATS[form]
    filename = file_name(model, ending, unpublished=unpublished)
    if form == "xlsx":
        name = slugify(str(model._meta.verbose_name_plural))
        sheet = formats.xlsx_file(table.titles(), map(table.cells, table.rows(queryset)), name)
        response: Any = FileResponse(
            sheet, as_attachment=True, filename=filename, content_type=content_type
        )
    else:
        pieces = _pieces(table, queryset, form)
        response = StreamingHttpResponse(pieces, content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_name(model: Any, ending: str, *, unpublished: int = 0) -> str:
    """Of what, of when, and whether there is something in it that is not public."""
    words = [
        slugify(str(model._meta.verbose_name_plural)),
        timezone.localtime().strftime("%Y-%m-%d-%H%M"),
    ]
    if unpublished:
        words.append(slugify(_("with unpublished stories")))
    return f"{'-'.join(words)}.{ending}"


def _unpublished(queryset: QuerySet[Any]) -> int:
    """How many of the stories, or stories quoted, the world may not see."""
    paths = {Article: "status", Statement: "article__status", Assignment: "story__status"}
    path = paths.get(queryset.model)
    if path is None:
        return 0
    told = queryset.filter(story__isnull=False) if queryset.model is Assignment else queryset
    return told.exclude(**{f"{path}__in": PUBLIC_STATUSES}).count()


def _pieces(table: Table, queryset: QuerySet[Any], form: str) -> Any:
    rows = table.rows(queryset)
    if form == "csv":
        return formats.csv_pieces(table.titles(), map(table.cells, rows))
    if form == "json":
        return formats.json_pieces(map(table.members, rows))
    return formats.json_pieces(ninjs.items(rows, form))
