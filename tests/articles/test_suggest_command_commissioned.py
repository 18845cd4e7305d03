"""manage.py suggest on the commissioned story: what it prints, with the demo's actors on record."""

import io
import re

import pytest
from django.core.management import call_command
from django.utils.translation import override

from tests.articles.suggestion_world import loaded

pytestmark = pytest.mark.django_db
LINE = re.compile(r" +(\d+)–(\d+) +\d+%  (.*)")

PEOPLE = {
    "Sadio Camara",
    "Andrei Belousov",
    "Salifou Mody",
    "Célestin Simporé",
    "Assimi Goïta",
    "Vladimir Poutine",
    "Abdourahamane Tiani",
    "Ibrahim Traoré",
}
COUNTRIES = {"Mali", "Burkina Faso", "Niger", "Russie", "Union soviétique"}
BODIES = {
    "Confédération des États du Sahel",
    "Ministère de la Défense de la Russie",
    "Ministère de la Défense et des Anciens combattants du Mali",
    "Ministère de la Défense du Niger",
    "Ministère de la Défense et des Anciens combattants du Burkina Faso",
}
# Beginnings of the quotations, in the order of the text, and who says them. One is an expression in
# quotation marks, and nobody's words.
QUOTATIONS = [
    ("célébration commune", "Andrei Belousov"),
    ("l’expansion dynamique", "Andrei Belousov"),
    ("la volonté du Niger", "Andrei Belousov"),
    ("une politique étrangère", "Andrei Belousov"),
    ("sans le sacrifice", "Sadio Camara"),
    ("opération militaire spéciale", ""),
    ("la bravoure des soldats", "Sadio Camara"),
    ("proche ami et allié", "Andrei Belousov"),
    ("renforcer la capacité", "Andrei Belousov"),
    ("liens d’amitié", "Célestin Simporé"),
]


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def printed(shared):
    """The lines that the command prints, by the heading under which they stand."""
    out = io.StringIO()
    with override("en"):
        file = shared / "data" / "story-2025-08-14.txt"
        call_command("suggest", str(file), "--on", "2025-08-14", stdout=out)
    sections: dict[str, list[str]] = {}
    title = ""
    for line in out.getvalue().splitlines():
        if found := LINE.fullmatch(line):
            sections[title].append(found[3])
        elif line:
            title, _, number = line.rpartition(" (")
            sections[title] = []
            assert number.endswith(")")
    return sections


def named(lines: list[str]) -> set[str]:
    """The records to which lines lead, without what tells them from namesakes."""
    return {re.split(r" \[|  \(", line.partition(" → ")[2])[0] for line in lines}


@pytest.mark.parametrize(
    ("title", "expected"), [("People", PEOPLE), ("Countries", COUNTRIES), ("Organisations", BODIES)]
)
def test_whom_and_what_it_prints_is_what_the_story_names(printed, title, expected):
    assert named(printed[title]) == expected


def test_nowhere_is_nigeria(printed):
    lines = [line for lines in printed.values() for line in lines]

    assert not [line for line in lines if "Nigéria" in line or "Nigeria" in line]


def test_it_prints_the_misspelt_with_their_own_names(printed):
    lines = "\n".join(printed["People"])

    assert "Salifou Modi → Salifou Mody" in lines
    assert "Celestin Simpone → Célestin Simporé" in lines


def test_it_prints_four_meetings_with_their_days(printed):
    days = sorted(
        day for line in printed["Meetings"] for day in re.findall(r"2025-\d\d-\d\d", line)
    )

    assert len(printed["Meetings"]) == 4
    assert days == ["2025-05-11"] * 3 + ["2025-08-14"]


def test_it_prints_ten_quotations_with_who_says_them(printed):
    quotations = [line for line in printed["Words"] if "quotation" in line.rpartition("  (")[2]]

    assert len(quotations) == 10
    for line, (begins, speaker) in zip(quotations, QUOTATIONS, strict=True):
        assert line.startswith(f"« {begins}"), line
        assert named([line]) == {speaker}, line


def test_what_only_one_side_says_is_printed_as_its_words(printed):
    (line,) = [line for line in printed["Words"] if "la partie malienne" in line]

    assert line.startswith("« l’objectif est de renforcer le partenariat stratégique")
    assert line.endswith("→ Mali  (claim, la partie malienne)")


def test_it_prints_two_documents_as_signed(printed):
    signed = [line for line in printed["Documents"] if "(signed" in line]

    assert len(signed) == 2
    assert "déclaration conjointe" in signed[0]
    assert "mémorandum d’entente" in signed[1]
