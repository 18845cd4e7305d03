"""Loads the story of 14 August 2025 with all that it records, and publishes it.

The events, people and ten short quotations are those of a real story; the text is written
anew for the archive.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from articles.models import Article
from articles.services import publish
from newsroom.demo.story_actors import make_actors
from newsroom.demo.story_evidence import make_evidence
from newsroom.demo.story_meetings import make_meetings
from newsroom.demo.story_text import UID, make_article
from newsroom.demo.story_words import make_statements

# The day is inferred, the hour is nobody's: noon in the archive's time.
PUBLISHED_AT = datetime(2025, 8, 15, 12, tzinfo=UTC)


@transaction.atomic
def load(progress: Callable[[str], object] | None = None) -> Article:
    """The published story. An archive that has it already is left as its editors made it.

    `progress` is told what is being made, in one word at a time.
    """
    tell = progress or (lambda _step: None)
    if known := Article.objects.filter(uid=UID).first():
        return known
    tell("actors")
    cast = make_actors()
    tell("meetings")
    make_meetings(cast)
    tell("article")
    article = make_article(cast)
    make_statements(article, cast)
    make_evidence(article, cast)
    tell("publication")
    return publish(article, by=None, at=PUBLISHED_AT)
