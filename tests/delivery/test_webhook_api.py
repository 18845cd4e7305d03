"""Webhooks as partners see to them: theirs alone, strictly read, as the description says."""

import json

import pytest
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook

from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks import asking, sending
from tests.delivery.asked import ROOT, SPEC, api, check, partner
from tests.delivery.receiver import partner_side
from tests.factories import DeliveryFactory, EndpointFactory
from tests.partners.contracts import keyed
from tests.partners.contracts import partner as partner_with

__all__ = ["api", "partner", "partner_side"]  # fixtures

pytestmark = pytest.mark.django_db

NOWHERE = "00000000-0000-4000-8000-000000000000"
URL = "https://quotidien.example/hook"
OPERATIONS = [
    (method, path)
    for path, operations in SPEC["paths"].items()
    if path.startswith(ROOT)
    for method in operations
]


def faults(answer):
    return [(fault["pointer"], fault["code"]) for fault in answer["errors"]]


def addressed(path):
    return path.replace("{id}", NOWHERE).replace("{delivery}", "msg_0")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_without_a_key_there_is_nothing(method, path):
    response = Client().generic(method, addressed(path))

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    check(method, addressed(path), response)


@pytest.mark.parametrize(("method", "path"), [o for o in OPERATIONS if "{id}" in o[1]])
def test_what_belongs_to_another_partner_is_not_there(api, method, path):
    foreign = DeliveryFactory(endpoint__partner=partner_with("public"))
    own = {"{id}": str(foreign.endpoint.uid), "{delivery}": foreign.uid}
    for name, value in own.items():
        path = path.replace(name, value)
    query = {"since": "2025-01-01"} if path.endswith(f"{foreign.endpoint.uid}/resend") else {}

    answer = api(method, path, {} if method != "get" else None, status=404, **query)

    assert answer["type"].endswith("/not-found")
    before = foreign.endpoint.url
    foreign.endpoint.refresh_from_db()
    assert (foreign.endpoint.url, foreign.endpoint.deleted_at) == (before, None)
    assert Delivery.objects.get() == foreign


def test_an_address_is_added_and_its_secret_shown_once(api, partner):
    made = api("POST", ROOT, {"url": URL, "events": ["item.removed"]}, status=201)

    assert made["secret"].startswith("whsec_")
    assert (made["state"], made["events"]) == ("unproven", ["item.removed"])
    endpoint = Endpoint.objects.get()
    assert endpoint.partner == partner
    assert endpoint.made_with == partner.keys.get().name
    assert endpoint.secrets.get().value == made["secret"]
    one = api("GET", f"{ROOT}/{made['id']}")
    assert one == {name: value for name, value in made.items() if name != "secret"}
    assert api("GET", ROOT)["data"] == [one]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("/url", "required")]),
        ([], [("", "invalid")]),
        ("text", [("", "invalid")]),
        ({"url": 5}, [("/url", "malformed")]),
        ({"url": None}, [("/url", "null")]),
        ({"url": ""}, [("/url", "blank")]),
        ({"url": "http://quotidien.example"}, [("/url", "not_https")]),
        ({"url": "https://169.254.169.254/"}, [("/url", "not_public")]),
        ({"url": "https://a:b@quotidien.example/"}, [("/url", "userinfo")]),
        ({"url": URL, "events": []}, [("/events", "empty")]),
        ({"url": URL, "events": "item.removed"}, [("/events", "not_a_list")]),
        ({"url": URL, "events": ["test"]}, [("/events/0", "invalid_choice")]),
        ({"url": URL, "secret": "x", "a/b~": 1}, [("/secret", "unknown"), ("/a~1b~0", "unknown")]),
        ({"url": URL, "state": "active"}, [("/state", "unknown")]),
    ],
)
def test_a_body_is_read_strictly_and_faults_name_their_place(api, body, expected):
    answer = api("POST", ROOT, body, status=400)

    assert answer["type"].endswith("/invalid-body")
    assert faults(answer) == expected
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"url=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b" " * 70_000 + b"{}", "application/json", 413),
    ],
)
def test_what_is_no_json_is_refused(partner, content, kind, status):
    response = keyed(partner).post(ROOT, content, content_type=kind)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"


def test_an_address_is_there_once_and_there_are_ten_at_most(api, partner):
    api("POST", ROOT, {"url": URL}, status=201)
    assert faults(api("POST", ROOT, {"url": URL}, status=400)) == [("/url", "taken")]
    EndpointFactory.create_batch(asking.MOST - 1, partner=partner)

    answer = api("POST", ROOT, {"url": f"{URL}/2"}, status=409)

    assert answer["type"].endswith("/limit-reached")
    api("DELETE", f"{ROOT}/{Endpoint.objects.get(url=URL).uid}", status=204)
    api("POST", ROOT, {"url": URL}, status=201)


def test_two_requests_at_once_add_it_once(partner, monkeypatch):
    real = asking.endpoints

    def late(*args):
        # The other one is written after this one has looked.
        monkeypatch.setattr(asking, "endpoints", real)
        seen = real(*args).none()
        EndpointFactory(partner=partner, url=URL)
        return seen

    monkeypatch.setattr(asking, "endpoints", late)

    with pytest.raises(asking.Taken):
        asking.add(partner.pk, url=URL, events=["item.removed"], key="")


def test_another_address_has_to_be_proven(api, partner):
    endpoint = EndpointFactory(partner=partner)
    path = f"{ROOT}/{endpoint.uid}"
    assert api("PATCH", path, {"events": ["feed.advanced"]})["state"] == "active"

    assert api("PATCH", path, {"url": URL})["state"] == "unproven"

    assert api("GET", path)["events"] == ["feed.advanced"]
    EndpointFactory(partner=partner, url=f"{URL}/2")
    assert faults(api("PATCH", path, {"url": f"{URL}/2"}, status=400)) == [("/url", "taken")]


def test_a_partner_disables_its_address_and_does_not_declare_it_proven(api, partner):
    delivery = DeliveryFactory(endpoint__partner=partner)
    path = f"{ROOT}/{delivery.endpoint.uid}"
    assert faults(api("PATCH", path, {"state": "active"}, status=400)) == [
        ("/state", "invalid_choice")
    ]

    answer = api("PATCH", path, {"state": "disabled"})

    assert (answer["state"], answer["reason"]) == ("disabled", "partner")
    delivery.refresh_from_db()
    assert delivery.fate == "stopped"


def test_a_deleted_address_is_not_there_and_nothing_is_signed_for_it(api, partner):
    endpoint = EndpointFactory(partner=partner)

    api("DELETE", f"{ROOT}/{endpoint.uid}", status=204)

    api("GET", f"{ROOT}/{endpoint.uid}", status=404)
    assert api("GET", ROOT)["data"] == []
    assert not endpoint.secrets.filter(ends_at=None).exists()


def test_from_adding_to_the_log_with_a_real_receiver(api, partner, partner_side):  # noqa: F811
    made = api("POST", ROOT, {"url": partner_side.url}, status=201)
    path = f"{ROOT}/{made['id']}"
    assert api("POST", f"{path}/test", status=409)["type"].endswith("/not-active")
    proof = api("POST", f"{path}/verify", status=202)["delivery"]
    send()
    assert api("GET", path)["state"] == "active"
    test = api("POST", f"{path}/test", {}, status=202)["delivery"]
    send()

    assert [got.id for got in partner_side.got] == [proof, test]
    for got in partner_side.got:
        Webhook(made["secret"]).verify(got.text, got.headers)
    first, second = api("GET", f"{path}/deliveries")["data"]
    assert (first["id"], first["event"], first["state"]) == (test, "test", "delivered")
    assert [one["status"] for one in first["attempts"]] == [200]
    assert second["data"] == {}, "the challenge is nobody's to read but the receiver's"
    new = api("POST", f"{path}/rotate")["secret"]
    api("POST", f"{path}/deliveries/{test}/resend", status=202)
    send()
    again = partner_side.got[2]
    assert again.id == test
    for secret in (made["secret"], new):
        Webhook(secret).verify(again.text, again.headers)


def send():
    for pk in sending.take(timezone.now(), 10):
        sending.serve(pk)


def test_what_the_newsroom_disabled_its_partner_cannot_prove(api, partner):
    endpoint = EndpointFactory(partner=partner, state="disabled", reason="newsroom")
    path = f"{ROOT}/{endpoint.uid}"

    assert api("POST", f"{path}/verify", status=409)["type"].endswith("/not-active")
    assert api("PATCH", path, {"url": URL})["state"] == "disabled"
    api("POST", f"{path}/verify", status=409)
    assert not Delivery.objects.exists()


def test_a_key_for_trying_sees_its_own_addresses_and_the_other_key_does_not(partner):
    trial, real = keyed(partner, is_test=True), keyed(partner)
    body = json.dumps({"url": URL})
    made = trial.post(ROOT, body, content_type="application/json").json()

    assert real.get(ROOT).json()["data"] == []
    assert real.get(f"{ROOT}/{made['id']}").status_code == 404
    assert [one["id"] for one in trial.get(ROOT).json()["data"]] == [made["id"]]
    assert real.post(ROOT, body, content_type="application/json").status_code == 201


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        (ROOT, "GET, HEAD, POST"),
        (f"{ROOT}/{NOWHERE}", "GET, HEAD, PATCH, DELETE"),
        (f"{ROOT}/{NOWHERE}/verify", "POST"),
    ],
)
def test_a_method_that_is_not_offered_is_refused_with_those_that_are(partner, path, allowed):
    response = keyed(partner).put(path)

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == set(allowed.split(", "))
