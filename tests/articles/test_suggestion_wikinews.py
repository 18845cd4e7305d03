"""Names in French Wikinews stories against the marks that people made in them."""

import pytest
from django.db import transaction

from newsroom.bench import wikinews
from newsroom.demo import countries, organisations, people

pytestmark = pytest.mark.django_db

# Looser than what `make bench` shows, so that only a real loss fails. People marked much
# inconsistently: a fifth of the errors are names that they marked elsewhere.
FLOORS = {
    "person": (0.93, 0.92),
    "organisation": (0.88, 0.85),
    "country": (0.94, 0.93),
}


@pytest.fixture(scope="module")
def scores(shared, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        # As Django's own TestCase does: the importers insist on a transaction of their own.
        outer._from_testcase = True
        with outer:
            for part in (countries, organisations, people):
                part.load(lambda _rows: None)
            entered, read = wikinews.stories(shared)
            wikinews.enter(entered)
            yield wikinews.measure(read[::2])
            transaction.set_rollback(True)


@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_recognised_is_mostly_right_and_little_is_missed(scores, kind):
    precision, recall = FLOORS[kind]

    assert scores[kind].found > 100
    assert scores[kind].precision >= precision
    assert scores[kind].recall >= recall


def test_the_table_shows_each_kind_and_where_the_errors_are(scores):
    lines = list(wikinews.table(scores, errors=2))

    assert [line.split()[0] for line in lines[1:4]] == list(FLOORS)
    assert any(line.strip().startswith("organisation wrong") for line in lines)


def test_no_story_is_both_entered_and_read(shared):
    entered, read = wikinews.stories(shared)

    assert not {row["id"] for row in entered} & {row["id"] for row in read}
    assert 0.2 < len(read) / (len(entered) + len(read)) < 0.4
