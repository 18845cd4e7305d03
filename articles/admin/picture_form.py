"""The form of a picture: a file that survives a refused form, its rights, its focal point."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.admin.forms import RowForm
from actors.admin.row_sets import RowSet
from articles.models import Article, Image, Upload
from articles.pictures.metadata import LENGTHS
from articles.pictures.opening import FORMATS
from articles.pictures.receiving import chosen, receive

CHOSEN = "-upload"  # after the name of the file's input: which file was chosen before
NEEDED = {
    "credit": gettext_lazy("The story is out or due: no picture without its credit."),
    "alt_text": gettext_lazy("The story is out or due: no picture without a description."),
}
WORDS = {
    "sending": gettext_lazy("The file is being sent…"),
    "sent": gettext_lazy("The file is kept; save the form to put it into the story."),
    "filled": gettext_lazy("Taken from the file; check it: %(fields)s."),
    "failed": gettext_lazy("The file could not be sent; it goes with the form when you save."),
    "loggedOut": gettext_lazy("You are logged out. Log in in another tab, and choose it again."),
    "focal": gettext_lazy("Focal point: %(x)s % from the left, %(y)s % from the top"),
}


class PictureInput(forms.FileInput):
    """A file to choose, the picture chosen so far, and a mark on it for the focal point."""

    template_name = "admin/articles/picture_input.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.get(name) or data.get(f"{name}{CHOSEN}") or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}{CHOSEN}" not in data

    def format_value(self, value: Any) -> Any:
        return value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picked = value if isinstance(value, str) else ""
        row = getattr(value, "instance", None)
        thumb = ""
        if picked:
            thumb = reverse("admin:articles_image_chosen", args=[picked])
        elif row is not None and row.pk and row.file:
            thumb = reverse("admin:articles_image_thumb", args=[row.pk])
        context["picture"] = {
            "thumb": thumb,
            "chosen": picked,
            "chosen_name": f"{name}{CHOSEN}",
            "upload": reverse("admin:articles_image_upload"),
            "words": {key: str(words) for key, words in WORDS.items()},
        }
        return context

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": ["newsroom/desk/pictures.css"]},
            js=[Script("newsroom/desk/pictures.js", type="module")],  # type: ignore[list-item]
        )


class PictureFormField(forms.FileField):
    """A file that comes with the form, or the uid of one that was chosen before."""

    widget = PictureInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        # A file cannot be shown again; one that was chosen before can.
        return data if isinstance(data, str) else initial

    def clean(self, data: Any, initial: Any = None) -> Any:
        return data if isinstance(data, str) else super().clean(data, initial)


class ImageForm(RowForm):
    """A picture. `user` is who fills it in, and whose chosen files it may take up."""

    user: Any = None
    upload: Upload | None = None
    data: Any
    files: Any

    file = PictureFormField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG, WebP or TIFF."),
    )

    class Meta:
        model = Image
        fields = ("file",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [f"image/{name.lower()}" for name in FORMATS]
        self.fields["file"].widget.attrs["accept"] = ",".join(kinds)

    def clean_file(self) -> Any:
        """The name of the kept file; what came with the form is kept first, whatever else fails."""
        value = self.cleaned_data["file"]
        if isinstance(value, UploadedFile):
            self.upload = receive(value, by=self.user)
            self._show_again(str(self.upload.uid))
            self._propose(self.upload.told)
        elif isinstance(value, str):
            self.upload = chosen(value, by=self.user)
        elif not value:
            raise forms.ValidationError(_("Choose a file."), code="required")
        return self.upload.file.name if self.upload else value

    def _show_again(self, uid: str) -> None:
        """Let the form, should it come back with faults, hold the kept file."""
        name = self.add_prefix("file")
        self.files = self.files.copy()
        self.files.pop(name)
        self.data = self.data.copy()
        self.data[f"{name}{CHOSEN}"] = uid

    def _propose(self, told: dict[str, str]) -> None:
        """Fill what is left empty from the file, as the script does where there is one."""
        for name in LENGTHS:
            key = self.add_prefix(name)
            if name in self.fields and told.get(name) and not self.data.get(key, "").strip():
                self.data[key] = told[name]

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if self.upload is not None:
            Upload.objects.filter(pk=self.upload.pk).update(taken_at=timezone.now())
        return saved

    def need_rights(self, article: Article) -> None:
        """Refuse a picture without credit or description in a story that is out or due."""
        if article.is_committed:
            for name, words in NEEDED.items():
                if name not in self.errors and not self.cleaned_data.get(name, "").strip():
                    self.add_error(name, words)


class ImageFormSet(RowSet):
    """The pictures of a story."""

    def clean(self) -> None:
        super().clean()
        forms: list[Any] = self.forms
        for form in forms:
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed()):
                form.need_rights(self.instance)
