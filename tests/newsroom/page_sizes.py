"""What a reader's page weighs."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders

# Bytes that a story may take, without its pictures.
MOST = 60_000
STYLES = "newsroom/site.css"
SENT_COMPRESSED = (STYLES, "newsroom/site.js", "newsroom/mark.svg")
# Compressed already.
FACES = ("newsroom/fonts/newsreader.woff2", "newsroom/fonts/libre-franklin.woff2")


def content_of(name: str) -> bytes:
    """A static file."""
    return Path(str(finders.find(name))).read_bytes()


def first_visit(html: bytes) -> int:
    """Bytes of a page and of all that it fetches by itself, as a proxy sends them."""
    texts = [html, *map(content_of, SENT_COMPRESSED)]
    return sum(len(gzip.compress(text)) for text in texts) + sum(
        len(content_of(name)) for name in FACES
    )
