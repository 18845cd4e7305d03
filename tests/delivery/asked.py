"""Asks the API as a partner does, and checks each answer against the description."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from newsroom.description import FILE
from tests.partners.contracts import keyed
from tests.partners.contracts import partner as partner_with

SPEC = json.loads(FILE.read_text())
ROOT = "/api/v1/webhooks"


@pytest.fixture
def partner():
    return partner_with("public")


@pytest.fixture
def api(partner):
    """Asks with the partner's key, and checks each answer against the description."""
    client = keyed(partner)

    def ask(method, path, body=None, status=200, **query):
        options = {} if body is None else {"data": json.dumps(body)}
        if query:
            options["query_params"] = query
        response = client.generic(method, path, content_type="application/json", **options)
        assert response.status_code == status, response.content
        check(method, path, response)
        return response.json() if response.content else None

    return ask


def check(method, path, response):
    pattern = re.sub(r"/[0-9a-f-]{36}", "/{id}", path)
    pattern = re.sub(r"/deliveries/[^/]+", "/deliveries/{delivery}", pattern)
    answers = SPEC["paths"][pattern][method.lower()]["responses"]
    answer = answers.get(str(response.status_code)) or answers["default"]
    if "content" not in answer:
        assert response.content == b""
        return
    media = response.headers["Content-Type"].split(";")[0]
    schema = answer["content"][media]["schema"] | {"components": SPEC["components"]}
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    checker.validate(response.json())
    assert "no-store" in response.headers["Cache-Control"]
