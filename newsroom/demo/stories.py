"""Loads short stories about the demo archive's people and meetings, in every status."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from actors.models import Actor, Identifier, Meeting, Name, Place
from articles import services
from articles.choices import CoverageRole, MentionRole, SignatoryRole, Urgency
from articles.models import (
    Article,
    Classification,
    Contributor,
    Coverage,
    Mention,
    Section,
    Signatory,
    Subject,
)
from articles.texts import from_plain
from newsroom.demo.story_records import fixed_uid
from newsroom.demo.tables import sections
from newsroom.register.sequencer import sequence_all

# The agency's own signature in the demo; nobody's initials are made up.
DESK = "Démo"


def size() -> int:
    """How many rows `load` goes through."""
    return len(sections("stories.toml")["story"])


def load(advance: Callable[[int], object]) -> None:
    """Enter the stories that are missing; those that are there stay as they are."""
    content = sections("stories.toml")
    for row in content["section"]:
        Section.objects.get_or_create(code=row["code"], defaults=row)
    for row in content["subject"]:
        Subject.objects.get_or_create(code=row["code"], defaults=row)
    for row in content["story"]:
        if not Article.objects.filter(uid=fixed_uid(f"article {row['key']}")).exists():
            article = _enter(row)
            if row["status"] == "withdrawn":
                # The world has to have seen it, or nothing is left to say that it is gone.
                sequence_all()
                services.withdraw(article, by=None, reason=row["reason"])
        advance(1)


@transaction.atomic
def _enter(row: dict[str, Any]) -> Article:
    article = Article.objects.create(
        uid=fixed_uid(f"article {row['key']}"),
        headline=row["headline"],
        lead=row["lead"],
        body=from_plain(row["body"]),
        section=Section.objects.get(code=row["section"]),
        event_date=row.get("event_date", ""),
        embargo_until=_end_of_embargo(row),
        embargo_reason=row.get("embargo_reason", ""),
        urgency=row.get("urgency", Urgency.NORMAL),
        signature=DESK,
        notes="Écrit pour la démonstration d’après les données de newsroom/demo/data.",
    )
    desk, _made = Contributor.objects.get_or_create(
        initials=DESK, defaults={"name": "La rédaction", "role": SignatoryRole.AGENCY}
    )
    Signatory.objects.create(
        article=article, initials=DESK, role=SignatoryRole.AGENCY, contributor=desk
    )
    for code in row["subjects"]:
        Classification.objects.create(article=article, subject=Subject.objects.get(code=code))
    _name(article, row)
    for role in (CoverageRole.NEWS, CoverageRole.BACKGROUND):
        for source_id in row.get(role, ()):
            meeting = Meeting.objects.get(source_id=source_id)
            Coverage.objects.create(article=article, meeting=meeting, role=role)
    _bring_to_its_status(article, row)
    return article


def _end_of_embargo(row: dict[str, Any]) -> datetime | None:
    """Noon of a day to come, counted from the day of loading."""
    if "embargo_days" not in row:
        return None
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=row["embargo_days"])


def _name(article: Article, row: dict[str, Any]) -> None:
    for role in (MentionRole.ABOUT, MentionRole.MENTIONED):
        for key in row.get(role, ()):
            actor = _actor(key)
            Mention.objects.create(
                article=article, actor=actor, role=role, spelling=_printed(actor, article)
            )
    if "place" in row:
        name, iso2 = row["place"]
        place = Place.objects.get(name=name, country__iso2=iso2)
        Mention.objects.create(article=article, place=place, spelling=name)


def _actor(key: str) -> Actor:
    """By @ and an acronym, Wikidata item, or ISO 3166-1 alpha-2 code."""
    if key.startswith("@"):
        return Actor.objects.get(uid=fixed_uid(f"organisation {key[1:]}"))
    if len(key) == 2:
        return Actor.objects.get(country__iso2=key)
    return Identifier.objects.get(scheme="wikidata", value=key).actor


def _printed(actor: Actor, article: Article) -> str:
    """The name under which the story prints the actor; ValueError if it prints none."""
    names = [actor.name, *Name.objects.filter(actor=actor).values_list("text", flat=True)]
    text = f"{article.headline}\n{article.text}"
    printed = [name for name in names if name in text]
    if not printed:
        raise ValueError(f"The story {article} prints no name of {actor}.")
    return printed[0]


def _bring_to_its_status(article: Article, row: dict[str, Any]) -> None:
    status = row["status"]
    if status in ("published", "corrected", "withdrawn"):
        services.publish(article, by=None, at=row["published"])
    if status == "corrected":
        services.correct(article, by=None, note=row["correction"])
    elif status == "in_review":
        services.submit(article, by=None)
    elif status == "scheduled":
        ahead = timedelta(days=row.get("days_ahead", 0), hours=row.get("hours_ahead", 0))
        services.schedule(article, by=None, at=timezone.now() + ahead)
