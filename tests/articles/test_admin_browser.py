"""A story entered and published in a browser reaches the register."""

import pytest
from playwright.sync_api import Page

from articles.models import Article
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import MeetingFactory, OfficeFactory, PersonFactory, TenureFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

BODY = "Les deux ministres se sont vus à Bamako."


def choose(page: Page, name: str, typed: str, label: str) -> None:
    """Choose in the combobox of a form field, by typing and pressing what is offered."""
    page.locator(f"[name={name}]").focus()
    page.locator(f"#id_{name}-typed").fill(typed)
    page.get_by_role("option", name=label, exact=True).click()


def add_row(page: Page, prefix: str) -> None:
    page.locator(f"#{prefix}-group .add-row button").click()


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR"}


@pytest.fixture
def desk(page: Page, live_server, settings) -> Page:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    user = UserFactory(chief=True, username="chief")
    user.set_password("correct horse battery")
    user.save()
    page.goto(f"{live_server.url}/admin/")
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", "correct horse battery")
    page.click("input[type=submit]")
    return page


def test_a_story_entered_with_its_links_in_one_form_is_published(desk: Page, live_server):
    minister = OfficeFactory(title="ministre de la Défense du Mali")
    camara = PersonFactory(name="Sadio Camara")
    TenureFactory(person=camara, office=minister)
    PersonFactory(name="Moussa Camara")
    PersonFactory(name="Andreï Belooussov")
    MeetingFactory(title="Consultations de Bamako")
    page = desk

    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.fill("input[name=headline]", "Entretiens à Bamako")
    page.fill("textarea[name=lead]", "Deux ministres se sont entretenus.")
    page.locator(".prose-editor [contenteditable=true]").click()
    page.keyboard.type(BODY)
    add_row(page, "mentions")
    choose(page, "mentions-0-actor", "camara sad", "Sadio Camara · ministre de la Défense du Mali")
    add_row(page, "mentions")
    choose(page, "mentions-1-actor", "ANDREI", "Andreï Belooussov")
    add_row(page, "coverages")
    choose(page, "coverages-0-meeting", "bamako", "Consultations de Bamako · 14 août 2025")
    add_row(page, "statements")
    page.fill("textarea[name=statements-0-text]", "Nous nous reverrons.")
    choose(page, "statements-0-speaker", "sadio", "Sadio Camara · ministre de la Défense du Mali")
    page.locator("button[name=_transition][value=publish]").click()
    page.locator("ul.messagelist .success").first.wait_for()
    sequence_all()

    story = Article.objects.get()
    doc = Item.objects.visible().get(uid=story.uid).doc
    assert doc["headline"] == "Entretiens à Bamako"
    assert BODY in doc["body_html"] if "body_html" in doc else BODY in str(doc)
    assert {mention.actor.name for mention in story.mentions.select_related("actor")} == {
        "Sadio Camara",
        "Andreï Belooussov",
    }
    assert Item.objects.visible().filter(kind="person").count() == 2
    assert Item.objects.visible().filter(kind="meeting").count() == 1
    assert Item.objects.visible().get(kind="statement").doc["text"] == "Nous nous reverrons."


def test_an_actor_that_is_missing_is_added_without_leaving_the_form(desk: Page, live_server):
    page = desk
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.fill("input[name=headline]", "Entretiens à Bamako")
    add_row(page, "mentions")
    page.locator("[name=mentions-0-actor]").focus()
    page.locator("#id_mentions-0-actor-typed").fill("Salifou Mody")
    page.locator("[role=option].create").click()
    page.locator("dialog#creating [type=submit]").click()
    page.locator("dialog#creating").wait_for(state="hidden")
    page.locator("input[name=_continue]").click()
    page.locator("ul.messagelist .success").first.wait_for()

    assert Article.objects.get().mentions.get().actor.name == "Salifou Mody"
