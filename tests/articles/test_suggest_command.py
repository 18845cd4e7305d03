"""manage.py suggest: what it prints, and what it says of a file or day that is no good."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from tests.factories import CountryFactory, NameFactory, PersonFactory

pytestmark = pytest.mark.django_db
TEXT = "Zénon Quaquaversal est en Quertie. « Rien n’est dit », affirme Zénon Quaquaversal."


@pytest.fixture
def file(tmp_path, db):
    PersonFactory(name="Zénon Quaquaversal", family_name="Quaquaversal")
    NameFactory(actor=CountryFactory(name="Quertie"), text="quertien", kind="demonym")
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def printed(*arguments):
    out = io.StringIO()
    with override("en"):
        call_command("suggest", *arguments, stdout=out)
    return out.getvalue()


def test_lines_give_offsets_spelling_record_and_how(file):
    text = printed(str(file), "--on", "2025-08-14")

    assert "People (2)" in text
    assert "0–18" in text
    assert "Zénon Quaquaversal → Zénon Quaquaversal  (by name)" in text
    assert "Quertie → Quertie" in text
    assert "« Rien n’est dit »" in text


def test_json_has_the_same_with_offsets_into_the_text(file):
    body = json.loads(printed(str(file), "--on", "2025-08-14", "--json"))

    assert body["on"] == "2025-08-14"
    assert [TEXT[one["start"] : one["end"]] for one in body["found"]] == [
        one["text"] for one in body["found"]
    ]
    assert {one["things"][0]["name"] for one in body["found"]} == {"Zénon Quaquaversal", "Quertie"}
    assert {one["how"] for one in body["found"]} == {"name"}
    assert len(body["words"]) == 1


def test_the_text_may_come_from_standard_input(file, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert "People (2)" in printed("-", "--on", "2025-08-14")


def test_without_a_day_it_is_today(file):
    assert "People (2)" in printed(str(file))


@pytest.mark.parametrize(
    ("name", "on", "code", "words"),
    [
        ("missing.txt", "2025-08-14", 1, "cannot be read"),
        ("bytes.bin", "2025-08-14", 1, "not text in UTF-8"),
        ("story.txt", "2025-02-30", 2, "not a day"),
        ("story.txt", "yesterday", 2, "not a day"),
    ],
)
def test_what_is_no_good_is_said(file, name, on, code, words):
    (file.parent / "bytes.bin").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match=words) as refusal:
        printed(str(file.parent / name), "--on", on)

    assert refusal.value.returncode == code
