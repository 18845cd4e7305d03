"""Gives the role of the public side its rights, and makes it if asked."""

import os
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, transaction

from newsroom.register.grants import ROLE, allow_login, create_role, grant, role_exists


class Command(BaseCommand):
    help = (
        "Let the public side's role read the register, put in letters, and nothing else."
        " With PUBLIC_ROLE_PASSWORD set, it may log in with that password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default=ROLE, help="name of the role (%(default)s)")
        parser.add_argument("--create", action="store_true", help="make the role if need be")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        try:
            with transaction.atomic():
                if not role_exists(role):
                    if not options["create"]:
                        raise CommandError(f"There is no role {role}; see --create.")
                    create_role(role)
                if password := os.environ.get("PUBLIC_ROLE_PASSWORD"):
                    allow_login(password, role)
                grant(role)
        except ProgrammingError as error:
            raise CommandError(f"Cannot set up the role {role}: {error}") from error
        self.stdout.write(f"{role} reads the register, puts in letters, and nothing else.")
