"""The controlled list of subjects: terms in several languages, broader ones, retired ones."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """One row is a topic of a controlled list, such as an IPTC Media Topic.

    A retired term stays, and leads to the one that stands for it now.
    """

    code = models.CharField(
        _("code"), max_length=60, unique=True, help_text=_("Such as medtop:20000065.")
    )
    name = models.CharField(_("name"), max_length=150, help_text=_("In French."))
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    labels = models.JSONField(
        _("names in other languages"),
        default=dict,
        blank=True,
        help_text=_("By code of the language, as JSON: de, ar, zh and so on."),
    )
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader subject"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a subject in use as a heading stays
        related_name="narrower",
        help_text=_("Whoever asks for the broader subject finds the stories of this one too."),
    )
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Not to be given to new stories any more.")
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what an old code leads to stays
        related_name="replaced",
        help_text=_("What a retired subject is called now; its stories are found there."),
    )

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="subject_is_not_broader_than_itself",
                condition=Q(broader__isnull=True) | ~Q(broader=F("id")),
            ),
            models.CheckConstraint(
                name="subject_does_not_replace_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
            ),
            models.CheckConstraint(
                name="subject_replaced_is_retired",
                condition=Q(replaced_by__isnull=True) | Q(is_retired=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Thesaurus:
    """All subjects at once: what a code stands for now, and under what codes it is found."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.subjects: Mapping[int, Subject] = {subject.pk: subject for subject in subjects}
        self._replaced: dict[int, list[Subject]] = {}
        for subject in self.subjects.values():
            if subject.replaced_by_id:
                self._replaced.setdefault(subject.replaced_by_id, []).append(subject)

    def present(self, pk: int) -> Subject:
        """The term that stands for this one now: itself, unless it has been replaced."""
        subject, seen = self.subjects[pk], {pk}
        while (key := subject.replaced_by_id) and key not in seen:
            seen.add(key)
            subject = self.subjects[key]
        return subject

    def found_under(self, pk: int) -> list[str]:
        """The codes by which it is found: its own, the broader ones, those that these replaced."""
        found: dict[int, Subject] = {}
        waiting = [self.subjects[pk], self.present(pk)]
        while waiting:
            subject = waiting.pop()
            if subject.pk in found:
                continue
            found[subject.pk] = subject
            waiting += self._replaced.get(subject.pk, ())
            if subject.broader_id:
                waiting += [self.subjects[subject.broader_id], self.present(subject.broader_id)]
        return sorted(subject.code for subject in found.values())
