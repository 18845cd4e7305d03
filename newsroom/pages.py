"""The home page: the newest stories, the meetings, and what else is new by section."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsroom.register.models import Item
from newsroom.register.pages import Page, document
from newsroom.register.reading import scope_of

# Stories at the head of the page, and how many with those below by section; meetings.
HEAD, STORIES, MEETINGS = 7, 27, 10
OF_SECTION = 4


class HomeView(Page):
    """The newest stories and meetings."""

    template_name = "newsroom/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = Item.objects.visible(scope_of(self.request)).order_by("-sort_at", "-uid")
        stories = list(items.filter(kind="article")[:STORIES])
        return super().get_context_data(
            stories=stories[:HEAD],
            sections=by_section(stories[HEAD:]),
            meetings=list(items.filter(kind="meeting")[:MEETINGS]),
            canonical=self.request.build_absolute_uri(self.request.path),
            **kwargs,
        )


@dataclass(frozen=True)
class Section:
    """A section with its newest stories that do not stand above it."""

    code: str
    names: dict[str, str]
    rows: list[Item]


def by_section(stories: Iterable[Item]) -> list[Section]:
    """The stories by section, each section where its first story stands."""
    found: dict[str, Section] = {}
    for story in stories:
        if member := document(story)["section"]:
            section = found.setdefault(member["code"], Section(member["code"], member, []))
            section.rows.append(story)
    return [Section(one.code, one.names, one.rows[:OF_SECTION]) for one in found.values()]
