"""What a story said before: its versions, what was corrected, and the words that changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from articles.history.word_diff import SAME, Piece, compare_words
from articles.texts import BETWEEN
from newsroom.register.lists import given, refuse
from newsroom.register.models import Past
from newsroom.register.pages import ItemPage, address, document
from newsroom.register.past import Words, wording

# Versions on one page; comparing two long ones costs as much as many short ones.
SHOWN = 20
PARTS = ("headline", "lead", "body")

Paragraph = list[Piece]


@dataclass(frozen=True)
class Version:
    """What the story said for a time. `words` is empty where that is hidden.

    `changes`: of each part that differs from the version before, the paragraphs that do; None
    in the place of those that do not.
    """

    number: int
    since: datetime | str
    until: datetime | None
    words: Words
    is_present: bool = False
    changes: dict[str, list[Paragraph | None]] = field(default_factory=dict)
    corrections: list[dict[str, Any]] = field(default_factory=list)


class ArticleVersionsView(ItemPage):
    """The public history of a story, newest first."""

    kind = "article"
    template_name = "articles/article_versions.html"
    has_slug = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        data = given(request)
        before = data.get("before", "")
        errors = [
            (name, gettext("There is no such parameter here.")) for name in data if name != "before"
        ]
        if before and not (before.isascii() and before.isdigit() and 1 < int(before) < 10**9):
            errors.append(("before", gettext("This is not the number of a version.")))
        if errors:
            return refuse(request, errors)
        self.before = int(before) if before else None
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pasts = Past.objects.visible(self.scope).filter(item=self.item)
        if self.before:
            pasts = pasts.filter(number__lt=self.before)
        # With the two before it the oldest one shown is compared and dated.
        rows = list(pasts.order_by("-number")[: SHOWN + 2])
        found = versions(document(self.item), rows, with_present=self.before is None)
        here = reverse("article_versions", args=[self.item.uid])
        context = super().get_context_data(
            versions=found[:SHOWN],
            older=f"?before={found[SHOWN - 1].number}" if len(found) > SHOWN else "",
            newest="" if self.before is None else here,
            story=address(self.item),
            **kwargs,
        )
        query = f"?before={self.before}" if self.before else ""
        return context | {"canonical": self.request.build_absolute_uri(f"{here}{query}")}


def versions(doc: dict[str, Any], pasts: list[Past], *, with_present: bool) -> list[Version]:
    """The versions of a story from what it said before, newest first."""
    said: list[tuple[int, datetime | None, Words]] = [
        (past.number, past.until, past.words or {}) for past in pasts
    ]
    if with_present:
        number = said[0][0] + 1 if said else 1
        said.insert(0, (number, None, wording("article", doc)))
    found = []
    for at, (number, until, words) in enumerate(said):
        _number, begun, earlier = said[at + 1] if at + 1 < len(said) else (0, None, {})
        after = said[at + 2][1] if at + 2 < len(said) else None
        found.append(
            Version(
                number=number,
                since=begun or doc["published_at"],
                until=until,
                words=words,
                is_present=until is None,
                changes=changes(earlier, words) if words and earlier else {},
                corrections=[
                    one
                    for one in doc["corrections"]
                    if _is_of(datetime.fromisoformat(one["made_at"]), after, begun, until)
                ],
            )
        )
    return found


def _is_of(
    made: datetime, after: datetime | None, begun: datetime | None, until: datetime | None
) -> bool:
    """Whether a correction made then brought the version that was public from `begun` on.

    The register is some seconds behind the editor: what was corrected since the version before
    began has brought this one. After the last change of words it is a correction of other things.
    """
    if begun is None:
        return until is None
    if made > begun:
        return until is None
    return after is None or made > after


def changes(old: Words, new: Words) -> dict[str, list[Paragraph | None]]:
    """The paragraphs that differ, by part; a run of others is one None."""
    found = {}
    for part in PARTS:
        if old.get(part, "") != new.get(part, ""):
            found[part] = changed_paragraphs(compare_words(old.get(part, ""), new.get(part, "")))
    return found


def changed_paragraphs(pieces: list[Piece]) -> list[Paragraph | None]:
    """The pieces paragraph by paragraph, without those in which nothing changed."""
    paragraphs: list[Paragraph] = [[]]
    for piece in pieces:
        for place, text in enumerate(piece.text.split(BETWEEN)):
            if place:
                paragraphs.append([])
            if text:
                paragraphs[-1].append(Piece(piece.op, text))
    found: list[Paragraph | None] = []
    for paragraph in filter(None, paragraphs):
        if any(piece.op != SAME for piece in paragraph):
            found.append(paragraph)
        elif not found or found[-1] is not None:
            found.append(None)
    return found
