"""Each operation has an example: an answer of an invented archive, true to its description.

`make examples` writes newsroom/openapi_examples.json anew; then `make openapi`.
"""

import json
import os

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from newsroom.description import EXAMPLES, FILE, operations
from tests.newsroom.openapi_examples import WITHOUT, examples

SPEC = json.loads(FILE.read_text())
FOUND = {
    operation["operationId"]: (operation, content)
    for _path, _method, operation in operations(SPEC)
    for status, response in operation["responses"].items()
    if status.startswith("2")
    for media, content in response.get("content", {}).items()
    if media == "application/json"
}


@pytest.mark.django_db
def test_the_examples_are_what_the_invented_archive_answers(settings):
    settings.ALLOWED_HOSTS = ["*"]
    asked = examples()
    if os.environ.get("WRITE_EXAMPLES"):
        EXAMPLES.write_text(json.dumps(asked, indent=1, ensure_ascii=False) + "\n")

    assert json.loads(EXAMPLES.read_text()) == asked, "run `make examples`, then `make openapi`"


def fault(schema, example):
    checked = Draft202012Validator(
        schema | {"components": SPEC["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    found = best_match(checked.iter_errors(example))
    return found and f"{found.json_path}: {found.message[:300]}"


@pytest.mark.parametrize("name", sorted(FOUND.keys() - WITHOUT))
def test_an_operation_has_an_example_that_is_as_described(name):
    operation, content = FOUND[name]

    assert "example" in content, f"{name} has no example: run `make examples`, then `make openapi`"
    assert fault(content["schema"], content["example"]) is None
    for body in operation.get("requestBody", {}).get("content", {}).values():
        assert fault(body["schema"], body["example"]) is None


@pytest.mark.parametrize("name", ["WWW-Authenticate", "Retry-After", "RateLimit", "ETag"])
def test_headers_are_described_where_they_are_sent(name):
    status = {"WWW-Authenticate": "401", "Retry-After": "429"}.get(name, "200")

    assert SPEC["components"]["headers"][name]["description"]
    for path, method, operation in operations(SPEC):
        if method == "get":
            assert name in operation["responses"][status]["headers"], path


def test_a_key_is_wanted_nowhere_but_where_it_says_so():
    assert SPEC["security"] == [{}, {"key": []}]
    for _path, _method, operation in operations(SPEC):
        assert operation.get("security", [{"key": []}]) == [{"key": []}]
        assert {"401", "403", "429"} <= operation["responses"].keys()
