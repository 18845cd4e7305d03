"""manage.py quality: runs the checks of the record, and says what is open and whose it is."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from articles.quality.checks import CHECKS
from articles.quality.refresh import open_findings, refresh_findings


class Command(BaseCommand):
    help = "Check the quality of the record and print what is open, by check and by owner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="append",
            choices=list(CHECKS),
            metavar="CODE",
            help=f"run only this check; may be repeated: {', '.join(CHECKS)}",
        )
        parser.add_argument(
            "--no-run", action="store_true", help="only print what the last run has found"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = options["check"] or list(CHECKS)
        counts = open_findings() if options["no_run"] else refresh_findings(codes)
        counts = {code: counts[code] for code in codes}
        if options["json"]:
            self.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2))
            return
        for code, owners in counts.items():
            self.stdout.write(f"{sum(owners.values()):8} {code:26} {CHECKS[code].title}")
            for owner, count in owners.items():
                if owner or len(owners) > 1:
                    self.stdout.write(f"{count:8}     {owner or _('nobody')}")
