"""What the pages of a merger say of each row: what it ties, and what becomes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from actors import merging
from actors.admin.merging import address
from actors.admin.row_words import labels_of_rows
from actors.models import Merge, Participation
from tests import desk
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """The record that stays, and its duplicate."""
    kept = PersonFactory(name="Salifou Mody", public=True)
    return kept, PersonFactory(name="Salifou Modi", public=True)


def groups(page, name: str = "groups") -> dict[str, list[str]]:
    return {group.model._meta.model_name: group.labels for group in page.context[name]}


def test_each_row_says_what_it_ties(chief, pair):
    kept, gone = pair
    story = ArticleFactory(headline="Deux ministres à Bamako")
    meeting = MeetingFactory(title="Entretiens de Bamako", when="2025-08-14")
    ParticipationFactory(person=gone, meeting=meeting)
    MentionFactory(article=story, actor=gone, spelling="M. Modi")
    StatementFactory(article=story, speaker=gone, text="Nous sommes d’accord.")
    EvidenceFactory(article=story, actor=gone, exact="Il est " + "très " * 40 + "connu.")

    said = groups(chief.get(address(kept.pk, gone.pk)))

    assert said["participation"] == ["Salifou Modi · Entretiens de Bamako · 14 août 2025"]
    for name, own in (
        ("mention", "M. Modi"),
        ("statement", "Nous sommes d’accord."),
        ("evidence", "Il est" + " très" * 18 + "…"),
    ):
        assert said[name][0].startswith(f"{own} · Deux ministres à Bamako")


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "moves to the record that stays"), (2, "move to the record that stays")],
)
def test_one_row_moves_and_two_rows_move(chief, pair, count, words):
    kept, gone = pair
    TenureFactory.create_batch(count, person=gone)

    [group] = chief.get(address(kept.pk, gone.pk)).context["groups"]

    with translation.override("en"):
        assert (group.count, group.fate) == (count, words)


def test_undoing_describes_rows_that_the_merger_dropped(chief, pair):
    kept, gone = pair
    meeting = MeetingFactory(title="Entretiens de Bamako", when="2025-08-14")
    for person in (kept, gone):
        ParticipationFactory(person=person, meeting=meeting, delegation=None)
    before = groups(chief.get(address(kept.pk, gone.pk)))["participation"]
    merge = merging.merge(gone, kept, by=UserFactory(chief=True))
    undo = reverse("admin:actors_merge_undo", args=[merge.pk])

    assert groups(chief.get(undo))["participation"] == before
    Participation.objects.all().delete()
    lost = groups(chief.get(undo), "losses")
    assert lost["participation"] == before
    meeting.delete()
    assert groups(chief.get(undo), "losses")["participation"] == ["Salifou Modi"]
    assert Merge.objects.get().undone_at is None


def test_every_table_has_words_for_its_rows_and_asks_no_more_for_more_of_them():
    whole_story(1)
    few = queries_by_table()
    whole_story(2)

    assert queries_by_table() == few


def queries_by_table() -> dict[str, int]:
    found = {}
    for model in (*desk.app_models("actors"), *desk.app_models("articles")):
        pks = set(model._base_manager.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as captured:
            labels = labels_of_rows(model, pks)
        assert labels.keys() == pks
        assert all(labels.values())
        found[model._meta.model_name] = len(captured)
    return found
