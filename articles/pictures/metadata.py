"""What a picture's file says of itself: credit, caption, day, place, terms of use."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from PIL import ExifTags, IptcImagePlugin
from PIL import Image as Pillow

# Columns of Image that a file can propose, and how many characters they hold.
LENGTHS = {
    "credit": 200,
    "alt_text": 300,
    "caption": 2000,
    "licence": 200,
    "taken_on": 10,
    "place": 200,
}
Told = dict[str, str]

# Datasets of IPTC IIM, record 2, that hold what is asked here.
BYLINE, CREDIT, CAPTION, RIGHTS = (2, 80), (2, 110), (2, 120), (2, 116)
CREATED, CITY, COUNTRY = (2, 55), (2, 90), (2, 101)
CHARSET, UTF_8 = (1, 90), b"\x1b%G"

_DAY = re.compile(r"(\d{4})[:-]?(\d{2})[:-]?(\d{2})")


def told_by(picture: Pillow.Image) -> Told:
    """Columns of Image → what the file proposes for them, at most as long as they hold.

    IPTC's own block goes first, since agencies write it; then XMP, then EXIF, which cameras
    fill. Coordinates are never read. Whatever cannot be read is left out: a file with broken
    metadata is still a picture.
    """
    found: Told = {}
    for read in (_iptc, _xmp, _exif):
        with suppress(Exception):
            for name, value in read(picture).items():
                words = " ".join(value.split()) if name != "caption" else value.strip()
                if words and name not in found:
                    found[name] = words[: LENGTHS[name]].strip()
    return found


def _iptc(picture: Pillow.Image) -> Told:
    data: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    codec = "utf-8" if data.get(CHARSET) == UTF_8 else ""

    def texts(*datasets: tuple[int, int]) -> list[str]:
        pieces = [piece for dataset in datasets for piece in _listed(data.get(dataset))]
        return [_decoded(piece, codec) for piece in pieces if piece]

    return {
        "credit": _joined(" / ", texts(BYLINE, CREDIT)),
        "caption": _joined("\n", texts(CAPTION)),
        "licence": _joined("; ", texts(RIGHTS)),
        "taken_on": _day(_joined("", texts(CREATED))),
        "place": _joined(", ", texts(CITY, COUNTRY)),
    }


def _xmp(picture: Pillow.Image) -> Told:
    member = _members(picture.getxmp())
    return {
        "credit": _joined(" / ", [*member("creator"), *member("Credit")]),
        "alt_text": _joined(" ", member("AltTextAccessibility")),
        "caption": _joined("\n", member("description")),
        "licence": _joined("; ", member("UsageTerms") or member("rights")),
        "taken_on": _day(_joined("", (member("DateCreated") or member("DateTimeOriginal"))[:1])),
        "place": _joined(", ", [*member("City"), *member("Country")]),
    }


def _exif(picture: Pillow.Image) -> Told:
    exif = picture.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    tag = ExifTags.Base
    return {
        "credit": str(exif.get(tag.Artist, "")),
        "caption": str(exif.get(tag.ImageDescription, "")),
        "licence": str(exif.get(tag.Copyright, "")),
        "taken_on": _day(str(inner.get(tag.DateTimeOriginal, ""))),
    }


def _members(packet: dict[str, Any]) -> Callable[[str], list[str]]:
    """Gives the texts of a property, whether it is an attribute, an element, or a list."""
    described = packet.get("xmpmeta", {}).get("RDF", {}).get("Description", {})
    blocks = [block for block in _listed(described) if isinstance(block, dict)]

    def member(name: str) -> list[str]:
        return [text for block in blocks for text in _texts(block.get(name))]

    return member


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        if "text" in value:  # an alternative in one language
            yield str(value["text"]).strip()
        for name in ("Alt", "Bag", "Seq"):
            yield from _texts(value.get(name, {}).get("li") if name in value else None)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _decoded(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec or "utf-8")
    except UnicodeDecodeError:
        # Without a mark of its own an older agency's block is Windows' Western European.
        text = data.decode("cp1252", errors="replace")
    return text.replace("\x00", "").strip()


def _joined(between: str, texts: list[str]) -> str:
    """The texts, each once."""
    return between.join(dict.fromkeys(text for text in texts if text))


def _day(text: str) -> str:
    found = _DAY.match(text)
    if found is None:
        return ""
    with suppress(ValueError):  # 0000:00:00 where the camera's clock was never set
        return date(*map(int, found.groups())).isoformat()
    return ""
