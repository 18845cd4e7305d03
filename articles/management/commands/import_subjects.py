"""manage.py import_subjects: loads a controlled list of subjects, such as the IPTC Media Topics."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actors.importers.report import Outcome
from articles.importers.subjects import BadList, import_subjects, read_terms


class Command(BaseCommand):
    help = (
        "Load subjects from CSV or from the SKOS-JSON of the IPTC NewsCodes. Codes decide what is"
        " what; a second run changes nothing. Exit code 1 if rows were rejected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="see docs/import.md")
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            terms = read_terms(options["file"].read_text())
        except (OSError, UnicodeDecodeError, BadList) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        with transaction.atomic():
            report = import_subjects(terms)
            transaction.set_rollback(options["dry_run"])
        for line in report.summary():
            self.stdout.write(line)
        for remark in (*report.rejects, *report.remarks):
            self.stderr.write(str(remark))
        if report.total(Outcome.REJECTED):
            raise SystemExit(1)
