"""What fails before or beside the views of the API is a problem document all the same."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client

from newsroom.partners import quotas
from newsroom.register import access
from newsroom.register.api import metering
from newsroom.register.problems import SORTS
from tests.walk.routes import PUBLIC

pytestmark = pytest.mark.django_db

TOO_MANY = "&".join(f"x{n}=1" for n in range(20_001))


@pytest.fixture(params=["newsroom.urls.demo", PUBLIC], autouse=True)
def side(request, settings):
    settings.ROOT_URLCONF = request.param
    if request.param == PUBLIC:
        settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE


def problem(response, sort):
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert response.status_code == body["status"] == SORTS[sort].status
    assert body["type"].endswith(f"/api/v1/problems/{sort}")
    assert body["instance"].startswith("urn:uuid:")
    return body


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("/api", "not-found"),
        ("/api/", "not-found"),
        ("/api/v2/articles", "not-found"),
        ("/api/v1x", "not-found"),
        ("/api/v1/articles/%0A", "not-found"),
        ("/api/v1/articles/a%2Fb", "not-found"),
        ("/api/v1/%ff%fe", "not-found"),
        ("/api/v1//articles", "not-found"),
        ("/api/v1/../articles", "not-found"),
        ("/api/v1/articles?%ff=1", "invalid-parameters"),
        ("/api/v1/articles?limit=%ff", "invalid-parameters"),
        ("/api/v1/articles?=1", "invalid-parameters"),
        ("/api/v1/articles?&&&=&", "invalid-parameters"),
        (f"/api/v1/articles?{TOO_MANY}", "bad-request"),
    ],
    ids=lambda value: value[:40],
)
def test_an_address_that_nothing_takes_is_refused_in_both_languages(client, address, sort):
    english = problem(client.get(address, headers={"accept-language": "en"}), sort)
    french = problem(client.get(address, headers={"accept-language": "fr"}), sort)

    assert english["title"] != french["title"]
    assert french["detail"] != english["detail"] or english["detail"] == ""


def test_an_address_outside_the_api_has_a_page(client):
    response = client.get("/apis/")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("host", ["elsewhere.example", "a b", "testserver:x", ""])
def test_a_host_that_is_not_ours_is_not_repeated(client, host):
    response = client.get("/api/v1/articles", headers={"host": host})

    body = problem(response, "bad-request")
    assert body["type"] == "/api/v1/problems/bad-request"
    assert host == "" or host not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["/api/v1/articles", "/api/v1/nowhere"])
def test_a_method_that_is_not_offered_is_refused(client, method, address):
    response = client.generic(method.upper(), address)

    problem(response, "method-not-allowed")
    assert response.headers["Allow"]


def test_a_format_that_is_not_offered_is_refused(client):
    problem(client.get("/api/v1/articles", headers={"accept": "text/csv"}), "not-acceptable")


@pytest.mark.parametrize(
    ("broken", "name"), [(access, "identify"), (metering, "client_address")], ids=["in", "after"]
)
def test_a_failure_before_or_after_the_view_says_nothing_of_itself(monkeypatch, broken, name):
    def fail(*arguments):
        raise OperationalError("could not connect to 192.0.2.1")

    monkeypatch.setattr(broken, name, fail)
    response = Client(raise_request_exception=False).get("/api/v1/articles")

    assert "192.0.2.1" not in str(problem(response, "internal-error"))


def test_whom_the_middleware_refuses_finds_nothing(monkeypatch, settings):
    class Refusing:
        def __init__(self, get_response):
            pass

        def __call__(self, request):
            raise PermissionDenied

    monkeypatch.setattr("django.middleware.common.CommonMiddleware", Refusing)

    problem(Client().get("/api/v1/articles"), "not-found")


def test_who_asks_too_often_learns_of_every_quota(client, settings):
    quotas.exhausted.forget()
    settings.ANONYMOUS_QUOTAS = (1, 100)
    client.get("/api/v1/")
    first = client.get("/api/v1/")
    again = client.get("/api/v1/")  # this one is refused without a look at the database
    quotas.exhausted.forget()

    for response in (first, again):
        assert problem(response, "quota-exceeded")["violated-policies"] == ["burst"]
        assert 0 < int(response.headers["Retry-After"]) <= 60
        assert response.headers["RateLimit-Policy"] == '"burst";q=1;w=60, "day";q=100;w=86400'
        assert response.headers["RateLimit"].startswith('"burst";r=0;t=')
