"""Schemathesis asks what the description allows, and what it does not, and judges the answers.

All its checks stand. One is lifted for some questions: that data of the described form are
accepted. A cursor is signed by the archive, and `labels` are those of whoever asks; what somebody
made up in that form must be refused. Nor can the description say that a parameter excludes
another: a day is given under one of two names, and members are chosen in JSON only.
"""

from datetime import timedelta

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS
from schemathesis.specs.openapi.checks import positive_data_acceptance

from newsroom.description import FILE
from newsroom.register.models import Item
from newsroom.register.parameters import SAME_DAY
from newsroom.register.sequencer import sequence_all
from tests.factories.whole import whole_story
from tests.register.mirrors import key_of
from tests.undone import undone
from tests.walk.crawl import public_side

NOT_TO_BE_MADE_UP = {"cursor", "since", "labels"}
ONE_DAY = set(SAME_DAY)
JSON_ONLY = {"fields", "expand", *SAME_DAY}
EXAMPLES = 3

api = schemathesis.openapi.from_path(FILE)


def app(environ, start_response):
    """The archive with the settings of the present test, which are those of the public side."""
    if "handler" not in made:
        made["handler"] = WSGIHandler()
    return made["handler"](environ, start_response)


made = {}
api.app = app


@pytest.fixture(autouse=True)
def connection_is_kept():
    """As Django's own test client does: what a test has not committed would be gone with it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        found = whole_story(1)
        sequence_all()
        yield found


@pytest.fixture
def archive(story, db):
    """The public side as in production, with something on it."""
    with public_side():
        made.clear()
        yield {}
    made.clear()


@pytest.fixture
def keyed(archive):
    return {"Authorization": f"Bearer {key_of('public')}"}


def let_it_be_there(case):
    """Of the ids that are asked for, let half be those of something."""
    key = (case.path_parameters or {}).get("id", "")
    kind = case.operation.definition.raw["operationId"].partition("_")[0]
    item = Item.objects.filter(kind=kind, live=True).order_by("seq").first()
    if item and len(str(key)) % 2:
        case.path_parameters["id"] = str(item.uid)


def judge(case, headers):
    let_it_be_there(case)
    asked = set(case.query or {})
    is_other = (case.query or {}).get("format", "json") != "json"
    is_lifted = asked & NOT_TO_BE_MADE_UP or asked >= ONE_DAY or (is_other and asked & JSON_ONLY)
    lifted = [positive_data_acceptance] if is_lifted else []
    case.call_and_validate(headers=headers, excluded_checks=lifted)


within_a_minute = settings(
    max_examples=EXAMPLES,
    deadline=timedelta(seconds=20),
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@api.parametrize()
@within_a_minute
def test_the_api_is_as_it_is_described(case, archive):
    judge(case, archive)


@api.include(operation_id="change_list").parametrize()
@within_a_minute
def test_it_is_so_for_who_has_a_key(case, keyed):
    judge(case, keyed)


def test_no_check_was_forgotten():
    assert len(CHECKS.get_all()) >= 10
