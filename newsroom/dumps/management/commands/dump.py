"""manage.py dump: makes a dump for every audience, or for one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.dumps.audiences import audiences
from newsroom.dumps.making import Busy, alone, make, sweep


class Command(BaseCommand):
    help = "Make a dump of the register for each audience, with the cursor to go on from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--audience",
            metavar="LABELS",
            help="only for who has exactly these labels, divided by commas, such as “public”",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = list(audiences())
        if named := options["audience"]:
            labels = tuple(sorted(named.split(",")))
            chosen = [audience for audience in chosen if audience.labels == labels]
            if not chosen:
                raise CommandError(f"Nobody has the labels {named} and no others.")
        try:
            with alone():
                sweep()
                for audience in chosen:
                    dump = make(audience)
                    self.stdout.write(f"{dump.folder}: {said(dump.manifest['files'])}")
        except Busy as error:
            raise CommandError("Dumps are being made already.") from error


def said(files: list[dict[str, Any]]) -> str:
    """The files in one line."""
    rows = sum(file["rows"] for file in files if file["name"].endswith(".gz"))
    return f"{rows} rows, {sum(file['bytes'] for file in files):,} bytes"
