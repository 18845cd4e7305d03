"""Linked data as an element of a page: a block of data, which no browser runs."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Nothing in it can end the element, open a comment, or be another line than it looks.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(data: Any) -> SafeString:
    """The element that says this, whatever words are in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
