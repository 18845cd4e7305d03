"""manage.py load_demo: fills an archive with the demo's records and makes its log-ins."""

import sys
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.demo import archive
from newsroom.demo.accounts import ensure_accounts

ALLOWED = ("newsroom.settings.demo", "newsroom.settings.test")


class Command(BaseCommand):
    help = "Load the demo archive; what is there already stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE not in ALLOWED:
            raise CommandError(
                "The demo archive has known passwords and is for newsroom.settings.demo only."
            )
        began = monotonic()
        ensure_accounts()
        # Without a terminal the bar would only fill a log.
        with tqdm(total=archive.size(), unit=" rows", file=sys.stderr, disable=None) as bar:
            numbered = archive.load(bar.update)
        self.stdout.write(
            f"demo archive: {numbered} changes in the register, {monotonic() - began:.1f} s"
        )
