"""manage.py rebuild_spellings: makes the table of ways of writing anew from the record."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from actors.models import Spelling, StaleSpelling
from actors.spellings.index import mark_all, refresh


class Command(BaseCommand):
    help = (
        "Compare every way of writing with the record and correct what differs. Triggers and the"
        " worker keep them current; this is for whoever doubts it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        refresh()  # what is waiting is no fault
        before = set(Spelling.objects.values_list("pk", flat=True))
        mark_all()
        done = refresh()
        after = set(Spelling.objects.values_list("pk", flat=True))
        self.stdout.write(
            f"{done} things, {len(after)} ways of writing: {len(after - before)} added,"
            f" {len(before - after)} removed in {time.monotonic() - started:.1f} s"
        )
        if left := StaleSpelling.objects.count():
            self.stdout.write(f"{left} things are being written to; the worker will take them.")
