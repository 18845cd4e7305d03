"""The plain form of a text: what Python's reader of HTML makes of it, whichever way is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import texts
from articles.texts import ALLOWED, sanitise, to_plain

TAGS = st.sampled_from(
    [
        *(f"<{name}>" for name in sorted(ALLOWED)),
        *(f"</{name}>" for name in sorted(ALLOWED)),
        '<a href="https://a.example/?b=1&amp;c=2" rel="noopener">', '<a href="a>b">',
        '<td colspan="2" rowspan="3">', "<P>", "<br/>", "<br />", "</p >", "<script>", "</script>",
        "<style>", "<textarea>", "<title>", "<!-- a -->", "<![CDATA[x]]>", "<?php ?>", "<", "</",
        "<p", "<a href=x>", "<a href='x'>", '<p class="">',
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "mot", " ", "\n", "\t", "\u00a0", "&nbsp;", "&amp;", "&amp", "&", "&lt;p&gt;", "&#233;",
        "&eacute", "a < b", "a > b", "é\u202f»", "\x00", "&#0;", "l’", '"', "'",
    ]
)  # fmt: skip
HTML = st.lists(TAGS | WORDS, max_size=14).map("".join)


def slowly(html: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_blocks", lambda html: None)
        return to_plain(html)


@given(HTML)
def test_the_fast_way_gives_what_the_reader_gives(html):
    assert to_plain(html) == slowly(html)


@given(HTML)
def test_what_is_stored_always_takes_the_fast_way(html):
    stored = sanitise(html)

    assert texts._blocks(stored) is not None
    assert to_plain(stored) == slowly(stored)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>Un.</p>\n<p>Deux.</p>", "Un.\n\nDeux."),
        ("<p>Un<br>deux</p>", "Un\ndeux"),
        ("<p>R&amp;D, &lt;b&gt;</p>", "R&D, <b>"),
        ("<ul><li><p>a</p></li><li>b</li></ul>", "a\n\nb"),
        ("<p>un <strong>mot</strong>\n fort</p>", "un mot fort"),
        ("<p>dix&nbsp;%</p>", "dix\u00a0%"),
        ("sans rien", "sans rien"),
        ("", ""),
    ],
)
def test_blocks_are_divided_by_a_blank_line(html, plain):
    assert to_plain(html) == plain
