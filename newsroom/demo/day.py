"""Loads what makes a desk's day in the demo: meetings to come, who covers them, one partner.

Days are counted from the day of loading. Meetings to come are made up, say so, and are held: no
reader sees them before a story that is out names them.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from actors.choices import MeetingKind, MeetingStatus, Visibility
from actors.models import Country, Meeting, Participation, Place
from articles.models import Article, Assignment, EmbargoAccess
from articles.story_templates import ensure_templates
from newsroom.demo.story_records import fixed_uid
from newsroom.partners.models import Partner

# Key; title; days ahead; ISO codes of the host and the guest; the host's town; who covers it.
MEETINGS = (
    ("1", "Exemple : point de presse du ministère", 0, "FR", "", "Paris", "reporter"),
    ("2", "Exemple : consultations à Dakar", 2, "SN", "CI", "Dakar", "reporter"),
    ("3", "Exemple : visite à Nairobi", 5, "KE", "GH", "Nairobi", ""),
    ("4", "Exemple : commission mixte à Accra", 9, "GH", "SN", "Accra", "editor"),
)
# Who is at work on a story that is no meeting's, by its key.
STORIES = {"uemoa-pays": "redaction", "otan-adhesions": "reporter", "brics-elargissement": "editor"}
EMBARGOED = "ua-membres"


def size() -> int:
    """How many rows `load` goes through."""
    return len(MEETINGS) + len(STORIES) + 2


@transaction.atomic
def load(advance: Any) -> None:
    """Enter what is missing; what is there stays as it is, also on another day."""
    ensure_templates()
    advance(1)
    today = timezone.localdate()
    for key, title, days, host, guest, town, name in MEETINGS:
        day = today + timedelta(days=days)
        uid = fixed_uid(f"meeting of the day {key}")
        if not Meeting.objects.filter(uid=uid).exists():
            meeting = _meeting(uid, title, day.isoformat(), host, guest, town)
            if name:
                Assignment.objects.create(meeting=meeting, reporter=_account(name), due_on=day)
        advance(1)
    for key, name in STORIES.items():
        story = Article.objects.filter(uid=fixed_uid(f"article {key}")).first()
        if story and not Assignment.objects.filter(story=story).exists():
            Assignment.objects.create(
                title=(story.headline or story.lead)[:300],
                due_on=today,
                story=story,
                reporter=_account(name),
                status="covered",
            )
        advance(1)
    partner, is_new = Partner.objects.get_or_create(
        slug="exemple",
        defaults={"name": "Partenaire d’exemple", "email": "desk@partenaire.example"},
    )
    embargoed = Article.objects.filter(uid=fixed_uid(f"article {EMBARGOED}")).first()
    if is_new and embargoed:
        EmbargoAccess.objects.create(article=embargoed, partner=partner)
    advance(1)


def _meeting(uid: Any, title: str, when: str, host: str, guest: str, town: str) -> Meeting:
    country = Country.objects.get(iso2=host)
    meeting = Meeting.objects.create(
        uid=uid,
        title=title,
        when=when,
        kind=MeetingKind.MEETING,
        status=MeetingStatus.PLANNED,
        host_id=country.pk,
        place=Place.objects.filter(name=town, country=country).first(),
        visibility=Visibility.HELD,
    )
    for iso2 in (host, guest):
        if iso2:
            delegation = Country.objects.get(iso2=iso2)
            Participation.objects.create(meeting=meeting, delegation_id=delegation.pk)
    return meeting


def _account(name: str) -> Any:
    """The account of the demo; None where its log-ins were not made."""
    users: Any = get_user_model()
    return users.objects.filter(username=name).first()
