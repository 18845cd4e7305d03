"""Two records are merged and parted in a browser, with the keyboard alone."""

import pytest
from playwright.sync_api import Page

from actors.models import Merge, Person
from tests import desk as admin
from tests.factories import MentionFactory, PersonFactory, TenureFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


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


def test_two_records_are_merged_and_parted_with_the_keyboard(desk: Page, live_server):
    kept = PersonFactory(name="Salifou Mody", born="1962", public=True)
    gone = PersonFactory(name="Salifou Modi", born="1963", public=True)
    tenure, mention = TenureFactory(person=gone), MentionFactory(actor=gone)
    page = desk

    page.goto(f"{live_server.url}{admin.changelist(Person)}")
    for person in (kept, gone):
        page.locator(f"input[name=_selected_action][value='{person.pk}']").focus()
        page.keyboard.press("Space")
    page.locator("select[name=action]").select_option("merge_selected")
    page.locator("select[name=action]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("input[name=as_seen]").wait_for(state="attached")
    page.locator("input[name=field-born]:checked").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("input[name=field-born]:checked").input_value() == "duplicate"
    page.locator("textarea[name=note]").focus()
    page.keyboard.type("Même homme.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    undo = page.locator("ul.messagelist .success a")
    undo.wait_for()

    kept.refresh_from_db()
    tenure.refresh_from_db()
    mention.refresh_from_db()
    assert kept.born == "1963"
    assert tenure.person_id == mention.actor_id == kept.pk
    assert Merge.objects.get().note == "Même homme."

    undo.focus()
    page.keyboard.press("Enter")
    page.locator(".submit-row input.default").focus()
    page.keyboard.press("Enter")
    page.locator("ul.messagelist .success").wait_for()

    kept.refresh_from_db()
    tenure.refresh_from_db()
    assert (kept.born, tenure.person_id) == ("1962", gone.pk)
    assert Person.objects.get(pk=gone.pk).merged_into is None
