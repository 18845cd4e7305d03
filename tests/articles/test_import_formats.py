"""Stories from CSV, JSON, ninjs and text files: what goes in, what does not, and a second run."""

import json
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from articles.importers.readers.opening import opened
from articles.models import Article
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db

NINJS = {
    "uri": "https://example.org/items/7",
    "type": "text",
    "versioncreated": "2019-03-05T10:00:00Z",
    "language": "fr",
    "urgency": 3,
    "byline": "AC/APA",
    "copyrightholder": "Agence",
    "usageterms": "Tous droits réservés",
    "subject": [{"name": "diplomatie"}],
}
FIRST = {
    **NINJS,
    "headline": "Un titre",
    "description_text": "Un chapô.",
    "body_xhtml": "<p>Le <b>texte</b>.</p>",
}
THIRD = {
    **NINJS,
    "headlines": [{"role": "main", "value": "Un titre"}],
    "descriptions": [{"value": "Un chapô."}],
    "bodies": [
        {"contenttype": "text/plain", "value": "Le texte."},
        {"contenttype": "text/html", "value": "<p>Le <b>texte</b>.</p>"},
    ],
    "infosources": [{"name": "Agence", "role": "provider"}],
}


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def load(tmp_path: Path):
    """Import a file with this content, or a folder; what the command says, on both outputs."""

    def run(name: str, content: Any, *arguments: str, fails: bool = False) -> str:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = StringIO()
        if not fails:
            call_command("import_articles", path, *arguments, stdout=out, stderr=out)
            return out.getvalue()
        with pytest.raises(CommandError) as stopped:
            call_command("import_articles", path, *arguments, stdout=out, stderr=out)
        return f"{out.getvalue()}{stopped.value}"

    return run


CSV = (
    "id;headline;text;published_at;urgency;section;source.name;source.url\n"
    'c-1;"Un titre; avec un point-virgule";"Premier.\n\nSecond.";2019-03-05;2;diplomatie;Agence;\n'
    "c-2;Autre;Texte;2019-03-06;;;Agence;https://example.org/2\n"
)


def test_a_table_goes_in_with_its_paragraphs_and_its_numbers(load):
    SectionFactory(code="diplomatie")

    said = load("stories.csv", "\ufeff" + CSV)

    first, second = Article.objects.order_by("source_id")
    assert "2 created" in said
    assert first.headline == "Un titre; avec un point-virgule"
    assert first.body_text == "Premier.\n\nSecond."
    assert (first.urgency, first.section.code) == (2, "diplomatie")
    assert (second.urgency, second.section, second.source_url) == (4, None, "https://example.org/2")


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_the_divider_of_a_table_is_told_by_its_heading(load, divider):
    rows = [["id", "headline", "published_at"], ["c-1", "Un titre", "2019-03-05"]]

    load("stories.csv", "\n".join(divider.join(row) for row in rows), "--source", "Essai")

    assert Article.objects.get().headline == "Un titre"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("c-9;Trop;2019-03-05;de;cellules", "line 3: There are more cells than names"),
        ("c-9;Titre;hier", "line 3: “hier” is not a date"),
        (";Titre;2019-03-05", "line 3: “id” is missing."),
        ('c-9;"Titre"x;2019-03-05', "line 3: This is not CSV"),
    ],
)
def test_a_bad_row_of_a_table_is_named_by_its_line_and_the_others_go_in(load, row, reason):
    content = f"id;headline;published_at\nc-1;Un;2019-03-05\n{row}\nc-2;Deux;2019-03-05\n"

    said = load("stories.csv", content, "--source", "Essai", fails=True)

    assert reason in said
    assert sorted(Article.objects.values_list("source_id", flat=True)) == ["c-1", "c-2"]


def test_a_row_that_is_no_utf_8_is_rejected_alone(load):
    content = "id;headline;published_at\nc-1;Un;2019-03-05\nc-2;Été;2019-03-05\n".encode("latin-1")

    said = load("stories.csv", content, "--source", "Essai", fails=True)

    assert "line 3: This is not UTF-8." in said
    assert Article.objects.get().source_id == "c-1"


def test_a_list_of_objects_goes_in(load):
    rows = [{"id": f"j-{n}", "headline": f"Été {n}", "published_at": "2019-03-05"} for n in (1, 2)]

    said = load("stories.json", json.dumps(rows, indent=2, ensure_ascii=False), "--source", "Essai")

    assert "2 created" in said
    assert Article.objects.get(source_id="j-2").headline == "Été 2"


def test_items_of_a_list_are_named_by_their_number(load):
    rows = [{"id": "j-1"}, 7, {"id": "j-3", "headline": "Trois", "published_at": "2019-03-05"}]
    content = json.dumps(rows).replace("]", ", {")

    said = load("stories.json", content, "--source", "Essai", fails=True)

    assert "item 2: This is not a JSON object." in said
    assert "item 4: This is not JSON" in said
    assert Article.objects.get().source_id == "j-3"


def test_a_list_of_any_length_is_read_piece_by_piece(tmp_path):
    path = tmp_path / "long.json"
    rows = [{"id": f"j-{n}", "headline": "é" * 700} for n in range(500)]
    path.write_text(json.dumps(rows, ensure_ascii=False))

    with opened(path) as stories:
        first = next(stories.lines)
        assert first.end < stories.total
        assert [first.row, *(line.row for line in stories.lines)] == rows


@pytest.mark.parametrize("item", [FIRST, THIRD], ids=["version 1", "version 3"])
@pytest.mark.parametrize("name", ["item.json", "item.ninjs"])
def test_an_item_of_ninjs_goes_in(load, item, name):
    load(name, json.dumps(item))

    article = Article.objects.get()
    assert (article.headline, article.lead, article.body_text) == (
        "Un titre",
        "Un chapô.",
        "Le texte.",
    )
    assert article.published_at == datetime(2019, 3, 5, 10, tzinfo=UTC)
    assert (article.source_name, article.source_id) == ("Agence", NINJS["uri"])
    assert (article.signature, article.urgency, article.licence) == (
        "AC/APA",
        3,
        "Tous droits réservés",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pubstatus": "canceled"}, "marked as “canceled”"),
        ({"type": "picture"}, "type “picture”"),
        ({"embargoed": "2999-01-01T00:00:00Z"}, "under embargo"),
        ({"embargoed": "bald"}, "under embargo"),
        ({"uri": None}, "“id” is missing"),
    ],
)
def test_an_item_that_may_not_be_used_is_rejected(load, change, reason):
    said = load("items.ninjs", json.dumps([FIRST | change]), fails=True)

    assert f"item 1: {reason}" in said or reason in said
    assert not Article.objects.exists()


def test_a_mapping_reads_foreign_rows_of_any_format(load, tmp_path):
    mapping = tmp_path / "mapping.json"
    fields = {"id": "uri", "headline": "titre", "published_at": "jour"}
    mapping.write_text(json.dumps({"fields": fields, "constants": {"source.name": "Bulletin"}}))
    row = {"uri": "b-1", "titre": "Un", "jour": "2019-03-05"}

    load("rows.json", json.dumps([row]), "--mapping", str(mapping))
    load("rows.csv", "uri,titre,jour\nb-2,Deux,2019-03-05\n", "--mapping", str(mapping))

    assert sorted(Article.objects.values_list("source_name", "source_id")) == [
        ("Bulletin", "b-1"),
        ("Bulletin", "b-2"),
    ]


TEXTS = {
    "2019-03-05-visite.txt": "Une visite\r\n\r\nPremier.\r\n\r\nSecond.\r\n",
    "mars/2019-03-06T1430.txt": "\ufeffUn accord\nTexte.",
}


def folder(where: Path) -> Path:
    path = where / "textes"
    for name, text in TEXTS.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(text.encode())
    return path


def archive(where: Path) -> Path:
    path = where / "textes.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, text in TEXTS.items():
            made.writestr(name, text)
        made.writestr("__MACOSX/._visite.txt", "x")
    return path


@pytest.mark.parametrize("make", [folder, archive])
def test_text_files_go_in_one_for_each_story(load, tmp_path, make):
    said = load(make(tmp_path).name, None, "--source", "Essai")

    assert "2 created" in said
    visit = Article.objects.get(source_id="2019-03-05-visite")
    assert (visit.headline, visit.body_text) == ("Une visite", "Premier.\n\nSecond.")
    treaty = Article.objects.get(source_id="mars/2019-03-06T1430")
    assert treaty.headline == "Un accord"
    assert treaty.published_at == datetime(2019, 3, 6, 13, 30, tzinfo=UTC)


def test_other_files_of_a_folder_are_named_and_left_out(load, tmp_path):
    path = folder(tmp_path)
    (path / "photo.jpg").write_bytes(b"\xff\xd8")
    (path / "2019-01-01-latin.txt").write_bytes("Été".encode("latin-1"))
    (path / "sans-date.txt").write_text("Titre\nTexte.")

    said = load("textes", None, "--source", "Essai", fails=True)

    assert "photo.jpg: Not a text file." in said
    assert "2019-01-01-latin.txt: This is not UTF-8." in said
    assert "sans-date.txt: “published_at” is missing." in said
    assert Article.objects.count() == 2


@pytest.mark.parametrize("name", ["stories.csv", "stories.json", "textes"])
def test_a_second_run_changes_nothing_and_a_dry_run_stores_nothing(load, tmp_path, name):
    content: Any = {"stories.csv": CSV.replace("diplomatie", ""), "stories.json": json.dumps(FIRST)}
    folder(tmp_path)
    arguments = (name, content.get(name), "--source", "Essai")

    assert "dry run" in load(*arguments, "--dry-run")
    assert not Article.objects.exists()
    load(*arguments)
    before = list(Article.objects.order_by("pk").values())
    said = load(*arguments)

    assert f"0 created, 0 updated, {len(before)} unchanged" in said
    assert list(Article.objects.order_by("pk").values()) == before


def test_a_format_that_the_name_does_not_tell_is_asked_for(load):
    said = load("stories.dat", CSV, fails=True)
    assert "the format is not known" in said

    load("stories.dat", CSV.replace("diplomatie", ""), "--format", "csv")

    assert Article.objects.count() == 2


def test_what_is_no_archive_is_refused(load):
    assert "is no zip archive" in load("textes.zip", "abc", fails=True)
