"""manage.py load_templates: enters the templates of stories with which a newsroom begins."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.story_templates import ensure_templates


class Command(BaseCommand):
    help = "Enter the shipped templates of stories that are missing; those there stay."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{ensure_templates()} templates entered")
