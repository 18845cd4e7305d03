"""manage.py import_meetings: loads visits and trips of leaders as meetings."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from actors.choices import Visibility
from actors.importers.jsonl import read
from actors.importers.report import Outcome
from actors.importers.travel import TravelReport, import_travel
from newsroom.register.sequencer import sequence_all


class Command(BaseCommand):
    help = (
        "Load visits and trips from JSON Lines as meetings, with those who took part. What could"
        " not be resolved is listed; a second run changes nothing. Exit code 1 if rows were"
        " rejected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON Lines, see docs/import.md")
        parser.add_argument(
            "--visibility",
            choices=Visibility.values,
            default=Visibility.HELD.value,
            help="of the meetings that are made (default: %(default)s)",
        )
        parser.add_argument(
            "--unresolved", type=Path, metavar="CSV", help="write all that was not resolved here"
        )
        parser.add_argument(
            "--most", type=int, default=15, help="unresolved strings shown of each kind"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")
        parser.add_argument(
            "--no-sequence", action="store_true", help="leave the register to the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started, path = time.monotonic(), options["file"]
        try:
            with path.open("rb") as file, transaction.atomic():
                bar = tqdm(total=path.stat().st_size, unit="B", unit_scale=True, disable=None)
                with bar:
                    report = import_travel(
                        read(file),
                        visibility=options["visibility"],
                        progress=lambda end: bar.update(end - bar.n),
                    )
                transaction.set_rollback(options["dry_run"])
        except OSError as error:
            raise CommandError(f"{path}: {error}") from error
        self._tell(report, started, **options)
        if not options["dry_run"] and not options["no_sequence"]:
            started = time.monotonic()
            self.stdout.write(
                f"register: {sequence_all()} items in {time.monotonic() - started:.1f} s"
            )
        if rejected := report.total(Outcome.REJECTED):
            raise CommandError(f"{rejected} rows were rejected; the rest went in", returncode=1)

    def _tell(self, report: TravelReport, started: float, **options: Any) -> None:
        for remark in report.remarks:
            self.stdout.write(f"note      {remark}")
        for remark in report.rejects:
            self.stderr.write(f"rejected  {remark}")
        for line in report.unresolved.summary(options["most"]):
            self.stdout.write(line)
        if options["unresolved"]:
            report.unresolved.write(options["unresolved"])
        for line in report.summary():
            self.stdout.write(line)
        prefix = "dry run, nothing stored: " if options["dry_run"] else ""
        self.stdout.write(f"{prefix}{time.monotonic() - started:.1f} s")
