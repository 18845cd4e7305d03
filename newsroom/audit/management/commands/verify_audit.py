"""manage.py verify_audit: whether anybody changed, moved or removed what the audit kept."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.audit.chain import Head, seal, verify


class Command(BaseCommand):
    help = (
        "Seal what is new, check every entry against its seal, and print the end of the chain. "
        "Write that end down elsewhere, and give it back with --expect: only so is it noticed "
        "that the last entries were removed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", metavar="DIGEST@NUMBER", help="An end that was printed before."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = _head(options["expect"]) if options["expect"] else None
        seal()
        verdict = verify(expected)
        if not verdict.is_whole:
            raise CommandError(f"BROKEN: {verdict.fault}. The chain is whole up to {verdict.head}.")
        self.stdout.write(f"whole: {verdict.head.number} entries, {verdict.unsealed} not sealed")
        self.stdout.write(str(verdict.head))


def _head(text: str) -> Head:
    found = re.fullmatch(r"([0-9a-f]{64})@(\d+)", text.strip())
    if not found:
        raise CommandError("--expect takes what an earlier run printed: DIGEST@NUMBER.")
    return Head(int(found[2]), found[1])
