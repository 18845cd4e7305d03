"""What reading a text costs: queries and memory, whatever the text and the archive hold."""

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Spelling
from articles.suggestion.suggest import suggest
from newsroom.bench import suggestion
from tests.articles.suggestion_world import ON, loaded

pytestmark = pytest.mark.django_db

MOST_QUERIES = 28
MOST_MEMORY = 12 * 2**20  # bytes for one story, however many names the archive has


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        suggestion.load(1500)
        yield


def queries(text):
    with CaptureQueriesContext(connection) as captured:
        suggest(text, ON)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_text():
    # Long enough to have one of each: what a text does not have is not asked about.
    long, longer = suggestion.story(1, 12_000), suggestion.story(1, 36_000)
    suggest(long, ON)

    assert queries(longer) == queries(long) <= MOST_QUERIES


def test_an_empty_text_asks_next_to_nothing():
    suggest("", ON)

    assert queries("") <= 4


def test_memory_does_not_grow_with_the_archive():
    def peak():
        suggest(text, ON)
        tracemalloc.start()
        suggest(text, ON)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    text = suggestion.story(2)
    before, many = peak(), Spelling.objects.count()
    suggestion.load(3000)

    assert Spelling.objects.count() > 1.5 * many
    assert peak() < min(MOST_MEMORY, 1.5 * before)


def test_the_bench_reads_stories_of_their_length():
    figures = suggestion.cost(2, 2000)

    assert figures.length == 2000
    assert figures.found > 10
    assert 0 < figures.queries <= MOST_QUERIES
    assert 0 < figures.p50 <= figures.p95
