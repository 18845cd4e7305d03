"""The log-ins of the demo, whose passwords are printed on the screen."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from articles.roles import Role, ensure_roles


@dataclass(frozen=True)
class Account:
    """One log-in: `says` tells in English what its role may do."""

    username: str
    password: str
    role: Role
    says: str


ACCOUNTS = (
    Account("redaction", "redaction", Role.CHIEF_EDITOR, "chief editor: every story and record"),
    Account("editor", "editor", Role.DESK_EDITOR, "desk editor: approves, publishes, withdraws"),
    Account("reporter", "reporter", Role.REPORTER, "reporter: writes stories and the record"),
    Account("archiviste", "archiviste", Role.ARCHIVIST, "archivist: keeps the record, merges"),
    Account("partenaires", "partenaires", Role.PARTNER_MANAGER, "partner manager: partners"),
    Account("exploitation", "exploitation", Role.OPERATOR, "operator: accounts, jobs, audit"),
)

FORMER_GROUP = "reporters"  # of demos made before there were roles


@transaction.atomic
def ensure_accounts() -> tuple[Account, ...]:
    """Make the accounts that are missing and return all; a changed password is left alone."""
    groups = ensure_roles()
    Group.objects.filter(name=FORMER_GROUP).delete()
    # In demos of before the chief editor's account had no limits; nobody's has any more.
    names = [account.username for account in ACCOUNTS]
    get_user_model().objects.filter(username__in=names).update(is_superuser=False)
    users = get_user_model().objects
    for account in ACCOUNTS:
        user = users.filter(username=account.username).first()
        if user is None:
            user = users.create_user(account.username, password=account.password, is_staff=True)
        user.groups.add(groups[account.role])
    return ACCOUNTS
