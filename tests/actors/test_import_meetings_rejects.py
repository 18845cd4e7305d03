"""Rows that the import of journeys rejects, and what its command says and stores."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actors.importers.jsonl import read
from actors.importers.report import Outcome
from actors.importers.travel import import_travel
from actors.models import Meeting, Place

pytestmark = pytest.mark.django_db

FILE = Path("tests/data/journeys.jsonl")
BAD = [
    (b'{"id": "x",', "line 6"),
    (b"[]", "line 6"),
    (FILE.read_bytes().splitlines()[0].replace(b"2001-06-26", b"2001-02-30"), "/start_date"),
    (FILE.read_bytes().splitlines()[0].replace(b"2001-06-26", b"2001-07-30"), "/end_date"),
    (FILE.read_bytes().splitlines()[0].replace(b"2001-06-2", b"2901-06-2"), "/start_date"),
    (FILE.read_bytes().splitlines()[0], "/id"),
    (FILE.read_bytes().splitlines()[0].replace(b'"visit-1"', b'""'), "/id"),
    (FILE.read_bytes().splitlines()[0].replace(b"visit by", b"call by"), "/kind"),
    (FILE.read_bytes().splitlines()[0].replace(b'["President', b'[3, "President'), "/people"),
]


@pytest.mark.parametrize(("line", "place"), BAD)
def test_a_bad_row_is_rejected_with_its_line_and_the_others_go_in(line, place):
    report = import_travel(read(BytesIO(FILE.read_bytes() + line + b"\n")))

    (reject,) = report.rejects
    assert reject.place.startswith("line 6")
    assert reject.place.endswith(place)
    assert report.counts["meetings"][Outcome.CREATED] == 5


def test_a_file_cut_off_loses_its_last_line_only():
    report = import_travel(read(BytesIO(FILE.read_bytes()[:-40])))

    (reject,) = report.rejects
    assert (reject.place, Meeting.objects.filter(kind="meeting").count()) == ("line 5", 4)


def test_the_command_reports_and_stores_nothing_in_a_dry_run(capsys):
    call_command("import_meetings", str(FILE), dry_run=True)

    said = capsys.readouterr().out
    assert "meetings: 5 created" in said
    assert "dry run, nothing stored" in said
    assert not Meeting.objects.exists()
    assert not Place.objects.exists()


def test_the_command_ends_with_an_error_if_rows_were_rejected(tmp_path, capsys):
    file = tmp_path / "journeys.jsonl"
    file.write_bytes(FILE.read_bytes() + b"{\n")

    with pytest.raises(CommandError, match="1 rows were rejected"):
        call_command("import_meetings", str(file))

    assert Meeting.objects.filter(kind="meeting").count() == 5
    assert "rejected  line 6" in capsys.readouterr().err


def test_unresolved_strings_are_counted_with_their_lines(tmp_path, capsys):
    table = tmp_path / "unresolved.csv"

    call_command("import_meetings", str(FILE), unresolved=table)

    assert "1 × President Konare (line 2)" in capsys.readouterr().out
    assert "President Konare,1,2" in table.read_text(encoding="utf-8")
