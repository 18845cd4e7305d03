"""The log-ins of the demo, whose passwords are printed on the screen."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction


@dataclass(frozen=True)
class Account:
    """One log-in: `role` says in English what it may do."""

    username: str
    password: str
    role: str
    is_superuser: bool = False


ACCOUNTS = (
    Account("redaction", "redaction", "chief editor: everything, accounts included", True),
    Account("reporter", "reporter", "enters and changes the record, publishes nothing"),
)

# What only the chief editor does: let stories out and take them back, make one record of two.
RESERVED = ("publish_article", "withdraw_article", "merge_actor")


@transaction.atomic
def ensure_accounts() -> tuple[Account, ...]:
    """Make the accounts that are missing and return all; a changed password is left alone."""
    reporters, made = Group.objects.get_or_create(name="reporters")
    if made:
        entering = Permission.objects.filter(content_type__app_label__in=("actors", "articles"))
        reporters.permissions.set(entering.exclude(codename__in=RESERVED))
    users = get_user_model().objects
    for account in ACCOUNTS:
        if users.filter(username=account.username).exists():
            continue
        user = users.create_user(account.username, password=account.password, is_staff=True)
        if account.is_superuser:
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])
        else:
            user.groups.add(reporters)
    return ACCOUNTS
