"""The paragraphs of invented stories: templates, and real ones where they are at hand."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from articles.texts import from_plain, sanitise, to_plain
from newsroom.register.text import STOP_WORDS, words

TEMPLATES = (Path(__file__).parent / "data" / "paragraphs.txt").read_text("utf-8").splitlines()
WIKINEWS = Path("data") / "wikinews-fr" / "wikinews-fr.jsonl"
SHORTEST, LONGEST = 80, 1200  # characters; the others are captions, or lists run together


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as plain text."""

    text: str

    @cached_property
    def html(self) -> str:
        """As the importer stores it."""
        return sanitise(from_plain(self.text))


def wikinews(shared: Path) -> list[Paragraph]:
    """Paragraphs of French Wikinews (CC BY), none twice; empty where the file is not at hand.

    Only those whose vectors can be joined: the place of a stop word at the end is kept nowhere.
    """
    if not (shared / WIKINEWS).is_file():
        return []
    lines = (shared / WIKINEWS).read_text("utf-8").splitlines()
    texts = dict.fromkeys(text for line in lines for text in json.loads(line)["paragraphs"])
    found = [Paragraph(text) for text in texts if SHORTEST <= len(text) <= LONGEST]
    return [one for one in found if to_plain(one.html) == one.text and ends_in_a_word(one.text)]


def ends_in_a_word(text: str) -> bool:
    """Whether its last word is one that is searched."""
    said = words(text)
    return bool(said) and said[-1] not in STOP_WORDS
