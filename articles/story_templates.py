"""What templates give: the beginning of a story, the words of a notice; and their loader."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape

from actors.dates import display
from actors.models import Meeting, Participation
from articles.choices import TemplateKind
from articles.models import Article, Section, StoryTemplate, Subject

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
GAP = "…"  # what the writer of a template left for the editor to say
SHIPPED = Path(__file__).parent / "data" / "story_templates.toml"


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one without a value stays, so that it is seen.

    No template engine: what an editor types into a template is never run.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1]) or found[0], text)


def told_by(meeting: Meeting, language: str = "fr") -> dict[str, str]:
    """What a meeting says, by placeholder; empty where the record does not know it."""
    place = meeting.place
    country = place.country if place else None
    return {
        "meeting": meeting.title,
        "date": display(meeting.when, language[:2]) if meeting.when else "",
        "place": place.name if place else "",
        "country": country.name if country else "",
        "host": meeting.host.name if meeting.host else "",
        "participants": ", ".join(participants(meeting)),
    }


def participants(meeting: Meeting) -> list[str]:
    """Who is on record as taking part, in order and each once: people, offices, delegations."""
    rows = Participation.objects.filter(meeting=meeting).order_by("id")
    rows = rows.select_related("person", "office", "delegation")
    names = [
        str(row.person or row.office or row.name_as_written or row.delegation or "") for row in rows
    ]
    return list(dict.fromkeys(name for name in names if name))


def beginning(template: StoryTemplate | None, meeting: Meeting | None) -> dict[str, Any]:
    """Initial values of the story's form: from the template, from the meeting, or from both."""
    values: dict[str, Any] = {}
    if meeting is not None:
        values |= {"event_date": meeting.when, "dateline": meeting.place_id}
    if template is None:
        return values
    told = told_by(meeting, template.language) if meeting is not None else {}
    return values | {
        "headline": filled(template.headline, told)[:300],
        "lead": filled(template.lead, told),
        "body": filled(template.body, {name: escape(words) for name, words in told.items()}),
        "section": template.section_id,
        "urgency": template.urgency,
        "language": template.language,
    }


@dataclass(frozen=True)
class Notice:
    """The words of a notice, offered for one story."""

    key: str
    name: str
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be filled in, so that it may go out as it stands."""
        return GAP not in self.text and PLACEHOLDER.search(self.text) is None


def notices(kind: TemplateKind, article: Article) -> list[Notice]:
    """What the templates of a kind say of this story: in its language, or in any if none is."""
    rows = [row for row in StoryTemplate.objects.filter(kind=kind) if row.lead.strip()]
    own = [row for row in rows if row.language[:2] == article.language[:2]]
    told: dict[str, str] = {}
    if any(PLACEHOLDER.search(row.lead) for row in own or rows):
        meetings = Meeting.objects.filter(pk__in=article.coverages.values("meeting"))
        first = meetings.select_related("place__country", "host").order_by("pk").first()
        told = told_by(first, article.language) if first else {}
    return [Notice(str(row.pk), row.name, filled(row.lead.strip(), told)) for row in own or rows]


@transaction.atomic
def ensure_templates() -> int:
    """Enter the templates that are shipped and missing; how many. Edited ones stay as they are."""
    made = 0
    for row in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["template"]:
        codes = row.pop("subjects", [])
        section = Section.objects.filter(code=row.pop("section", "")).first()
        template, is_new = StoryTemplate.objects.get_or_create(
            name=row.pop("name"), defaults={**row, "section": section}
        )
        if is_new:
            template.subjects.set(Subject.objects.filter(code__in=codes))
        made += is_new
    return made
