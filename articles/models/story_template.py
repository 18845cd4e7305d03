"""The shapes of stories that come again: what a new one begins with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.base import Kept, one_of
from articles.choices import TemplateKind, Urgency
from articles.fields import SafeHTMLField
from articles.models.article import Section
from articles.models.subject import Subject

PLACEHOLDERS = _(
    "{{ meeting }}, {{ date }}, {{ place }}, {{ country }}, {{ host }} and {{ participants }} are"
    " filled from the meeting that is chosen; what is not known stays as it is."
)


class StoryTemplate(Kept):
    """One row is what a new story of a recurring kind begins with, or the words of a notice."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("Shown where a story is begun.")
    )
    kind = models.CharField(
        _("used for"),
        max_length=10,
        choices=TemplateKind,
        default=TemplateKind.STORY,
        help_text=_("For a correction or a withdrawal, the lead holds the words of the notice."),
    )
    headline = models.CharField(_("headline"), max_length=300, blank=True, help_text=PLACEHOLDERS)
    lead = models.TextField(_("lead"), blank=True, help_text=PLACEHOLDERS)
    body = SafeHTMLField(_("text"), blank=True, help_text=PLACEHOLDERS)
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # a template may go without
        related_name="+",
    )
    subjects = models.ManyToManyField(
        Subject, verbose_name=_("subjects"), blank=True, related_name="+"
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), choices=Urgency, default=Urgency.NORMAL
    )
    language = models.CharField(
        _("language"), max_length=10, default="fr", help_text=_("Code such as fr, en, ar.")
    )
    hint = models.TextField(
        _("to be thought of"),
        blank=True,
        help_text=_("Shown above the new story: what such a story must not go out without."),
    )

    class Meta:
        verbose_name = _("story template")
        verbose_name_plural = _("story templates")
        ordering = ["kind", "name"]
        constraints = [
            one_of("storytemplate_kind_is_known", "kind", TemplateKind),
            models.CheckConstraint(
                name="storytemplate_urgency_is_one_to_eight",
                condition=models.Q(urgency__range=(1, 8)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
