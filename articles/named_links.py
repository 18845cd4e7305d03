"""Links from the names in a story's text to those who bear them; the text itself stays the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html

# What an apostrophe and a space can be in the HTML of a text.
_APOSTROPHE = "(?:['’]|&#x27;|&#39;)"
_SPACE = "(?:[\\s\u00a0\u202f]|&nbsp;)+"
_ELEMENT = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"<(/?)a[\s>]")


@dataclass(frozen=True)
class Bearer:
    """Where a name leads, and what is said of whom it means when one stays on it."""

    spelling: str
    address: str
    hint: str = ""


class Linker:
    """Links the first occurrence of each name, over the parts of a text in their order.

    A longer name comes before a shorter one that it holds; what is a link stays as it is; a name
    that is printed in two styles is left alone.
    """

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self.waiting = {one.spelling: one for one in bearers if one.spelling.strip()}
        self.order = sorted(self.waiting, key=lambda spelling: (-len(spelling), spelling))
        names = "|".join(f"({_pattern(spelling)})" for spelling in self.order)
        # A character reference is one unit, in which no name begins.
        self.pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)|&#?\w+;") if names else None

    def link(self, html: str) -> str:
        """The safe HTML with its names linked."""
        if self.pattern is None:
            return html
        parts, inside = _ELEMENT.split(html), 0
        for at, part in enumerate(parts):
            if at % 2:
                if found := _LINK.match(part):
                    inside += -1 if found[1] else 1
            elif part and inside <= 0 and self.waiting:
                parts[at] = self.pattern.sub(self._linked, part)
        return "".join(parts)

    def _linked(self, found: re.Match[str]) -> str:
        if found.lastindex is None:
            return found[0]
        bearer = self.waiting.pop(self.order[found.lastindex - 1], None)
        if bearer is None:
            return found[0]
        hint = format_html(' title="{}"', bearer.hint) if bearer.hint else ""
        return f'<a class="named" href="{escape(bearer.address)}"{hint}>{found[0]}</a>'


def _pattern(spelling: str) -> str:
    """The name as it can stand in HTML: with any space, any apostrophe, its signs escaped."""
    words = re.split(r"\s+", spelling.strip())
    return _SPACE.join(
        re.sub("['’]", lambda _: _APOSTROPHE, "".join(map(_literal, word))) for word in words
    )


def _literal(sign: str) -> str:
    return sign if sign in "'’" else re.escape(escape(sign, quote=False))
