"""The editor of texts: its buttons and dialogs under the names that they have here.

Its maker named most of them in English only, and the catalogue of the others is not loaded.
"""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media, Script

# What things are called by their maker, and here.
NAMES = {
    "bold": _("Bold"),
    "italic": _("Italic"),
    "subscript": _("Subscript"),
    "superscript": _("Superscript"),
    "heading 2": _("Heading"),
    "heading 3": _("Smaller heading"),
    "Heading 2": _("Heading"),
    "Heading 3": _("Smaller heading"),
    "unordered list": _("List"),
    "ordered list": _("Numbered list"),
    "List properties": _("Properties of the list"),
    "Start at": _("Begins with number"),
    "List type": _("Kind of numbers"),
    "Bullets": _("Bullets"),
    "blockquote": _("Block quotation"),
    "paragraph": _("Paragraph"),
    "Paragraph": _("Paragraph"),
    "insert link": _("Link"),
    "remove link": _("Remove the link"),
    "Edit Link": _("Link"),
    "URL": _("Address"),
    "Title": _("Title"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "Insert table": _("Table"),
    "Table Properties": _("Table"),
    "Rows": _("Rows"),
    "Columns": _("Columns"),
    "Include header row": _("With a row of headings"),
    "Yes": _("Yes"),
    "No": _("No"),
    "Insert Table": _("Insert the table"),
    "Add column": _("Add a column"),
    "Delete column": _("Delete the column"),
    "Add row": _("Add a row"),
    "Delete row": _("Delete the row"),
    "Merge cells": _("Merge the cells"),
    "Split cell": _("Split the cell"),
    "Toggle header cell": _("Heading or usual cell"),
    "Delete table": _("Delete the table"),
    "Update": _("Accept"),
    "Cancel": _("Cancel"),
}


class NamedEditor(AdminProseEditorWidget):
    """Carries the names for the script that puts them in place: newsroom/desk/editor.js."""

    @property
    def media(self) -> Any:
        return super().media + Media(js=[Script("newsroom/desk/editor.js", type="module")])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        names = {theirs: str(ours) for theirs, ours in NAMES.items()}
        context["widget"]["attrs"]["data-names"] = json.dumps(names, ensure_ascii=False)
        return context
