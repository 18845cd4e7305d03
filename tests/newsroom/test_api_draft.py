"""Draft walk over the API."""
import json
import pytest
from django.test import Client
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories.whole import whole_story
pytestmark = pytest.mark.django_db(databases=["default","public"], transaction=True)
def test_walk():
    whole_story(3); sequence_all()
    c=Client()
    print(c.get("/api/v1/").json())
    for plural in "articles people organisations countries meetings events offices statements agreements encounters changes".split():
        r=c.get(f"/api/v1/{plural}", {"limit":2})
        print(plural, r.status_code, r.headers, r.content[:600].decode())
    a=c.get("/api/v1/articles").json()["data"][0]
    r=c.get(f"/api/v1/articles/{a['id']}", {"expand":"people,meetings"}); print(r.status_code, r.headers, len(r.content))
    r=c.get(f"/api/v1/articles/{a['id']}", headers={"if-none-match": r.headers["ETag"]}); print(r.status_code)
    r=c.get(f"/api/v1/articles/{a['id']}"); r=c.get(f"/api/v1/articles/{a['id']}", headers={"if-none-match": r.headers["ETag"]}); print(r.status_code, r.headers)
    for u in ("nope", "articles/xx", "articles?zz=1&limit=500", "articles?cursor=abc", "people?format=xml", "changes?since=abc", "problems/withdrawn", "articles/", "countries/AA", "countries/ZZ", "offices?on=2025-08-14&limit=1", "articles?q=coop%C3%A9ration&count=exact", "articles?count=estimate", "articles?q=Diarra%201"):
        r=c.get("/api/v1/"+u); print(u, r.status_code, r.headers["Content-Type"], r.content[:700].decode())
    print(c.post("/api/v1/articles").content, c.get("/api/v1/articles", headers={"accept":"text/html"}).content, c.get("/api/v1").status_code)
