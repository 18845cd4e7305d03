"""manage.py suggest: shows what a story's text proposes to record."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.suggestion.printing import as_json, as_lines
from articles.suggestion.suggest import suggest


class Command(BaseCommand):
    help = (
        "Show which people, countries, bodies, places and offices of the record a text names, "
        "and the meetings, words and documents it seems to tell of. Nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="text file in UTF-8; - reads standard input")
        parser.add_argument(
            "--on", metavar="DATE", help="day of the story, such as 2025-08-14 (today)"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["on"])
        proposal = suggest(_text(options["file"]), on)
        if options["json"]:
            self.stdout.write(as_json(proposal))
            return
        for line in as_lines(proposal):
            self.stdout.write(line)


def _day(text: str | None) -> date:
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("“%(text)s” is not a day; write it like 2025-08-14.") % {"text": text}
        raise CommandError(message, returncode=2) from error


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        message = _("%(file)s cannot be read: %(reason)s") % {
            "file": name,
            "reason": error.strerror or error,
        }
        raise CommandError(message) from error
    except UnicodeDecodeError as error:
        raise CommandError(_("%(file)s is not text in UTF-8.") % {"file": name}) from error
