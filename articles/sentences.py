"""A story's plain text in sentences, as editors choose them: to comment on, to give as evidence."""

import re
from typing import NamedTuple

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…](?:[\u00a0\u202f ]?[»\"”])?(?=\s)|(?=\n)|$)")


class Sentence(NamedTuple):
    """A sentence of a plain text; offsets as in `Article.text`."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a plain text, none across a paragraph."""
    found = []
    for match in _SENTENCE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words[0])
            found.append(Sentence(start, start + len(words), words))
    return found


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds these characters, or the sentences do."""
    touched = [one for one in sentences(text) if one.start < end and one.end > start]
    return (touched[0].start, touched[-1].end) if touched else (start, end)
