"""The warning before an actor is entered a second time, and the editor's answer to it."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.admin.forms import RecordForm
from actors.choices import ActorKind
from actors.matching import PRESELECT, SUGGEST, Candidate, match_many
from actors.models import Distinct, Identifier, Name

# The box that an editor ticks; its value is the keys of all who were shown.
ANOTHER = "is_another"
SHOWN = 10
_ROW = re.compile(r"(names|identifiers)-(\d+)-(text|scheme|value)")


@dataclass(frozen=True)
class Known:
    """Somebody of the record who may be meant, and what tells namesakes apart."""

    pk: int
    name: str
    address: str
    told: str
    why: str = ""


class ActorForm(RecordForm):
    """The form of an actor, which comes back once if the record may have that one already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who may be meant, the likeliest first.
        self.known: list[Known] = []
        self.is_another = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        shown = {int(key) for key in str(self.data.get(ANOTHER, "")).split(",") if key.isdecimal()}
        self.known = self._look_up(cleaned)
        self.is_another = {one.pk for one in self.known} <= shown
        if not self.is_another:
            raise ValidationError(
                _("The record may have this already: see above, and tick the box if it does not."),
                code="may_be_known",
            )
        return cleaned

    def remember(self) -> None:
        """Keep what the editor said: these two look alike and are two. After saving."""
        Distinct.objects.bulk_create(
            [Distinct(one_id=self.instance.pk, other_id=one.pk) for one in self.known],
            ignore_conflicts=True,
        )

    def _look_up(self, cleaned: dict[str, Any]) -> list[Known]:
        settled = {self.instance.pk} | self._told_apart()
        found = {one.pk: one for one in self._bearers() if one.pk not in settled}
        for candidate in self._namesakes(cleaned):
            if candidate.actor.pk not in settled:
                found.setdefault(candidate.actor.pk, _known(candidate))
        return list(found.values())[:SHOWN]

    def _told_apart(self) -> set[int]:
        """Who was found to be another one before."""
        if not (pk := self.instance.pk):
            return set()
        pairs = Distinct.objects.filter(Q(one=pk) | Q(other=pk)).values_list("one", "other")
        return {key for pair in pairs for key in pair}

    def _namesakes(self, cleaned: dict[str, Any]) -> list[Candidate]:
        """Who has a name near to one that is new, the nearest first."""
        is_new = self.instance.pk is None
        own = [cleaned.get(name) or "" for name in ("name", "name_en") if name in self.changed_data]
        # A further name may well be a bare surname, which many bear: only near ones count.
        floors = dict.fromkeys(self._new_names(), PRESELECT)
        floors |= dict.fromkeys(own, SUGGEST if is_new else PRESELECT)
        floors.pop("", None)
        if not floors:
            return []
        answers = match_many(list(floors), kinds=(self._meta.model.own_kind,), limit=SHOWN)
        near = [
            one for text, found in answers.items() for one in found if one.score >= floors[text]
        ]
        return sorted(near, key=lambda one: -one.score)

    def _new_names(self) -> list[str]:
        """Names in the rows of the form that the record does not have yet."""
        given = {row["text"].strip() for row in self._rows("names") if row.get("text")}
        if given and self.instance.pk:
            had = Name.objects.filter(actor=self.instance.pk, text__in=given)
            given -= set(had.values_list("text", flat=True))
        return sorted(given)

    def _bearers(self) -> list[Known]:
        """Who has one of the identifiers already, however scheme and value are capitalised."""
        asked = Q()
        for row in self._rows("identifiers"):
            if row.get("scheme") and row.get("value"):
                scheme, value = row["scheme"].strip(), row["value"].strip()
                asked |= Q(scheme__iexact=scheme, value__iexact=value)
        if not asked:
            return []
        same = Identifier.objects.filter(asked).select_related("actor")
        return [
            Known(
                row.actor_id,
                row.actor.name,
                _address(row.actor.kind, row.actor_id),
                str(ActorKind(row.actor.kind).label),
                gettext("has the identifier %(identifier)s") % {"identifier": row},
            )
            for row in same
        ]

    def _rows(self, prefix: str) -> list[dict[str, str]]:
        """What was typed in the rows of an inline, but for those that are to be deleted."""
        rows: dict[str, dict[str, str]] = {}
        for key in self.data:
            if (cell := _ROW.fullmatch(key)) and cell[1] == prefix:
                rows.setdefault(cell[2], {})[cell[3]] = self.data[key]
        return [row for n, row in rows.items() if f"{prefix}-{n}-DELETE" not in self.data]


def _known(candidate: Candidate) -> Known:
    actor = candidate.actor
    why = candidate.spelling if candidate.spelling != actor.name else ""
    return Known(actor.pk, actor.name, _address(actor.kind, actor.pk), str(candidate.told), why)


def _address(kind: str, pk: int) -> str:
    return reverse(f"admin:actors_{kind}_change", args=[pk])
