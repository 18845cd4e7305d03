"""Where partners take things from, and what may have become of a story that they have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Surface(TextChoices):
    """Where something was taken; partners see these in the words of their language."""

    CHANGES = "changes", _("Change feed")
    LIST = "list", _("List")
    DETAIL = "detail", _("One document")
    DUMP = "dump", _("Dump")
    OAI = "oai", _("OAI-PMH")
    FEED = "feed", _("Feed")
    SEARCH = "search", _("Search results")
    PICTURES = "pictures", _("Images")


class Sort(TextChoices):
    """What became of a story, so that a copy of it must not stay as it is."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_BACK = "taken_back", _("No longer published")
    DELETED = "deleted", _("Deleted")
    CORRECTED = "corrected", _("Corrected")


class State(TextChoices):
    """How far a partner is with it, from the best to the worst."""

    TAKEN = "taken", _("Taken")
    DELIVERED = "delivered", _("Delivered, not acknowledged")
    HEARD = "heard", _("Webhook acknowledged, not fetched")
    NOTHING = "nothing", _("Nothing")
