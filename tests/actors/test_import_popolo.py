"""People and offices from Popolo files: matched by Wikidata item, filled, never overwritten."""

import copy
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from actors.importers.offices import level_of
from actors.importers.popolo import import_popolo
from actors.importers.report import Outcome
from actors.models import Identifier, Name, Office, Organisation, Person, Tenure
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    IdentifierFactory,
    NameFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[1] / "data" / "people.json"


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def mali():
    return CountryFactory(name="Mali", iso2="ML", visibility="public")


@pytest.fixture
def document(mali):
    return json.loads(FILE.read_text())


def person(item):
    return Person.objects.get(identifiers__scheme="wikidata", identifiers__value=item)


def counts(report):
    return {
        kind: {str(outcome): number for outcome, number in counter.items() if number}
        for kind, counter in report.counts.items()
    }


def state():
    """All that a run could change."""
    rows = [
        list(model.objects.order_by("pk").values())
        for model in (Person, Name, Identifier, Office, Organisation, Tenure)
    ]
    return rows, list(Item.objects.order_by("uid").values_list("uid", "seq")), Mark.objects.count()


def test_people_come_with_their_names_and_dates_as_exact_as_they_are_known(document):
    import_popolo(document)

    awa = person("Q9000001")
    assert (awa.name, awa.name_en, awa.gender) == ("Awa Essai", "Awa Essay", "female")
    assert (awa.born, awa.born_earliest, awa.born_latest) == (
        "1979",
        date(1979, 1, 1),
        date(1979, 12, 31),
    )
    assert (awa.visibility, awa.nationality) == ("public", None)
    assert set(awa.names.values_list("text", "kind", "language", "certainty")) == {
        ("Ава Эссе", "transliteration", "ru", "outside"),
        ("Awa ESSAI", "spelling", "", "outside"),
        ("Awa Épreuve", "former", "", "outside"),
        ("A. Essai", "spelling", "", "outside"),
    }
    assert person("Q9000002").died == "2021-12-28"


def test_posts_become_offices_and_memberships_tenures(document, mali):
    import_popolo(document, titles={"Q9000101": "ministre des Essais du Mali"})

    minister, member = Office.objects.order_by("wikidata")
    assert (minister.title, minister.title_en) == (
        "ministre des Essais du Mali",
        "Minister of Trials of Mali",
    )
    assert (minister.country, minister.level) == (mali, "minister")
    assert (member.title, member.country) == ("Member of the Trial Assembly", None)
    assert (member.organisation.name, member.organisation.type) == (
        "Assemblée d’essai",
        "parliament",
    )
    first, second = minister.tenures.order_by("began_earliest")
    assert (first.began, first.ended, first.title_as_printed) == ("2019-04", "2020-08-18", "")
    assert (second.began, second.ended, second.is_acting) == ("2020-08-18", "", True)
    assert second.title_as_printed == "Interim Minister of Trials"
    assert (second.attested_first, second.attested_last) == (None, None)


def test_a_second_run_changes_nothing_and_numbers_nothing(document):
    import_popolo(document)
    sequence_all()
    before = state()

    report = import_popolo(document)

    assert report.total(Outcome.UNCHANGED) == 10
    assert sum(map(report.total, Outcome)) == 10
    assert sequence_all() == 0
    assert state() == before
    assert not report.remarks


def test_people_of_one_name_stay_two_and_the_pairs_are_reported(document):
    stranger = PersonFactory(name="Awa Essai", visibility="public")
    other = PersonFactory(name="Tout autre")
    NameFactory(actor=other, text="awa essäi")

    report = import_popolo(document)

    assert Person.objects.count() == 5
    assert person("Q9000001").pk not in {stranger.pk, other.pk}
    places = [(remark.place, remark.reason[:27]) for remark in report.remarks]
    assert places == [
        ("/persons/0", "Possible duplicate: Awa Ess"),
        ("/persons/0", "Possible duplicate: Awa Ess"),
        ("/persons/1", "Possible duplicate: Modibo "),
    ]


def test_somebody_known_is_filled_but_never_overwritten(document):
    known = PersonFactory(
        name="Awa Essaï", name_en="", gender="", born="1978", died="", visibility="held"
    )
    IdentifierFactory(actor=known, scheme="wikidata", value="Q9000001")

    report = import_popolo(document)

    known.refresh_from_db()
    assert counts(report)["people"] == {"created": 2, "updated": 1}
    assert (known.name, known.name_en, known.gender) == ("Awa Essaï", "Awa Essay", "female")
    assert (known.born, known.visibility) == ("1978", "held")
    assert "Awa Essai" in known.names.values_list("text", flat=True)
    [remark] = [r for r in report.remarks if "born" in r.reason]
    assert (remark.place, "“1978” in the record, “1979”" in remark.reason) == ("/persons/0", True)


def test_who_was_merged_into_another_is_that_other(document):
    remaining = PersonFactory(name="Awa la vraie")
    merged = PersonFactory(name="Awa Essai", merged_into=remaining)
    IdentifierFactory(actor=merged, scheme="wikidata", value="Q9000001")

    import_popolo(document)

    assert remaining.tenures.count() == 1
    assert merged.tenures.count() == 0


def test_an_end_that_became_known_is_filled_and_another_end_reported(document):
    import_popolo(document)
    later = copy.deepcopy(document)
    later["memberships"][0]["end_date"] = "2020-08-19"
    later["memberships"][1]["end_date"] = "2021"

    report = import_popolo(later)

    assert counts(report)["tenures"] == {"updated": 1, "unchanged": 1 + 1}
    assert sorted(Tenure.objects.values_list("ended", flat=True)) == ["", "2020-08-18", "2021"]
    assert [remark.place for remark in report.remarks] == ["/memberships/0"]


def test_a_post_used_for_several_countries_is_left_without_one(document):
    import_popolo(document)
    CountryFactory(name="Niger", iso2="NE")
    elsewhere = {
        "organizations": [{"id": "state-NE", "classification": "state", "name": "Niger"}],
        "posts": [document["posts"][0] | {"organization_id": "state-NE"}],
    }

    report = import_popolo(elsewhere)

    assert Office.objects.get(wikidata="Q9000101").country is None
    assert [remark.place for remark in report.remarks] == ["/posts/0"]
    for again in (document, elsewhere):  # whichever comes next, it stays so
        assert counts(import_popolo(again))["offices"].keys() == {"unchanged"}


def test_a_beginning_inside_another_tenure_of_the_same_office_is_reported(document):
    document["memberships"].append(
        {"person_id": "Q9000001", "post_id": "Q9000101", "start_date": "2019-12"}
    )

    report = import_popolo(document)

    assert Tenure.objects.count() == 4
    [remark] = [remark for remark in report.remarks if "overlaps" in remark.reason]
    assert remark.place == "/memberships/3"


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("President", "head_of_state"),
        ("President of the Republic of Mali", "head_of_state"),
        ("President of the National Assembly", "head_of_body"),
        ("vice president", "senior_official"),
        ("Prime Minister of Mali", "head_of_government"),
        ("Deputy Prime Minister", "minister"),
        ("Minister of Defence of Mali", "minister"),
        ("Minister Delegate for Economy", "minister"),
        ("ambassador to France", "ambassador"),
        ("Member of the National Assembly of Mali", "legislator"),
        ("head of the Mali armed forces", "military"),
        ("First Lady of Ivory Coast", "other"),
    ],
)
def test_the_level_of_an_office_follows_from_its_label(label, level):
    assert level_of(label) == level


def test_the_command_stores_nothing_in_a_dry_run_and_fails_after_rejects(document, tmp_path):
    document["persons"].append({"id": "nobody"})
    path, out = tmp_path / "people.json", StringIO()
    path.write_text(json.dumps(document))

    with pytest.raises(CommandError, match="1 rows were rejected") as stopped:
        call_command("import_popolo", path, "--dry-run", stdout=out, stderr=StringIO())

    assert stopped.value.returncode == 1
    assert "people: 3 created, 0 updated, 0 unchanged, 0 kept, 1 rejected" in out.getvalue()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("name", "code", "people", "tenures"),
    [
        ("ml-mali", "ML", 147, 206),
        ("bf-burkina-faso", "BF", 93, 138),
        ("ci-ivory-coast", "CI", 86, 138),
        ("mr-mauritania", "MR", 65, 96),
        ("ne-niger", "NE", 65, 89),
    ],
)
def test_real_files_go_in_whole_and_a_second_time_change_nothing(
    shared, name, code, people, tenures
):
    CountryFactory(name=code, iso2=code, visibility="public")
    document = json.loads((shared / "data" / "people-popolo" / f"{name}.json").read_text())

    report = import_popolo(document)
    again = import_popolo(document)

    assert not report.rejects
    assert (Person.objects.count(), Tenure.objects.count()) == (people, tenures)
    assert again.total(Outcome.CREATED) == again.total(Outcome.UPDATED) == 0


def test_namesakes_in_real_files_are_reported_and_stay_apart(shared):
    for name, code in (("bf-burkina-faso", "BF"), ("ru-russia", "RU")):
        CountryFactory(name=code, iso2=code, visibility="public")
        document = json.loads((shared / "data" / "people-popolo" / f"{name}.json").read_text())
        report = import_popolo(document)

    assert Person.objects.filter(sort_key__contains="belousov").count() == 5
    assert Person.objects.filter(name__contains="Simpor").count() == 1
    pairs = [remark.reason for remark in report.remarks if "duplicate" in remark.reason]
    assert any("Igor Ivanov" in pair for pair in pairs)
    assert not any("Belousov" in pair for pair in pairs)
    assert len(pairs) < 100
    again = import_popolo(document)
    assert again.total(Outcome.CREATED) == again.total(Outcome.UPDATED) == 0
    assert len(again.remarks) <= len(report.remarks)
