"""What a Popolo file may not hold: each bad row with its place, whole files refused."""

import json
from pathlib import Path

import pytest
from django.utils import translation

from actors.importers.popolo import InvalidDocument, import_popolo
from actors.importers.report import Outcome
from actors.models import Person
from tests.factories import CountryFactory, IdentifierFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[1] / "data" / "people.json"


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def document():
    CountryFactory(name="Mali", iso2="ML", visibility="public")
    return json.loads(FILE.read_text())


@pytest.mark.parametrize(
    ("part", "row", "place", "reason"),
    [
        ("persons", "x", "/persons/3", "not an object"),
        ("persons", {"id": "p-1", "name": "X"}, "/persons/3", "Without a Wikidata item"),
        ("persons", {"id": "Q9000009"}, "/persons/3/name", "missing"),
        ("persons", {"id": "Q9000009", "name": 1}, "/persons/3/name", "not a text"),
        ("persons", {"id": "Q9000009", "name": "a\x00"}, "/persons/3/name", "cannot be stored"),
        ("persons", {"id": "Q9000009", "name": "x" * 301}, "/persons/3", "name: "),
        ("persons", {"id": "Q9000009", "name": "X", "gender": "?"}, "/persons/3", "gender: "),
        (
            "persons",
            {"id": "Q9000009", "name": "X", "birth_date": "1979-13"},
            "/persons/3/birth_date",
            "1979-13",
        ),
        (
            "persons",
            {"id": "Q9000009", "name": "X", "birth_date": "1979", "death_date": "1978"},
            "/persons/3/death_date",
            "dies before",
        ),
        (
            "persons",
            {"id": "Q9000009", "name": "X", "other_names": ["x"]},
            "/persons/3/other_names",
            "list of objects",
        ),
        ("persons", {"id": "Q9000001", "name": "X"}, "/persons/3", "same person as /persons/0"),
        ("posts", {"id": "Q9000109"}, "/posts/2/label", "missing"),
        (
            "posts",
            {"id": "Q9000109", "label": "X", "organization_id": "z"},
            "/posts/2/organization_id",
            "no such organisation",
        ),
        (
            "memberships",
            {"person_id": "Q1", "post_id": "Q9000101"},
            "/memberships/3/person_id",
            "No person",
        ),
        (
            "memberships",
            {"person_id": "Q9000001", "post_id": "Q1"},
            "/memberships/3/post_id",
            "No post",
        ),
        ("memberships", {"person_id": "Q9000001"}, "/memberships/3/post_id", "without a post"),
        (
            "memberships",
            {
                "person_id": "Q9000001",
                "post_id": "Q9000101",
                "start_date": "2020",
                "end_date": "2019",
            },
            "/memberships/3/end_date",
            "before the beginning",
        ),
        (
            "memberships",
            {"person_id": "Q9000001", "post_id": "Q9000101", "start_date": "2019-04"},
            "/memberships/3",
            "are those of /memberships/0",
        ),
    ],
)
def test_a_bad_row_is_reported_with_its_place_and_the_rest_goes_in(
    document, part, row, place, reason
):
    document[part].append(row)

    report = import_popolo(document)

    [reject] = report.rejects
    assert reject.place == place
    assert reason in reject.reason
    assert report.total(Outcome.CREATED) == 9


def test_an_organisation_under_the_item_of_a_person_is_rejected(document):
    IdentifierFactory(actor=OrganisationFactory(), scheme="wikidata", value="Q9000002")

    report = import_popolo(document)

    assert [reject.place for reject in report.rejects] == [
        "/persons/1",
        "/memberships/1/person_id",
    ]


@pytest.mark.parametrize("document", [[], {}, {"persons": {}}, {"persons": []}, {"posts": "x"}])
def test_what_is_not_popolo_is_refused_whole(document):
    with pytest.raises(InvalidDocument):
        import_popolo(document)


def test_a_state_that_the_record_lacks_is_named_and_nothing_is_stored():
    with pytest.raises(InvalidDocument, match="ML"):
        import_popolo(json.loads(FILE.read_text()))

    assert not Person.objects.exists()
