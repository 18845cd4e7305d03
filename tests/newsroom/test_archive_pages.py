"""The calendar of the archive: years, months and days, by publication and by fact."""

from datetime import UTC, datetime

import pytest

from articles.services import publish, withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, MeetingFactory, StatementFactory, TenureFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

LATE = datetime(2025, 8, 31, 22, 30, tzinfo=UTC)  # in Paris, it is September


@pytest.fixture
def scene():
    return publish_scene()


def test_years_lead_to_months_and_these_to_days(client, scene):
    root = get(client, "/archives/")
    year = get(client, root.links["2025"])
    month = get(client, year.links["August"])

    assert "1 story" in root.text
    assert [words for words in year.texts("ul[@class='rows months']/li") if "nothing" in words][0]
    [link] = month.all("td[@class='full']/a")
    assert link.get("href") == "/archives/2025/08/14/"
    assert " ".join("".join(link.itertext()).split()) == "14 August 2025 – 1 story1"


def test_facts_have_a_calendar_of_their_own(client, scene):
    MeetingFactory(public=True, when="2025-05")
    sequence_all()

    root = get(client, "/archives/faits/")
    month = get(client, "/archives/faits/2025/05/")

    assert "1 story" in root.text
    assert [a.get("href") for a in month.all("td[@class='full']/a")] == ["/archives/2025/05/11/"]
    assert "1 meeting" in month.section("rest")
    assert month.links["By day of publication"] == "/archives/"
    august = get(client, "/archives/faits/2025/08/")
    assert august.links["By day of publication"] == "/archives/2025/08/"


def test_calendar_table_names_its_days_and_has_all_of_them(client, scene):
    month = get(client, "/archives/2025/08/")

    assert month.texts("th/span[@class='unseen']")[0] == "Monday"
    days = month.texts("td/span[@class='day']")
    days += month.texts("td/a/span[@class='day']")
    assert sorted(map(int, days)) == list(range(1, 32))
    assert {len(row.findall("td")) for row in month.all("tbody/tr")} == {7}


def test_the_day_of_publication_is_that_of_the_newsroom(client, scene):
    story = ArticleFactory(headline="Peu avant minuit", event_date="2025-08-31")
    publish(story, by=None, at=LATE)
    sequence_all()

    assert "Peu avant minuit" in get(client, "/archives/2025/09/01/").section("published")
    assert "Peu avant minuit" in get(client, "/archives/2025/08/31/").section("about")


def test_day_shows_what_happened_and_who_took_office(client, scene):
    TenureFactory(person=scene["mody"], office=scene["defence"], began="2025-05-11")
    StatementFactory(
        article=scene["article"], speaker=scene["camara"].actor_ptr, said_on="2025-05-11"
    )
    sequence_all()

    day = get(client, "/archives/2025/05/11/")

    assert day.texts("h1") == ["11 May 2025"]
    assert "Premiers entretiens 1" in day.section("meetings")
    assert "Salifou Mody 1, ministre de la Défense du Mali 1" in day.section("began")
    assert "Sadio Camara 1" in day.section("statements")
    assert day.links["14 August 2025 →"] == "/archives/2025/08/14/"


def test_meeting_of_several_days_stands_on_each_of_them(client):
    meeting = MeetingFactory(public=True, title="Sommet", when="2025-05-10/2025-05-12")
    sequence_all()

    for day in ("10", "11", "12"):
        page = get(client, f"/archives/2025/05/{day}/")
        assert page.links["Sommet"] == page_of(meeting)


def test_withdrawn_story_is_neither_shown_nor_counted_at_once(client, scene):
    withdraw(scene["article"], by=None, reason="La rencontre n’a pas eu lieu.")

    assert "Deux ministres" not in get(client, "/archives/2025/08/14/").text
    assert "story" not in get(client, "/archives/").section("content")
    assert "2025" not in get(client, "/archives/").links
    assert get(client, "/archives/2025/08/").status == 404


def test_day_without_anything_says_so_and_is_not_found(client, scene):
    page = get(client, "/archives/2025/01/01/")

    assert page.status == 404
    assert "The archive has nothing of that day." in page.text
    assert page.links["11 May 2025 →"] == "/archives/2025/05/11/"


@pytest.mark.parametrize(
    "path",
    ["2025/13/", "2025/00/", "2025/02/30/", "9999/01/", "2025/8/", "0999/", "faits/2025/13/"],
)
def test_what_is_no_day_is_not_found(client, path):
    assert get(client, f"/archives/{path}").status == 404


def test_a_day_that_is_typed_is_gone_to(client):
    assert client.get("/archives/", {"day": "2025-08-14"}).url == "/archives/2025/08/14/"


@pytest.mark.parametrize("asked", [{"day": "14/08/2025"}, {"day": "2025-02-30"}, {"jour": "1"}])
def test_what_is_no_day_or_not_known_is_refused(client, asked):
    assert get(client, "/archives/", **asked).status == 400


def test_many_stories_of_a_day_lead_to_all_of_them(client, scene, monkeypatch):
    monkeypatch.setattr("newsroom.archive_days.SHOWN", 1)
    publish(ArticleFactory(headline="Une autre"), by=None, at=LATE.replace(day=14, hour=10))
    sequence_all()

    day = get(client, "/archives/2025/08/14/")
    path, _, query = day.links["All of them – Published that day"].partition("?")

    assert "Une autre" not in day.text
    every = get(client, path, **dict(part.split("=") for part in query.split("&")))
    assert len(every.all("div[@class='row']")) == 2
