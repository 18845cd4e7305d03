"""Factories of what readers send in."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from newsroom.readers.models import Alert, Letter, Report


class LetterFactory(DjangoModelFactory):
    """A letter that says nothing but its language, and waits."""

    class Meta:
        model = Letter

    uid = factory.LazyFunction(uuid.uuid4)
    purpose = "report"
    content = factory.LazyFunction(lambda: {"language": "fr"})
    sender = factory.Sequence(lambda n: f"sender {n}")


class ReportFactory(DjangoModelFactory):
    """A reader says that something is wrong with a story that is there no more."""

    class Meta:
        model = Report

    kind = "article"
    item = factory.LazyFunction(uuid.uuid4)
    title = factory.Sequence(lambda n: f"Entretiens de Bamako {n}")
    text = "La rencontre a eu lieu le 14 août, non le 15."
    quote = "vendredi 15 août"
    email = "lectrice@example.org"
    language = "fr"
    made_at = factory.LazyFunction(timezone.now)


class AlertFactory(DjangoModelFactory):
    """A reader has confirmed that all stories with a word are to be announced at once."""

    class Meta:
        model = Alert

    key = factory.Sequence(lambda n: f"key-{n}-{'x' * 30}")
    email = "lectrice@example.org"
    language = "fr"
    question = factory.LazyFunction(
        lambda: {"q": "Tombouctou", "about": "", "section": "", "section_name": ""}
    )
    pace = "at_once"
    asked_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyFunction(timezone.now)
    seen_until = factory.SelfAttribute("confirmed_at")
