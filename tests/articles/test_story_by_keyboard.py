"""The story of 14 August 2025, entered, published by two, corrected and withdrawn by keyboard."""

import pytest
from playwright.sync_api import Browser, Page

from actors.models import Meeting, Participation
from articles.choices import ArticleStatus, StatementKind
from articles.models import Article, Section
from newsroom.demo.accounts import ensure_accounts
from newsroom.demo.story_actors import make_actors
from newsroom.demo.story_text import paragraphs
from newsroom.management.commands.worker import work
from tests.articles.desk_browser import EDITOR
from tests.articles.keyboard import Keyboard
from tests.articles.story_keys import (
    AUGUST,
    BELOUSOV,
    CAMARA,
    EVIDENCE,
    HEADLINE,
    MAY,
    MODY,
    NOTE,
    REASON,
    SIMPORE,
    SPOKEN,
    TERM,
    enter_text,
    give_evidence,
    link_proposals,
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


@pytest.fixture
def url(url: str) -> str:
    ensure_accounts()
    make_actors()
    Section.objects.create(code="defense", name="Défense", name_en="Defence", four_eyes=True)
    return url


@pytest.fixture
def count() -> list[int]:
    return [0]


def at_keys(browser: Browser, url: str, name: str, count: list[int]) -> Keyboard:
    """Somebody of the demo, logged in by typing."""
    page = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{url}/admin/")
    keys = Keyboard(page, name, count)
    keys.tab_to("#id_username")
    keys.type(name)
    keys.press("Tab")
    keys.type(name)
    keys.press("Enter")
    page.locator("#user-tools").wait_for()
    keys.picture("desk")
    return keys


def test_the_story_is_entered_let_out_by_two_corrected_and_withdrawn_by_keyboard(
    browser: Browser, url: str, count: list[int], page: Page
):
    reporter = at_keys(browser, url, "reporter", count)
    enter_text(reporter)
    link_proposals(reporter)
    give_evidence(reporter)
    check_record()
    press(reporter, "submit")
    reporter.picture("submitted")

    editor = at_keys(browser, url, "editor", count)
    let_out(editor, page, url)
    correct(editor)
    approve(at_keys(browser, url, "redaction", count), page, url)
    withdraw(editor, page, url)


def check_record() -> None:
    """What the keys have left behind is the record that the story reports."""
    story = Article.objects.get()
    assert story.status == ArticleStatus.DRAFT
    assert story.text.endswith(paragraphs()[-1])
    named = set(story.mentions.filter(actor__kind="person").values_list("actor__name", flat=True))
    assert named == {
        BELOUSOV, CAMARA, MODY, SIMPORE,
        "Assimi Goïta", "Vladimir Poutine", "Abdourahamane Tiani", "Ibrahim Traoré",
    }  # fmt: skip
    printed = set(story.mentions.values_list("spelling", flat=True))
    assert {"Salifou Modi", "Celestin Simpone", "Union soviétique", "AES"} <= printed
    met = Meeting.objects.filter(pk__in=story.coverages.values("meeting"))
    days = sorted(met.values_list("when", "title"))
    assert [day for day, _title in days] == [MAY, MAY, MAY, AUGUST], days
    partners = Participation.objects.filter(meeting__in=met.filter(when=MAY), person__isnull=False)
    assert set(partners.values_list("person__name", flat=True)) == {
        BELOUSOV, CAMARA, MODY, SIMPORE
    }  # fmt: skip
    words = story.statements.filter(kind=StatementKind.QUOTE)
    assert dict(words.values_list("text", "speaker__name")) == SPOKEN
    assert story.statements.filter(kind=StatementKind.TERM).get().text == TERM
    assert story.statements.filter(kind=StatementKind.RELAYED).get().originator.name == (
        "Assimi Goïta"
    )
    proven = [evidence.fact for evidence in story.evidence.all()]
    assert {type(fact).__name__ for fact in proven} == {"Meeting", "Agreement", "Tenure"}
    assert len(proven) == len(EVIDENCE) + 5
    assert {evidence.anchor for evidence in story.evidence.all()} == {"anchored"}


def let_out(keys: Keyboard, reader: Page, url: str) -> None:
    """Another one than the writer: found among what waits, looked at, approved, published."""
    page, story = keys.page, Article.objects.get()
    keys.follow(f"#content a[href*='/article/{story.pk}/change/']")
    page.locator(EDITOR).first.wait_for()
    press(keys, "approve")
    press(keys, "publish")
    keys.picture("published")
    assert published(reader, url).status == 200
    assert paragraphs()[-1] in reader.locator("main").inner_text()


def press(keys: Keyboard, name: str) -> None:
    with keys.page.expect_navigation():
        keys.follow(f"[name=_transition][value={name}]")
    keys.page.locator("ul.messagelist .success").first.wait_for()


def published(reader: Page, url: str):
    """What the world is answered, once the worker has been by."""
    work()
    return reader.goto(f"{url}/articles/{Article.objects.get().uid}/")


def correct(keys: Keyboard) -> None:
    """In a section with four eyes a change of what is out waits for somebody else."""
    keys.tab_to("#id_headline")
    keys.write(HEADLINE)
    part = keys.page.locator("details.part:has(#id_correction_note)").get_attribute("id")
    keys.open_part(part)
    keys.tab_to("#id_correction_note")
    keys.write(NOTE)
    with keys.page.expect_navigation():
        keys.follow("[name=_transition][value=correct]")
    keys.picture("after-correct")
    keys.page.locator("section.plan").wait_for()
    keys.picture("corrected")


def approve(keys: Keyboard, reader: Page, url: str) -> None:
    """Found among what waits, looked at, approved; then the world sees it."""
    page, story = keys.page, Article.objects.get()
    assert story.headline == ""
    keys.follow(f"#content a[href*='/article/{story.pk}/change/']")
    page.locator("section.plan").wait_for()
    with page.expect_navigation():
        keys.follow("section.plan p:last-child a:last-child")
    keys.picture("approving")
    with page.expect_navigation():
        keys.follow("[name=_approve]")
    assert published(reader, url).status == 200
    told = reader.locator("main").inner_text()
    assert HEADLINE in told
    assert NOTE in told


def withdraw(keys: Keyboard, reader: Page, url: str) -> None:
    keys.page.reload()
    with keys.page.expect_navigation():
        keys.follow("a[href$='/transition/withdraw/']")
    keys.tab_to("[name=reason]")
    keys.write(REASON)
    keys.picture("withdrawing")
    with keys.page.expect_navigation():
        keys.follow("#content [type=submit].default")
    keys.picture("withdrawn")
    assert published(reader, url).status == 410
    assert REASON in reader.locator("main").inner_text()
    assert paragraphs()[-1] not in reader.content()
