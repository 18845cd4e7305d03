"""What had ended by the day of a form is not offered in it."""

from urllib.parse import urlencode

import pytest

from actors.admin.choices import chosen_select
from tests import desk
from tests.actors.test_admin_choices import ADDRESS, offered
from tests.factories import CountryFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ussr():
    CountryFactory(name="Union africaine des républiques", iso2="")
    return CountryFactory(
        name="Union des républiques socialistes soviétiques",
        iso2="",
        began="1922-12-30",
        ended="1991-12-26",
    )


DAYS = [
    ("1985", True),
    ("1991-12", True),
    ("1991-12-26", True),
    ("1991-12-27", False),
    ("1992~", False),
    ("2025", False),
    ("2025-08-14/2025-08-16", False),
]


@pytest.mark.parametrize(
    ("day", "is_offered"), [*DAYS, ("", True), ("2025-02-31", True), ("../1990", True)]
)
def test_a_former_country_is_not_offered_for_a_day_after_its_end(chief, ussr, day, is_offered):
    for model, field in (("mention", "actor"), ("meeting", "host"), ("person", "nationality")):
        app = "articles" if model == "mention" else "actors"
        asked = {"app_label": app, "model_name": model, "field_name": field}
        found = chief.get(ADDRESS, asked | {"term": "union", "on": day}).json()["results"]

        assert any("socialistes" in row["text"] for row in found) == is_offered
        assert len(found) == 1 + is_offered


@pytest.mark.parametrize(("day", "is_offered"), DAYS)
def test_a_former_country_is_not_offered_for_a_meeting_after_its_end(chief, ussr, day, is_offered):
    meeting = MeetingFactory(when=day)
    form = chief.get(desk.change(meeting))
    hosts = form.context["adminform"].form.fields["host"]
    empty = [part.formset.empty_form for part in form.context["inline_admin_formsets"]]
    rows = next(row.fields["delegation"] for row in empty if "delegation" in row.fields)
    for field in (hosts, rows):
        address = chosen_select(field).get_url()
        query = {"app_label": "actors", "model_name": "meeting", "field_name": "host"}
        asked = f"{address}&{urlencode(query | {'term': 'union'})}"
        found = chief.get(asked).json()["results"]
        labels = [row["text"] for row in found]
        assert any("socialistes" in label for label in labels) == is_offered
        assert len(labels) == 1 + is_offered


def test_a_former_country_comes_last_with_its_years_where_no_day_is_known(chief, ussr):
    found = offered(chief, "Union des républiques")

    assert "1922–1991" in found[-1]
    assert len(found) == 2
