"""Pictures at the desk: rows in a story's form, a form of their own, files sent by the script."""

from io import BytesIO
from typing import IO, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from actors.admin.base import PartAdmin
from articles.admin.lean import LeanRows
from articles.admin.parts import StoryPart
from articles.admin.picture_form import ImageForm, ImageFormSet
from articles.models import Image, Upload
from articles.pictures.opening import opened
from articles.pictures.receiving import receive
from articles.pictures.renditions import thumbnail

THUMB = 480  # pixels
FIELDS: Any = [
    "file",
    ("credit", "licence"),
    "alt_text",
    "caption",
    ("taken_on", "place"),
    ("position", "focal_x", "focal_y"),
]


class ImageBlocks(LeanRows):
    """The pictures of a story, inside its form."""

    model = Image
    form = ImageForm
    formset = ImageFormSet
    summary_fields = ("alt_text", "credit")
    fields = FIELDS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "file":  # declared by the form
            return None
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class OwnImageForm(ImageForm):
    """A picture in a form of its own, where its story is chosen."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (article := cleaned.get("article")) is not None:
            self.need_rights(article)
        return cleaned


@admin.register(Image)
class ImageAdmin(StoryPart, PartAdmin):
    form = OwnImageForm
    list_display = ["__str__", "credit", "licence", "taken_on", "article"]
    list_select_related = ["article"]
    search_fields = ["alt_text", "caption", "credit", "place"]
    fields = ["article", *FIELDS]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_urls(self) -> list[Any]:
        views: dict[str, Any] = {
            "upload/": ("upload", self.upload_view),
            "chosen/<uuid:uid>/": ("chosen", self.chosen_view),
            "<int:pk>/thumb/": ("thumb", self.thumb_view),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_image_{name}")
            for route, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Keep a file until its form is saved; what it says of itself, for the empty fields.

        Gives {"uid", "thumb", "told": {field: text}}, or 400 with {"error": words}.
        """
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        file: Any = request.FILES.get("file")
        if file is None:
            return JsonResponse({"error": _("Choose a file.")}, status=400)
        try:
            # What Django checks of every file: a name, and something in it.
            upload = receive(forms.FileField(max_length=255).clean(file), by=request.user)
        except ValidationError as refusal:
            return JsonResponse({"error": " ".join(refusal.messages)}, status=400)
        thumb = reverse("admin:articles_image_chosen", args=[upload.uid])
        return JsonResponse({"uid": str(upload.uid), "thumb": thumb, "told": upload.told})

    @method_decorator(require_GET)
    def chosen_view(self, request: HttpRequest, uid: Any) -> HttpResponse:
        """A small picture of a file that this user has chosen."""
        upload = Upload.objects.filter(uid=uid, made_by=request.user.pk).first()
        if upload is None:
            raise Http404
        return _small(upload.file)

    @method_decorator(require_GET)
    def thumb_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A small picture of one that is in a story."""
        image = self.get_queryset(request).filter(pk=pk).first()
        if image is None:
            raise Http404
        if not self.has_view_permission(request, image):
            raise PermissionDenied
        return _small(image.file)


def _small(file: Any) -> HttpResponse:
    try:
        with file.storage.open(file.name) as original:
            data = thumbnail(opened(_rewound(original)), THUMB)
    except (FileNotFoundError, OSError, ValidationError) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    patch_cache_control(response, private=True, max_age=600)
    return response


def _rewound(file: Any) -> IO[bytes]:
    """The bytes of a stored file in memory: a picture is decoded after the file is closed."""
    return BytesIO(file.read())
