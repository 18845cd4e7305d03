"""The guide for partners: complete in both languages, and what it shows works."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from django.utils import translation
from lxml import html

from articles import services
from newsroom.guide.changelog import CHANGELOG
from newsroom.guide.examples import examples
from newsroom.guide.views import MIRROR
from newsroom.register.models import Item
from newsroom.register.problems import SORTS
from newsroom.register.sequencer import sequence_all
from tests.factories.whole import whole_story
from tests.register.mirrors import key_of

GUIDE = "/partenaires/guide/"
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])
# A space that may break, or none, where French has a narrow one that may not.
UNSPACED = re.compile(r".{9}[^\u202f][;!?»]|«[^\u202f]|.{9}[ \u00a0][;:!?»](?:\W|$)")


@pytest.fixture
def guide(client, db):
    def ask(language):
        response = client.get(GUIDE, headers={"accept-language": language})
        assert response.status_code == 200
        return html.fromstring(response.content.decode())

    return ask


def words(tree, path="//article"):
    """What people read there, without programs and their answers."""
    for node in tree.xpath("//pre | //code | //samp"):
        node.text, tail = "", node.tail
        for child in list(node):
            node.remove(child)
        node.tail = tail
    return " ".join("".join(node.itertext()) for node in tree.xpath(path))


def test_both_languages_say_the_same_things_in_the_same_order(guide):
    french, english = guide("fr"), guide("en")

    for path in ("//h2/@id", "//h1 | //h2", "//nav[@aria-label]//ol/li/a/@href", "//pre", "//tr"):
        assert len(french.xpath(path)) == len(english.xpath(path)), path
    assert french.xpath("//h2/@id") == english.xpath("//h2/@id")
    assert french.xpath("//figure//code/text()") == english.xpath("//figure//code/text()")
    same = set(french.xpath("//h2/text()")) & set(english.xpath("//h2/text()"))
    assert same <= {"Webhooks", "Formats", "Quotas"}


@LANGUAGES
def test_every_section_is_led_to(guide, language):
    tree = guide(language)
    led = [to.removeprefix("#") for to in tree.xpath("//article/nav//a/@href")]

    assert led == tree.xpath("//h2/@id")
    assert len(led) == 17


@LANGUAGES
def test_every_example_is_shown_with_its_answer(guide, language):
    tree = guide(language)
    shown = tree.xpath("//figure[@class='example']//code/text()")

    assert set(shown) == {one.command for one in examples().values()}
    for figure in tree.xpath("//figure[@class='example']"):
        [answer] = figure.xpath(".//samp/text()")
        json.loads(answer[answer.index("{") :])


@LANGUAGES
def test_every_sort_of_problem_is_explained(guide, language):
    tree = guide(language)
    with translation.override(language):
        for name, sort in SORTS.items():
            [row] = tree.xpath(f"//tr[@id='{name}']")
            text = " ".join("".join(row.itertext()).replace("\u202f", " ").split())
            assert f"{sort.status}{name}{sort.title} {sort.meaning}".replace("\u202f", " ") == text


def test_french_is_set_as_french_is(guide):
    text = words(guide("fr"))

    assert UNSPACED.findall(text) == []
    assert "'" not in text
    assert "..." not in text


def test_english_has_no_french_quotes_or_straight_ones(guide):
    text = words(guide("en"))

    assert not set("«»\u202f'\"") & set(text)


@pytest.mark.django_db
@LANGUAGES
def test_it_is_found_from_everywhere(client, language):
    headers = {"accept-language": language}

    home = html.fromstring(client.get("/", headers=headers).content.decode())
    assert GUIDE in home.xpath("//footer//a/@href")
    assert client.get("/api/v1/").json()["guide"].endswith(GUIDE)
    tree = html.fromstring(client.get(GUIDE, headers=headers).content.decode())
    for address in set(tree.xpath("//article//a/@href")):
        if not address.startswith("#"):
            assert client.get(address).status_code == 200, address


@LANGUAGES
def test_the_program_that_is_shown_is_the_one_that_is_tried(guide, client, language):
    program = MIRROR.read_text()

    assert program.strip() in [text.strip() for text in guide(language).xpath("//pre/code/text()")]
    assert client.get(f"{GUIDE}miroir.py").content.decode() == program
    assert len(program.splitlines()) <= 40


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("labels", [(), ("lang:fr",)])
def test_the_program_mirrors_the_archive(url, tmp_path, labels):
    story = whole_story(1)
    sequence_all()
    key = [key_of(*labels)] if labels else []
    program = tmp_path / "mirror.py"
    program.write_bytes(MIRROR.read_bytes())
    folder = tmp_path / "mirror"
    folder.mkdir()

    def run():
        done = subprocess.run(
            [sys.executable, "-I", "-S", program, url, folder, *key],
            env={},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}

    seen = labels or ("public",)
    held = run()
    assert held == {str(one.uid): one.doc for one in Item.objects.visible(seen)}
    assert str(story.uid) in held

    services.withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")
    sequence_all()

    held = run()
    assert held == {str(one.uid): one.doc for one in Item.objects.visible(seen)}
    assert str(story.uid) not in held


@pytest.mark.django_db
@LANGUAGES
def test_the_feed_of_changes_is_read_by_a_reader_of_feeds(client, language):
    response = client.get(f"{GUIDE}nouveautes.atom", headers={"accept-language": language})
    feed = feedparser.parse(
        response.content, response_headers={"content-type": response.headers["Content-Type"]}
    )

    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [one.uid.urn for one in CHANGELOG]
    with translation.override(language):
        assert [entry.title for entry in feed.entries] == [str(one.title) for one in CHANGELOG]
    days = [datetime(*entry.updated_parsed[:3], tzinfo=UTC).date() for entry in feed.entries]
    assert days == [one.day for one in CHANGELOG] == sorted(days, reverse=True)
    known = {"if-none-match": response.headers["ETag"], "accept-language": language}
    assert client.get(f"{GUIDE}nouveautes.atom", headers=known).status_code == 304


def test_no_answer_was_written_by_hand():
    assert all(one.answer for one in examples().values())
    assert Path(MIRROR).suffix == ".py"
