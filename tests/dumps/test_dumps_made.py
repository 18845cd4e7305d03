"""A dump holds exactly what its audience may read, in files that are whole or not there."""

from datetime import datetime
from functools import partial
from typing import Any

import duckdb
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.backends.postgresql.base import ServerSideCursor

from articles import services
from newsroom.dumps import files, making
from newsroom.dumps.audiences import EVERYBODY
from newsroom.dumps.keeping import make_all
from newsroom.dumps.models import Dump
from newsroom.partners.access import Access
from newsroom.register import snapshot
from newsroom.register.models import Item, Reference
from newsroom.register.sequencer import sequence_all
from tests.dumps.reading import held_in, lines, made, manifest_of, rows_of, sha256, table
from tests.factories import ArticleFactory, PersonFactory
from tests.factories.whole import whole_story
from tests.register.mirrors import truth
from tests.register.register_rows import batch, bury, put

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def test_it_holds_what_may_be_read_and_says_what_is_gone() -> None:
    whole_story(2)
    gone = ArticleFactory(published=True)
    ArticleFactory()
    sequence_all()
    services.withdraw(gone, by=None, reason="Faux.")
    sequence_all()

    dump = made()

    docs = {str(item.uid): item.doc for item in Item.objects.visible()}
    assert held_in(dump.folder) == docs
    assert docs.keys() == truth().keys()
    removed = lines((dump.folder / "removed.ndjson.gz").read_bytes())
    assert [(row["id"], row["status"], row["reason"]) for row in removed] == [
        (str(gone.uid), "canceled", "Faux.")
    ]


def test_what_is_about_to_be_retracted_counts_as_removed() -> None:
    story = ArticleFactory(published=True)
    sequence_all()
    services.withdraw(story, by=None, reason="Faux.")

    dump = made()

    assert held_in(dump.folder) == {}
    assert [row["op"] for row in rows_of(dump.folder)] == ["remove"]


def test_an_audience_gets_its_labels_and_never_a_word_of_the_others() -> None:
    french, english = put(channels=("lang:fr",)), put(channels=("lang:en",))
    batch(french, english)
    moved = put(channels=("lang:fr",))
    batch(moved)
    Item.objects.filter(pk=moved.pk).update(channels=["lang:en"], ever=["lang:en", "lang:fr"])

    dump = made(Access(("lang:fr",)))

    ops = {row["id"]: (row["op"], row.get("status")) for row in rows_of(dump.folder)}
    assert ops == {
        str(french.uid): ("upsert", None),
        str(moved.uid): ("remove", "withheld"),
    }
    assert (dump.labels, dump.manifest["labels"]) == (["lang:fr"], ["lang:fr"])


def test_an_empty_register_has_a_dump_with_a_cursor(client: Any) -> None:
    dump = made()

    answer = client.get("/api/v1/changes", {"since": dump.manifest["cursor"]})

    assert rows_of(dump.folder) == []
    assert (answer.status_code, answer.json()["caught_up"]) == (200, True)
    assert Dump.objects.sound().get() == dump


def test_the_manifest_says_the_truth_of_every_file() -> None:
    whole_story(2)
    sequence_all()

    dump = made()

    told = manifest_of(dump.folder)
    assert told == dump.manifest
    assert {file["name"] for file in told["files"]} == {
        path.name for path in dump.folder.iterdir()
    } - {"manifest.json"}
    for file in told["files"]:
        data = (dump.folder / file["name"]).read_bytes()
        rows = lines(data) if file["name"].endswith(".gz") else table(data)
        assert (file["bytes"], file["sha256"]) == (len(data), sha256(data))
        assert file["rows"] == len(rows)


def test_the_same_state_gives_the_same_bytes() -> None:
    whole_story(2)
    sequence_all()

    first, second = made(), made()

    digests = [{f["name"]: f["sha256"] for f in d.manifest["files"]} for d in (first, second)]
    assert digests[0] == digests[1]
    assert first.uid != second.uid


def test_duckdb_reads_lines_and_tables_and_counts_as_the_register_does() -> None:
    whole_story(3)
    sequence_all()
    dump = made()
    files_ = {file["name"]: file["rows"] for file in dump.manifest["files"]}

    with duckdb.connect() as db:

        def one(query: str) -> Any:
            return db.sql(query).fetchall()[0][0]

        for kind in ("article", "person", "meeting"):
            path = dump.folder / f"{kind}.ndjson.gz"
            in_register = Item.objects.visible().filter(kind=kind).count()
            in_lines = one(f"select count(*) from read_json('{path}', format='newline_delimited')")
            in_table = one(
                f"select count(*) from '{dump.folder}/items.parquet' where type = '{kind}'"
            )
            assert in_register == in_lines == in_table == files_[f"{kind}.ndjson.gz"] > 0
        links = one(f"select count(*) from '{dump.folder}/links.parquet'")
        assert links == files_["links.parquet"] == Reference.objects.visible().count() > 20
        article = Item.objects.visible().filter(kind="article").first()
        [row] = db.sql(
            f"select name, language, section, published_at from '{dump.folder}/items.parquet'"
            f" where id = '{article.uid}'"
        ).fetchall()
        assert row[:2] == (article.doc["headline"], article.language)
        assert row[2] == (article.section or None)
        assert row[3] == datetime.fromisoformat(article.doc["published_at"])


def test_a_link_to_what_the_document_does_not_name_is_left_out() -> None:
    shown, hidden = put("person"), put("person")
    story = put(doc={"id": "0", "type": "article", "about": [str(shown.uid)]})
    batch(shown, hidden, story)
    for target in (shown, hidden):
        Reference.objects.create(
            item=story, target=target.uid, rel="about", kind="article", sort_at=story.sort_at
        )

    dump = made()

    found = table((dump.folder / "links.parquet").read_bytes())
    assert [row["to"] for row in found] == [str(shown.uid)]


def test_few_rows_are_in_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    batch(*[put("person") for _ in range(35)])
    fetched: list[int] = []
    grouped: list[int] = []
    fetch, group = ServerSideCursor.fetchmany, files.Table._write

    def fetchmany(self: Any, size: int = 0) -> Any:
        rows = fetch(self, size)
        fetched.append(len(rows))
        return rows

    def write(self: Any) -> None:
        grouped.append(len(self._held))
        group(self)

    monkeypatch.setattr(ServerSideCursor, "fetchmany", fetchmany)
    monkeypatch.setattr(files.Table, "_write", write)
    monkeypatch.setattr(files, "GROUP", 10)
    monkeypatch.setattr(making, "snapshot", partial(snapshot.snapshot, chunk_size=10))

    dump = made()

    assert len(held_in(dump.folder)) == 35
    assert (sum(fetched), max(fetched)) == (35, 10)
    assert grouped == [10, 10, 10, 5]


def test_the_command_makes_them_for_all_or_for_one(capsys: Any) -> None:
    PersonFactory(public=True)
    sequence_all()

    call_command("dump")
    call_command("dump", audience="public")

    assert capsys.readouterr().out.count(": 1 rows, ") == 2
    assert Dump.objects.count() == 2
    with pytest.raises(CommandError, match="lang:xx"):
        call_command("dump", audience="lang:xx")


def test_every_audience_has_one_each_night() -> None:
    assert [dump.labels for dump in make_all()] == [list(EVERYBODY.labels)]


def test_the_cursor_is_that_of_the_number_at_which_it_was_taken(client: Any) -> None:
    first = put("person")
    batch(first)
    dump = made()
    second = put("person")
    batch(second)
    batch(bury(first))

    page = client.get("/api/v1/changes", {"since": dump.manifest["cursor"]}).json()

    assert [(row["op"], row["id"]) for row in page["data"]] == [
        ("upsert", str(second.uid)),
        ("remove", str(first.uid)),
    ]
