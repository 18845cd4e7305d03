"""Stories and meetings as ninjs: valid by both schemas, and true."""

import json
import re
from datetime import datetime
from typing import Any

import pytest

from articles import services
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    ImageFactory,
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    SubjectFactory,
    TenureFactory,
)
from tests.newsroom.ninjs_schemas import faults, validator
from tests.reader import make_scene

pytestmark = pytest.mark.django_db

VERSIONS = {"ninjs": "3.1", "ninjs1": "1.6"}
BASE = "http://testserver/id"
WHOLE_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TIMES = ("firstcreated", "versioncreated", "contentcreated")


def one(client: Any, thing: Any, form: str = "ninjs", status: int = 200) -> dict[str, Any]:
    """A thing by its identifier, valid."""
    item = Item.objects.get(uid=thing.uid)
    plural = {"article": "articles", "meeting": "meetings"}[item.kind]
    response = client.get(f"/api/v1/{plural}/{thing.uid}?format={form}")
    assert response.status_code == status, response.content
    assert faults(response.json(), VERSIONS[form]) == []
    return response.json()


def test_what_must_fail_fails(shared):
    folder = shared / "schemas" / "ninjs" / "tests" / "3.0"
    bad, good = (sorted((folder / name).glob("*.json")) for name in ("should_fail", "should_pass"))

    assert len(bad) > 5
    assert [one.name for one in bad if not faults(json.loads(one.read_text()), "3.1")] == []
    assert [one.name for one in good if faults(json.loads(one.read_text()), "3.1")] == []


@pytest.mark.parametrize(
    "member",
    [
        {"notes": "x"},
        {"uri": "not an address"},
        {"pubstatus": "killed"},
        {"type": "event"},
        {"versioncreated": "yesterday"},
        {"associations": [{"uri": "urn:x:y"}]},
        {"person": [{"name": "A", "uri": "urn:x:y"}]},
        {"urgency": 0},
    ],
)
def test_the_judge_of_the_old_version_refuses(member):
    validator("1.6").check_schema(validator("1.6").schema)
    assert faults({"uri": "urn:x:y"}, "1.6") == []
    assert faults({"uri": "urn:x:y"} | member, "1.6") != []


def test_a_story_names_people_with_their_office_that_day(client):
    scene = make_scene()
    services.publish(scene["article"], by=None)
    sequence_all()

    item = one(client, scene["article"])

    people = {entry["name"]: entry for entry in item["people"]}
    camara = people[scene["camara"].name]
    assert camara["uri"] == f"{BASE}/person/{scene['camara'].uid}"
    assert camara["contactInfo"] == [
        {
            "type": "web",
            "role": "office",
            "name": scene["defence"].title,
            "value": f"{BASE}/office/{scene['defence'].uid}",
        }
    ]
    # His office is known for May only.
    assert "contactInfo" not in people.get(scene["mody"].name, {})
    dateline = next(place for place in item["places"] if place["rel"] == "dateline")
    assert dateline["geoJSON"] == {"type": "Point", "coordinates": [-8.0, 12.65]}
    assert f"{BASE}/meeting/{scene['meeting'].uid}" in [e["uri"] for e in item["events"]]
    assert [o["uri"] for o in item["objects"]] == [f"{BASE}/agreement/{scene['agreement'].uid}"]
    assert item["uri"] == f"{BASE}/article/{scene['article'].uid}"


def test_the_old_version_repeats_whom_it_names_among_the_subjects(client):
    scene = make_scene()
    services.publish(scene["article"], by=None)
    sequence_all()

    item = one(client, scene["article"], "ninjs1")

    subjects = {(s.get("scheme"), s.get("code")) for s in item["subject"]}
    for member, kind in (("person", "person"), ("organisation", "organisation")):
        for entry in item[member]:
            assert entry["scheme"] == f"{BASE}/{kind}/"
            assert (entry["scheme"], entry["code"]) in subjects
    assert (f"{BASE}/meeting/", str(scene["meeting"].uid)) in subjects


def test_topics_of_the_iptc_have_the_addresses_of_the_iptc(client):
    story = ArticleFactory(headline="Défense", published=True)
    ClassificationFactory(article=story, subject=SubjectFactory(code="medtop:20000065"))
    sequence_all()

    [new], [old] = one(client, story)["subjects"], one(client, story, "ninjs1")["subject"]

    assert new["uri"] == "http://cv.iptc.org/newscodes/mediatopic/20000065"
    assert old["scheme"] + old["code"] == new["uri"]


def test_pictures_come_with_their_rights(client):
    story = ArticleFactory(headline="Avec image")
    ImageFactory(article=story, made=True, licence="https://example.org/licence", caption="Devant")
    services.publish(story, by=None)
    sequence_all()

    [picture] = one(client, story)["associations"]
    [(name, old)] = one(client, story, "ninjs1")["associations"].items()

    assert (picture["copyrightNotice"], picture["usageTerms"]) == (
        "A. Traoré, agence",
        "https://example.org/licence",
    )
    assert name == "featuremedia"
    assert (old["copyrightnotice"], old["usageterms"]) == (
        picture["copyrightNotice"],
        picture["usageTerms"],
    )
    for file in picture["renditions"]:
        assert client.get(file["href"]).status_code == 200
    assert {file["href"] for file in old["renditions"].values()} == {
        file["href"] for file in picture["renditions"]
    }


def test_a_correction_is_a_higher_version_with_a_note(client):
    story = ArticleFactory(headline="Trois", published=True)
    sequence_all()
    before = {form: one(client, story, form) for form in VERSIONS}
    services.correct(story, by=None, note="Ils étaient deux.")
    sequence_all()

    after = {form: one(client, story, form) for form in VERSIONS}

    for form, note in (("ninjs", "edNote"), ("ninjs1", "ednote")):
        assert note not in before[form]
        assert after[form][note].endswith("Ils étaient deux.")
        assert int(after[form]["version"]) > int(before[form]["version"])


def test_each_version_of_the_old_format_is_a_second_later(client):
    story = ArticleFactory(headline="Un", published=True)
    sequence_all()
    seen = []
    for number in range(4):
        seen.append(one(client, story, "ninjs1"))
        story.headline = f"Titre {number}"
        story.save()
        sequence_all()

    times = [datetime.fromisoformat(item["versioncreated"]) for item in seen]
    assert all((b - a).total_seconds() >= 1 for a, b in zip(times, times[1:], strict=False))
    assert all(WHOLE_SECOND.fullmatch(item[name]) for item in seen for name in TIMES)


@pytest.mark.parametrize(("form", "status"), [("ninjs", "pubStatus"), ("ninjs1", "pubstatus")])
def test_a_story_that_was_withdrawn_tells_receivers_to_kill_their_copy(client, form, status):
    story = ArticleFactory(headline="Faux", lead="Un secret", published=True)
    sequence_all()
    services.withdraw(story, by=None, reason="Rien de cela n’est vrai.")
    sequence_all()

    item = one(client, story, form, status=410)
    response = client.get(f"/api/v1/articles/{story.uid}?format={form}")

    assert item["uri"] == f"{BASE}/article/{story.uid}"
    assert (item[status], item["version"]) == ("canceled", "2")
    assert "Rien de cela n’est vrai." in item.values()
    assert "secret" not in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    plain = client.get(f"/api/v1/articles/{story.uid}")
    assert plain.status_code == 410
    assert plain.headers["Content-Type"] == "application/problem+json"


def test_an_item_before_its_hour_says_until_when(client):
    story = ArticleFactory(published=True)
    sequence_all()
    item = Item.objects.get(uid=story.uid)
    # As the document of a story is for those who have it in advance.
    item.doc["embargoed_until"] = "2030-01-01T06:00:00+01:00"
    item.save()

    assert one(client, story)["embargoedUntil"] == "2030-01-01T05:00:00Z"
    assert one(client, story, "ninjs1")["embargoed"] == "2030-01-01T05:00:00Z"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-08-14", {"expectedStartDate": "2025-08-14"}),
        ("2025-08", {"expectedStartDate": "2025-08"}),
        ("2025", {"expectedStartDate": "2025"}),
        ("2025-08-14T14:30+02:00", {"startDate": "2025-08-14T12:30:00Z"}),
        ("2025-08-14T14:30", {"expectedStartDate": "2025-08-14"}),
        (
            "2025-08-14/2025-08-16",
            {"expectedStartDate": "2025-08-14", "expectedEndDate": "2025-08-16"},
        ),
        ("../2025-08-16", {"expectedEndDate": "2025-08-16"}),
        ("2025-21", None),
        ("202X", None),
        ("", None),
    ],
)
def test_a_meeting_is_an_event_on_its_day(client, when, expected):
    status = "held" if when else "planned"
    meeting = MeetingFactory(title="Sommet", when=when, status=status, public=True)
    sequence_all()

    item = one(client, meeting)

    assert item["type"] == "event"
    assert item["eventDetails"].get("dates") == expected
    assert one(client, meeting, "ninjs1")["headline"] == "Sommet"


def test_a_meeting_gives_the_office_in_which_somebody_came(client):
    person, post = PersonFactory(public=True), OfficeFactory(title="envoyé spécial", public=True)
    other = OfficeFactory(title="ministre", public=True)
    TenureFactory(person=person, office=other, began="2020-01-01", ended="2030-01-01")
    meeting = MeetingFactory(when="2025-08-14", public=True)
    ParticipationFactory(meeting=meeting, person=person, office=post)
    guessed = PersonFactory(public=True)
    ParticipationFactory(meeting=meeting, person=guessed, office=other, person_is_inferred=True)
    sequence_all()

    people = one(client, meeting)["people"]

    assert [(p["name"], p["contactInfo"][0]["name"]) for p in people] == [
        (person.name, "envoyé spécial")
    ]


def test_names_are_in_the_language_of_the_story_whoever_asks(client):
    scene = make_scene()
    services.publish(scene["article"], by=None)
    sequence_all()
    address = f"/api/v1/articles/{scene['article'].uid}?format=ninjs"

    answers = [
        client.get(address, headers={"accept-language": language}).json()
        for language in ("fr", "en")
    ]

    assert answers[0] == answers[1]
