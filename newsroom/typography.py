"""French spacing of what is shown: narrow no-break spaces before ; : ! ? and inside « »."""

import re

NARROW = "\u202f"
_BEFORE = re.compile(r"[ \u00a0]+(?=[;:!?»](?:\W|$))")
_AFTER = re.compile(r"(?<=«)[ \u00a0]+")
_TAG = re.compile(r"(<[^>]*>)")


def french_spaces(text: str) -> str:
    """The text with its existing spaces at French punctuation made narrow and unbreakable.

    Nothing is put where the text has no space: words stay as they were printed. HTML elements
    are left alone.
    """
    parts = _TAG.split(text)
    # Splitting on a group leaves what lies between elements at the even places.
    parts[::2] = [_AFTER.sub(NARROW, _BEFORE.sub(NARROW, part)) for part in parts[::2]]
    return "".join(parts)
