"""Checks of the story itself: whether it may go out at all, and how it is filed and signed."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import signing
from articles.checking.check import (
    BODY,
    DATELINE,
    EMBARGO,
    EVENT_DATE,
    HEADLINE,
    PICTURES,
    SECTION,
    SIGNATORIES,
    SIGNATURE,
    TRANSLATION_OF,
    Check,
    blocks,
    listed,
    warns,
)
from articles.checking.material import Material
from articles.models import Article
from articles.pictures import missing_rights


def barred(article: Article) -> Iterator[Check]:
    """What keeps a story in at any hour. Reads the story, its section and its pictures."""
    if not article.text and not article.headline:
        yield blocks("empty", _("The story has no text."), BODY)
    if bare := missing_rights(article):
        text = ngettext(
            "%d picture has no credit or no alternative text.",
            "%d pictures have no credit or no alternative text.",
            len(bare),
        )
        yield blocks("picture_without_rights", text % len(bare), PICTURES)
    section = article.section
    if article.stale_since and section is not None and section.hold_stale_translations:
        yield blocks(
            "stale_translation",
            _("The source was corrected; say that this translation is up to date again."),
            TRANSLATION_OF,
        )


def too_early(of: Material) -> Iterator[Check]:
    """An embargo in force: the story may be scheduled for its end, and not go out now."""
    if of.article.embargo_until and of.article.embargo_until > timezone.now():
        until = localize(timezone.localtime(of.article.embargo_until))
        yield blocks("embargo", _("The story is under embargo until %s.") % until, EMBARGO)


def unfiled(of: Material) -> Iterator[Check]:
    """What is missing in the filing of a story. Each may stay empty, and is flagged."""
    article, section = of.article, of.article.section
    if article.text and not article.headline:
        yield warns("no_headline", _("There is no headline; none will be invented."), HEADLINE)
    if section is None:
        yield warns("no_section", _("The story is filed under no section."), SECTION)
    if article.dateline is None:
        yield warns("no_dateline", _("There is no dateline."), DATELINE)
    if not article.event_date:
        yield warns("no_event_date", _("The date of the news is not given."), EVENT_DATE)
    if article.stale_since and not (section and section.hold_stale_translations):
        yield warns(
            "stale_translation",
            _("The source was corrected since this translation was made."),
            TRANSLATION_OF,
        )


def unsigned(of: Material) -> Iterator[Check]:
    """A signature that is missing, or of which nobody knows whose initials it has."""
    article = of.article
    if not article.signature:
        text = _("The story is not signed.")
        if proposal := signing.propose(article).signature:
            text += " " + _("Those who worked on it: %s.") % proposal
        yield warns("no_signature", text, SIGNATURE)
        return
    rows = list(article.signatories.all())
    known = {row.initials for row in rows if row.contributor_id}
    found = signing.resolve(article.signature, signing.day_of(article))
    open_ones = [segment for segment in found if segment.initials not in known]
    several = [segment.initials for segment in open_ones if len(segment.candidates) > 1]
    nobody = [segment.initials for segment in open_ones if not segment.candidates]
    if several:
        text = _("Initials that more than one person signs with; choose who it is: %s.")
        yield warns("ambiguous_initials", text % listed(several), SIGNATORIES)
    if nobody:
        text = _("Initials of nobody known on that day: %s.")
        yield warns("unknown_initials", text % listed(nobody), SIGNATORIES)
