"""The only code that changes the status of a story: one function for each transition.

`by` is who asks: a user, whose rights are checked, or None for the system itself (the worker at
the hour that a user set, imports, the demo). Each is one transaction; what is done and what is
refused is written into the audit. The rules are in `articles.transitions`.
"""

from articles.transitions.approval import is_approved
from articles.transitions.desk import (
    approve,
    lift_embargo,
    mark_ready,
    reopen,
    schedule,
    submit,
)
from articles.transitions.due import expire_due, release_due
from articles.transitions.moves import IllegalTransition
from articles.transitions.notices import correct, expire, withdraw
from articles.transitions.publishing import publish, publish_many
from articles.transitions.table import TRANSITIONS, allowed

__all__ = [
    "TRANSITIONS",
    "IllegalTransition",
    "allowed",
    "approve",
    "correct",
    "expire",
    "expire_due",
    "is_approved",
    "lift_embargo",
    "mark_ready",
    "publish",
    "publish_many",
    "release_due",
    "reopen",
    "schedule",
    "submit",
    "withdraw",
]
