"""One thing done to many stories: first tried, so that each says what would become of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import history, services
from articles.assigning import give
from articles.choices import PUBLIC_STATUSES, AssignmentStatus
from articles.editing import touch
from articles.models import Article, Assignment, Classification, Section, Subject
from newsroom.audit import journal
from newsroom.audit.journal import keeping_refusals

LIMIT = 200  # stories at once: a dry run holds all of them for as long as it takes


@dataclass(frozen=True)
class Deed:
    """Something that can be done to many stories.

    do: changes one story and says what has changed; raises what explains why not.
    permission: without it there is no use in trying.
    is_edit: it changes what the story says, which needs the right to change that very story.
    asks: names of what it must be told; see the forms of the desk.
    """

    code: str
    title: Any
    do: Callable[..., str]
    permission: str
    is_edit: bool = False
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one story; `is_done` is False where it was refused."""

    article: Article
    is_done: bool
    words: str


def tried(
    deed: Deed, pks: Iterable[int], *, by: Any, may_change: Callable[[Article], bool], **values: Any
) -> list[Outcome]:
    """What would become of each story. All of it is done, and all of it undone."""
    with transaction.atomic():
        with keeping_refusals():  # inside: what is only tried is not refused
            outcomes = [_one(deed, a, by, may_change, values, dry=True) for a in _stories(pks)]
        transaction.set_rollback(True)
    return outcomes


def done(
    deed: Deed, pks: Iterable[int], *, by: Any, may_change: Callable[[Article], bool], **values: Any
) -> list[Outcome]:
    """Do it, each story in a transaction of its own: one that is refused stops no other."""
    return [_one(deed, article, by, may_change, values) for article in _stories(pks)]


def _stories(pks: Iterable[int]) -> list[Article]:
    chosen = Article.objects.filter(pk__in=list(pks)).select_related("section")
    return list(chosen.order_by("-id")[:LIMIT])


def _one(
    deed: Deed,
    article: Article,
    by: Any,
    may_change: Callable[[Article], bool],
    values: dict[str, Any],
    *,
    dry: bool = False,
) -> Outcome:
    try:
        with transaction.atomic():
            if not by.has_perm(deed.permission):
                raise PermissionDenied
            if deed.is_edit:
                locked = Article.objects.select_for_update(of=("self",)).select_related("section")
                article = locked.in_bulk([article.pk])[article.pk]
                if not may_change(article):
                    raise PermissionDenied(_("You may not change this story."))
            words = deed.do(article, by=by, **values)
            if dry:
                transaction.set_rollback(True)
    except (ValidationError, PermissionDenied) as refusal:
        why = " ".join(getattr(refusal, "messages", None) or [str(refusal)])
        return Outcome(article, False, why or _("You may not do this with a story."))
    return Outcome(article, True, words)


def transition(name: str) -> Callable[..., str]:
    """The deed that makes one transition of `articles.services`."""

    def do(article: Article, *, by: Any, **values: Any) -> str:
        before = article.get_status_display()
        changed = getattr(services, name)(article, by=by, **values)
        return f"{before} → {changed.get_status_display()}"

    return do


def file_under(article: Article, *, by: Any, subject: Subject) -> str:
    """Add a subject."""
    if Classification.objects.filter(article=article, subject=subject).exists():
        raise ValidationError(_("It is filed under this subject already."))
    Classification.objects.create(article=article, subject=subject)
    return _edited(article, by, f"+ {subject}", {"subject": subject.code})


def move_to(article: Article, *, by: Any, section: Section) -> str:
    """Put the story under another section."""
    before = article.section
    if before == section:
        raise ValidationError(_("It stands in this section already."))
    article.section = section
    article.save(update_fields=["section", "updated_at"])
    return _edited(article, by, f"{before or '–'} → {section}", {"section": section.code})


def assign(article: Article, *, by: Any, reporter: Any) -> str:
    """Give the story to a reporter."""
    if article.status in PUBLIC_STATUSES:
        raise ValidationError(_("The story is out: there is nothing left to be done."))
    given = Assignment.objects.filter(story=article).select_related("reporter").first()
    before = given.reporter if given else None
    if before == reporter:
        raise ValidationError(_("It is with this reporter already."))
    if given is None:
        given = Assignment(
            story=article,
            title=str(article)[:300],
            due_on=timezone.localdate(),
            status=AssignmentStatus.COVERED,
        )
    given.reporter = reporter
    given.validate_constraints()
    given.save()
    give(given, by=by)
    detail = {"reporter": reporter.get_username()}
    journal.write("article.assigned", by=by, subject=article, detail=detail)
    return f"{before.get_username() if before else '–'} → {reporter.get_username()}"


def _edited(article: Article, by: Any, words: str, detail: dict[str, Any]) -> str:
    """What every edit of a story is followed by."""
    touch(article)
    history.record(article, by=by)
    journal.write("article.bulk_edited", by=by, subject=article, detail=detail)
    return words


def _moving(name: str, title: Any, asks: tuple[str, ...] = ()) -> Deed:
    return Deed(name, title, transition(name), services.TRANSITIONS[name].permission, asks=asks)


EDIT = "articles.change_article"
DEEDS: dict[str, Deed] = {
    deed.code: deed
    for deed in (
        _moving("submit", gettext_lazy("Hand to the desk")),
        _moving("mark_ready", gettext_lazy("Mark as ready")),
        _moving("approve", gettext_lazy("Approve")),
        _moving("reopen", gettext_lazy("Back to draft")),
        _moving("publish", gettext_lazy("Publish now")),
        _moving("withdraw", gettext_lazy("Withdraw…"), ("reason",)),
        Deed("file", gettext_lazy("Add a subject…"), file_under, EDIT, True, ("subject",)),
        Deed("move", gettext_lazy("Set the section…"), move_to, EDIT, True, ("section",)),
        Deed(
            "assign",
            gettext_lazy("Give to a reporter…"),
            assign,
            "articles.change_assignment",
            asks=("reporter",),
        ),
    )
}
