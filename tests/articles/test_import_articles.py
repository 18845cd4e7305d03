"""Stories from JSON Lines: what goes in, what is rejected, what a second run does."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.utils import translation

from articles import services
from articles.choices import ArticleStatus
from articles.models import Article
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

STORIES = Path(__file__).parents[1] / "data" / "stories.jsonl"
GOOD = {"id": "g-1", "headline": "Un titre", "published_at": "2019-03-05"}


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def load(tmp_path):
    """Import rows (objects, or lines as they are) or a file; the command's two outputs."""

    def run(rows, *arguments, fails=False):
        path = rows
        if not isinstance(rows, Path):
            path = tmp_path / "stories.jsonl"
            lines = [row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows]
            path.write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
        out, err = StringIO(), StringIO()
        if fails:
            with pytest.raises(CommandError) as stopped:
                call_command("import_articles", path, *arguments, stdout=out, stderr=err)
            assert stopped.value.returncode == 1
        else:
            call_command("import_articles", path, *arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def loaded(load):
    """The sample file, in the record and in the register."""
    SectionFactory(code="diplomatie")
    return load(STORIES, "--source", "Essai")


def rejected(err):
    return [line.removeprefix("rejected  ") for line in err.splitlines() if "rejected  " in line]


def state():
    """All that a run could change."""
    return (
        list(Article.objects.order_by("pk").values()),
        list(Item.objects.order_by("uid").values_list("uid", "seq", "version", "etag")),
        Mark.objects.count(),
    )


def test_every_field_of_the_format_reaches_its_column(loaded):
    first, second, third = Article.objects.order_by("pk")

    assert (first.headline, first.lead) == (
        "Une délégation attendue à Bamako",
        "La visite est prévue jeudi.",
    )
    assert first.body_text == "Le programme n’a pas été publié.\n\nDeux réunions sont annoncées."
    assert first.published_at == datetime(2019, 3, 5, 17, 30, tzinfo=UTC)
    assert (first.event_date, first.event_date_earliest.day) == ("2019-03-07", 7)
    assert (first.section.code, first.signature, first.urgency) == ("diplomatie", "XX/Yy", 5)
    assert (first.source_name, first.source_id, first.status) == ("Essai", "a-1", "published")
    assert second.body_text == "Première ligne\nseconde ligne.\n\nSecond paragraphe."
    assert second.published_at == datetime(2019, 3, 5, 23, tzinfo=UTC)  # midnight in Paris
    assert (third.source_name, third.source_url, third.licence, third.language) == (
        "Bulletin",
        "https://example.org/3",
        "CC BY 4.0",
        "en",
    )
    assert third.body == "<p>Texte <strong>mis en forme</strong>.</p>"


def test_published_stories_are_in_the_register_at_their_own_date(loaded):
    items = {item.doc["headline"]: item for item in Item.objects.filter(kind="article")}

    assert len(items) == 3
    assert items["Une délégation attendue à Bamako"].sort_at.year == 2019


def test_a_second_run_changes_nothing_and_numbers_nothing(load, loaded):
    before = state()

    out, _err = load(STORIES, "--source", "Essai")

    assert "0 created, 0 updated, 3 unchanged, 0 kept, 0 rejected" in out
    assert state() == before


def test_a_dry_run_stores_nothing_and_counts_the_same(load):
    SectionFactory(code="diplomatie")

    out, _err = load(STORIES, "--source", "Essai", "--dry-run")

    assert "3 created, 0 updated, 0 unchanged, 0 kept, 0 rejected" in out
    assert state() == ([], [], 0)


def test_exactly_the_bad_lines_are_reported_and_the_rest_goes_in(load, tmp_path):
    rows = [
        GOOD,
        '{"id": "x", "headline": \n',
        GOOD | {"id": "g-2", "published_at": "2019-02-30"},
        GOOD | {"id": "g-3"},
        GOOD | {"headline": "Un autre"},
        json.dumps(GOOD | {"id": "g-4"})[:40],
    ]

    out, err = load(rows, "--reject-file", str(tmp_path / "rejects"), fails=True)

    assert rejected(err) == [
        "line 2: This is not JSON: Expecting value, character 24.",
        "line 3: “2019-02-30” is not a date (2016-01-31, or 2016-01-31T14:30:00+01:00).",
        "line 5: The id “g-1” is that of line 1.",
        "line 6: The file ends in the middle of this line.",
    ]
    assert "2 created, 0 updated, 0 unchanged, 0 kept, 4 rejected" in out
    assert sorted(Article.objects.values_list("source_id", flat=True)) == ["g-1", "g-3"]
    kept = [json.loads(line) for line in (tmp_path / "rejects").read_text().splitlines()]
    assert [entry["line"] for entry in kept] == [2, 3, 5, 6]
    assert kept[0]["text"] == '{"id": "x", "headline":'


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "“id” is missing."),
        ({"id": 7}, "“id” is not of the type “text”."),
        ({"headline": ""}, "There is neither a headline nor a text."),
        ({"headline": "x" * 301}, "headline: "),
        ({"headline": "a\x00b"}, "“headline” has characters that cannot be stored."),
        ({"lead": "\ud800"}, "“lead” has characters that cannot be stored."),
        ({"titre": "x"}, "Unknown member: titre."),
        ({"source": {"nom": "x"}}, "Unknown member: nom."),
        ({"source": {"url": "javascript:alert(1)"}}, "not one of the web"),
        ({"paragraphs": ["x"], "text": "x"}, "Only one of"),
        ({"paragraphs": [1]}, "hold texts only"),
        ({"section": "nulle"}, "There is no section “nulle”."),
        ({"language": "français"}, "is not a language code"),
        ({"urgency": 0}, "urgency: "),
        ({"urgency": True}, "“urgency” is not of the type “number”."),
        ({"event_date": "hier"}, "event_date: "),
        ({"published_at": None}, "“published_at” is missing."),
        ({"published_at": "2999-01-01"}, "lies in the future"),
        ({"published_at": "0019-03-05"}, "before the first newspaper"),
        ({"published_at": "2019-03-05T25:00"}, "is not a date"),
        ({"published_at": "05/03/2019"}, "is not a date"),
    ],
)
def test_a_row_that_cannot_be_a_story_is_rejected_with_its_reason(load, change, reason):
    out, err = load([GOOD | change, GOOD | {"id": "other"}], fails=True)

    [message] = rejected(err)
    assert message.startswith("line 1: ")
    assert reason in message
    assert "1 created" in out


@pytest.mark.parametrize(
    "line",
    [
        "[1]\n",
        '"text"\n',
        "[" * 100_000 + "\n",
        "1" * 5000 + "\n",
    ],
)
def test_a_line_that_is_no_object_does_not_stop_the_file(load, line):
    out, err = load([line, GOOD], fails=True)

    assert [message[:8] for message in rejected(err)] == ["line 1: "]
    assert "1 created" in out


def test_bytes_that_are_not_utf8_spoil_their_line_only(load, tmp_path):
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "\xe9"}\n' + json.dumps(GOOD).encode())

    _out, err = load(path, fails=True)

    assert rejected(err) == ["line 1: This is not UTF-8."]
    assert Article.objects.get().source_id == "g-1"


def test_a_changed_row_changes_the_story_and_gives_it_one_new_number(load):
    load([GOOD, GOOD | {"id": "g-2"}])
    before = {item.uid: item for item in Item.objects.all()}

    out, _err = load([GOOD | {"headline": "Un titre meilleur"}, GOOD | {"id": "g-2"}])

    assert "0 created, 1 updated, 1 unchanged" in out
    changed = [item for item in Item.objects.all() if item.seq != before[item.uid].seq]
    assert [(item.version, item.doc["headline"]) for item in changed] == [(2, "Un titre meilleur")]


def test_what_the_newsroom_has_worked_on_stays(load):
    load([GOOD | {"id": name} for name in ("corrected", "withdrawn", "saved", "free")])
    stories = {article.source_id: article for article in Article.objects.all()}
    services.correct(stories["corrected"], by=None, note="Le nom est rectifié.")
    services.withdraw(stories["withdrawn"], by=None, reason="Erreur.")
    LogEntry.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(stories["saved"].pk),
        action_flag=CHANGE,
    )
    sequence_all()

    out, _err = load([GOOD | {"id": name, "headline": "Neuf"} for name in stories])

    assert "0 created, 1 updated, 0 unchanged, 3 kept, 0 rejected" in out
    assert Article.objects.get(headline="Neuf").source_id == "free"
    assert Article.objects.get(source_id="withdrawn").status == ArticleStatus.WITHDRAWN


def test_drafts_keep_their_date_and_can_be_published_by_a_later_run(load):
    load([GOOD], "--draft")
    draft = Article.objects.get()
    assert (draft.status, draft.published_at, draft.dated) == ("draft", None, "2019-03-05")
    assert not Item.objects.exists()

    out, _err = load([GOOD])

    draft.refresh_from_db()
    assert "1 updated" in out
    assert (draft.status, draft.dated) == ("published", "")
    assert draft.published_at == datetime(2019, 3, 4, 23, tzinfo=UTC)


def test_a_run_that_stops_midway_is_resumed_by_the_next(load, monkeypatch):
    rows = [GOOD | {"id": f"g-{number}"} for number in range(7)]
    published, wait = services.publish_many, [2]

    def stop_at_the_third(articles, **options):
        if not wait[0]:
            raise KeyboardInterrupt
        wait[0] -= 1
        return published(articles, **options)

    monkeypatch.setattr("articles.importers.articles.publish_many", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        load(rows, "--batch", "2")
    assert Article.objects.published().count() == 4
    monkeypatch.undo()

    out, _err = load(rows, "--batch", "2")

    assert "3 created, 0 updated, 4 unchanged" in out


def test_queries_do_not_grow_with_the_size_of_a_batch(load, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        load([GOOD | {"id": f"g-{number}"} for number in range(150)], "--no-sequence")

    assert Article.objects.published().count() == 150


def test_the_corpus_of_wikinews_goes_in_whole_and_a_second_time_changes_nothing(load, shared):
    corpus = shared / "data" / "wikinews-fr" / "wikinews-fr.jsonl"

    out, _err = load(corpus, "--mapping", "wikinews")
    before = state()
    again, _err = load(corpus, "--mapping", "wikinews")

    assert "articles: 806 created, 0 updated, 0 unchanged, 0 kept, 0 rejected" in out
    assert "articles: 0 created, 0 updated, 806 unchanged, 0 kept, 0 rejected" in again
    assert state() == before
    for line in corpus.read_text().splitlines():
        row = json.loads(line)
        article = Article.objects.get(source_name="Wikinews", source_id=row["id"])
        words = "".join(f"{article.lead}{article.body_text}".split())
        assert words == "".join("".join(row["paragraphs"]).split()), row["id"]
        assert article.headline == row["headline"]
        assert article.source_url == row["url"]
        assert article.licence.startswith("CC BY 2.5")
