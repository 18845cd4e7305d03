"""What will end says so in time, and is gone on its day: tried on an address of the tests alone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator

from actors.api import PersonEndpoint
from newsroom.partners.issuing import issue, revoke
from newsroom.register.api.deprecating import Deprecation
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS, LIST, RETRIEVE
from tests.factories import PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db

SINCE, SUNSET, LATER = date(2027, 1, 4), date(2028, 1, 10), date(2029, 1, 1)
BEFORE, ON_THE_DAY = datetime(2027, 6, 1, tzinfo=UTC), datetime(2028, 1, 10, tzinfo=UTC)


class OldEndpoint(PersonEndpoint):
    """People, as they were given once."""

    deprecated = {
        "list": Deprecation(SINCE, SUNSET, "Use /people."),
        "retrieve?as_of": Deprecation(SINCE, SUNSET, "Use on."),
        "retrieve.summary": Deprecation(SINCE, LATER),
    }


urlpatterns = [
    path(
        "api/v1/",
        include(
            (
                [
                    path("old", OldEndpoint.as_view(LIST), name="old-list"),
                    path("old/<str:pk>", OldEndpoint.as_view(RETRIEVE), name="old-detail"),
                ],
                "old",
            )
        ),
    ),
    path("", include("newsroom.urls.public")),
]


@pytest.fixture(autouse=True)
def old_addresses(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def person():
    made = PersonFactory(public=True)
    sequence_all()
    return Item.objects.get(pk=made.uid)


@time_machine.travel(BEFORE, tick=False)
def test_an_operation_says_when_it_ends(client, person):
    response = client.get("/api/v1/old?limit=1")

    assert response.status_code == 200
    assert response.headers["Deprecation"] == "@1799020800"
    assert response.headers["Sunset"] == "Mon, 10 Jan 2028 00:00:00 GMT"
    guide = "http://testserver/partenaires/guide/#versions"
    assert f'<{guide}>; rel="deprecation"; type="text/html"' in response.headers["Link"]
    assert f'<{guide}>; rel="sunset"; type="text/html"' in response.headers["Link"]


@time_machine.travel(BEFORE, tick=False)
def test_links_of_a_list_stay_beside_those_of_its_end(client, person):
    PersonFactory(public=True)
    sequence_all()

    link = client.get("/api/v1/old?limit=1").headers["Link"]

    assert 'rel="next"' in link
    assert 'rel="sunset"' in link


@time_machine.travel(BEFORE, tick=False)
@pytest.mark.parametrize(
    ("query", "sunset"),
    [("", "Mon, 01 Jan 2029 00:00:00 GMT"), ("?as_of=2025-01-01", "Mon, 10 Jan 2028 00:00:00 GMT")],
)
def test_a_parameter_is_told_of_where_it_is_used_and_a_member_always(client, person, query, sunset):
    response = client.get(f"/api/v1/old/{person.uid}{query}")

    assert response.status_code == 200
    assert response.headers["Sunset"] == sunset


@time_machine.travel(ON_THE_DAY, tick=False)
def test_on_its_day_an_operation_is_gone(client, person):
    response = client.get("/api/v1/old")

    assert response.status_code == 410
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"].endswith("/problems/sunset")
    assert problem["sunset"] == "2028-01-10"
    assert response.headers["Link"].count("rel=") == 2


@time_machine.travel(ON_THE_DAY, tick=False)
def test_on_its_day_a_parameter_is_refused_and_the_rest_stands(client, person):
    refused = client.get(f"/api/v1/old/{person.uid}?as_of=2025-01-01")

    assert refused.status_code == 410
    assert refused.json()["parameter"] == "as_of"
    assert client.get(f"/api/v1/old/{person.uid}").status_code == 200


def test_what_is_not_out_of_date_says_nothing(client, person):
    for address in ("/api/v1/people", f"/api/v1/people/{person.uid}"):
        headers = client.get(address).headers
        assert not {"Deprecation", "Sunset"} & set(headers)


def test_the_description_marks_what_will_end():
    schema = SchemaGenerator(urlconf=__name__).get_schema(public=True)

    listing = schema["paths"]["/api/v1/old"]["get"]
    detail = schema["paths"]["/api/v1/old/{id}"]["get"]
    assert listing["deprecated"] is True
    assert "2028-01-10" in listing["description"]
    assert "Use /people." in listing["description"]
    assert "deprecated" not in detail
    marked = [p["name"] for p in detail["parameters"] if p.get("deprecated")]
    assert marked == ["as_of"]
    for name in ("Person", "PersonPart"):
        properties = schema["components"]["schemas"][name]["properties"]
        assert [member for member, told in properties.items() if told.get("deprecated")] == [
            "summary"
        ]


@pytest.mark.parametrize("sunset", [date(2027, 12, 31), date(2028, 1, 3)])
def test_partners_have_a_year(sunset):
    with pytest.raises(ValueError, match="12 months"):
        Deprecation(SINCE, sunset)


def test_nothing_of_version_1_is_out_of_date_now():
    assert [endpoint for endpoint in ITEMS.values() if endpoint.deprecated] == []


def told(capsys, *arguments):
    call_command("announce_deprecation", *arguments)
    return capsys.readouterr().out


def partners():
    with_key, without, ended = (
        PartnerFactory(email=f"{name}@example.org") for name in ("with", "without", "ended")
    )
    issue(with_key)
    revoke(issue(without)[0])
    issue(ended)
    ended.is_active = False
    ended.save()
    return with_key


def test_it_is_announced_to_nobody_unless_told_so(capsys):
    partners()

    said = told(capsys)

    assert "with@example.org" in said
    assert "GET /api/v1/old" in said
    assert "without@" not in said
    assert "ended@" not in said
    assert mail.outbox == []


def test_it_is_announced_in_both_languages_to_whom_has_a_key(capsys):
    partners()

    told(capsys, "--send")

    [letter] = mail.outbox
    assert letter.to == ["with@example.org"]
    assert "10 janvier 2028" in letter.body
    assert "Jan. 10, 2028" in letter.body
    for words in ("GET /api/v1/old", "as_of", "summary", "Use /people.", "/partenaires/guide/"):
        assert letter.body.count(words) >= 2


def test_where_nothing_ends_nothing_is_announced(capsys, settings):
    settings.ROOT_URLCONF = "newsroom.urls.public"
    partners()

    assert "nothing" in told(capsys, "--send").lower()
    assert mail.outbox == []
