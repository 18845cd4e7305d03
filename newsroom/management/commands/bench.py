"""manage.py bench: measures pages, API, search, import and projection on an archive made up."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.bench.database import own_database
from newsroom.bench.processes import running
from newsroom.bench.run import NotEmpty, run

SETTINGS = "newsroom.settings.bench"


class Command(BaseCommand):
    help = "Measure an archive made up for it, in a database of its own that is dropped at the end."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, default=2000, help="stories (%(default)s)")
        parser.add_argument(
            "--runs", type=int, default=40, help="warm runs of each request (%(default)s)"
        )
        parser.add_argument(
            "--names",
            type=int,
            default=10_000,
            help="people besides those of the stories when stories are read (%(default)s)",
        )
        parser.add_argument(
            "--no-marks",
            action="store_true",
            help="leave out the comparison with the marks in ../shared",
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here too")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["articles"] < 20 or options["runs"] < 1:
            raise CommandError("At least 20 articles and 1 run are needed.")
        # Else the database and the processes of the run would outlive it.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        if settings.SETTINGS_MODULE == SETTINGS:
            self._measure(options)
        else:
            self._measure_apart(options)

    def _measure_apart(self, options: dict[str, Any]) -> None:
        """Start this command again, on settings and in a database for measuring."""
        name = os.environ.get("TEST_DB") or f"bench_newsroom_{os.getpid()}"
        again = ["manage.py", "bench"]
        for option in ("articles", "runs", "names"):
            again += [f"--{option}", str(options[option])]
        if options["no_marks"]:
            again.append("--no-marks")
        if options["json"]:
            again += ["--json", str(options["json"].resolve())]
        with own_database(name) as address:
            environment = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": SETTINGS}
            with running(*again, **environment) as process:
                code = process.wait()
        if code:
            raise CommandError("The measurement failed; see above.", returncode=code)

    def _measure(self, options: dict[str, Any]) -> None:
        try:
            report = run(
                options["articles"],
                options["runs"],
                self.stderr.write,
                names=options["names"],
                with_marks=not options["no_marks"],
            )
        except NotEmpty as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            options["json"].write_text(report.as_json() + "\n", encoding="utf-8")
        self.stdout.write(report.as_text())
