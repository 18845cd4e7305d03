"""Columns that hold a story's text: HTML that is safe whoever writes it, and its plain form."""

from typing import Any

from django.db import models
from django_prose_editor.fields import ProseEditorField

from articles.texts import pasted, sanitise, to_plain

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "NoSpellCheck": False,  # on unless it is refused
}


class SafeHTMLField(ProseEditorField):
    """HTML cleaned on every save, not in forms alone: imports and services write too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("sanitize", sanitise)
        kwargs.setdefault("extensions", EXTENSIONS)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        # Texts are pasted from word processors into forms; every other way only sanitises.
        return super().formfield(**{"sanitize": pasted} | kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value


class PlainTextField(models.TextField):
    """The words of an HTML column of the same row, for search, quotations and evidence.

    Filled by save(), create() and bulk_create(); nothing else writes it.
    """

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"editable": False, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = to_plain(sanitise(getattr(model_instance, self.source) or ""))
        setattr(model_instance, self.attname, value)
        return value
