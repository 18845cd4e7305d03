"""Reader pages in a real browser: no scrolling sideways on a phone, no barrier, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.services import correct
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory
from tests.reader import page_of, publish_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMED = ("article", "camara", "bloc", "mali", "meeting", "defence", "agreement", "statement")
# A word that no hyphenation rule breaks, such as names of ministries in one compound.
LONG = "Verteidigungsministerkonferenzgeschäftsordnungsausschuss"


@pytest.fixture
def addresses(live_server):
    """One page of each sort, with all that a page can show."""
    scene = publish_scene(LONG)
    pair = sorted((scene["mali"].uid, scene["niger"].uid))
    paths = ["/", "/articles/", "/personnes/", "/rencontres/", "/recherche/", "/propos/"]
    paths += ["/chronologie/", "/carte/"]
    paths += [
        "/recherche/?q=ministre",
        "/recherche/?q=Nigeria",
        "/articles/?persone=x",
        "/recherche/aide/",
    ]
    paths += ["/nulle-part", f"{page_of(scene['mali'])}?on=2025-06-15"]
    paths += ["/archives/", "/archives/2025/", "/archives/2025/08/", "/archives/2025/08/14/"]
    paths += ["/rubriques/", "/archives/faits/2025/08/", f"/relations/{pair[0]}/{pair[1]}/"]
    paths += [page_of(scene[name]) for name in NAMED]
    paths += [f"/signaler/{scene['article'].uid}/", "/signaler/merci/"]
    scene["article"].body += f"<p>{LONG}</p>"
    scene["article"].save()
    correct(scene["article"], by=None, note=f"Il manquait un mot : {LONG}.")
    sequence_all()
    paths.append(f"/articles/{scene['article'].uid}/versions/")
    key = AlertFactory().key
    paths += ["/alertes/creer/?q=x", "/alertes/merci/", f"/alertes/{key}/", f"/alertes/{key}/fin/"]
    return [live_server.url + path for path in paths]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(page, addresses, width):
    page.set_viewport_size({"width": width, "height": 740})
    too_wide = []
    for address in addresses:
        page.goto(address)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            too_wide.append((address, wide))

    assert too_wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_can_be_found_by_machine(page, addresses, scheme):
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in addresses:
        page.goto(address)
        results = Axe().run(page)
        if results.violations_count:
            found.append(f"{address}\n{results.generate_report()}")

    assert found == []


def test_pages_ask_for_nothing_from_elsewhere(page, addresses, live_server):
    asked, failed, said = [], [], []
    page.on("request", lambda request: asked.append(request))
    # What the policy of pages forbids, the browser complains of.
    page.on("console", lambda told: said.append(told.text))
    page.on("response", lambda r: failed.append(r.url) if r.status >= 500 else None)
    for address in addresses:
        page.goto(address)

    kinds = {request.resource_type for request in asked}
    assert kinds <= {"document", "stylesheet", "font", "script", "other"}  # other: the icon
    assert all(request.url.startswith(live_server.url) for request in asked)
    assert failed == []
    assert [text for text in said if "Failed to load resource" not in text] == []


def test_first_stop_of_the_keyboard_leads_past_the_menu(page, addresses):
    page.goto(addresses[-1])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize(
    ("zone", "shown"), [("Europe/Paris", []), ("America/New_York", ["14:30 where you are"])]
)
def test_a_reader_elsewhere_sees_times_of_their_own_clock_too(browser, live_server, zone, shown):
    story = page_of(publish_scene()["article"])
    context = browser.new_context(timezone_id=zone, locale="en-GB")
    page = context.new_page()

    page.goto(live_server.url + story)

    assert "14 August 2025 at 20:30 (Paris time, UTC+2)" in page.locator(".strip").inner_text()
    own = page.locator(".own-time").all_inner_texts()
    assert [words.partition(" at ")[2] for words in own] == shown
    context.close()
