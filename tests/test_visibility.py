"""Nothing that is not public can be seen from anywhere, and what is there leaves no trace."""

import json
from collections import Counter

import pytest
from django.http import QueryDict
from django.urls import resolve

from newsroom.register.api.service import DESCRIPTION
from tests.walk import mutants
from tests.walk.addresses import addresses, of_path
from tests.walk.canaries import CANARY, record_models, text_columns
from tests.walk.crawl import Answer, Leak, Request, look_for_leaks, try_methods, walk
from tests.walk.routes import PUBLIC, routes
from tests.walk.worlds import World, world

pytestmark = pytest.mark.django_db(databases=["default", "public"])


def everything(found: World, starts: list[str]) -> dict[Request, Answer]:
    """All answers of a world: to these addresses, to what they lead to, to odd methods."""
    firsts = [next(of_path(route, found)) for route in routes()]
    return dict([*walk(starts), *try_methods(firsts)])


def test_the_world_cannot_tell_whether_the_hidden_is_there():
    with world(secrets=True) as full:
        starts = addresses(full)
        answers = everything(full, starts)
        for request, answer in answers.items():
            look_for_leaks(request, answer, full.ids.hidden)
    with world(secrets=False) as plain:
        others = everything(plain, starts)

    assert full.visible == plain.visible
    assert answers.keys() == others.keys()
    assert [request for request in answers if answers[request] != others[request]] == []
    shown = Counter(answer.status for answer in answers.values())
    print(len(answers), shown)


def test_count():
    with world(secrets=True) as full:
        for route in routes():
            from tests.walk.addresses import of_route
            print(len(list(of_route(route, full))), route.name, route.pattern)
        print(len(addresses(full)), {k: len(v) for k, v in full.visible.items()}, {k: len(v) for k, v in full.hidden.items()}, len(full.words.given))
