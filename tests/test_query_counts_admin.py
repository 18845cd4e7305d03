"""No list and no form of the admin asks the database more for ten rows than for one."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.models import Actor
from articles.models import EmbargoAccess, Withdrawal
from articles.tasks import send_notification
from newsroom.delivery.models import Attempt
from newsroom.partners.models import Usage
from newsroom.register.models import Batch, Item, Mark
from newsroom.register.sequencer import sequence_all
from tests import desk, factories
from tests.factories.publication import UsageFactory

FACTORIES = {
    model: factory
    for factory in (getattr(factories, name) for name in factories.__all__)
    if (model := factory._meta.get_model_class()) not in desk.INDEXES
}


def sequenced() -> None:
    factories.PersonFactory(public=True)
    sequence_all()


# How to make one more row of what has no factory of its own.
MORE: dict[type, Callable[[], object]] = FACTORIES | {
    Actor: factories.OrganisationFactory,
    Group: lambda: Group.objects.create(name=f"group {Group.objects.count()}"),
    Item: sequenced,
    Batch: sequenced,
    Mark: lambda: factories.PersonFactory(public=True),
    ProcrastinateJob: lambda: send_notification.defer(pk=0),
}

# What has no list of its own, and stands in the form of another.
ROW_FACTORIES = FACTORIES | {
    EmbargoAccess: factories.EmbargoAccessFactory,
    Attempt: factories.AttemptFactory,
    Usage: UsageFactory,
}
ROWS = [
    (model_admin.model, inline)
    for model_admin in admin.site._registry.values()
    for inline in model_admin.inlines
    if model_admin.model in FACTORIES and inline.model is not Withdrawal  # one at most
]

pytestmark = pytest.mark.django_db


def test_every_registered_list_is_measured():
    assert set(desk.registered()) == set(MORE)


@pytest.mark.parametrize("model", MORE, ids=lambda model: model.__name__)
def test_a_list_asks_the_same_for_one_row_and_for_ten(chief, model):
    if model is not get_user_model():  # whoever looks is one already
        MORE[model]()
    few = model._default_manager.count()
    one = desk.queries(chief, desk.changelist(model))
    for _ in range(9):
        MORE[model]()

    ten = desk.queries(chief, desk.changelist(model))

    assert model._default_manager.count() >= few + 9
    assert len(ten) == len(one), "\n".join(ten)


@pytest.mark.parametrize(
    ("model", "inline"), ROWS, ids=[f"{model.__name__}-{row.__name__}" for model, row in ROWS]
)
def test_a_form_asks_the_same_for_one_row_inside_it_and_for_ten(chief, model, inline):
    parent = FACTORIES[model]()
    make, to_parent = ROW_FACTORIES[inline.model], {foreign_key(model, inline): parent}
    make(**to_parent)
    one = desk.queries(chief, desk.change(parent))
    make.create_batch(9, **to_parent)

    ten = desk.queries(chief, desk.change(parent))

    assert inline.model._default_manager.filter(**to_parent).count() == 10
    assert len(ten) == len(one), "\n".join(ten)


def foreign_key(model: type, inline: type) -> str:
    return inline.fk_name or next(
        field.name
        for field in inline.model._meta.concrete_fields
        if field.is_relation and issubclass(model, field.related_model)
    )
