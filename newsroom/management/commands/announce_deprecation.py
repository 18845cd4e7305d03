"""manage.py announce_deprecation: writes to partners what of the API will end, and when."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string
from django.utils.translation import override

from newsroom.partners.models import Key, Partner
from newsroom.register.api.deprecating import End, ends

GUIDE = "/partenaires/guide/#versions"


class Command(BaseCommand):
    help = "Write to every partner with a key what of the API will end; without --send, show it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the e-mails")

    def handle(self, *args: Any, **options: Any) -> None:
        coming = [one for one in ends() if not one.deprecation.is_over]
        if not coming:
            self.stdout.write("Nothing of the API is out of date: there is nothing to announce.")
            return
        partners = contacts()
        message = letter(coming)
        self.stdout.write(f"Subject: {message.subject}\n\n{message.body}")
        for partner in partners:
            self.stdout.write(f"{'to' if options['send'] else 'would go to'} {partner.email}")
            if options["send"]:  # to each by itself: none learns who the others are
                message.to = [partner.email]
                message.send()
        if not options["send"]:
            self.stdout.write("Nothing was sent; send it with --send.")


def contacts() -> list[Partner]:
    """The partners to write to: under contract, with a key that works, and an address."""
    keys = Key.objects.working()
    return list(Partner.objects.filter(is_active=True, keys__in=keys).exclude(email="").distinct())


def letter(coming: list[End]) -> EmailMessage:
    """The e-mail in French, and after it in English."""
    told = {"ends": coming, "guide": f"{settings.READERS_ADDRESS}{GUIDE}"}
    subjects, texts = [], []
    for language in ("fr", "en"):
        with override(language):
            subject = render_to_string("newsroom/mails/deprecation_subject.txt", told)
            subjects.append(" ".join(subject.split()))
            texts.append(render_to_string("newsroom/mails/deprecation.txt", told).strip())
    return EmailMessage(subject=" / ".join(subjects), body="\n\n-- \n\n".join(texts) + "\n")
