"""The page of a partner's account in a real browser, which asks for the key by itself."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from articles.services import correct, withdraw
from newsroom.partners.issuing import issue
from newsroom.partners.models import Key, Partner, Usage
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.pulls.takers import PAGE, taker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verteidigungsministerkonferenzgeschäftsordnungsausschuss"


def busy_key() -> str:
    """A key of a partner for which there is something in every part of the page."""
    stories = ArticleFactory.create_batch(3, published=True, language="fr", headline=LONG)
    sequence_all()
    mirror = taker("lang:fr", "section:paix", "record", limit=2).pull()
    mirror.client.get(f"/api/v1/articles/{stories[0].uid}")
    mirror.client.get("/api/v1/articles/nothing")
    withdraw(stories[0], by=None, reason=f"Tout était faux : {LONG}.")
    correct(stories[1], by=None, note="Ils étaient trois.")
    sequence_all()
    mirror.pull_page()
    partner = Partner.objects.get(pk=mirror.access.partner)
    partner.name, partner.hidden = f"Le Quotidien {LONG}", ["images", "body"]
    partner.save()
    issue(partner, is_test=True, expires_at=timezone.now() + timedelta(days=30))
    for days in range(1, 30):
        Usage.objects.create(
            key=Key.objects.get(pk=mirror.access.key),
            day=timezone.now().date() - timedelta(days=days),
            requests=(days * 7919) % 2600,
            errors=(days * 7919) % 2600 // 9 if days % 4 == 0 else 0,
            refused=180 if days == 8 else 0,
            bytes=days * 4_000_000,
            last_at=timezone.now(),
            last_error="quota-exceeded" if days == 8 else "",
            last_error_at=timezone.now() if days == 8 else None,
        )
    return mirror.client.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")


@pytest.fixture
def open_page(browser, live_server):
    """The page as a browser shows it whose holder has typed the key in."""
    contexts = []

    def opened(**options):
        options = {"locale": "fr-FR"} | options
        credentials = {"username": "", "password": busy_key()}
        context = browser.new_context(http_credentials=credentials, **options)
        contexts.append(context)
        page = context.new_page()
        response = page.goto(live_server.url + PAGE)
        assert response.status == 200
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_does_not_scroll_sideways_even_with_the_table_open(open_page, width):
    page = open_page(viewport={"width": width, "height": 740})
    page.locator("details summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barrier_that_can_be_found_by_machine(open_page, scheme):
    page = open_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page.locator("details summary").click()

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_has_the_page_that_asks_for_a_key(page, client, live_server, scheme):
    """A browser without a window does not show what it gets with a 401."""
    refusal = client.get(PAGE)
    assert refusal.status_code == 401
    page.emulate_media(color_scheme=scheme)
    shown = {"body": refusal.content.decode(), "content_type": "text/html; charset=utf-8"}
    page.route(f"**{PAGE}", lambda route: route.fulfill(status=200, **shown))
    page.goto(live_server.url + PAGE)

    results = Axe().run(page)

    assert page.locator("h1").inner_text() == "Compte de partenaire"
    assert results.violations_count == 0, results.generate_report()


def test_it_is_whole_without_scripts(open_page):
    page = open_page(java_script_enabled=False)

    words = page.locator("main").inner_text()
    for part in ("Tout était faux", "Requêtes des 30 derniers jours", "Derniers relevés", "Clés"):
        assert part.lower() in words.lower()
    assert page.locator("svg.bars rect").count() > 20
    page.locator("details summary").click()
    assert page.locator("table.figures tbody tr").count() == 30
