"""The closed lists of the stories' record; their values reach partners as they stand."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ArticleStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLIC_STATUSES = (ArticleStatus.PUBLISHED, ArticleStatus.CORRECTED)
# What is typed into a story in one of these goes out without another look at it.
COMMITTED_STATUSES = (ArticleStatus.SCHEDULED, *PUBLIC_STATUSES)


class Urgency(IntegerChoices):
    """IPTC urgency: 1 is the most urgent, 8 the least."""

    FLASH = 1, _("1 – flash")
    URGENT = 2, _("2 – urgent")
    HIGH = 3, _("3 – high")
    NORMAL = 4, _("4 – normal")
    MODERATE = 5, _("5 – moderate")
    LOW = 6, _("6 – low")
    FEATURE = 7, _("7 – feature")
    ARCHIVE = 8, _("8 – archive")


class MentionRole(TextChoices):
    ABOUT = "about", _("The story is about it")
    MENTIONED = "mentioned", _("Mentioned")
    SOURCE = "source", _("Source of information")
    CITED = "cited", _("Cited without taking part")


class CoverageRole(TextChoices):
    NEWS = "news", _("It is the news")
    BACKGROUND = "background", _("It is background")


class StatementKind(TextChoices):
    QUOTE = "quote", _("Quotation")
    CLAIM = "claim", _("Reported without quotation marks")
    RELAYED = "relayed", _("Message carried for another")
    TERM = "term", _("Term in quotation marks")


class SignatoryRole(TextChoices):
    WRITER = "writer", _("Writer")
    EDITOR = "editor", _("Desk editor")
    AGENCY = "agency", _("Agency")
    UNKNOWN = "unknown", _("Not known")


class Anchor(TextChoices):
    """Where the words that a row quotes stand in the story's text as it is now."""

    ANCHORED = "anchored", _("Stands in the text")
    CHANGED = "changed", _("Changed in the text")
    LOST = "lost", _("Not in the text any more")
    NONE = "none", _("Quotes no words")


class Review(TextChoices):
    """Whether an editor has looked at a row, and with what result."""

    UNREVIEWED = "unreviewed", _("Not looked at")
    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("In doubt")
    REJECTED = "rejected", _("Rejected")


class FindingState(TextChoices):
    """What has become of something that a check has found."""

    OPEN = "open", _("Open")
    DISMISSED = "dismissed", _("Set aside")
    GONE = "gone", _("Not found any more")


class RevisionKind(TextChoices):
    """On what occasion a revision of a story was kept."""

    SAVED = "saved", _("Saved")
    AUTOSAVED = "autosaved", _("Kept while typing")
    TAKEN_OVER = "taken_over", _("Taken over")
    PLANNED = "planned", _("Planned")
    APPLIED = "applied", _("Planned change made")
    RESTORED = "restored", _("Restored")
    IMPORTED = "imported", _("Imported")


class PlanState(TextChoices):
    """What has become of a planned change."""

    WAITING = "waiting", _("Waiting")
    APPLIED = "applied", _("Made")
    CANCELLED = "cancelled", _("Given up")


class NotificationEvent(TextChoices):
    """What members of the newsroom are told of; transitions go by their own names."""

    SUBMIT = "submit", _("A story is handed to the desk")
    MARK_READY = "mark_ready", _("A story is ready")
    APPROVE = "approve", _("A story is approved")
    REOPEN = "reopen", _("A story is sent back")
    SCHEDULE = "schedule", _("A story is scheduled")
    PUBLISH = "publish", _("A story is published")
    CORRECT = "correct", _("A story is corrected")
    WITHDRAW = "withdraw", _("A story is withdrawn")
    EXPIRE = "expire", _("A story has expired")
    LIFT_EMBARGO = "lift_embargo", _("An embargo is lifted")
    RELEASE_FAILED = "release_failed", _("A story that was due could not go out")
    TAKEN_OVER = "taken_over", _("Somebody took over a story that you had open")
    COMMENT = "comment", _("Somebody commented on a story")
    ASSIGNMENT = "assignment", _("Something is assigned to you")
    STALE_TRANSLATION = "stale_translation", _("The source of a translation was corrected")
    CONTRADICTIONS = "contradictions", _("The night's checks found contradictions")
    REPORT = "report", _("A reader reports an error")
    AUDIT_BROKEN = "audit_broken", _("The audit has been tampered with")


class DueTask(TextChoices):
    """What the worker does with a story at an hour that somebody has set."""

    RELEASE = "release", _("Publication")
    EXPIRY = "expiry", _("Expiry")


class AssignmentStatus(TextChoices):
    """What has become of something that was to be covered."""

    PLANNED = "planned", _("Planned")
    COVERED = "covered", _("Covered")
    DROPPED = "dropped", _("Dropped")


class TemplateKind(TextChoices):
    """What a template is the beginning of."""

    STORY = "story", _("A story")
    CORRECTION = "correction", _("The note of a correction")
    WITHDRAWAL = "withdrawal", _("The reason of a withdrawal")


class Shape(TextChoices):
    """How much of a picture a rendition shows."""

    WHOLE = "whole", _("The whole picture")
    SQUARE = "square", _("A square around the focal point")
