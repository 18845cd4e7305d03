"""manage.py import_popolo: loads people, offices and tenures from a Popolo JSON file."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from actors.choices import Visibility
from actors.importers.popolo import InvalidDocument, import_popolo, size
from actors.importers.report import Outcome, Report
from actors.spellings.index import refresh
from newsroom.register.sequencer import sequence_all


class Command(BaseCommand):
    help = (
        "Load people, organisations, offices and tenures from a Popolo JSON file. Wikidata items"
        " decide who is who; a second run changes nothing. Exit code 1 if rows were rejected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Popolo JSON, see docs/import.md")
        parser.add_argument(
            "--country", default="", metavar="ML", help="of posts that name no organisation"
        )
        parser.add_argument(
            "--titles", type=Path, help="JSON object: Wikidata item of a post → French title"
        )
        parser.add_argument(
            "--visibility",
            choices=Visibility.values,
            default=Visibility.PUBLIC.value,
            help="of the records that are made (default: %(default)s)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")
        parser.add_argument(
            "--no-sequence", action="store_true", help="leave the register to the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        document = _json(options["file"])
        titles = _json(options["titles"]) if options["titles"] else {}
        started = time.monotonic()
        try:
            bar = tqdm(total=size(document), unit=" rows", disable=None)
            with transaction.atomic(), bar:
                report = import_popolo(
                    document,
                    titles=titles,
                    country=options["country"],
                    visibility=options["visibility"],
                    progress=bar.update,
                )
                transaction.set_rollback(options["dry_run"])
        except InvalidDocument as error:
            raise CommandError(str(error)) from error
        refresh()  # or the first editor who looks for a name would wait for it
        self._tell(report, started, dry_run=options["dry_run"])
        if not options["dry_run"] and not options["no_sequence"]:
            started = time.monotonic()
            self.stdout.write(
                f"register: {sequence_all()} items in {time.monotonic() - started:.1f} s"
            )
        if rejected := report.total(Outcome.REJECTED):
            raise CommandError(f"{rejected} rows were rejected; the rest went in", returncode=1)

    def _tell(self, report: Report, started: float, *, dry_run: bool) -> None:
        for remark in report.remarks:
            self.stdout.write(f"note      {remark}")
        for remark in report.rejects:
            self.stderr.write(f"rejected  {remark}")
        for line in report.summary():
            self.stdout.write(line)
        prefix = "dry run, nothing stored: " if dry_run else ""
        self.stdout.write(f"{prefix}{time.monotonic() - started:.1f} s")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{path}: {error}") from error
