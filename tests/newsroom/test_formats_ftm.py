"""FollowTheMoney: entities by its own model, and what ties them."""

import json
from typing import Any

import pytest

from newsroom.formats.ftm.entity import day, span
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import MembershipFactory, PersonFactory
from tests.judges.follow_the_money import MISSING, faults, find_library
from tests.reader import publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def library() -> Any:
    # The one judge that may be missing everywhere: it must be built where there is no wheel.
    return find_library() or pytest.skip(f"the library of FollowTheMoney is {MISSING}")


def entities(client: Any, address: str) -> dict[str, dict[str, Any]]:
    """The entities of an answer by their ids, each of which comes once."""
    response = client.get(f"{address}?format=ftm")
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/x-ndjson"
    rows = [json.loads(line) for line in response.content.splitlines()]
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def of(found: dict[str, Any], schema: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in found.values() if one["schema"] == schema]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"schema": "Minister", "properties": {}}, "is no schema"),
        ({"schema": "Person", "properties": {}}, "Person.name is missing"),
        ({"schema": "Person", "properties": {"name": ["A"], "rank": ["x"]}}, "is no property"),
        ({"schema": "Person", "properties": {"name": ["A"], "birthDate": ["hier"]}}, "cannot be"),
        ({"schema": "Person", "properties": {"name": ["A"], "country": ["zzz"]}}, "cannot be"),
    ],
)
def test_the_judge_refuses(library, entity, words):
    [fault, *_rest] = faults(library, json.dumps({"id": "a"} | entity).encode())

    assert words in fault


def test_a_story_mentions_people_and_proves_meetings(client):
    scene = publish_scene()

    found = entities(client, f"/api/v1/articles/{scene['article'].uid}")

    [story] = of(found, "Article")
    assert story["title"] == [scene["article"].headline]
    assert story["language"] == ["fra"]
    mentions = {one["resolved"][0]: one for one in of(found, "Mention")}
    camara = mentions[str(scene["camara"].uid)]
    assert camara["document"] == [str(scene["article"].uid)]
    assert found[str(scene["camara"].uid)]["schema"] == "Person"
    meeting = found[str(scene["meeting"].uid)]
    assert meeting["schema"] == "Event"
    assert meeting["properties"]["proof"] == [str(scene["article"].uid)]


def test_a_person_holds_a_post_from_one_day_to_another(client):
    scene = publish_scene()
    scene["camara"].tenures.update(began="2020-10-05", ended="2025-09")
    sequence_all()

    found = entities(client, f"/api/v1/people/{scene['camara'].uid}")

    [held] = of(found, "Occupancy")
    assert (held["startDate"], held["endDate"]) == (["2020-10-05"], ["2025-09"])
    assert held["holder"] == [str(scene["camara"].uid)]
    [post] = of(found, "Position")
    assert post["name"] == [scene["defence"].title]
    assert held["post"] == [str(scene["defence"].uid)]


def test_only_who_is_known_to_have_been_there_was_involved(client):
    scene = publish_scene()

    [event] = of(entities(client, f"/api/v1/meetings/{scene['meeting'].uid}"), "Event")

    assert str(scene["camara"].uid) in event["involved"]
    # Deduced from his office alone.
    assert str(scene["mody"].uid) not in event["involved"]


def test_a_member_of_a_body_is_tied_to_it_once_in_a_list(client):
    membership = MembershipFactory(began="2023-09")
    for end in (membership.member, membership.organisation):
        end.visibility = "public"
        end.save()
    sequence_all()

    found = entities(client, "/api/v1/organisations")

    [tie] = of(found, "Membership")
    assert tie["organization"] == [str(membership.organisation.uid)]
    assert tie["member"] == [str(membership.member.uid)]
    assert tie["startDate"] == ["2023-09"]


def test_the_ids_are_the_same_tomorrow(client):
    scene = publish_scene()
    address = f"/api/v1/articles/{scene['article'].uid}"

    first = entities(client, address)
    Item.objects.update(version=7)

    assert entities(client, address) == first


def test_a_person_who_is_not_public_is_no_entity(client):
    scene = publish_scene()
    PersonFactory(name="Personne Cachée", private=True)
    sequence_all()

    assert "Cachée" not in client.get("/api/v1/people?format=ftm").content.decode()
    assert scene["camara"].name in client.get("/api/v1/people?format=ftm").content.decode()


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-08-14", "2025-08-14"),
        ("2025-08", "2025-08"),
        ("1979", "1979"),
        ("2025-08-14T14:30Z", "2025-08-14"),
        ("1979~", ""),
        ("1979?", ""),
        ("197X", ""),
        ("2025-21", ""),
        ("2025-08-14/2025-08-16", ""),
    ],
)
def test_a_day_is_no_surer_than_it_is(edtf, expected):
    assert day({"edtf": edtf}) == expected


def test_an_interval_has_two_ends():
    assert span({"edtf": "2025-08-14/2025-08-16"}) == ("2025-08-14", "2025-08-16")
    assert span({"edtf": "2025-08-14/.."}) == ("2025-08-14", "")
    assert span({"edtf": "2025-08-14"}) == ("2025-08-14", "")
    assert (span(None), day(None)) == (("", ""), "")
