"""When a name was borne, from Popolo files: filled, never overwritten."""

import json
from datetime import date
from pathlib import Path

import pytest

from actors.importers.popolo import import_popolo
from actors.importers.report import Outcome
from actors.models import Name
from tests.factories import CountryFactory, NameFactory

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[1] / "data" / "people.json"


@pytest.fixture
def document():
    CountryFactory(name="Mali", iso2="ML", visibility="public")
    return json.loads(FILE.read_text())


@pytest.fixture
def maiden_name(document):
    """A former name in the document."""
    return document["persons"][0]["other_names"][4]


def test_a_name_comes_with_the_time_for_which_it_was_borne(document, maiden_name):
    maiden_name["start_date"] = "1979"
    maiden_name["end_date"] = "2004-07"

    import_popolo(document)
    again = import_popolo(document)

    name = Name.objects.get(text="Awa Épreuve")
    assert (name.began, name.ended, name.ended_latest) == ("1979", "2004-07", date(2004, 7, 31))
    assert again.total(Outcome.UPDATED) == again.total(Outcome.CREATED) == 0


@pytest.mark.parametrize(
    ("known", "became", "said"),
    [
        ([("", "")], [("1979", "2004")], False),
        ([("1979", "")], [("1979", "2004")], False),
        ([("", ""), ("1979", "2004")], [("", ""), ("1979", "2004")], False),
        ([("", ""), ("1979", "2003")], [("", ""), ("1979", "2003")], True),
        ([("1979", "2003")], [("1979", "2003")], True),
        ([("1980", "")], [("1980", "")], True),
    ],
)
def test_dates_of_a_known_name_are_filled_but_never_overwritten(
    document, maiden_name, known, became, said
):
    import_popolo(document)
    names = Name.objects.filter(text="Awa Épreuve")
    first = names.get()
    names.delete()
    for began, ended in known:
        NameFactory(actor=first.actor, text=first.text, began=began, ended=ended)
    maiden_name.update(start_date="1979", end_date="2004")

    for _run in range(2):
        report = import_popolo(document)

        assert list(names.order_by("pk").values_list("began", "ended")) == became
        assert any("Awa Épreuve" in remark.reason for remark in report.remarks) is said
    assert report.total(Outcome.UPDATED) == 0


def test_a_name_that_ends_before_it_begins_is_rejected(document, maiden_name):
    maiden_name.update(start_date="2004", end_date="1979")

    report = import_popolo(document)

    assert [reject.place for reject in report.rejects] == [
        "/persons/0/other_names/4/end_date",
        "/memberships/0/person_id",
    ]
