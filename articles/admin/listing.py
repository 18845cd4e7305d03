"""What the desk's day adds to the admin of stories: beginnings, queues, bulk actions, comments."""

from articles.admin.beginning import Beginning
from articles.admin.comments import CommentedAdmin
from articles.admin.listing_bulk import BulkAdmin
from articles.admin.listing_filters import ListingAdmin


class DayAdmin(Beginning, BulkAdmin, ListingAdmin, CommentedAdmin):
    """All of it, as one base."""
