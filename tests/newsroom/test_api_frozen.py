"""Version 1 only grows: what was promised once is still there."""

import copy
import json
import os

import pytest

from newsroom.description import FILE
from tests.newsroom.frozen import FROZEN, demands, lines

SPEC = json.loads(FILE.read_text())
PROMISED = set(FROZEN.read_text().splitlines())


def broken(schema):
    """The lines of version 1 that the description does not keep."""
    missing = PROMISED - lines(schema) - demands(schema)
    return {one for one in missing if not one.startswith("demand ")} | {
        one for one in demands(schema) - PROMISED if one.split()[1] in known_operations()
    }


def known_operations():
    return {line.split()[1] for line in PROMISED if line.startswith("operation ")}


def test_everything_that_was_promised_is_there():
    assert broken(SPEC) == set()
    assert len(PROMISED) > 900


def test_what_was_added_is_written_down():
    now = lines(SPEC) | demands(SPEC)
    if os.environ.get("WRITE_EXAMPLES"):
        FROZEN.write_text("\n".join(sorted(PROMISED | now)) + "\n")

    assert now <= set(FROZEN.read_text().splitlines()), "run `make examples` and commit the result"


def remove_operation(spec):
    del spec["paths"]["/api/v1/changes"]


def rename_operation(spec):
    spec["paths"]["/api/v1/changes"]["get"]["operationId"] = "changes"


def remove_parameter(spec):
    spec["paths"]["/api/v1/changes"]["get"]["parameters"].pop()


def demand_parameter(spec):
    spec["paths"]["/api/v1/changes"]["get"]["parameters"][0]["required"] = True


def remove_member(spec):
    del spec["components"]["schemas"]["Article"]["properties"]["lead"]


def let_a_member_be_missing(spec):
    spec["components"]["schemas"]["Article"]["required"].remove("lead")


def change_a_type(spec):
    spec["components"]["schemas"]["Article"]["properties"]["urgency"]["type"] = "string"


def remove_a_value(spec):
    spec["components"]["schemas"]["Removal"]["properties"]["status"]["enum"].remove("merged")


@pytest.mark.parametrize(
    "change",
    [
        remove_operation,
        rename_operation,
        remove_parameter,
        demand_parameter,
        remove_member,
        let_a_member_be_missing,
        change_a_type,
        remove_a_value,
    ],
    ids=lambda change: change.__name__,
)
def test_a_break_is_noticed(change):
    spec = copy.deepcopy(SPEC)
    change(spec)

    assert broken(spec)


def test_what_is_added_breaks_nothing():
    spec = copy.deepcopy(SPEC)
    spec["components"]["schemas"]["Article"]["properties"]["mood"] = {"type": "string"}
    spec["paths"]["/api/v1/moods"] = {"get": {"operationId": "mood_list", "responses": {}}}

    assert broken(spec) == set()
