"""manage.py transition: changes the status of stories, as a user of the desk would."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import services
from articles.hours import read_hour
from articles.models import Article
from articles.transitions.moves import words
from articles.transitions.table import SYSTEM, TRANSITIONS

# What some of them ask besides: the option, under the same name.
ASKED = {"schedule": "at", "correct": "note", "withdraw": "reason", "lift_embargo": "reason"}
NAMES = [name for name, transition in TRANSITIONS.items() if transition.permission != SYSTEM]


class Command(BaseCommand):
    help = "Make one transition for each of these stories, with the rights of a user."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=NAMES, help="what to do")
        parser.add_argument("stories", type=int, nargs="+", metavar="PK", help="keys of stories")
        parser.add_argument("--by", required=True, metavar="USER", help="log-in of who asks")
        parser.add_argument("--at", help="schedule: the hour, in the newsroom's zone or with one")
        parser.add_argument("--note", help="correct: the public note")
        parser.add_argument("--reason", help="withdraw, lift_embargo: the reason")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        values = self._values(name, options)
        users: Any = get_user_model()
        user = users.objects.filter(username=options["by"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {options['by']!r}.")
        found = Article.objects.select_related("section").in_bulk(options["stories"])
        refused = 0
        for pk in options["stories"]:
            if pk not in found:
                self.stderr.write(f"{pk}: there is no such story")
                refused += 1
                continue
            try:
                story = getattr(services, name)(found[pk], by=user, **values)
            except (PermissionDenied, ValidationError) as refusal:
                self.stderr.write(f"{pk}: {words(refusal)}")
                refused += 1
            else:
                self.stdout.write(f"{pk}: {story.get_status_display()}")
        if refused:
            raise CommandError(f"{refused} of {len(options['stories'])} refused")

    def _values(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        """What the transition asks besides the story; what is missing or idle is an error."""
        asked = ASKED.get(name)
        for option in ("at", "note", "reason"):
            if option == asked and not options[option]:
                raise CommandError(f"{name} needs --{option}.")
            if option != asked and options[option]:
                raise CommandError(f"{name} does not take --{option}.")
        if asked is None:
            return {}
        try:
            return {asked: read_hour(options["at"]) if asked == "at" else options[asked]}
        except ValidationError as error:
            raise CommandError(f"--at: {words(error)}") from error
