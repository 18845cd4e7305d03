"""The desk in a real browser: the door opens, in French, and no script fails."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_editor_logs_in(page, live_server, django_user_model):
    django_user_model.objects.create_superuser("chief", password="a-long-password")
    failed = []
    page.on("pageerror", lambda error: failed.append(str(error)))

    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "chief")
    page.fill("#id_password", "a-long-password")
    page.click("input[type=submit]")

    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.url == f"{live_server.url}/admin/"
    assert page.locator("#user-tools").is_visible()
    assert failed == []


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR"}
