"""The warning before an actor is entered twice, answered in a browser by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from actors.models import Distinct, Person
from tests.factories import PersonFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB"}


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


def test_the_warning_is_read_followed_and_answered_by_keyboard(desk: Page, live_server):
    known = PersonFactory(name="Célestin Simporé")
    page, keyboard = desk, desk.keyboard
    page.goto(f"{live_server.url}/admin/actors/person/add/")
    page.locator("#id_name").focus()
    keyboard.type("Celestin Simpone")
    page.locator("#id_summary").focus()
    keyboard.type("Un général.")
    page.locator("#id_name").focus()
    keyboard.press("Enter")

    box = page.locator("#id_is_another")
    expect(box).to_be_focused()
    expect(page.locator("fieldset.known")).to_contain_text("Célestin Simporé")
    # The link to who may be meant is one step back, and opens beside the form.
    keyboard.press("Shift+Tab")
    with page.context.expect_page() as opened:
        keyboard.press("Enter")
    assert f"/actors/person/{known.pk}/change/" in opened.value.url
    opened.value.close()
    page.bring_to_front()
    keyboard.press("Tab")
    expect(box).to_be_focused()
    keyboard.press("Space")
    expect(box).to_be_checked()
    keyboard.press("Enter")

    page.locator("ul.messagelist .success").first.wait_for()
    made = Person.objects.get(name="Celestin Simpone")
    assert made.summary == "Un général."
    assert Distinct.objects.filter(one=made, other=known).exists()
