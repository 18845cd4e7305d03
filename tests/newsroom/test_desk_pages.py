"""Every page of the desk in a real browser: no barrier, no scrolling sideways, no script's error.

The desk is in French there, and says nothing in English whatever scripts have made of a page.
"""

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.factories import UserFactory
from tests.newsroom import desk_pages
from tests.newsroom.desk_look import Look
from tests.newsroom.desk_states import STATES
from tests.newsroom.desk_world import TWO_ACCOUNTS, DeskWorld, desk_world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR"}


@pytest.fixture
def world(settings) -> DeskWorld:
    settings.ZEAL_ALLOWLIST = TWO_ACCOUNTS
    return desk_world(UserFactory(chief=True, username="chief", email="chief@agence.example"))


@pytest.fixture
def look(page: Page, url, world) -> Look:
    client = Client()
    client.force_login(world.user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}]
    )
    return Look(page)


SORTS = {
    "pages of their own": desk_pages.told_apart,
    "lists": lambda world: desk_pages.lists(),
    "forms": lambda world: desk_pages.forms(world.user),
    "histories and questions": lambda w: desk_pages.one_of_each(desk_pages.usual(w.user)),
}


@pytest.mark.browser
@pytest.mark.parametrize("sort", SORTS)
def test_no_page_of_the_desk_keeps_anybody_out(look: Look, world, url, sort):
    found = []
    for name, address in SORTS[sort](world).items():
        found += look.go(name, url + address)

    assert found == [], "\n".join(found)


@pytest.mark.browser
def test_no_state_of_a_page_keeps_anybody_out(look: Look, world, url):
    found = []
    for name, reach in STATES.items():
        look.widen()
        opened = reach(look.page, url, world)
        found += (Look(opened) if opened else look).faults(name)
        if opened:
            opened.close()

    assert found == [], "\n".join(found)


def test_no_page_of_the_desk_is_forgotten(world):
    """A new address is a page that is looked at here, or is named as something else."""
    visited = {
        desk_pages.name_of(address)
        for pages in (*SORTS.values(), lambda w: desk_pages.usual(w.user))
        for address in pages(world).values()
    }
    known = visited | desk_pages.IN_OTHERS | desk_pages.refused(world.user)

    assert desk_pages.used() - known == set()
    assert set(desk_pages.NO_PAGES) <= desk_pages.names()
