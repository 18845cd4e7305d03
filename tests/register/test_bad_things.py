"""A thing that cannot be projected stops no other, loses no mark and is reported."""

import logging
from typing import Any

import pytest
from django.db import OperationalError

from actors.models import Actor
from actors.projections import PersonProjection
from newsroom.register import sequencer
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A person in the register whose document cannot be made any more."""
    person = PersonFactory(public=True)
    sequence_all()
    plain = PersonProjection.describe

    def describe(self: PersonProjection, row: Any, item: Any) -> None:
        if row.uid == person.uid:
            raise TypeError("not to be described")
        plain(self, row, item)

    monkeypatch.setattr(PersonProjection, "describe", describe)
    return person


def test_the_others_get_their_numbers(bad: Any, caplog: pytest.LogCaptureFixture) -> None:
    before = PersonFactory(public=True)
    Actor.objects.filter(pk=bad.pk).update(name="Nouveau nom")
    after = PersonFactory(public=True)
    with caplog.at_level(logging.ERROR):
        assert sequence_all() == 2
    assert Item.objects.filter(pk__in=[before.uid, after.uid], live=True).count() == 2
    assert str(bad.uid) in caplog.text
    assert Item.objects.get(pk=bad.uid).doc["name"] == bad.name
    assert set(Mark.objects.values_list("uid", flat=True)) == {bad.uid}


def test_a_retraction_of_it_holds_until_it_can_be_worked_off(
    bad: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Actor.objects.filter(pk=bad.pk).update(visibility="private")
    Actor.objects.filter(pk=bad.pk).update(visibility="public")
    sequence_all()
    assert not Item.objects.visible().filter(pk=bad.uid).exists()
    monkeypatch.undo()
    assert sequence_all() == 1
    assert Item.objects.visible().filter(pk=bad.uid).exists()


def test_a_fault_of_the_database_is_nobodys_and_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    person = PersonFactory(public=True)

    def publish(marks: Any) -> int:
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patch:
        patch.setattr(sequencer, "publish", publish)
        with pytest.raises(OperationalError):
            sequence_all()
    assert Mark.objects.filter(uid=person.uid).exists()
