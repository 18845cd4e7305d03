"""Words of notices at the desk: those of the templates, offered beside the box they go into."""

from typing import Any

from django import forms
from django.forms.widgets import Script

from articles.choices import TemplateKind
from articles.models import Article
from articles.story_templates import notices


class NoteInput(forms.Textarea):
    """A text, and a button for each template whose words may be put into it.

    The story is given when its form is made; without one there is nothing to offer.
    """

    template_name = "admin/articles/note_input.html"
    article: Article | None = None

    def __init__(self, kind: TemplateKind, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        offered = notices(self.kind, self.article) if self.article is not None else []
        return super().get_context(name, value, attrs) | {"notices": offered}

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[Script("newsroom/desk/notices.js", type="module")])  # type: ignore[list-item]
