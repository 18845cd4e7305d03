"""Which format there is of which kind of things."""

from newsroom.formats.calendar import CalendarFormat
from newsroom.formats.entries import AtomFormat, JSONFeedFormat
from newsroom.formats.ftm import FtMFormat
from newsroom.formats.json_ld import JSONLDFormat
from newsroom.formats.ninjs import Ninjs1Format, NinjsFormat
from newsroom.linked_data import DECLARED
from newsroom.register.api.formats import Format

STORIES, MEETINGS = ("article",), ("meeting", "event")

# In the order in which they are preferred. The calendar of stories is that of what they cover;
# an office is none of the things of schema.org.
OFFERED: dict[type[Format], tuple[str, ...]] = {
    NinjsFormat: STORIES + MEETINGS,
    Ninjs1Format: STORIES + MEETINGS,
    JSONLDFormat: tuple(DECLARED),
    JSONFeedFormat: STORIES,
    AtomFormat: STORIES,
    CalendarFormat: STORIES + MEETINGS,
    FtMFormat: STORIES + MEETINGS + ("person", "organisation", "country", "office"),
}
