"""Telling people of what happened to a story: who is told of what is one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from articles.choices import NotificationEvent as E
from articles.mailing import send_notification
from articles.models import Article, Notification, NotificationPreference, Revision, Signatory
from articles.rights import READ

PUBLISHERS = "articles.publish_article"
OPERATORS = "audit.view_auditentry"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Rule:
    """Who is told of an event, besides those whom the caller names.

    writers: who signed the story or saved a version of it. desk: who may publish it.
    operators: who may look at the audit. by_mail: whether an e-mail is sent too, for those who
    have not said otherwise.
    """

    writers: bool = False
    desk: bool = False
    operators: bool = False
    by_mail: bool = False


RULES: dict[str, Rule] = {
    E.SUBMIT: Rule(desk=True),
    E.MARK_READY: Rule(desk=True),
    E.APPROVE: Rule(writers=True, desk=True),
    E.REOPEN: Rule(writers=True, by_mail=True),
    E.SCHEDULE: Rule(writers=True),
    E.PUBLISH: Rule(writers=True),
    E.CORRECT: Rule(writers=True, desk=True),
    E.WITHDRAW: Rule(writers=True, desk=True, by_mail=True),
    E.EXPIRE: Rule(writers=True, desk=True),
    E.LIFT_EMBARGO: Rule(writers=True, desk=True),
    E.RELEASE_FAILED: Rule(writers=True, desk=True, by_mail=True),
    E.TAKEN_OVER: Rule(by_mail=True),
    E.COMMENT: Rule(writers=True),
    E.ASSIGNMENT: Rule(by_mail=True),
    E.STALE_TRANSLATION: Rule(writers=True, desk=True),
    E.CONTRADICTIONS: Rule(desk=True),
    E.REPORT: Rule(writers=True, desk=True),
    E.AUDIT_BROKEN: Rule(operators=True, by_mail=True),
}


def tell(
    event: str,
    article: Article | None,
    *,
    by: Any,
    to: Iterable[Any] = (),
    parts: dict[str, Any] | None = None,
) -> list[Notification]:
    """Tell those whom the rules name, and `to`, of an event; never the one who did it, and of a
    story nobody who may not read it (any more).

    event: a NotificationEvent, or the name of a transition; one without a rule tells nobody.
    by: a user, or None for the system. parts: what the words of the event need besides.

    The rows and the e-mails are part of the caller's transaction: undone, nobody is told.
    """
    rule = RULES.get(event)
    if rule is None:
        return []
    people = {user.pk for user in to} | _named_by(rule, article)
    people -= {by.pk} if by else set()
    if article is not None:
        people &= _holders(READ)
    wishes = {
        wish.user_id: (wish.in_app, wish.by_mail)
        for wish in NotificationPreference.objects.filter(event=event, user__in=people)
    }
    words = {"by": by.get_username() if by else "", "story": str(article)[:300] if article else ""}
    rows = []
    for pk in sorted(people):
        in_app, by_mail = wishes.get(pk, (True, rule.by_mail))
        by_mail = by_mail and settings.NOTIFY_BY_MAIL
        if in_app or by_mail:
            rows.append(
                Notification(
                    user_id=pk,
                    event=event,
                    article=article,
                    parts=words | (parts or {}),
                    in_app=in_app,
                    by_mail=by_mail,
                )
            )
    with transaction.atomic():
        Notification.objects.bulk_create(rows)
        mailed = [row.pk for row in rows if row.by_mail]
        if mailed:
            jobs: list[dict[str, Any]] = [{"pk": pk} for pk in mailed]
            send_notification.batch_defer(*jobs)
    return rows


def _named_by(rule: Rule, article: Article | None) -> set[int]:
    """Keys of the active accounts that a rule names."""
    found: set[int] = set()
    if article is not None and rule.writers:
        found |= writers_of(article)
    if rule.desk:
        found |= _desk_of(article)
    if rule.operators:
        found |= _holders(OPERATORS)
    return found


def _desk_of(article: Article | None) -> set[int]:
    """Who publishes in the story's section: if nobody who works in it does, all who publish."""
    publishers = _holders(PUBLISHERS)
    section = article.section if article else None
    of_section = publishers & section.editor_keys if section else set()
    return of_section or publishers


def writers_of(article: Article) -> set[int]:
    """Keys of the active accounts of who signed a story or saved a version of it."""
    signed = Signatory.objects.filter(article=article, contributor__user__is_active=True)
    saved = Revision.objects.filter(article=article, author__is_active=True)
    return {
        *signed.values_list("contributor__user", flat=True),
        *saved.order_by().values_list("author", flat=True).distinct(),
    }


def _holders(permission: str) -> set[int]:
    users: Any = get_user_model()._default_manager
    holders = users.with_perm(permission, backend=BACKEND).filter(is_staff=True)
    return set(holders.values_list("pk", flat=True))
