"""Nothing that is not public can be seen from anywhere, and what is there leaves no trace."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

from actors.spellings.index import refresh
from newsroom.register.api.service import DESCRIPTION
from tests.walk import mutants
from tests.walk.addresses import addresses, near_names, of_path
from tests.walk.canaries import CANARY, record_models, text_columns
from tests.walk.crawl import Answer, Leak, Request, look_for_leaks, try_methods, walk
from tests.walk.mutants import LEAKING, Mutant
from tests.walk.routes import PUBLIC, Route, routes
from tests.walk.worlds import World, world

pytestmark = pytest.mark.django_db(databases=["default", "public"])

# The fewest answers of each status that a walk worth the name has.
LEAST = {200: 1000, 301: 50, 400: 30, 404: 300, 405: 200, 410: 6}


def everything(found: World, starts: list[str]) -> dict[Request, Answer]:
    """All answers of a world: to these addresses, to what they lead to, to odd methods."""
    firsts = [next(of_path(route, found)) for route in routes()]
    return dict([*walk(starts), *try_methods(firsts)])


def look_everywhere(found: World, starts: list[str]) -> None:
    """Walk until something is seen that must not be."""
    for request, answer in walk(starts):
        look_for_leaks(request, answer, found)


def differing(answers: dict[Request, Answer], others: dict[Request, Answer]) -> list[Request]:
    every = answers.keys() | others.keys()
    return [request for request in every if answers.get(request) != others.get(request)]


def every_column() -> list[Any]:
    """The text columns of the record, but for the reason that is given to readers."""
    fields = [field for model in record_models() for field in text_columns(model)]
    return [field for field in fields if str(field) != "articles.Withdrawal.reason"]


def holds_a_canary(field: Any) -> bool:
    rows = field.model._default_manager.values_list(field.name, flat=True)
    return any(CANARY.search(str(value)) for value in rows)


def shows(found: World, answers: dict[Request, Answer], route: Route) -> bool:
    """Whether the walk saw everything of the route's kind there."""
    asked = {r.address.rstrip("/") for r, answer in answers.items() if answer.status == 200}
    prefix = route.pattern.partition("<")[0]
    return all(
        any(address.startswith(f"/{prefix}{uid}") for address in asked)
        for uid in found.visible[route.kind]
    )


def formats_unseen(answers: dict[Request, Answer]) -> list[tuple[str, str]]:
    """The formats of routes in which the walk got no answer."""
    got = {request.address for request, answer in answers.items() if answer.status == 200}
    return [
        (route.name, name)
        for route in routes()
        for name in route.formats
        if not any(
            address.startswith(f"/{route.pattern.partition('<')[0]}")
            and address.endswith(f"?format={name}")
            for address in got
        )
    ]


def test_the_world_cannot_tell_whether_the_hidden_is_there():
    with world(secrets=True) as full:
        starts = addresses(full)
        answers = everything(full, starts)
        refresh()  # the desk's index of names is made when somebody looks one up
        empty = [str(field) for field in every_column() if not holds_a_canary(field)]
    for request, answer in answers.items():
        look_for_leaks(request, answer, full)
    with world(secrets=False) as plain:
        others = everything(plain, starts)

    assert differing(answers, others) == []
    assert full.visible == plain.visible
    # And it was looked at properly: every column, every sort of answer, every thing that is seen.
    assert empty == []
    statuses = [answer.status for answer in answers.values()]
    assert {s: statuses.count(s) for s in LEAST if statuses.count(s) < LEAST[s]} == {}
    assert formats_unseen(answers) == []
    seen_on = [r for r in routes() if r.is_detail and not r.is_api and "slug" in r.parameters]
    assert [r.kind for r in seen_on if r.kind != "statement" and not shows(full, answers, r)] == []


def test_what_is_taken_back_is_gone_before_the_register_has_caught_up():
    with world(secrets=True, is_sequenced=False) as full:
        look_everywhere(full, [a for a in addresses(full) if "?" not in a])


@pytest.mark.parametrize("mutant", LEAKING, ids=lambda mutant: mutant.__name__)
def test_a_leak_is_found(mutant: Mutant):
    is_sequenced = mutant is not mutants.pending_retractions_ignored
    with mutant(), world(secrets=True, is_sequenced=is_sequenced) as full, pytest.raises(Leak):
        look_everywhere(full, addresses(full))


def asked_by_name(found: World) -> list[str]:
    """Searches for names that nobody may see, spelt nearly so."""
    return [f"/personnes/?{urlencode({'q': name})}" for name in near_names(found)]


@pytest.mark.parametrize(
    ("mutant", "ask"),
    [
        (mutants.notes_in_the_search_row, lambda _world: ["/recherche/?q=xqz%2A"]),
        (mutants.held_names_to_be_found_by, asked_by_name),
    ],
)
def test_a_leak_that_shows_nothing_but_a_difference_is_found(mutant, ask):
    with mutant():
        with world(secrets=True) as full:
            starts = ask(full)
            answers = dict(walk(starts))
        with world(secrets=False):
            others = dict(walk(starts))

    assert not [w for r, a in answers.items() for w in CANARY.findall(a.text) if w not in r.address]
    assert full.words.given
    assert differing(answers, others)


def test_the_walk_knows_every_parameter_of_the_description():
    known = {route.name: set(route.fields()) | set(route.parameters) for route in routes()}
    for path, methods in json.loads(DESCRIPTION.read_bytes())["paths"].items():
        is_keyed = all("security" in operation for operation in methods.values())
        assert set(methods) == {"get"} or is_keyed, path
        try:
            name = resolve(path.replace("{", "").replace("}", ""), PUBLIC).view_name
        except Resolver404:
            pytest.fail(f"described, but not there: {path}")
        asked = methods.get("get", {}).get("parameters", [])
        described = {p["name"] for p in asked if p["in"] == "query"}
        assert described <= known[name], path


def test_the_walk_knows_every_route_and_its_parameters():
    for route in routes():
        route.fields()

    assert len(routes()) > 40
    assert apps.get_model("actors", "Person") in record_models()
