"""Names in the text of a story lead to those who bear them, and the text stays what it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.highlight import mark
from articles.named_links import Bearer, Linker
from articles.services import publish
from articles.texts import from_plain, sanitise, to_plain
from newsroom.register.sequencer import sequence_all
from tests.reader import get, make_scene, page_of

LINK = re.compile(r'<a class="named" href="([^"]*)"[^>]*>(.*?)</a>')


def linked(html: str, *spellings: str) -> list[str]:
    """The names that are linked, as they stand in the text."""
    out = Linker(Bearer(one, f"/{at}/") for at, one in enumerate(spellings)).link(html)
    return [words for _address, words in LINK.findall(out)]


@pytest.mark.parametrize(
    ("html", "spellings", "expected"),
    [
        ("<p>Goïta et Goïta</p>", ["Goïta"], ["Goïta"]),  # the first one only
        ("<p>Assimi Goïta, puis Goïta</p>", ["Goïta", "Assimi Goïta"], ["Assimi Goïta", "Goïta"]),
        ("<p>Goïtaba</p>", ["Goïta"], []),
        ("<p>L’Union, l'Union africaine</p>", ["l’Union africaine"], ["l'Union africaine"]),
        ("<p>l&#x27;AES</p>", ["l’AES"], ["l&#x27;AES"]),
        ("<p>Burkina\u00a0Faso</p>", ["Burkina Faso"], ["Burkina\u00a0Faso"]),
        ("<p>R&amp;D et Cie</p>", ["R&D"], ["R&amp;D"]),
        ("<p>R&amp;D</p>", ["amp"], []),
        ('<p><a href="https://x.org/">le Mali</a>, le Mali</p>', ["Mali"], ["Mali"]),
        ('<p><a href="https://x.org/Mali">là</a></p>', ["Mali"], []),
        ("<p>As<em>simi</em> Goïta</p>", ["Assimi Goïta"], []),
        ("<p>Paris <mark>et Goïta</mark></p>", ["Goïta"], ["Goïta"]),
        ("<p>Rien</p>", ["", " "], []),
        ("<p>M. (Goïta) [x]</p>", ["(Goïta)"], ["(Goïta)"]),
    ],
)
def test_which_names_are_linked(html, spellings, expected):
    assert linked(html, *spellings) == expected


def test_a_name_in_the_lead_is_not_linked_again_in_the_body():
    linker = Linker([Bearer("Mali", "/pays/1/")])

    assert "<a" in linker.link("Le Mali.")
    assert linker.link("<p>Le Mali.</p>") == "<p>Le Mali.</p>"


def test_no_words_can_leave_the_hint_or_the_address():
    out = Linker([Bearer("Mali", '/"><b>', '"><script>')]).link("<p>Mali</p>")

    hint = "&quot;&gt;&lt;script&gt;"
    assert out == (f'<p><a class="named" href="/&quot;&gt;&lt;b&gt;" title="{hint}">Mali</a></p>')


NAMES = st.sampled_from(["Mali", "l’AES", "a", "x27", "amp", "lt", "R&D", "<b>", "É t", "p", "em"])
PIECES = st.sampled_from(
    ["Mali", " l'AES ", "R&D", " a ", "<b>", "&", "\n\n", "\u00a0", "É t", ". ", '"', "'", "x27;"]
)


@given(
    st.lists(PIECES | st.text(st.characters(codec="utf-8"), max_size=4), max_size=14).map("".join),
    st.lists(NAMES | st.text(max_size=3), max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_the_text_stays_the_same_whatever_is_linked_and_marked(text, names, start, length):
    html = sanitise(from_plain(text.replace("\x00", "")))
    marked = mark(html, start, start + length, "fact")

    out = Linker(Bearer(name, f"/{name}/", name) for name in names).link(marked)

    assert to_plain(out) == to_plain(html)
    # Without the links it is what it was, to the letter.
    assert LINK.sub(lambda link: link[2], out) == marked
    assert sanitise(out).count("<a") == out.count("<a")


@pytest.mark.django_db
def test_the_names_of_a_story_lead_to_their_pages_with_the_office_of_that_day(client):
    scene = make_scene()
    article = scene["article"]
    article.lead = f"{scene['camara'].name} à Niamey."
    article.body = f"<p>{scene['camara'].name} et Salifou Modi ({scene['bloc'].name}).</p>"
    article.save()
    publish(article, by=None)
    sequence_all()

    page = get(client, page_of(article))

    named = {"".join(a.itertext()): a for a in page.all("a[@class='named']")}
    assert {words: a.get("href") for words, a in named.items()} == {
        scene["camara"].name: page_of(scene["camara"]),
        "Salifou Modi": page_of(scene["mody"]),
        "Niamey": page_of(scene["niger"]),
        scene["bloc"].name: page_of(scene["bloc"]),
    }
    assert scene["defence"].title in named[scene["camara"].name].get("title")
    assert scene["niger"].name in named["Niamey"].get("title")
