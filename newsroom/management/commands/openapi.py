"""Command: write the description of the API anew."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.description import FILE, described


class Command(BaseCommand):
    """Writes newsroom/openapi.json."""

    help = "Write the description of the API (newsroom/openapi.json) anew."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(described())
        self.stdout.write(f"{FILE.name}: {FILE.stat().st_size} bytes")
