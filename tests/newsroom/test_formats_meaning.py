"""Meetings as iCalendar, and things as JSON-LD, before the programs that read them."""

import json
from datetime import date

import ics
import pytest
from extruct.jsonld import JsonLdExtractor
from icalendar import Calendar
from pyshacl import validate
from rdflib import SH, Graph

from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS
from tests.factories import MeetingFactory
from tests.newsroom.outlets import fetch
from tests.newsroom.test_linked_data import LITERALS, VALID
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

KINDS = [plural for plural in ITEMS if plural != "offices"]


def events(client, address):
    body = fetch(client, address).body
    found = Calendar.from_ical(body).events
    assert not any(one.errors for one in found)
    assert len(ics.Calendar(body.decode()).events) == len(found)
    return found


def test_a_meeting_is_one_event_wherever_it_is_met(client):
    scene = publish_scene()
    uid = scene["meeting"].uid

    found = [
        events(client, f"/api/v1/{path}")
        for path in (
            f"meetings/{uid}?format=ics",
            "meetings?format=ics",
            f"articles/{scene['article'].uid}?format=ics",
            "articles?format=ics",
        )
    ]
    # What subscribers of the pages have is the same event.
    found.append(events(client, "/rencontres/agenda.ics?from=2025-01-01"))

    for one in found:
        [event] = [e for e in one if e["UID"] == str(uid)]
        assert event.start == date(2025, 8, 14)
        assert event["STATUS"] == "CONFIRMED"


def test_a_change_raises_the_sequence_and_a_cancelled_meeting_says_so(client):
    meeting = MeetingFactory(title="Sommet", when="2025-08-14", status="planned", public=True)
    sequence_all()
    address = f"/api/v1/meetings/{meeting.uid}?format=ics"
    [before] = events(client, address)
    meeting.status = "cancelled"
    meeting.save()
    sequence_all()

    [after] = events(client, address)

    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert (before["STATUS"], after["STATUS"]) == ("TENTATIVE", "CANCELLED")


def test_a_meeting_of_which_the_day_is_not_known_is_no_event(client):
    meeting = MeetingFactory(title="En août", when="2025-08", public=True)
    sequence_all()

    assert events(client, f"/api/v1/meetings/{meeting.uid}?format=ics") == []


def test_a_story_that_covers_nothing_has_an_empty_calendar(client):
    scene = publish_scene()
    scene["article"].coverages.all().delete()
    sequence_all()

    assert events(client, f"/api/v1/articles/{scene['article'].uid}?format=ics") == []


def test_what_the_api_says_of_a_thing_its_page_says_too(client):
    scene = publish_scene()
    for name in ("camara", "mali", "bloc", "meeting", "agreement", "statement", "article"):
        page = get(client, page_of(scene[name]))
        [element] = page.all("script[@type='application/ld+json']")
        told = json.loads(element.text)["@graph"][0]
        identity = f"http://testserver/id/{told_kind(told)}/{scene[name].uid}"
        answer = client.get(
            identity,
            headers={"accept": "application/ld+json", "accept-language": "en"},
            follow=True,
        )
        [node] = answer.json()["@graph"]
        node.pop("articleBody", None)
        assert node == told


def told_kind(node):
    """The kind of a thing, from the address of its page."""
    words = {
        "personnes": "person",
        "pays": "country",
        "organisations": "organisation",
        "rencontres": "meeting",
        "accords": "agreement",
        "propos": "statement",
        "articles": "article",
    }
    return words[node["@id"].split("/")[3]]


def test_a_story_comes_with_its_text(client):
    scene = publish_scene()

    [node] = client.get("/api/v1/articles?format=jsonld").json()["@graph"]

    assert scene["article"].body_text in node["articleBody"]


def test_an_extractor_reads_it_as_it_reads_pages(client):
    publish_scene()
    for plural in KINDS:
        body = client.get(f"/api/v1/{plural}?format=jsonld").content.decode()
        html = f'<script type="application/ld+json">{body}</script>'
        [found] = JsonLdExtractor().extract(html)
        assert found["@context"] == "https://schema.org"
        assert len(found["@graph"]) == len(client.get(f"/api/v1/{plural}").json()["data"])
        assert found["@graph"] or plural == "events"


@pytest.mark.filterwarnings("ignore::pyshacl.errors.ShapeRecursionWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_shapes_of_schema_org_have_nothing_against_any_list(client, shared):
    publish_scene()
    folder = shared / "schemas" / "schema.org"
    context = json.loads((folder / "schemaorgcontext-30.0.jsonld").read_text())["@context"]
    data = Graph()
    for plural in KINDS:
        nodes = client.get(f"/api/v1/{plural}?format=jsonld").json()["@graph"]
        data.parse(data=json.dumps({"@context": context, "@graph": nodes}), format="json-ld")
    shapes = Graph().parse(folder / "schemaorg-shapes-30.0.shacl", format="turtle")
    for name in LITERALS:  # as in the test of the pages
        shapes.set((VALID[f"ValidSchema{name}"], SH.nodeKind, SH.IRIOrLiteral))

    conforms, _report, words = validate(data, shacl_graph=shapes)

    assert len(data) > 80
    assert conforms, words
