"""manage.py roles: makes the groups of the newsroom's roles, with exactly their rights."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.roles import ensure_roles


class Command(BaseCommand):
    help = "Make the groups of the six roles; what they have been given besides is taken away."

    def handle(self, *args: Any, **options: Any) -> None:
        for role, group in ensure_roles().items():
            self.stdout.write(f"{group.name} ({role}): {group.permissions.count()} rights")
