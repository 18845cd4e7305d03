"""What the deeds of the audit are called; in the audit itself stand their codes."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REFUSED = "_refused"  # ends the code of a deed that was tried and refused

DEEDS = {
    "log_in": _("Log-in"),
    "log_in_failed": _("Failed log-in"),
    "log_out": _("Log-out"),
    # The way of a story; the codes are those of its transitions.
    "submit": _("Submission for review"),
    "mark_ready": _("Marking as ready"),
    "approve": _("Approval"),
    "reopen": _("Return to drafts"),
    "schedule": _("Scheduling"),
    "publish": _("Publication"),
    "correct": _("Correction"),
    "withdraw": _("Withdrawal"),
    "expire": _("Expiry"),
    "lift_embargo": _("Lifting of an embargo"),
    "publish_archive": _("Publication of an archive"),
    "release_failed": _("Failed release"),
    "plan_change": _("Planning of a change"),
    "move_change": _("New date of a planned change"),
    "approve_change": _("Approval of a planned change"),
    "give_up_change": _("End of a planned change"),
    "apply_change": _("Planned change made"),
    "apply_change_failed": _("Planned change that failed"),
    "article.assigned": _("Assignment of a story"),
    "article.bulk_edited": _("Change of many stories"),
    "article.taken_over": _("Taking over of a story"),
    "throw_away": _("Into the trash"),
    "bring_back": _("Out of the trash"),
    "empty_trash": _("Emptying of the trash"),
    "translation_up_to_date": _("Translation found up to date"),
    "preview_link_make": _("Preview link made"),
    "preview_link_use": _("Preview link used"),
    "preview_link_revoke": _("Preview link revoked"),
    "export": _("Export of a list"),
    "job_tried_again": _("Job tried again"),
    "job_called_off": _("Job called off"),
    "report_taken": _("Report of an error taken in hand"),
    "report_closed": _("Report of an error dealt with"),
    "report_emails_erased": _("E-mails of readers erased"),
    "partner_nudged": _("Reminder to a partner"),
    "webhook_tested": _("Test sent to a webhook"),
    "webhook_sent_again": _("Messages of a webhook sent again"),
    "webhook_disabled": _("Webhook disabled"),
    "webhook_allowed": _("Webhook may be proven anew"),
    # What the triggers write, whoever makes the change.
    "admin_added": _("Record added at the desk"),
    "admin_changed": _("Record changed at the desk"),
    "admin_deleted": _("Record deleted at the desk"),
    "admin_other": _("Other deed at the desk"),
    "row_added": _("Row added"),
    "row_changed": _("Row changed"),
    "row_deleted": _("Row deleted"),
    "table_emptied": _("Table emptied"),
}


def deed_in_words(code: str) -> str:
    """What a deed is called in the language of the reader; its code when it has no name."""
    if code not in DEEDS and code.endswith(REFUSED):
        done = deed_in_words(code.removesuffix(REFUSED))
        return gettext("%(deed)s: refused") % {"deed": done}
    return str(DEEDS.get(code, code))
