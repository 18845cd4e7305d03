"""manage.py import_articles: loads stories from a file, a folder or an archive."""

import json
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from actors.importers.jsonl import Line
from actors.importers.report import Outcome, Report
from articles.importers.articles import import_articles, place
from articles.importers.mapping import BadMapping, load
from articles.importers.readers.opening import FORMATS, Unreadable, opened
from newsroom.register.sequencer import sequence_all


class Command(BaseCommand):
    help = (
        "Load stories from JSON Lines, JSON, ninjs, CSV or text files. A second run changes"
        " nothing, and a run that was stopped is resumed by running it again. Exit code 1 if"
        " lines were rejected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="a file, a folder of text files or a zip; see docs/import.md"
        )
        parser.add_argument(
            "--format", choices=FORMATS, default="", help="found by the file's name when missing"
        )
        parser.add_argument(
            "--mapping", metavar="NAME", help="wikinews, or a JSON file: how to read foreign rows"
        )
        parser.add_argument(
            "--source", default="", metavar="NAME", help="publisher of rows that name none"
        )
        status = parser.add_mutually_exclusive_group()
        status.add_argument(
            "--publish",
            action="store_true",
            default=True,
            help="publish the stories as of their date (default)",
        )
        status.add_argument("--draft", dest="publish", action="store_false", help="keep as drafts")
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")
        parser.add_argument("--batch", type=int, default=200, help="stories in one transaction")
        parser.add_argument(
            "--reject-file", type=Path, help="write rejected lines here, as JSON Lines"
        )
        parser.add_argument(
            "--no-sequence", action="store_true", help="leave the register to the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch must be at least 1")
        started = time.monotonic()
        with ExitStack() as stack:
            report = self._import(stack, options)
        seconds = time.monotonic() - started
        for remark in report.remarks:
            self.stdout.write(f"note      {remark}")
        for line in report.summary() or ["articles: the file is empty"]:
            self.stdout.write(line)
        done = sum(report.total(outcome) for outcome in Outcome)
        prefix = "dry run, nothing stored: " if options["dry_run"] else ""
        self.stdout.write(f"{prefix}{seconds:.1f} s, {done / max(seconds, 0.001):.0f} stories/s")
        if not options["dry_run"] and not options["no_sequence"]:
            started = time.monotonic()
            items = sequence_all()
            seconds = time.monotonic() - started
            self.stdout.write(
                f"register: {items} items in {seconds:.1f} s, {items / seconds:.0f} items/s"
            )
        if rejected := report.total(Outcome.REJECTED):
            raise CommandError(f"{rejected} lines were rejected; the rest went in", returncode=1)

    def _import(self, stack: ExitStack, options: dict[str, Any]) -> Report:
        try:
            mapping = load(options["mapping"]) if options["mapping"] else None
            stories = stack.enter_context(
                opened(options["file"], options["format"], is_mapped=mapping is not None)
            )
            rejects = options["reject_file"]
            sink = stack.enter_context(rejects.open("w", encoding="utf-8")) if rejects else None
        except (BadMapping, OSError, Unreadable) as error:
            raise CommandError(str(error)) from error

        def on_reject(line: Line, reason: str) -> None:
            with tqdm.external_write_mode():
                self.stderr.write(f"rejected  {place(line)}: {reason}")
            if sink:
                entry = {"line": line.number, "reason": reason, "text": line.text}
                sink.write(json.dumps(entry, ensure_ascii=False) + "\n")

        bar = stack.enter_context(tqdm(total=stories.total, unit="", unit_scale=True, disable=None))
        return import_articles(
            stories.lines,
            on_reject=on_reject,
            mapping=mapping,
            source=options["source"],
            publish=options["publish"],
            dry_run=options["dry_run"],
            batch=options["batch"],
            progress=lambda end: bar.update(end - bar.n),
        )
