"""manage.py openapi: writes the description of the API anew, or says that it is out of date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.description import FILE, described


class Command(BaseCommand):
    """Writes newsroom/openapi.json."""

    help = "Write the description of the API (newsroom/openapi.json) anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit code 1 if it is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if FILE.read_text() != described():
                raise CommandError(f"{FILE.name} is not that of the code; run `make openapi`")
            return
        FILE.write_text(described())
        self.stdout.write(f"{FILE.name}: {FILE.stat().st_size} bytes")
