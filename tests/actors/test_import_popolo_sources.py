"""Who says that somebody held an office is on record with what a Popolo file says."""

import copy
import json
from datetime import date
from pathlib import Path

import pytest

from actors.importers.popolo import import_popolo
from actors.importers.report import Outcome
from actors.models import Attestation, Office, Person, Tenure
from articles.quality.checks import CHECKS
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import CountryFactory

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[1] / "data" / "people.json"
WIKIDATA = "Wikidata (CC0)"
HANDOVER = date(2020, 8, 18)


@pytest.fixture
def document():
    CountryFactory(name="Mali", iso2="ML", visibility="public")
    return json.loads(FILE.read_text()) | {"meta": {"origin": WIKIDATA, "source": "github mali"}}


def of(item: str) -> Tenure:
    return Tenure.objects.get(
        person__identifiers__scheme="wikidata", person__identifiers__value=item
    )


def attested() -> list[tuple[str, date, str, str]]:
    rows = Attestation.objects.order_by("day", "source_url")
    return list(rows.values_list("tenure__person__name", "day", "source", "source_url"))


def test_every_tenure_names_the_origin_of_the_file_and_where_it_says_so(document):
    import_popolo(document)

    assert set(Tenure.objects.values_list("source", "source_url")) == {
        (WIKIDATA, f"https://www.wikidata.org/wiki/Q900000{n}") for n in (1, 2, 3)
    }
    assert list(CHECKS["office_without_source"].find()) == []


def test_days_that_the_file_gives_are_attested_and_months_are_not(document):
    import_popolo(document)

    # One ended, and the other began, on the day; "2019-04" and an empty beginning are no days.
    assert attested() == [
        ("Awa Essai", HANDOVER, WIKIDATA, "https://www.wikidata.org/wiki/Q9000001"),
        ("Modibo Modèle", HANDOVER, WIKIDATA, "https://www.wikidata.org/wiki/Q9000002"),
    ]


def test_a_second_run_changes_nothing(document):
    import_popolo(document)
    sequence_all()
    tables = (Tenure, Attestation, Person, Office)
    before = [list(model.objects.order_by("pk").values()) for model in tables]

    report = import_popolo(document)

    assert [list(model.objects.order_by("pk").values()) for model in tables] == before
    assert report.total(Outcome.UPDATED) == report.total(Outcome.CREATED) == 0
    assert not Mark.objects.exists()
    assert sequence_all() == 0


@pytest.mark.parametrize(
    ("meta", "source", "address"),
    [
        ({"origin": "Wikidata (CC0)"}, "Wikidata (CC0)", "https://www.wikidata.org/wiki/Q9000001"),
        ({"origin": "Journal officiel"}, "Journal officiel", ""),
        ({"source": "example"}, "example", ""),
        ({"origin": 12, "source": " "}, "", ""),
        ({}, "", ""),
        ("none", "", ""),
    ],
)
def test_what_a_file_names_as_its_origin(document, meta, source, address):
    import_popolo(document | {"meta": meta})

    tenure = of("Q9000001")
    assert (tenure.source, tenure.source_url) == (source, address)
    assert Attestation.objects.count() == (2 if source else 0)
    assert len(list(CHECKS["office_without_source"].find())) == (0 if source else 3)


def test_a_membership_may_have_a_source_of_its_own(document):
    document["memberships"][0]["sources"] = [
        {"note": "Journal officiel", "url": "https://example.org/jo/12"}
    ]
    import_popolo(document)

    tenure = of("Q9000001")
    assert (tenure.source, tenure.source_url) == ("Journal officiel", "https://example.org/jo/12")
    assert ("Awa Essai", HANDOVER, *("Journal officiel", tenure.source_url)) in attested()
    assert of("Q9000002").source == WIKIDATA


def test_a_source_that_is_no_address_is_rejected(document):
    document["memberships"][0]["sources"] = [{"note": "Journal officiel", "url": "page 12"}]

    report = import_popolo(document)

    assert [reject.place for reject in report.rejects] == ["/memberships/0"]


def test_what_was_imported_without_a_source_gets_it_from_the_next_run(document):
    import_popolo(document | {"meta": {}})

    report = import_popolo(document)

    assert report.counts["tenures"][Outcome.UPDATED] == 3
    assert of("Q9000001").source == WIKIDATA
    assert len(attested()) == 2


def test_a_source_that_an_editor_gave_stays(document):
    import_popolo(document)
    Tenure.objects.update(source="Décret no 12", source_url="")

    import_popolo(document)

    assert set(Tenure.objects.values_list("source", flat=True)) == {"Décret no 12"}


def test_an_end_about_which_the_record_differs_is_not_attested(document):
    import_popolo(document | {"meta": {}})
    Tenure.objects.filter(pk=of("Q9000001").pk).update(ended="2020-08-01")
    later = copy.deepcopy(document)

    import_popolo(later)

    assert [name for name, *_rest in attested()] == ["Modibo Modèle"]


def test_the_source_is_told_with_the_tenure_and_its_days(document):
    import_popolo(document)
    sequence_all()

    [tenure] = Item.objects.get(uid=of("Q9000001").person.uid).doc["tenures"]
    [same] = [
        one
        for one in Item.objects.get(uid=of("Q9000001").office.uid).doc["tenures"]
        if one["ended"]
    ]
    address = "https://www.wikidata.org/wiki/Q9000001"
    for told in (tenure, same):
        assert (told["source"], told["source_url"]) == (WIKIDATA, address)
        [day] = told["attested"]
        assert (day["day"], day["article"], day["source"]) == ("2020-08-18", None, WIKIDATA)
