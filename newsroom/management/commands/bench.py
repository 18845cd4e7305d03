"""manage.py bench: measures pages, API, search, import and projection on an archive made up."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.bench import imports
from newsroom.bench.database import kept_database, own_database
from newsroom.bench.processes import running
from newsroom.bench.run import SHARED, NotEmpty, build, run, run_kept

SETTINGS = "newsroom.settings.bench"


class Command(BaseCommand):
    help = "Measure an archive made up for it, in a database of its own that is dropped at the end."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, default=2000, help="stories (%(default)s)")
        parser.add_argument(
            "--imported",
            type=int,
            default=20_000,
            help="how many of them are entered and projected at most; the others are written"
            " straight into the register (%(default)s)",
        )
        parser.add_argument(
            "--database",
            metavar="NAME",
            help="measure only the requests, in a database of this name that is kept; it is made"
            " and filled if it is not there",
        )
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
        parser.add_argument(
            "--imports",
            action="store_true",
            help="import the files in ../shared twice instead, and measure that alone",
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here too")

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["articles"], options["imported"]) < 20 or options["runs"] < 1:
            raise CommandError("At least 20 articles, all of them imported, and 1 run are needed.")
        if options["imports"] and not (SHARED / imports.PEOPLE).is_dir():
            raise CommandError(f"There is nothing to import in {SHARED}.")
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
        for option in ("articles", "imported", "runs", "names"):
            again += [f"--{option}", str(options[option])]
        if options["database"]:
            again += ["--database", options["database"]]
        if options["no_marks"]:
            again.append("--no-marks")
        if options["imports"]:
            again.append("--imports")
        if options["json"]:
            again += ["--json", str(options["json"].resolve())]
        kept = options["database"]
        with kept_database(kept) if kept else own_database(name) as address:
            environment = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": SETTINGS}
            with running(*again, **environment) as process:
                code = process.wait()
        if code:
            raise CommandError("The measurement failed; see above.", returncode=code)

    def _measure(self, options: dict[str, Any]) -> None:
        try:
            if options["imports"]:
                build()
                self.stdout.write(imports.as_text(imports.measure(SHARED, self.stderr.write)))
                return
            asked = (options["articles"], options["runs"], self.stderr.write)
            if options["database"]:
                report = run_kept(*asked, imported=options["imported"])
            else:
                report = run(
                    *asked,
                    imported=options["imported"],
                    names=options["names"],
                    with_marks=not options["no_marks"],
                )
        except NotEmpty as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            options["json"].write_text(report.as_json() + "\n", encoding="utf-8")
        self.stdout.write(report.as_text())
