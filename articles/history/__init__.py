"""What became of a story: a snapshot at each save, compared, restored, applied later."""

from articles.history.recording import catch_up, record
from articles.history.snapshot import content_of

__all__ = ["catch_up", "content_of", "record"]
