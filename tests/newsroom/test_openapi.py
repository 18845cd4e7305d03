"""The description of the API: valid, up to date, and true of what is served."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from openapi_spec_validator import validate

from newsroom.description import FILE, described
from newsroom.register.sequencer import sequence_all
from tests.dumps.reading import inside_a_transaction, made
from tests.factories.whole import whole_story

SPEC = json.loads(FILE.read_text())
# What is read without a key; the rest has tests of its own.
OPEN = [
    path
    for path, operations in SPEC["paths"].items()
    if not all("security" in operation for operation in operations.values())
]
LISTS = [path for path in OPEN if "{" not in path]
DETAILS = [path for path in OPEN if path.endswith("{id}")]


def test_the_committed_description_is_that_of_the_code():
    assert FILE.read_text() == described(), "run `make openapi` and commit the result"


def test_the_description_is_valid_openapi():
    validate(SPEC)


def test_every_operation_has_a_name_of_its_own():
    names = [op["operationId"] for path in SPEC["paths"].values() for op in path.values()]

    assert len(names) == len(set(names))
    assert {"article_list", "article_retrieve", "change_list", "service"} <= set(names)


def test_every_parameter_is_explained():
    silent = [
        (path, parameter["name"])
        for path, operations in SPEC["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query" and not parameter.get("description")
    ]

    assert silent == []


def validator(schema):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture
def checked(client):
    """The answer of an address, checked against what the description says of it."""

    def ask(path, address, status=200):
        response = client.get(address)
        assert response.status_code == status, response.content
        answers = SPEC["paths"][path]["get"]["responses"]
        answer = answers.get(str(status), answers["default"])
        media = response.headers["Content-Type"].split(";")[0]
        schema = answer["content"][media]["schema"] | {"components": SPEC["components"]}
        body = response.json()
        fault = best_match(validator(schema).iter_errors(body))
        assert fault is None, f"{fault.json_path}: {fault.message[:300]}"
        return body

    return ask


@pytest.mark.django_db
def test_every_list_is_as_described(checked):
    whole_story(2)
    sequence_all()
    with inside_a_transaction():
        made()
    for path in LISTS:
        body = checked(path, path)
        if "data" in body:
            assert body["data"], f"{path} is empty: nothing was checked"


@pytest.mark.django_db
def test_every_detail_is_as_described_with_and_without_extras(checked):
    whole_story(2)
    sequence_all()
    assert len(DETAILS) == 9
    for path in DETAILS:
        names = {p["name"] for p in SPEC["paths"][path]["get"]["parameters"]}
        extra = "?expand=people,meetings,countries,organisations,offices"
        extra += "&on=2025-08-14" if "on" in names else ""
        for row in checked(path.removesuffix("/{id}"), path.removesuffix("/{id}"))["data"]:
            address = path.replace("{id}", row["id"])
            checked(path, address)
            assert "expanded" in checked(path, address + extra)


@pytest.mark.django_db
def test_what_is_in_a_dump_is_as_described(checked):
    with inside_a_transaction():
        dump = made()

    answer = checked(
        "/api/v1/dumps/{name}/manifest.json", f"/api/v1/dumps/{dump.uid}/manifest.json"
    )

    assert len(answer["files"]) == len(dump.manifest["files"]) > 10


@pytest.mark.django_db
def test_a_document_of_the_feed_is_the_whole_document_of_its_kind(client):
    whole_story(1)
    sequence_all()
    rows = client.get("/api/v1/changes").json()["data"]

    for row in rows:
        schema = SPEC["components"]["schemas"][row["type"].capitalize()]
        assert set(schema["required"]) == set(row["doc"])
    assert {row["type"] for row in rows} == set(
        SPEC["components"]["schemas"]["Document"]["discriminator"]["mapping"]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", [path for path in OPEN if path != "/api/v1/problems/{sort}"])
def test_every_refusal_is_as_described(checked, path):
    address = re.sub(r"\{.*\}", "00000000-0000-4000-8000-000000000000", path)

    assert checked(path, f"{address}?nonsense=1", status=400)["errors"]
    if "{" in path:
        checked(path, address, status=404)


@pytest.mark.django_db
def test_the_committed_file_is_what_is_served(client):
    response = client.get("/api/v1/openapi.json")

    assert response.content == FILE.read_bytes()
    assert response.headers["ETag"]
    known = {"if-none-match": response.headers["ETag"]}
    assert client.get("/api/v1/openapi.json", headers=known).status_code == 304


@pytest.mark.django_db
def test_the_entrance_leads_to_every_list(client):
    links = client.get("/api/v1/").json()["links"]

    served = {address.removeprefix("http://testserver") for address in links.values()}
    for address in served:
        assert client.get(address).status_code == (200 if address in OPEN else 401)
    assert served - {"/api/v1/usage", "/api/v1/webhooks"} == set(LISTS) - {"/api/v1/"}
