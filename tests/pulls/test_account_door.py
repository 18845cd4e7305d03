"""Who comes in to the page of a partner's account, and who does not."""

import base64
import re

import pytest
from django.utils import timezone

from newsroom.partners import keys
from newsroom.partners.issuing import issue
from newsroom.partners.models import Key, Partner
from newsroom.pulls import account
from tests.pulls.takers import PAGE, basic

pytestmark = pytest.mark.django_db


def test_it_opens_with_a_key_as_the_password(opened):
    page = opened()

    assert page.texts("h1") == ["Le Quotidien de l’Est"]
    for name, text in {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }.items():
        assert page.response.headers[name] == text
    assert page.response.cookies == {}


def without_the_last(key):
    return basic(key[:-1])


@pytest.mark.parametrize(
    "authorization",
    [
        lambda key: None,
        lambda key: basic(""),
        lambda key: "Basic",
        lambda key: "Basic §§",
        lambda key: "Basic " + base64.b64encode(b"\xff\xfe:").decode(),
        lambda key: "Basic " + base64.b64encode(key.encode()).decode(),  # no colon
        lambda key: basic("x", name=key),
        lambda key: f"Bearer {key}",
        without_the_last,
        lambda key: basic(keys.make().text),  # well formed, but nobody's
        lambda key: basic(keys.Written("live", keys.read(key).name, keys.make().secret).text),
    ],
)
def test_whatever_is_no_key_is_asked_for_one(client, key, authorization):
    said = authorization(key)
    headers = {} if said is None else {"authorization": said}

    response = client.get(PAGE, headers=headers)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Basic realm="newsroom", charset="UTF-8"'
    assert response.headers["Cache-Control"] == "no-store"
    assert "Le Quotidien" not in response.content.decode()


def test_a_key_that_was_revoked_opens_nothing(client, house, key):
    Key.objects.update(revoked_at=timezone.now())

    assert client.get(PAGE, headers={"authorization": basic(key)}).status_code == 401


def test_nor_does_one_from_a_foreign_network(client, house):
    Partner.objects.update(networks=["192.0.2.0/24"])

    response = client.get(PAGE, headers={"authorization": basic(issue(house)[1])})

    assert response.status_code == 403


def test_who_asks_without_end_is_held_up_and_no_key_is(client, key):
    for _ in range(account.POLICY.quota):
        assert client.get(PAGE).status_code == 401

    response = client.get(PAGE)

    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    headers = {"authorization": f"Bearer {key}"}
    assert client.get("/api/v1/articles", headers=headers).status_code == 200


def test_the_page_takes_nothing_from_the_quotas_it_shows(opened, client, key):
    client.get("/api/v1/articles", headers={"authorization": f"Bearer {key}"})

    for _ in range(2):
        held = opened().section("quotas")
    assert "600 requêtes par minute – 599 restantes" in held
    assert "50 000 requêtes par jour – 49 999 restantes" in re.sub(r"\s", " ", held)


@pytest.mark.parametrize("query", ["?x=1", "?key=nrk"])
def test_parameters_are_refused(client, key, query):
    response = client.get(PAGE + query, headers={"authorization": basic(key)})

    assert response.status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_there(client, key, method):
    response = getattr(client, method)(PAGE, headers={"authorization": basic(key)})

    assert response.status_code == 405
    assert response.headers["Cache-Control"] == "no-store"
