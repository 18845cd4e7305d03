"""Where a text opens and closes inverted commas: guillemets, curly, straight, nested, unclosed."""

import re
from dataclasses import dataclass

# What may stand between a mark and the words inside it: plain, no-break and thin spaces.
SPACES = " \t\u00a0\u202f\u2009\u200a\u2007"
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’"}
_OPENING_POSITION = re.compile(r"[\s(\[«“‹—–:'’-]|\Z")


@dataclass(frozen=True)
class Quoted:
    """Words between marks. start, end: the words alone; opening, closing: with their marks.

    resumes: the same speech goes on from the paragraph before, which did not close its marks.
    """

    start: int
    end: int
    opening: int
    closing: int
    resumes: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that have something in them."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def quoted(text: str) -> list[Quoted]:
    """The outermost quoted spans in order; what is quoted inside a quotation is part of it."""
    found: list[Quoted] = []
    awaited = ""
    for start, end in paragraphs(text):
        here, awaited = _paragraph(text, start, end, awaited)
        found.extend(here)
    return found


def _paragraph(text: str, start: int, end: int, awaited: str) -> tuple[list[Quoted], str]:
    """The quoted spans of one paragraph, and the closing mark that it leaves to the next."""
    found: list[Quoted] = []
    at, resumes = start, False
    stack: list[tuple[int, str]] = []
    if awaited:
        first = next(i for i in range(start, end) if text[i] not in SPACES)
        # A speech of several paragraphs repeats a mark before each, or only closes later.
        if text[first] in '«»“"' or any(mark in text[start:end] for mark in awaited):
            begins = first if text[first] not in '«»“"' else first
            stack, resumes = [(begins, awaited)], True
            at = first + 1
    while at < end:
        char = text[at]
        if stack and char in stack[-1][1] and _closes(text, at, end, stack[-1][1]):
            opening, _closers = stack.pop()
            if not stack:
                found += _trimmed(text, opening, at, resumes)
                resumes = False
        elif char in _PAIRS and (char != "‘" or _opens(text, at)):
            stack.append((at, _PAIRS[char]))
        elif char == '"' and _opens(text, at) and len(stack) < 2:
            stack.append((at, '"'))
        at += 1
    if not stack:
        return found, ""
    opening, closers = stack[0]
    if closers in ("”", '"', "“”", "»") and _goes_on(text, end, closers):
        found += _trimmed(text, opening, end, resumes)
        return found, closers
    # Never closed: what follows the mark is not known to be quoted, but a shorter one inside is.
    rest: list[Quoted] = []
    if len(stack) > 1 or opening + 1 < end:
        rest, _awaited = _paragraph(text, opening + 1, end, "")
    return [*found, *rest], ""


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return bool(_OPENING_POSITION.match(before)) and not after.isspace()


def _closes(text: str, at: int, end: int, closers: str) -> bool:
    """A single mark also serves as apostrophe; a straight one also opens."""
    after = text[at + 1] if at + 1 < end else " "
    if "’" in closers:
        return not after.isalnum()
    if '"' in closers:
        return not (after.isalnum() and text[at - 1].isspace())
    return True


def _goes_on(text: str, end: int, closers: str) -> bool:
    """The next paragraph begins with a mark of the same kind."""
    rest = text[end:].lstrip()
    repeated = {"»": "«»", "”": "“", "“”": "„", '"': '"'}[closers]
    return bool(rest) and rest[0] in repeated and any(mark in rest[1:] for mark in closers)


def _trimmed(text: str, opening: int, closing: int, resumes: bool) -> list[Quoted]:
    start, end = opening, closing
    while start < end and (text[start] in SPACES or text[start] in '«»“”„"‹‘'):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        return []
    return [Quoted(start, end, opening, min(closing + 1, len(text)), resumes)]
