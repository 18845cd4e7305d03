"""What two records say of themselves, where they differ, and which of the two stays."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from actors.choices import Visibility
from actors.fields import PartialDateField
from actors.merging.refusals import MergeRefused
from actors.merging.relations import keys, stored
from actors.models import Actor
from actors.models.base import Kept
from actors.querysets import PUBLIC_VALUES

KEPT, DUPLICATE = "kept", "duplicate"

# Columns that follow rules of their own, or are no statement about the actor.
RULED = {field.name for field in Kept._meta.get_fields()} | {
    "id", "uid", "kind", "merged_into", "visibility", "notes",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A field in which the two differ; `chosen` says whose value stays."""

    field: Field
    kept: Any
    duplicate: Any
    chosen: str

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        return str(self.field.verbose_name)


def whole(actor: Actor) -> Any:
    """The actor as what it is: its row and that of its kind in one instance."""
    return getattr(actor, actor.kind)


def own_fields(model: type[Model]) -> list[Field]:
    """The columns of an actor of this kind that an editor fills."""
    found = []
    for field in model._meta.concrete_fields:
        bounds = {
            bound
            for date in model._meta.concrete_fields
            if isinstance(date, PartialDateField)
            for bound in date.bound_names
        }
        is_link = getattr(field.remote_field, "parent_link", False) if field.remote_field else False
        if field.name not in RULED | bounds and not field.generated and not is_link:
            found.append(field)
    return found


def differing(kept: Any, gone: Any, choices: Mapping[str, str]) -> list[Choice]:
    """The fields in which the two differ, with the choices made and those that go by rule.

    Where nobody chooses, what the survivor says stays, and what it leaves empty is filled;
    but nothing of a record that is not public fills one that is.
    """
    fills = kept.visibility not in PUBLIC_VALUES or gone.visibility in PUBLIC_VALUES
    found = []
    for field in own_fields(type(kept)):
        ours, theirs = (getattr(one, field.attname) for one in (kept, gone))
        if field.is_relation and _leads_to(field, theirs, kept, gone):
            continue  # nothing is part of itself
        if ours == theirs:
            continue
        is_empty = ours in (None, "") or (field.is_relation and ours == gone.pk)
        by_rule = DUPLICATE if fills and is_empty else KEPT
        found.append(Choice(field, ours, theirs, choices.get(field.name, by_rule)))
    unknown = set(choices) - {field.name for field in own_fields(type(kept))}
    if unknown or set(choices.values()) - {KEPT, DUPLICATE}:
        raise ValueError(f"no such choice: {dict(choices)}")
    return found


def _leads_to(field: Any, pk: Any, *ends: Actor) -> bool:
    """Whether a body of which one would be a part is itself a part of one of these."""
    model: Any = type(ends[0])
    seen: set[Any] = set()
    while field.related_model is model and pk is not None and pk not in seen:
        if pk in {end.pk for end in ends}:
            return True
        seen.add(pk)
        pk = model._default_manager.filter(pk=pk).values_list(field.attname, flat=True).first()
    return False


def taken_over(choices: list[Choice]) -> dict[str, Any]:
    """Column values that the survivor takes from the duplicate."""
    values: dict[str, Any] = {}
    for choice in choices:
        if choice.chosen == DUPLICATE:
            values[choice.field.attname] = choice.duplicate
            if isinstance(choice.field, PartialDateField):
                values |= choice.field.stored(choice.duplicate)
    return values


def given_up(kept: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Codes that only one record can have: the duplicate loses those that it hands over."""
    unique = {name for key in keys(type(kept)) for name in key.columns}
    own = {field.attname for field in stored(type(kept))}
    return {name: "" for name, value in values.items() if name in unique & own and value}


def visibility_of(kept: Actor, gone: Actor) -> str:
    """What readers and partners may see of the survivor: never more than they saw before.

    Raises MergeRefused where one of the two is public and the record that would stay is not,
    or the other is private.
    """
    public, private = kept.visibility in PUBLIC_VALUES, Visibility.PRIVATE
    if not public and gone.visibility in PUBLIC_VALUES:
        if kept.visibility == private:
            raise MergeRefused(_private(kept, gone), code="private")
        raise MergeRefused(
            _("%(gone)s is public and %(kept)s is not: the public record must stay.")
            % {"gone": gone, "kept": kept},
            code="public_must_stay",
        )
    if public and gone.visibility == private:
        raise MergeRefused(_private(gone, kept), code="private")
    if Visibility.PUBLIC in (kept.visibility, gone.visibility):
        return Visibility.PUBLIC
    if private in (kept.visibility, gone.visibility):
        return private
    return kept.visibility


def _private(private: Actor, public: Actor) -> str:
    return _(
        "%(private)s is private and %(public)s is public: decide first, in one of the two"
        " records, whether this actor may be seen."
    ) % {"private": private, "public": public}


def check(kept: Any, values: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Refuse a choice of fields that contradict one another."""
    kept = copy(kept)
    for name, value in values.items():
        setattr(kept, name, value)
    codes = {field.name for field in stored(type(kept)) if field.attname in given}
    try:
        kept.clean_fields()
        kept.clean()
        # The duplicate still has the codes that it hands over, but will not.
        kept.validate_constraints(exclude=codes)
    except ValidationError as error:
        raise MergeRefused(error.messages, code="fields") from error
