"""One person, one record: merging two records of one actor, and undoing it."""

from actors.merging.merge import PERMISSION, fingerprint, merge, preview
from actors.merging.refusals import LossesNotAccepted, MergeRefused
from actors.merging.undo import preview_undo, undo

__all__ = [
    "PERMISSION",
    "LossesNotAccepted",
    "MergeRefused",
    "fingerprint",
    "merge",
    "preview",
    "preview_undo",
    "undo",
]
