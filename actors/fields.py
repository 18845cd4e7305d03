"""Model field for partial dates, with its two columns of bounds, and what keeps them in step."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from actors.edtf import ALWAYS, InvalidPartialDate, parse


def validate_partial_date(value: str) -> None:
    """Raise ValidationError, in the words of the parser, unless the text is a partial date."""
    try:
        parse(value)
    except InvalidPartialDate as error:
        raise ValidationError(str(error), code="invalid_partial_date") from error


class PartialDateField(models.CharField):
    """An EDTF text (see `actors.edtf`); the empty text means that the date is not known.

    It adds two nullable date columns to its model, `<name>_earliest` and `<name>_latest`: the
    first and last possible day, for sorting and filtering. They are filled whenever the text is
    written by save(), create() or bulk_create(). Django gives a field no say in writes that
    name their columns (update(), bulk_update(), save(update_fields=…)), so a model with partial
    dates also derives from PartialDateModel, and its queryset from PartialDateQuerySetMixin.
    Only SQL from elsewhere can then leave the bounds behind.
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, bounds_declared: bool = False, **kwargs: Any) -> None:
        """`bounds_declared`: the model lists the two columns itself, as migrations do."""
        if kwargs.get("null"):
            raise ValueError("A partial date that is not known is the empty text, never null.")
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        self.bounds_declared = bounds_declared
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        # Written out because the defaults of this field are not those of its parent; and the
        # columns of bounds have migrations of their own, so a historical model lists them.
        kwargs |= {"max_length": self.max_length, "blank": self.blank, "bounds_declared": True}
        return name, path, args, kwargs

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        # An abstract model hands this field down, and its heirs get their columns then.
        if self.bounds_declared or cls._meta.abstract:
            return
        for bound in self.bound_names:
            column = models.DateField(null=True, blank=True, editable=False)
            column.contribute_to_class(cls, bound)

    @property
    def bound_names(self) -> tuple[str, str]:
        return f"{self.name}_earliest", f"{self.name}_latest"

    def stored(self, text: Any) -> dict[str, Any]:
        """The three column values that go with a text; InvalidPartialDate if it is not one."""
        if not isinstance(text, str):
            raise TypeError(f"{self.name} is set as text, not as {type(text).__name__}.")
        moment = parse(text) if text.strip() else None
        values = (moment.text, moment.earliest, moment.latest) if moment else ("", None, None)
        return dict(zip((self.name, *self.bound_names), values, strict=True))

    def fill_bounds(self, instance: models.Model) -> None:
        """Set canonical text and bounds on the instance, from its present text."""
        for name, value in self.stored(getattr(instance, self.name)).items():
            setattr(instance, name, value)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        # The columns of bounds come after this one, so they are still to be read.
        self.fill_bounds(model_instance)
        return getattr(model_instance, self.name)


def partial_date_fields(model: type[models.Model]) -> list[PartialDateField]:
    """The partial dates of a model, its own and inherited ones."""
    return [field for field in model._meta.concrete_fields if isinstance(field, PartialDateField)]


def partial_date_constraints(model: str, name: str) -> list[CheckConstraint]:
    """Check constraints for the partial date `name` of a model; `model` begins their names."""
    earliest, latest = f"{name}_earliest", f"{name}_latest"
    neither = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    either = Q(**{f"{earliest}__isnull": False}) | Q(**{f"{latest}__isnull": False})
    in_order = Q(**{f"{earliest}__lte": F(latest)})
    boundless = Q(**{f"{name}__in": ["", ALWAYS]})
    return [
        CheckConstraint(
            name=f"{model}_{name}_bounds_in_order",
            condition=in_order
            | Q(**{f"{earliest}__isnull": True})
            | Q(**{f"{latest}__isnull": True}),
        ),
        CheckConstraint(
            name=f"{model}_{name}_bounds_only_with_date",
            condition=(boundless & neither) | (~boundless & either),
        ),
    ]


class PartialDateModel(models.Model):
    """A model whose partial dates keep their bounds when it is cleaned or saved in part."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Before Django looks which columns are loaded, and hence to be written.
        self._fill_bounds()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = _with_bounds(type(self), kwargs["update_fields"])
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        # Constraints are checked after this and must meet the bounds of the present text. A
        # text that is not a date is for the field's own validator to report.
        with suppress(InvalidPartialDate, TypeError):
            self._fill_bounds()
        super().clean_fields(exclude=exclude)

    def _fill_bounds(self) -> None:
        deferred = self.get_deferred_fields()
        for field in partial_date_fields(type(self)):
            if field.attname not in deferred:
                field.fill_bounds(self)


class PartialDateQuerySetMixin(models.QuerySet):
    """For querysets of models with partial dates: writing one writes its bounds too."""

    def update(self, **values: Any) -> int:
        for field in partial_date_fields(self.model):
            # bulk_update() ends here with expressions for the text and for its bounds.
            if field.name in values and not values.keys() >= set(field.bound_names):
                values |= field.stored(values[field.name])
        return super().update(**values)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        objs, fields = tuple(objs), list(fields)
        for field in partial_date_fields(self.model):
            if field.name in fields:
                for instance in objs:
                    field.fill_bounds(instance)
        return super().bulk_update(objs, _with_bounds(self.model, fields), batch_size)

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> Any:
        if options.get("update_fields"):
            options["update_fields"] = _with_bounds(self.model, options["update_fields"])
        return super().bulk_create(objs, *args, **options)


def _with_bounds(model: type[models.Model], names: Any) -> list[str]:
    widened = list(names)
    for field in partial_date_fields(model):
        if field.name in widened:
            widened += [bound for bound in field.bound_names if bound not in widened]
    return widened
