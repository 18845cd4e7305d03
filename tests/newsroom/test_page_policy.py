"""The policy that browsers are given with the pages of readers, and with nothing else."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.page_policy import POLICY, PagePolicyMiddleware
from tests.reader import page_of, publish_scene

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", POLICY),
        ("/recherche/?q=ministre", POLICY),
        ("/recherche/?kind=x", POLICY),
        ("/nulle-part", POLICY),
        ("/guide/", POLICY),
        ("/apercu/nothing/", POLICY),
        ("/flux.atom", None),
        ("/sitemap.xml", None),
        ("/api/v1/articles", None),
        ("/admin/login/", None),
    ],
)
def test_pages_have_the_policy(client, path, policy):
    assert client.get(path).headers.get(HEADER) == policy


def test_a_story_has_it(client):
    assert client.get(page_of(publish_scene()["article"])).headers[HEADER] == POLICY


def test_an_answer_with_a_policy_of_its_own_keeps_it():
    own = PagePolicyMiddleware(lambda _request: HttpResponse("", headers={HEADER: "sandbox"}))
    request = RequestFactory().get("/")
    request.resolver_match = None

    assert own(request).headers[HEADER] == "sandbox"


def test_no_source_but_this_one_is_allowed():
    sources = {word for part in POLICY.split("; ") for word in part.split()[1:]}
    assert sources == {"'self'", "'none'"}
