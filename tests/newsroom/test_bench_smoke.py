"""The benchmark: a small run ends, prints every row, leaves nothing, and rests on what is true."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from newsroom.bench.chance import Popular, dice
from newsroom.bench.database import own_database
from newsroom.bench.measure import queries_of, times
from newsroom.bench.words import family_name, invented, respelt
from newsroom.register.models import Item
from newsroom.register.text import fold

CHECKOUT = Path(__file__).resolve().parents[2]
ROWS = (
    "home page",
    "story page",
    "story list page",
    "person page, best known",
    "page of two people",
    "calendar, one day",
    "search page, common word",
    "search page, rare word, newest first",
    "search page, phrase",
    "search page, person best known and word",
    "search page, name misspelt",
    "search page, counted exactly",
    "API detail",
    "API detail, 304",
    "API list of 50",
    "API list, person best known",
    "API search, common word",
    "API search, rare word",
    "API search, two words",
    "API search, phrase",
    "API search, other spelling",
    "API changes, page of 500",
    "import, stories",
    "register filled, items",
    "register indexed, items",
    "a web process",
    "projection, items",
    "commit to visible",
    "register_search_gin",
    "names indexed",
    "one letter wrong",
    "form of a story, 200 records",
)


def start(name: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "bench", *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.demo", "TEST_DB": name},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def database_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_database where datname = %s)", [name])
        return cursor.fetchone()[0]


@pytest.fixture
def name(db: None) -> str:
    return f"bench_smoke_{os.getpid()}"


# One test, because every process of a run of tests that got a part of it would measure anew.
def test_a_small_run_prints_every_row_of_real_answers_and_leaves_no_database(name, tmp_path):
    file = tmp_path / "figures.json"

    process = start(
        name,
        *("--articles", "60", "--imported", "30", "--runs", "2", "--names", "200", "--no-marks"),
        *("--json", str(file)),
    )
    printed, complaints = process.communicate(timeout=600)

    assert process.returncode == 0, complaints
    beginnings = [line.strip() for line in printed.splitlines()]
    assert [row for row in ROWS if not any(line.startswith(row) for line in beginnings)] == []
    assert_measured_real_answers(json.loads(file.read_text()))
    assert not database_exists(name)


def assert_measured_real_answers(figures: dict) -> None:
    rows = {row["name"]: row for row in figures["requests"]}
    assert rows["API list of 50"]["found"] == 60
    assert rows["API search, no such word"]["found"] == 0
    assert rows["API search, rare word"]["found"] >= 1
    assert rows["API search, other spelling"]["found"] >= 1
    assert rows["API detail, 304"]["size"] == 0
    assert rows["story page"]["served"]["times"]["p50"] > 0
    counted = ("queries", "blocks", "p50")
    assert [name for name, row in rows.items() if not all(row[sort] for sort in counted)] == []
    assert rows["story page"]["queries"] <= 6
    assert rows["API detail"]["queries"] <= 4
    assert all(row["queries"] <= 3 for name, row in rows.items() if "list" in name)
    assert figures["withdrawn_but_still_seen"] == 0
    form = {row["name"]: row for row in figures["form"]}
    assert form["opened"]["queries"] > 10
    assert form["opened"]["received"] > 10_000
    assert form["saved"]["queries"] > 10
    assert form["saved"]["sent"] > 10_000
    looked_up = {row["name"]: row for row in figures["look_ups"]}
    assert looked_up["full name"]["found"] == 100
    assert looked_up["one letter wrong"]["found"] > 80
    assert all(row["blocks"] and row["p50"] for row in looked_up.values())
    (read,) = figures["reading"]
    assert read["length"] == 5000
    assert read["found"] > 50
    assert read["spellings"] > 400
    assert {rate["name"]: rate["count"] for rate in figures["rates"]}["import, stories"] == 30


def test_a_run_that_is_stopped_leaves_no_database(name):
    process = start(name, "--articles", "5000")
    deadline = time.monotonic() + 60
    while not database_exists(name) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert database_exists(name)

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert not database_exists(name)


@pytest.mark.django_db(transaction=True)
def test_a_database_of_a_run_is_dropped_whoever_is_still_connected(name):
    with own_database(name) as address:
        left = psycopg.connect(address)
        assert database_exists(name)

    assert not database_exists(name)
    with pytest.raises(psycopg.OperationalError):
        left.execute("select 1")


def test_a_database_with_tables_in_it_is_refused(db):
    settings = connection.settings_dict
    done = subprocess.run(
        [sys.executable, "manage.py", "bench"],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.bench",
            "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{settings['NAME']}",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "empty database" in done.stderr


def test_queries_of_a_call_are_captured_and_only_those(db):
    queries = queries_of(lambda: Item.objects.filter(kind="article").exists())
    Item.objects.exists()

    assert [query.alias for query in queries] == ["default"]
    assert "register_item" in queries[0].sql


def test_times_are_percentiles_in_milliseconds():
    found = times([number / 1000 for number in range(1, 101)])

    assert found.p50 == pytest.approx(50.5)
    assert found.p95 == pytest.approx(95.05)


def test_the_first_thing_is_drawn_more_often_than_the_tenth():
    popular, chance = Popular(range(100)), dice("test")
    drawn = Counter(popular.one(chance) for _ in range(5000))

    assert 5 < drawn[0] / drawn[9] < 20


def test_draws_are_the_same_every_time():
    popular = Popular(range(1000))

    assert popular.some(dice("a", 1), 5) == popular.some(dice("a", 1), 5)
    assert popular.some(dice("a", 1), 5) != popular.some(dice("a", 2), 5)


def test_no_other_spelling_folds_to_the_name_itself():
    names = {family_name(number) for number in range(5600)}

    assert not [name for name in names if fold(respelt(name)) == fold(name)]


def test_invented_words_are_as_many_as_wanted_and_differ():
    assert len(set(invented(30_000))) == 30_000
