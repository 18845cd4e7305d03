"""Asks the address of OAI-PMH: with a harvester's library, and in plain questions."""

import warnings
from typing import Any

import requests
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

with warnings.catch_warnings():
    # Its patterns are written in a way that Python will not take for ever.
    warnings.simplefilter("ignore")
    from sickle import Sickle

OAI = "{http://www.openarchives.org/OAI/2.0/}"


class Harvester(Sickle):
    """The library, whose requests go to the archive in this process; it counts them."""

    def __init__(self, **options: Any) -> None:
        super().__init__("http://testserver/oai", **options)
        self.requests = 0
        self.client = Client()
        # Called after each answer.
        self.between: Any = lambda: None

    def _request(self, kwargs: dict[str, str]) -> requests.Response:
        is_get = self.http_method == "GET"
        found = (self.client.get if is_get else self.client.post)("/oai", kwargs)
        response = requests.Response()
        response.status_code = found.status_code
        response.headers.update(found.headers)
        response._content = found.content
        response.encoding = "utf-8"
        self.requests += 1
        self.between()
        return response


def ask(query: str, method: str = "GET") -> Any:
    """The answer to a question, parsed strictly; its sort and its request are checked."""
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        if method == "GET":
            response = client.get(f"/oai?{query}")
        else:
            form = "application/x-www-form-urlencoded"
            response = client.post("/oai", query, content_type=form)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert len(captured) <= 4
    tree = etree.fromstring(response.content)
    assert [one.tag for one in tree][:2] == [f"{OAI}responseDate", f"{OAI}request"]
    assert len(tree) == 3
    return tree


def codes(query: str, method: str = "GET") -> list[str]:
    """The codes of the errors that come back."""
    return [one.get("code") for one in ask(query, method).findall(f"{OAI}error")]


def texts(tree: Any, path: str) -> list[str]:
    """The texts of elements of OAI-PMH."""
    return [one.text for one in tree.iterfind(path.replace("oai:", OAI))]
