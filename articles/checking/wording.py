"""Checks of a story's text: its language, its headings, its links."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.checking.check import BODY, LANGUAGE, Check, warns
from articles.checking.material import Material
from newsroom.register.text import words

# Small words that are frequent in one of these languages, and in none of the others.
_FREQUENT = {
    "fr": "le les des une dans est pour qui sur avec par au du ont cette aux et",
    "en": "the of and to in is that for with was on by from has are this",
    "es": "el los las del una por con para que su como mas fue ha y",
    "pt": "os da do das dos em uma para com nao que mais foi ao pela",
}
_SETS = {code: frozenset(text.split()) for code, text in _FREQUENT.items()}
_ENOUGH = 8  # frequent words from which a text's language is told
_CLEARLY = 3  # times as many as of the language that is given


def misworded(of: Material) -> Iterator[Check]:
    """What is wrong with the text as a page."""
    article = of.article
    if language := _other_language(article.text, article.language):
        text = _("The text reads like “%(found)s”, and its language is given as “%(given)s”.")
        yield warns("language", text % {"found": language, "given": article.language}, LANGUAGE)
    page = _Page()
    page.feed(article.body)
    page.close()
    if page.bare_links:
        yield warns("link_without_text", _("A link in the text has no words."), BODY)
    if any(below > above + 1 for above, below in pairwise([1, *page.levels])):
        text = _("A heading of the text skips a level: headings of parts come first.")
        yield warns("heading_order", text, BODY)


def _other_language(text: str, given: str) -> str:
    """The language in which a text clearly is, if that is another than the one given."""
    said = words(text)
    hits = {code: sum(word in some for word in said) for code, some in _SETS.items()}
    likeliest = max(hits, key=lambda code: hits[code])
    own = given[:2]
    if hits[likeliest] < _ENOUGH or likeliest == own:
        return ""
    return likeliest if hits[likeliest] >= _CLEARLY * max(1, hits.get(own, 0)) else ""


class _Page(HTMLParser):
    """The levels of the headings of a text, and how many of its links have no words."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.bare_links = 0
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h2", "h3"):
            self.levels.append(int(tag[1]))
        elif tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.bare_links += not self._link.strip()
            self._link = None
