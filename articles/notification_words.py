"""What a notification says, in the language that is active when it is read."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.choices import NotificationEvent as E
from articles.models import Notification

# By event: what happened, with and without somebody who did it.
WORDS = {
    E.SUBMIT: (
        gettext_lazy("%(by)s handed “%(story)s” to the desk."),
        gettext_lazy("“%(story)s” was handed to the desk."),
    ),
    E.MARK_READY: (
        gettext_lazy("%(by)s says that “%(story)s” is ready."),
        gettext_lazy("“%(story)s” is ready."),
    ),
    E.APPROVE: (
        gettext_lazy("%(by)s approved “%(story)s”."),
        gettext_lazy("“%(story)s” was approved."),
    ),
    E.REOPEN: (
        gettext_lazy("%(by)s sent “%(story)s” back."),
        gettext_lazy("“%(story)s” was sent back."),
    ),
    E.SCHEDULE: (
        gettext_lazy("%(by)s scheduled “%(story)s”."),
        gettext_lazy("“%(story)s” was scheduled."),
    ),
    E.PUBLISH: (
        gettext_lazy("%(by)s published “%(story)s”."),
        gettext_lazy("“%(story)s” was published."),
    ),
    E.CORRECT: (
        gettext_lazy("%(by)s corrected “%(story)s”."),
        gettext_lazy("“%(story)s” was corrected."),
    ),
    E.WITHDRAW: (
        gettext_lazy("%(by)s withdrew “%(story)s”."),
        gettext_lazy("“%(story)s” was withdrawn."),
    ),
    E.EXPIRE: (
        gettext_lazy("%(by)s let “%(story)s” expire."),
        gettext_lazy("“%(story)s” has expired."),
    ),
    E.LIFT_EMBARGO: (
        gettext_lazy("%(by)s lifted the embargo on “%(story)s”."),
        gettext_lazy("The embargo on “%(story)s” is lifted."),
    ),
    E.RELEASE_FAILED: (
        gettext_lazy("%(by)s tried to release “%(story)s”, which could not go out."),
        gettext_lazy("“%(story)s” was due and could not go out."),
    ),
    E.TAKEN_OVER: (
        gettext_lazy("%(by)s took over “%(story)s”; your text is kept in its history."),
        gettext_lazy("“%(story)s” was taken over; your text is kept in its history."),
    ),
    E.COMMENT: (
        gettext_lazy("%(by)s commented on “%(story)s”."),
        gettext_lazy("There is a comment on “%(story)s”."),
    ),
    E.ASSIGNMENT: (
        gettext_lazy("%(by)s assigned “%(story)s” to you."),
        gettext_lazy("“%(story)s” is assigned to you."),
    ),
    E.STALE_TRANSLATION: (
        gettext_lazy("%(by)s corrected the source of the translation “%(story)s”."),
        gettext_lazy("The source of the translation “%(story)s” was corrected."),
    ),
    E.CONTRADICTIONS: (
        gettext_lazy("%(by)s found new contradictions: %(count)s."),
        gettext_lazy("The night's checks found new contradictions: %(count)s."),
    ),
    E.REPORT: (
        gettext_lazy("%(by)s reports an error in “%(story)s”."),
        gettext_lazy("A reader reports an error in “%(story)s”."),
    ),
    E.AUDIT_BROKEN: (
        gettext_lazy("%(by)s found the audit broken at entry %(number)s."),
        gettext_lazy("The audit is broken at entry %(number)s."),
    ),
}
UNKNOWN = {"by": "", "story": "–", "count": "?", "number": "?"}


def words_of(notification: Notification, *, story: str = "") -> str:
    """What happened, as one sentence; `story` names the story otherwise than it was called."""
    parts = UNKNOWN | {name: value for name, value in notification.parts.items() if value}
    if story:
        parts["story"] = story
    with_somebody, with_nobody = WORDS[E(notification.event)]
    return str(with_somebody if parts["by"] else with_nobody) % parts


def page_of(notification: Notification) -> str:
    """The path of the desk's page that it leads to."""
    if notification.event == E.REPORT and (report := notification.parts.get("report")):
        return reverse("admin:readers_report_change", args=[report])
    if notification.article_id is not None:
        return reverse("admin:articles_article_change", args=[notification.article_id])
    pages = {
        E.AUDIT_BROKEN: "admin:audit_auditentry_changelist",
        E.CONTRADICTIONS: "admin:articles_finding_changelist",
        E.REPORT: "admin:readers_report_changelist",
    }
    return reverse(pages.get(E(notification.event), "admin:index"))
