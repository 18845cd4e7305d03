"""What a key is told of itself: what it may read, what is left to it, what it has asked for."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from newsroom.partners import quotas
from newsroom.partners.issuing import issue
from newsroom.partners.models import Usage
from newsroom.register.changes import epoch
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
ME, USAGE = "/api/v1/me", "/api/v1/usage"
OWN = "private, no-store"


@pytest.fixture
def house():
    return PartnerFactory(
        name="Le Quotidien de l’Est",
        slug="quotidien-est",
        labels=["section:paix", "lang:fr"],
        hidden=["images", "body"],
        gets_embargoed=True,
        per_minute=10,
        per_day=100,
    )


@pytest.fixture
def key(house):
    return issue(house, expires_at=timezone.now() + timedelta(days=30))


@pytest.fixture
def ask(client, key):
    headers = {"authorization": f"Bearer {key[1]}"}

    def asked(path, status=200, **parameters):
        response = client.get(path, parameters, headers=headers)
        assert response.status_code == status, response.content
        return response

    return asked


def used(key, day, **numbers):
    values = {"requests": 3, "errors": 0, "refused": 0, "bytes": 100, "last_at": timezone.now()}
    return Usage.objects.create(key=key, day=day, **values | numbers)


def test_a_key_is_told_what_its_contract_says(ask, key):
    response = ask(ME)

    told = response.json()
    assert told["partner"] == {"name": "Le Quotidien de l’Est", "slug": "quotidien-est"}
    assert told["labels"] == ["lang:fr", "partner:quotidien-est", "section:paix"]
    assert told["hidden"] == ["body", "images"]
    assert told["epoch"] == epoch()
    assert told["key"]["name"] == key[0].name
    assert told["key"]["is_test"] is False
    assert told["key"]["expires_at"].startswith(key[0].expires_at.isoformat()[:19])
    assert response.headers["Cache-Control"] == OWN
    for secret in (key[1], key[0].digest):
        assert secret not in response.content.decode()


def test_what_is_left_is_what_the_headers_say(ask):
    ask("/api/v1/articles")

    response = ask(ME)

    told = {one["name"]: (one["quota"], one["window"], one["left"]) for one in
            response.json()["quotas"]}  # fmt: skip
    assert told == {"burst": (10, 60, 8), "day": (100, 86_400, 98)}
    assert '"burst";r=8;' in response.headers["RateLimit"]
    assert '"day";r=98;' in response.headers["RateLimit"]


def test_whoever_has_no_key_is_told_of_what_everybody_may(client, settings):
    settings.ANONYMOUS_QUOTAS = (20, 300)

    response = client.get(ME)

    told = response.json()
    assert (told["partner"], told["key"]) == (None, None)
    assert (told["labels"], told["hidden"]) == (["public"], [])
    assert [(one["name"], one["left"]) for one in told["quotas"]] == [("burst", 19), ("day", 299)]
    assert response.headers["Cache-Control"] == OWN
    quotas.exhausted.forget()


def test_a_key_for_trying_says_so(client, house):
    made, text = issue(house, is_test=True)

    told = client.get(ME, headers={"authorization": f"Bearer {text}"}).json()

    assert told["key"] == {"name": made.name, "is_test": True, "expires_at": None}
    assert told["labels"] == [f"test:{made.name}"]


def test_usage_is_told_by_day_and_key_the_newest_first(ask, house, key):
    other = issue(house)[0]
    today = timezone.now().date()
    used(key[0], today - timedelta(days=1), requests=7, errors=2, refused=1, bytes=4096,
         last_error="not-found", last_error_at=timezone.now())  # fmt: skip
    used(other, today - timedelta(days=2))
    used(other, today - timedelta(days=30))  # one day too early
    used(issue(PartnerFactory())[0], today)  # somebody else's

    response = ask(USAGE)

    rows = response.json()["data"]
    assert [(row["day"], row["key"]) for row in rows] == [
        (str(today - timedelta(days=1)), key[0].name),
        (str(today - timedelta(days=2)), other.name),
    ]
    numbers = ("requests", "errors", "refused", "bytes", "last_error")
    assert [rows[0][name] for name in numbers] == [7, 2, 1, 4096, "not-found"]
    assert (rows[1]["last_error"], rows[1]["last_error_at"]) == (None, None)
    assert response.headers["Cache-Control"] == OWN


def test_what_is_asked_and_answered_shows_in_it(ask, key):
    ask("/api/v1/articles")
    ask("/api/v1/articles/nothing", 404)

    [row] = ask(USAGE).json()["data"]

    assert (row["requests"], row["errors"], row["last_error"]) == (2, 1, "not-found")


def test_days_can_be_asked_for(ask, key):
    for day in range(1, 6):
        used(key[0], date(2026, 3, day))

    rows = ask(USAGE, **{"from": "2026-03-02", "to": "2026-03-04"}).json()["data"]

    assert [row["day"] for row in rows] == ["2026-03-04", "2026-03-03", "2026-03-02"]


@pytest.mark.parametrize(
    ("parameters", "name", "code"),
    [
        ({"form": "2026-03-02"}, "form", "unknown"),
        ({"from": "2026-13-02"}, "from", "invalid"),
        ({"to": ""}, "to", "empty"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "from", "invalid"),
        ({"from": "2025-01-01", "to": "2026-03-01"}, "from", "too_many"),
    ],
)
def test_what_cannot_be_answered_is_refused(ask, parameters, name, code):
    told = ask(USAGE, 400, **parameters).json()

    assert [(one["parameter"], one["code"]) for one in told["errors"]] == [(name, code)]


def test_me_takes_no_parameters(ask):
    ask(ME, 400, x=1)


def test_usage_needs_a_key(client):
    response = client.get(USAGE)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("rows", [1, 10])
def test_the_number_of_queries_does_not_grow(ask, key, django_assert_num_queries, rows):
    for day in range(rows):
        used(key[0], timezone.now().date() - timedelta(days=day + 1))
    ask(ME)

    with django_assert_num_queries(3):  # the rows, and what is counted
        ask(USAGE)
    with django_assert_num_queries(5):  # the partner, its quotas, the epoch
        ask(ME)
