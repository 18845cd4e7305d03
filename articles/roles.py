"""The six roles of the newsroom: groups of accounts, and what each may do, as one table.

What a right means for one story, such as who changes one that is out, is in `articles.rights`.
"""

from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import TextChoices

ACTIONS = {"v": "view", "a": "add", "c": "change", "d": "delete"}

# Models that are dealt with alike.
MODELS = {
    "records": "actors: actor person country organisation office place meeting agreement",
    "facts": "actors: name identifier party attestation distinct succession stop participation"
    " meetinglink tenure rank membership",
    "mergers": "actors: merge",
    "stories": "articles: article",
    "parts": "articles: classification evidence image mention coverage signatory statement"
    " statementsubject",
    "notices": "articles: correction withdrawal revision plannedchange",
    "failures": "articles: duefailure",
    "sections": "articles: section storytemplate",
    "lists": "articles: subject contributor",
    "findings": "articles: finding",
    "runs": "articles: qualityrun",
    "assignments": "articles: assignment",
    "talk": "articles: comment previewlink",
    "filters": "articles: savedfilter",
    "embargoes": "articles: embargoaccess",
    "partners": "partners: partner",
    "keys": "partners: key usage",
    "deliveries": "pulls: pull nudge",
    "webhooks": "delivery: endpoint delivery",
    "reports": "readers: report",
    "accounts": "auth: user group",
    "audit": "audit: auditentry",
    "register": "register: item mark batch",
    "jobs": "procrastinate: procrastinatejob",
}


class Role(TextChoices):
    """A role, with the name of its group, which is data of a French newsroom."""

    REPORTER = "reporter", "Reportage"
    DESK_EDITOR = "desk_editor", "Desk"
    CHIEF_EDITOR = "chief_editor", "Rédaction en chef"
    ARCHIVIST = "archivist", "Documentation"
    PARTNER_MANAGER = "partner_manager", "Partenariats"
    OPERATOR = "operator", "Exploitation"


WRITING = {
    "records": "vac", "facts": "vacd", "mergers": "v", "stories": "vacd", "parts": "vacd",
    "notices": "v", "failures": "v", "sections": "v", "lists": "v", "findings": "vc", "runs": "v",
    "assignments": "v", "talk": "vac", "filters": "vacd", "reports": "v",
}  # fmt: skip

# What each role may do with which models.
MATRIX: dict[Role, dict[str, str]] = {
    # Writes stories and enters the record; what is out or due is not for reporters to change.
    Role.REPORTER: WRITING,
    Role.DESK_EDITOR: WRITING
    | {
        "lists": "vac", "assignments": "vacd", "embargoes": "vacd", "partners": "v",
        "reports": "vc",
    },
    Role.CHIEF_EDITOR: WRITING
    | dict.fromkeys(
        ("records", "sections", "lists", "assignments", "embargoes", "talk"), "vacd"
    )
    | {
        "partners": "v", "accounts": "v", "audit": "v", "jobs": "v", "register": "v",
        "reports": "vcd", "deliveries": "v",
    },
    # Keeps the record, and links old stories to it; writes no news and lets nothing out.
    Role.ARCHIVIST: WRITING
    | {"records": "vacd", "stories": "vac", "lists": "vacd", "reports": "vc"},
    # Deals with those outside, and needs nothing of what they may not have yet.
    Role.PARTNER_MANAGER: {
        "partners": "vacd", "keys": "v", "webhooks": "vc", "deliveries": "v", "sections": "v",
        "lists": "v",
    },
    Role.OPERATOR: {
        "accounts": "vacd", "audit": "v", "register": "v", "jobs": "vc", "runs": "v",
        "failures": "v", "webhooks": "v",
    },
}  # fmt: skip

# Rights that are not a view, an addition, a change or a deletion: whose they are.
SPECIAL: dict[str, set[Role]] = {
    "articles.approve_article": {Role.DESK_EDITOR, Role.CHIEF_EDITOR},
    "articles.publish_article": {Role.DESK_EDITOR, Role.CHIEF_EDITOR},
    "articles.withdraw_article": {Role.DESK_EDITOR, Role.CHIEF_EDITOR},
    "articles.amend_article": {Role.DESK_EDITOR, Role.CHIEF_EDITOR, Role.ARCHIVIST},
    "articles.export_article": {Role.DESK_EDITOR, Role.CHIEF_EDITOR, Role.ARCHIVIST},
    "articles.lift_embargo": {Role.CHIEF_EDITOR},
    "articles.share_savedfilter": {Role.CHIEF_EDITOR},
    "pulls.send_nudge": {Role.CHIEF_EDITOR, Role.PARTNER_MANAGER},
    "actors.merge_actor": {Role.CHIEF_EDITOR, Role.ARCHIVIST},
}


def labels(group: str) -> list[str]:
    """The models of a row of MODELS, as app.model."""
    app, names = MODELS[group].split(": ")
    return [f"{app}.{name}" for name in names.split()]


def rights(role: Role) -> set[str]:
    """Every right of a role, as app.codename."""
    return {*_usual(role), *(right for right, roles in SPECIAL.items() if role in roles)}


def _usual(role: Role) -> Iterator[str]:
    for group, letters in MATRIX[role].items():
        for label in labels(group):
            app, model = label.split(".")
            yield from (f"{app}.{ACTIONS[letter]}_{model}" for letter in letters)


@transaction.atomic
def ensure_roles() -> dict[Role, Group]:
    """Make the groups that are missing, and give each exactly the rights of its role.

    Rights that somebody has added to one of these groups by hand are taken away again; another
    group, or the account itself, is the place for an exception.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    groups = {}
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.label)
        group.permissions.set([known[right] for right in rights(role)])
        groups[role] = group
    return groups
