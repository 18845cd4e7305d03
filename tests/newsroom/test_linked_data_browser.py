"""Blocks of data where no script stands in a page: the browser has nothing against them."""

import json

import pytest

from tests.reader import page_of, publish_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_policy_of_pages_lets_the_data_stand(page, live_server):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(live_server.url + page_of(publish_scene()["article"]))

    assert said == []
    text = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(text)["@graph"][0]["@type"] == "NewsArticle"
    # And the policy is one: a script of the page itself would be stopped.
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    assert "Content Security Policy" in "".join(said)
