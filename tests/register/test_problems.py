"""Every refusal of the API is a problem document, in the reader's language."""

import json

import pytest
from django.test import Client
from django.utils import translation

from newsroom.register import access
from newsroom.register.problems import SORTS
from tests.register.register_rows import bury, put

pytestmark = pytest.mark.django_db


def problem(response, status):
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    body = json.loads(response.content)
    assert body["status"] == status
    assert body["instance"].startswith("urn:uuid:")
    explained = Client().get(body["type"])
    assert explained.status_code == 200
    assert explained.json()["status"] == status
    return body


@pytest.mark.parametrize(
    ("address", "status", "sort"),
    [
        ("nowhere", 404, "not-found"),
        ("articles/", 404, "not-found"),
        ("articles/a/b", 404, "not-found"),
        ("articles/1", 404, "not-found"),
        ("articles/%00", 404, "not-found"),
        ("articles/00000000-0000-4000-8000-000000000000", 404, "not-found"),
        ("countries/ZZ", 404, "not-found"),
        ("problems/nothing", 404, "not-found"),
        ("articles?limit=0", 400, "invalid-parameters"),
        ("articles?limit=201", 400, "invalid-parameters"),
        ("articles?limit=ten", 400, "invalid-parameters"),
        ("articles?limit=", 400, "invalid-parameters"),
        ("articles?limit=1&limit=2", 400, "invalid-parameters"),
        ("articles?fields=secret", 400, "invalid-parameters"),
        ("articles?expand=everything", 400, "invalid-parameters"),
        ("articles?count=all", 400, "invalid-parameters"),
        ("articles?cursor=x", 400, "invalid-parameters"),
        ("articles?cursor=%00", 400, "invalid-parameters"),
        ("articles?format=xml", 400, "invalid-parameters"),
        ("articles?on=2025-01-01", 400, "invalid-parameters"),
        ("people?person=00000000-0000-4000-8000-000000000000", 400, "invalid-parameters"),
        ("meetings?from=tomorrow", 400, "invalid-parameters"),
        ("offices?on=2025-06", 400, "invalid-parameters"),
        ("encounters?q=x", 400, "invalid-parameters"),
        ("changes?since=x", 400, "invalid-parameters"),
        ("changes?person=x", 400, "invalid-parameters"),
        ("changes?kind=draft", 400, "invalid-parameters"),
        ("changes?limit=1001", 400, "invalid-parameters"),
        ("?x=1", 400, "invalid-parameters"),
        ("openapi.json?x=1", 400, "invalid-parameters"),
    ],
)
def test_a_refusal_is_a_problem_that_names_what_is_wrong(client, address, status, sort):
    body = problem(client.get(f"/api/v1/{address}"), status)

    assert body["type"].endswith(f"/problems/{sort}")
    if status == 400:
        [fault] = body["errors"]
        assert f"{fault['parameter']}=" in address
        assert fault["code"]
        assert fault["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["", "articles", "changes", "nowhere"])
def test_only_reading_is_allowed(client, method, address):
    response = getattr(client, method)(f"/api/v1/{address}")

    problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/png"])
def test_only_json_is_offered(client, accept):
    problem(client.get("/api/v1/articles", headers={"accept": accept}), 406)


def test_a_browser_gets_json(client):
    accept = "text/html,application/xhtml+xml,*/*;q=0.8"

    response = client.get("/api/v1/articles", headers={"accept": accept})

    assert response.headers["Content-Type"] == "application/json"


def test_an_error_of_ours_says_nothing_of_what_happened(client, monkeypatch, caplog):
    monkeypatch.setattr(access, "client_address", lambda request: 1 / 0)

    response = client.get("/api/v1/articles")

    assert "division" not in response.content.decode()
    monkeypatch.undo()
    body = problem(response, 500)
    assert body["instance"] in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_what_was_withdrawn_says_why(client):
    item = bury(
        put(),
        "canceled",
        notice={"reason": "Erreur de date.", "withdrawn_at": "2025-08-15T10:00:00Z"},
    )

    body = problem(client.get(f"/api/v1/articles/{item.uid}"), 410)

    assert body["reason"] == "Erreur de date."
    assert body["withdrawn_at"] == "2025-08-15T10:00:00Z"


@pytest.mark.parametrize("ever", [("secret",), ()])
@pytest.mark.parametrize("status", ["canceled", "gone", "withheld"])
def test_what_this_reader_never_had_is_not_there(client, status, ever):
    item = bury(put(channels=("secret",)), status, ever=list(ever), notice={"reason": "Secret."})

    body = problem(client.get(f"/api/v1/articles/{item.uid}"), 404)

    assert body.keys() == problem(client.get("/api/v1/articles/nothing"), 404).keys()


def test_what_was_merged_leads_to_what_it_became(client):
    target = put("person")
    item = bury(put("person"), "merged", replaced_by=target.uid)

    response = client.get(f"/api/v1/people/{item.uid}?fields=name")

    assert response.status_code == 308
    assert response.headers["Location"].endswith(f"/api/v1/people/{target.uid}?fields=name")


def test_a_thing_is_found_under_its_own_kind_only(client):
    item = put("person")

    problem(client.get(f"/api/v1/articles/{item.uid}"), 404)


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_of_problem_is_explained(client, sort):
    body = client.get(f"/api/v1/problems/{sort}").json()

    assert body["status"] == SORTS[sort].status
    assert body["meaning"]


def test_problems_come_in_the_language_asked_for(client):
    with translation.override("fr"):
        french = str(SORTS["not-found"].title)

    english = problem(client.get("/api/v1/x", headers={"accept-language": "en"}), 404)
    native = problem(client.get("/api/v1/x", headers={"accept-language": "fr"}), 404)

    assert english["title"] == "There is nothing here."
    assert native["title"] == french
