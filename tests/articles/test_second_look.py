"""Four eyes on what is out: by no way does one person alone change a story there."""

from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import planned_changes, services
from articles.history import content_of
from articles.history.restoring import restore
from articles.models import Article, Correction
from tests import desk
from tests.articles.second_look_world import HOUR, Desk
from tests.factories import (
    PersonFactory,
    SectionFactory,
    SubjectFactory,
)

pytestmark = pytest.mark.django_db


def quietly(do: Callable[[], Any]) -> None:
    """What is refused raises; the table asks only whether it was done."""
    with suppress(ValidationError, PermissionDenied, CommandError):
        do()


def form(d: Desk) -> None:
    d.post(headline="Ce qui sera")


def corrected_in_the_form(d: Desk) -> None:
    d.post(headline="Ce qui sera", correction_note="Faux.", _transition="correct")


def note_alone(d: Desk) -> None:
    d.post(correction_note="Faux.")


def planned_in_the_form(d: Desk) -> None:
    at = timezone.localtime(timezone.now() + HOUR).strftime("%Y-%m-%dT%H:%M")
    d.post(headline="Ce qui sera", planned_at=at)
    d.apply()


def planned(d: Desk) -> None:
    d.plan()
    d.apply()


def approved_by_herself(d: Desk) -> None:
    change = d.plan()
    quietly(lambda: planned_changes.approve(change, by=d.awa))
    d.apply()


def restored_at_the_desk(d: Desk) -> None:
    address = desk.page_of("restore", d.story, d.first().number)
    token = d.client.get(address).context["form"].initial["token"]
    d.client.post(address, {"token": token, "accept": "on"})


def moved_out_and_changed(d: Desk) -> None:
    d.post(section=str(SectionFactory().pk), headline="Ce qui sera")


def by_command(d: Desk) -> None:
    call_command(
        "transition", "correct", str(d.story.pk), by=d.awa.username, note="Faux.",
        stdout=StringIO(), stderr=StringIO(),
    )  # fmt: skip


def mention_of_its_own(d: Desk) -> None:
    d.client.post(desk.change(d.mention), {"article": d.story.pk, "actor": d.mention.actor_id,
        "spelling": "Koné", "role": "about", "certainty": "explicit"})  # fmt: skip


def mention_added(d: Desk) -> None:
    d.client.post(desk.add(type(d.mention)), {"article": d.story.pk, "actor": PersonFactory().pk,
        "spelling": "", "role": "about", "certainty": "explicit"})  # fmt: skip


def mention_deleted(d: Desk) -> None:
    address = desk.change(d.mention).replace("change", "delete")
    d.client.post(address, {"post": "yes"})


def statement_rejected(d: Desk) -> None:
    row = d.statement
    data = {"action": "reject_selected", "_selected_action": [row.pk]}
    d.client.post(desk.changelist(type(row)), data)


WAYS: dict[str, Callable[[Desk], Any]] = {
    "its form": form,
    "its form, as a correction": corrected_in_the_form,
    "its form, with a note and no change": note_alone,
    "its form, out of the section": moved_out_and_changed,
    "its form, for later": planned_in_the_form,
    "a plan that nobody approved": planned,
    "a plan that its author approved": approved_by_herself,
    "a correction": lambda d: services.correct(d.story, by=d.awa, note="Faux."),
    "the command": by_command,
    "a subject for many": lambda d: d.bulk("file", subject=SubjectFactory()),
    "another section for many": lambda d: d.bulk("move", section=SectionFactory()),
    "a restore": lambda d: restore(d.story, d.first(), by=d.awa, accept_losses=True),
    "a restore at the desk": restored_at_the_desk,
    "the form of a mention": mention_of_its_own,
    "a mention more": mention_added,
    "a mention less": mention_deleted,
    "a review of a statement": statement_rejected,
    "the links of its source": lambda d: d.client.post(d.page("take_over")),
    "a signature": lambda d: d.client.post(d.page("sign")),
}


def said(d: Desk) -> tuple[Any, ...]:
    return (
        content_of(d.story),
        Article.objects.get(pk=d.story.pk).status,
        Correction.objects.filter(article=d.story).count(),
    )


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("four_eyes", [True, False], ids=["four eyes", "two eyes"])
def test_one_person_alone_changes_what_is_out_only_where_two_eyes_are_enough(way, four_eyes):
    d = Desk(four_eyes=four_eyes)
    before = said(d)

    quietly(lambda: way(d))

    assert (said(d) != before) == (not four_eyes)
