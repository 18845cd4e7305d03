"""The audit of every night: it finds what differs, repairs it, and survives a bad thing."""

from typing import Any

import pytest
from django.core.management import call_command

from actors.projections import PersonProjection
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import PersonFactory
from tests.factories.whole import whole_story
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db


def rebuild() -> str:
    lines: list[str] = []
    call_command("rebuild_register", stdout=type("Out", (), {"write": lines.append})())
    return "".join(lines).strip()


def test_a_register_that_equals_the_record_is_left_alone() -> None:
    whole_story()
    sequence_all()
    assert rebuild() == "0 items repaired."


def test_what_no_mark_told_of_is_found_and_repaired() -> None:
    people = PersonFactory.create_batch(3, public=True)
    sequence_all()
    people[0].name = "Sans marque"
    people[0].save()
    people[1].delete()
    Mark.objects.all().delete()
    assert rebuild() == "2 items repaired."
    live = Item.objects.filter(live=True)
    assert {str(uid): etag for uid, etag in live.values_list("uid", "etag")} == truth()


def test_one_bad_thing_does_not_end_the_audit(monkeypatch: Any) -> None:
    bad, good = PersonFactory(public=True), PersonFactory(public=True)
    sequence_all()
    type(good).objects.update(name="Sans marque")
    Mark.objects.all().delete()
    plain = PersonProjection.describe

    def describe(self: Any, row: Any, item: Any) -> None:
        if row.uid == bad.uid:
            raise ZeroDivisionError
        plain(self, row, item)

    monkeypatch.setattr(PersonProjection, "describe", describe)
    assert rebuild() == "1 items repaired."
    assert Item.objects.get(pk=good.uid).doc["name"] == "Sans marque"
