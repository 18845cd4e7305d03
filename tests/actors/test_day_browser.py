"""In a browser, a former country is not offered for a meeting of a later day, new or changed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import desk
from tests.articles.desk_browser import at_desk, editor, open_story
from tests.factories import CountryFactory, MeetingFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
FORMER, PRESENT = "Union soviétique", "Union des Comores"


@pytest.fixture
def page(context: BrowserContext, live_server, settings) -> Page:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    CountryFactory(name=FORMER, iso2="", began="1922-12-30", ended="1991-12-26")
    CountryFactory(name=PRESENT, iso2="KM")
    editor("chief")
    return at_desk(context, live_server.url, "chief")


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR"}


def offered(page: Page, name: str) -> list[str]:
    """The countries that the admin's own list offers for the words typed."""
    page.locator(f"[name={name}] + .select2").click()
    with page.expect_response(lambda answer: "term=union" in answer.url):
        page.locator(".select2-search__field").last.press_sequentially("union")
    # Until the answer is drawn the list still shows what it offered last time.
    expect(page.locator(".loading-results")).to_have_count(0)
    options = page.locator(".select2-results__option:not(.loading-results)")
    expect(options.filter(has_text=PRESENT)).to_have_count(1)
    found = [text.split(" · ")[0] for text in options.all_inner_texts()]
    page.keyboard.press("Escape")
    return sorted(found)


BOTH = [PRESENT, FORMER]
OF_A_MEETING = [
    ("2025-08-14", [PRESENT]),
    ("1991-12", BOTH),
    ("2025-08", [PRESENT]),
    ("", BOTH),
]


def test_on_a_new_meeting_countries_of_its_day_are_offered(page, live_server):
    page.goto(f"{live_server.url}/admin/actors/meeting/add/")
    page.locator("#participations-group .add-row a").click()

    for when, expected in OF_A_MEETING:
        page.fill("[name=when]", when)
        for name in ("host", "participations-0-delegation"):
            assert offered(page, name) == expected, (when, name)


def test_on_a_meeting_moved_to_another_day_that_day_counts(page, live_server):
    meeting = MeetingFactory(when="2025-08-14")
    page.goto(f"{live_server.url}{desk.change(meeting)}")
    assert offered(page, "host") == [PRESENT]

    page.fill("[name=when]", "1985-03")

    assert offered(page, "host") == BOTH


# Day of the story, day of the meeting that is entered from it.
IN_A_STORY = [
    ("", "2025-08-14", [PRESENT]),
    ("2025-08-14", "", [PRESENT]),
    ("2025-08-14", "1985-03-13", BOTH),
    ("1985-03-13", "2025-08-14", [PRESENT]),
    ("", "", BOTH),
]


def test_in_a_story_the_day_of_the_meeting_being_entered_counts_then_that_of_the_story(
    page, live_server
):
    # What is typed is not to be kept: that might go on while the tables are emptied.
    page.route("**/article/draft/", lambda route: route.abort())
    page.route("**/article/session/", lambda route: route.abort())
    open_story(page, live_server.url)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.locator("#coverages-group .add-row button").click()

    for event_date, when, expected in IN_A_STORY:
        page.fill("[name=event_date]", event_date)
        page.locator("#id_coverages-0-meeting-typed, [name=coverages-0-meeting]").last.focus()
        page.locator("#id_coverages-0-meeting-typed").fill("Entretien")
        page.locator("[role=option].create").click()
        page.fill("dialog#creating [name=new-when]", when)
        page.locator("dialog#creating [name=new-host]").focus()
        page.locator("#id_new-host-typed").fill("union")
        options = page.locator("dialog#creating [role=option]:not(.create)")
        expect(options.filter(has_text=PRESENT)).to_have_count(1)
        found = sorted(text.split(" · ")[0] for text in options.all_inner_texts())
        assert found == expected, (event_date, when)
        page.locator("dialog#creating .cancel").click()
        page.locator("dialog#creating").wait_for(state="hidden")
