"""The panels of the first page: what waits for whom, what is due, what is coming."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import agenda, queues
from articles.admin.assignments import begin_address
from articles.alarms import Alarm, alarms
from articles.choices import ArticleStatus, AssignmentStatus, FindingState, TemplateKind
from articles.models import Article, Assignment, Comment, Finding, StoryTemplate
from articles.quality.checks import CHECKS
from newsroom.admin_panels import SHOWN, Line, Link, Panel
from newsroom.admin_site import desk

STORIES = "admin:articles_article_changelist"
LATE = gettext_lazy("late")


def titled(article: Any) -> str:
    return Truncator(str(article)).chars(110)


def story(article: Any, **more: Any) -> Line:
    """A line that opens a story."""
    return Line(
        titled(article), reverse("admin:articles_article_change", args=[article.pk]), **more
    )


def hour(moment: Any) -> str:
    """The time of the day in the newsroom; with the day, where it is not today."""
    local = timezone.localtime(moment)
    time = date_format(local, "TIME_FORMAT")
    if local.date() == timezone.localdate():
        return time
    return f"{date_format(local, 'SHORT_DATE_FORMAT')} {time}"


def waiting(request: HttpRequest, condition: Q) -> QuerySet[Any]:
    """The stories of a queue that this user may see, without their texts."""
    rows = Article.objects.filter(condition).select_related("section")
    return rows.defer("body", "body_text", "notes")


def listed(queue: str) -> list[Link]:
    return [Link(_("The whole list"), f"{reverse(STORIES)}?queue={queue}")]


def may(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.has_perm(permission))


@desk.panel(0)
def failures(request: HttpRequest) -> Panel | None:
    """What was due and is late or failed. It is not there while all is well."""
    if not may(request, "articles.view_article"):
        return None
    found = alarms(timezone.now(), SHOWN)
    if not found:
        return None
    lines = [
        story(one.article, beside=Truncator(one.why).chars(160), alert=_alarm(one)) for one in found
    ]
    return Panel("failures", _("Late or failed"), lines, links=listed("failed"), is_alarm=True)


def _alarm(alarm: Alarm) -> str:
    parts = {"task": alarm.task, "hour": hour(alarm.since), "tries": alarm.tries}
    if not alarm.why:
        return _("%(task)s late, due at %(hour)s") % parts
    if not alarm.tries:
        return _("%(task)s failed at %(hour)s") % parts
    return _("%(task)s failed at %(hour)s, tried %(tries)d times") % parts


@desk.panel(10)
def drafts(request: HttpRequest) -> Panel | None:
    if not may(request, "articles.change_article"):
        return None
    rows = waiting(request, queues.drafts(request.user)).order_by("-updated_at")[:SHOWN]
    begin = [
        Link(_("New story"), reverse("admin:articles_article_add")),
        Link(_("From a template"), reverse("admin:articles_article_begin")),
    ]
    return Panel(
        "drafts",
        _("My drafts"),
        [story(row, beside=hour(row.updated_at)) for row in rows],
        empty=_("You have no draft. A story that you save or that is given to you appears here."),
        links=[*listed("mine"), *(begin if may(request, "articles.add_article") else [])],
    )


@desk.panel(20)
def awaiting(request: HttpRequest) -> Panel | None:
    """What stands still until this user does something; why, beside each."""
    if not may(request, "articles.change_article"):
        return None
    rows = waiting(request, queues.awaiting(request.user)).order_by("urgency", "updated_at")
    return Panel(
        "awaiting",
        _("Awaiting me"),
        [story(row, beside=_reason(row)) for row in rows[:SHOWN]],
        empty=_("Nothing waits for you."),
        links=listed("awaiting"),
    )


def _reason(article: Any) -> str:
    if article.status == ArticleStatus.DRAFT:
        return _("sent back to you")
    if article.is_published:
        return _("a change to approve")
    return str(article.get_status_display()).lower()


@desk.panel(25)
def assigned(request: HttpRequest) -> Panel | None:
    """What this user is to cover and has not begun. It is not there for who covers nothing."""
    if not may(request, "articles.view_assignment"):
        return None
    rows = Assignment.objects.filter(
        reporter=request.user.pk, status=AssignmentStatus.PLANNED, story=None
    )
    lines = [
        Line(
            Truncator(str(row)).chars(110),
            reverse("admin:articles_assignment_change", args=[row.pk]),
            beside=date_format(row.due_on) if row.due_on else "",
            links=_begin(request, row.meeting, row),
        )
        for row in rows.select_related("meeting").order_by("due_on", "id")[:SHOWN]
    ]
    return Panel("assigned", _("To be covered by me"), lines) if lines else None


@desk.panel(30)
def scheduled(request: HttpRequest) -> Panel | None:
    if not may(request, "articles.view_article"):
        return None
    now = timezone.now()
    rows = waiting(request, queues.scheduled_today()).order_by("release_at", "pk")[:SHOWN]
    return Panel(
        "scheduled",
        _("Scheduled today"),
        [
            story(row, beside=hour(row.release_at), alert=LATE if row.release_at < now else "")
            for row in rows
        ],
        empty=_("No story goes out by itself today."),
        links=listed("scheduled_today"),
    )


@desk.panel(40)
def embargoes(request: HttpRequest) -> Panel | None:
    if not may(request, "articles.view_article"):
        return None
    rows = waiting(request, queues.embargo_lifting()).order_by("embargo_until", "pk")[:SHOWN]
    return Panel(
        "embargoes",
        _("Embargoes ending today or tomorrow"),
        [
            story(row, beside=_("%(hour)s · %(reason)s") % {
                "hour": hour(row.embargo_until), "reason": row.embargo_reason
            })
            for row in rows
        ],
        empty=_("No embargo ends today or tomorrow."),
        links=listed("embargo_lifting"),
    )  # fmt: skip


@desk.panel(50)
def findings(request: HttpRequest) -> Panel | None:
    """Open findings that are this user's or nobody's: unresolved names and other gaps."""
    if not may(request, "articles.view_finding"):
        return None
    open_ones = Finding.objects.filter(state=FindingState.OPEN)
    rows = open_ones.filter(Q(owner=request.user.pk) | Q(owner=None))
    # One's own first.
    rows = rows.order_by("owner", "-last_seen", "id")[:SHOWN]
    address = reverse("admin:articles_finding_changelist")
    return Panel(
        "findings",
        _("Unresolved names and gaps"),
        [
            Line(
                Truncator(row.subject).chars(90),
                reverse("admin:articles_finding_change", args=[row.pk]),
                beside=CHECKS[row.rule].title if row.rule in CHECKS else row.rule,
                alert=_("yours") if row.owner_id else "",
            )
            for row in rows
        ],
        empty=_("The checks have found nothing that is not seen to."),
        links=[
            Link(_("Mine"), f"{address}?whose=mine"),
            Link(_("Nobody’s"), f"{address}?whose=nobody"),
        ],
    )


@desk.panel(60)
def meetings(request: HttpRequest) -> Panel | None:
    if not may(request, "articles.view_assignment"):
        return None
    rows = agenda.coming(timezone.localdate(), limit=SHOWN)
    return Panel(
        "meetings",
        _("Coming meetings"),
        [_coming(request, entry) for entry in rows],
        empty=_("No meeting is planned in the next two weeks."),
        links=[Link(_("Agenda"), reverse("admin:articles_agenda"))],
    )


def _coming(request: HttpRequest, entry: agenda.Entry) -> Line:
    people = [str(one.reporter) for one in entry.assignments if one.reporter]
    when = date_format(entry.day, "SHORT_DATE_FORMAT")
    if entry.meeting is not None:
        address = reverse("admin:actors_meeting_change", args=[entry.meeting.pk])
    else:
        address = reverse("admin:articles_assignment_change", args=[entry.assignments[0].pk])
    links = [
        Link(titled(story), reverse("admin:articles_article_change", args=[story.pk]))
        for story in entry.stories
    ]
    if not links:
        own = [one for one in entry.assignments if one.reporter_id == request.user.pk]
        links = _begin(request, entry.meeting, own[0] if own else None)
    return Line(
        Truncator(entry.title).chars(90),
        address,
        beside=f"{when} · {', '.join(people)}" if people else when,
        alert="" if people else _("nobody covers it"),
        links=links,
    )


def _begin(request: HttpRequest, meeting: Any, assignment: Any) -> list[Link]:
    if not may(request, "articles.add_article") or (meeting is None and assignment is None):
        return []
    return [Link(_("Start the story"), begin_address(meeting, assignment))]


@desk.panel(70)
def comments(request: HttpRequest) -> Panel | None:
    """Open remarks on this user's stories, by others. It is not there while there are none."""
    if not may(request, "articles.view_comment"):
        return None
    own = Article.objects.filter(queues.mine(request.user)).values("pk")
    rows = Comment.objects.filter(article__in=own, parent=None, resolved_at=None)
    rows = rows.exclude(author=request.user.pk).select_related("article", "author")
    lines = [
        Line(
            Truncator(row.text).chars(90),
            reverse("admin:articles_article_comments", args=[row.article_id]),
            beside=f"{row.author or '–'} · {titled(row.article)}",
        )
        for row in rows.order_by("-id")[:SHOWN]
    ]
    return Panel("comments", _("Comments on my stories"), lines) if lines else None


@desk.panel(80)
def templates(request: HttpRequest) -> Panel | None:
    """The templates, each one click from a new story."""
    if not may(request, "articles.add_article"):
        return None
    add = reverse("admin:articles_article_add")
    rows = StoryTemplate.objects.filter(kind=TemplateKind.STORY)[:SHOWN]
    return Panel(
        "templates",
        _("New from a template"),
        [Line(row.name, f"{add}?template={row.pk}") for row in rows],
        empty=_("There is no template yet. Chief editors enter them."),
        links=[Link(_("With a meeting"), reverse("admin:articles_article_begin"))],
    )
