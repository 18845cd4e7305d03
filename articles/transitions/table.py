"""The one table of transitions: from where, to where, and with which right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles.choices import PUBLIC_STATUSES
from articles.choices import ArticleStatus as S
from articles.models import Article
from articles.rights import works_in

SYSTEM = ""  # no right is enough: the worker alone does it


@dataclass(frozen=True)
class Transition:
    """One way of a story: what it may come from, what it becomes, who may do it.

    target: empty if the status stays. permission: SYSTEM if nobody may ask for it.
    is_of_use: whether it is worth offering for this story, besides being legal.
    """

    sources: frozenset[str]
    target: str
    permission: str
    is_of_use: Callable[[Article], bool] = lambda article: True


def asks_four_eyes(article: Article) -> bool:
    """Whether the story's section lets nothing out that only its writer has seen."""
    return article.section is not None and article.section.four_eyes


def is_under_embargo(article: Article) -> bool:
    return article.embargo_until is not None and article.embargo_until > timezone.now()


BEFORE_PRINT = frozenset({S.DRAFT, S.IN_REVIEW, S.READY, S.SCHEDULED})
PUBLIC = frozenset(PUBLIC_STATUSES)

TRANSITIONS: dict[str, Transition] = {
    "submit": Transition(frozenset({S.DRAFT}), S.IN_REVIEW, "articles.change_article"),
    "mark_ready": Transition(
        frozenset({S.DRAFT, S.IN_REVIEW}), S.READY, "articles.approve_article"
    ),
    "approve": Transition(
        frozenset({S.IN_REVIEW, S.READY, S.SCHEDULED, S.WITHDRAWN}),
        "",
        "articles.approve_article",
        asks_four_eyes,
    ),
    "reopen": Transition(
        frozenset({S.IN_REVIEW, S.READY, S.SCHEDULED}), S.DRAFT, "articles.change_article"
    ),
    "schedule": Transition(BEFORE_PRINT, S.SCHEDULED, "articles.publish_article"),
    "publish": Transition(BEFORE_PRINT | {S.WITHDRAWN}, S.PUBLISHED, "articles.publish_article"),
    "correct": Transition(PUBLIC, S.CORRECTED, "articles.publish_article"),
    "withdraw": Transition(PUBLIC, S.WITHDRAWN, "articles.withdraw_article"),
    "expire": Transition(PUBLIC, S.WITHDRAWN, SYSTEM),
    "lift_embargo": Transition(
        BEFORE_PRINT | {S.WITHDRAWN}, "", "articles.lift_embargo", is_under_embargo
    ),
}


def may(article: Article, name: str, *, by: Any) -> bool:
    """Whether this user has the right to it; None, the system, has every right."""
    permission = TRANSITIONS[name].permission
    if by is None:
        return True
    return permission != SYSTEM and by.has_perm(permission) and works_in(by, article.section)


def allowed(article: Article, *, by: Any) -> list[str]:
    """The transitions that this user may make now and has a use for, by name."""
    return [
        name
        for name, transition in TRANSITIONS.items()
        if article.status in transition.sources
        and article.trashed_at is None
        and transition.is_of_use(article)
        and may(article, name, by=by)
    ]
