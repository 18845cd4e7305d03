"""The text of a story: safe HTML, its paragraphs, and its plain form."""

import re
from functools import partial
from html import escape, unescape
from html.parser import HTMLParser

import nh3

ALLOWED = {
    "p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "sub", "sup", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
BLOCKS = ALLOWED - {"br", "strong", "em", "sub", "sup", "a"}
BETWEEN = "\n\n"  # what divides the lead from the body, and paragraphs, in plain text
_SPACE = r"(?:[ \t\r\n\u00a0]|&nbsp;)"
# What a word processor writes for a list: paragraphs that begin with a bullet, or with a number
# that no-break spaces set off.
_BULLET = rf"<p>{_SPACE}*(?:[·•▪◦‣]|[o§](?=(?:\u00a0|&nbsp;))){_SPACE}+(?P<item>(?:(?!</p>).)*)</p>"
_NUMBER = r"<p>\d{1,2}[.)](?:\u00a0|&nbsp;){2,}[ ]?(?P<item>(?:(?!</p>).)*)</p>"
_EMPTY = re.compile(rf"<p>(?:{_SPACE}|<br>)*</p>")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAK = re.compile(r" ?\x00 ?")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?: [a-z]+="[^"]*")*>')
# Not a space alone, of which a text has hundreds.
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


def sanitise(html: str) -> str:
    """HTML with nothing left but the elements and links that a story may have."""
    return nh3.clean(
        html,
        tags=ALLOWED,
        attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
        # The content of these is not text; every other unknown element leaves its words behind.
        clean_content_tags={"script", "style"},
    )


def pasted(html: str) -> str:
    """Safe HTML in which the fake lists of word processors are lists; no empty paragraphs."""
    safe = _EMPTY.sub("", sanitise(html))
    for element, item in (("ul", _BULLET), ("ol", _NUMBER)):
        safe = re.sub(
            rf"(?:{_unnamed(item)}\s*)+", partial(_as_list, element, item), safe, flags=re.S
        )
    return safe


def _unnamed(pattern: str) -> str:
    return pattern.replace("?P<item>", "?:")


def _as_list(element: str, item: str, found: re.Match[str]) -> str:
    items = re.finditer(item, found[0], re.S)
    inside = "".join(f"<li><p>{one['item'].strip()}</p></li>" for one in items)
    return f"<{element}>{inside}</{element}>"


def from_plain(text: str) -> str:
    """Plain text with blank lines between paragraphs, as HTML."""
    paragraphs = (part.strip() for part in _BLANK_LINE.split(text.replace("\r\n", "\n")))
    return "\n".join(
        f"<p>{'<br>'.join(escape(line, quote=False) for line in part.split(chr(10)))}</p>"
        for part in paragraphs
        if part
    )


def to_plain(html: str) -> str:
    """The words of a text in HTML, one blank line between blocks; no-break spaces are kept."""
    blocks = _blocks(html)
    if blocks is None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        blocks = reader.blocks
    folded = (_spaced(block).strip(" ") for block in blocks)
    lines = (_BREAK.sub("\n", block) if "\x00" in block else block for block in folded)
    return BETWEEN.join(line for line in (line.strip("\n ") for line in lines) if line)


def _spaced(text: str) -> str:
    # Most blocks have none of these, which is sooner seen than a pattern is tried at each letter.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        return _SPACES.sub(" ", text)
    return text


def _blocks(html: str) -> list[str] | None:
    """What `_Reader` makes of HTML as it comes out of `sanitise`, ten times as fast; else None."""
    first, *rest = _TAG.split(html)
    names, texts = rest[1::3], [first, *rest[2::3]]
    if not ALLOWED.issuperset(names) or any("<" in text for text in texts):
        return None
    blocks = [unescape(first)]
    for slash, name, text in zip(rest[::3], names, texts[1:], strict=True):
        if name in BLOCKS:
            blocks.append("")
        elif name == "br" and not slash:
            blocks[-1] += "\x00"
        blocks[-1] += unescape(text)
    return blocks


class _Reader(HTMLParser):
    """Collects the words of each block of a text; a break of line is a NUL."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.blocks[-1] += "\x00"
        elif tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data
