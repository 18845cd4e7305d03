"""Why two records cannot be merged, or a merger not be undone, in an editor's words."""

from django.core.exceptions import ValidationError


class MergeRefused(ValidationError):
    """The merger, or its undoing, cannot be done as things are; `message` says why."""


class LossesNotAccepted(ValidationError):
    """Undoing would leave something behind, and the editor has not agreed to it."""
