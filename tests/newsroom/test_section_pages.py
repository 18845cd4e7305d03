"""A section has a page with its newest stories and who is most in them; unknown ones have none."""

import pytest

from articles.services import publish, withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory, SectionFactory
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return SectionFactory(code="diplomatie", name="Diplomatie", name_en="Diplomacy")


def file(section, headline, *mentions):
    story = ArticleFactory(headline=headline, section=section, mentions=mentions)
    publish(story, by=None)
    return story


def test_sections_lead_to_their_stories_the_newest_first(client, section):
    first, second = file(section, "Première"), file(section, "Seconde")
    file(SectionFactory(name="Défense"), "Ailleurs")
    sequence_all()

    page = get(client, "/rubriques/")
    assert page.links["Diplomacy"] == "/rubriques/diplomatie/"
    assert page.texts("p[@class='title']") == ["Diplomacy", "Défense"]
    assert page.links["Seconde"] == page_of(second)

    stories = get(client, "/rubriques/diplomatie/").section("stories")
    assert stories.index("Seconde") < stories.index("Première")
    assert "Ailleurs" not in stories
    assert page_of(first) in get(client, "/rubriques/diplomatie/").links.values()


def test_section_says_who_is_most_in_it_and_leads_to_those_stories(client, section):
    often, once = PersonFactory(name="Awa Diarra"), PersonFactory(name="Ali Touré")
    file(section, "Une", often, once)
    file(section, "Deux", often)
    file(None, "Ailleurs", once)
    sequence_all()

    page = get(client, "/rubriques/diplomatie/")

    assert page.texts("section[@aria-labelledby='lately']//li") == [
        "Awa Diarra in 2 stories – Awa Diarra",
        "Ali Touré in 1 story – Ali Touré",
    ]
    path = page.links["in 2 stories – Awa Diarra"]
    assert path == f"/articles/?section=diplomatie&person={often.uid}"
    assert len(client.get(path).context["rows"]) == 2


@pytest.mark.parametrize("code", ["defense", "%27", "a" * 100])
def test_unknown_section_is_not_found(client, section, code):
    file(section, "Une")
    sequence_all()

    assert client.get(f"/rubriques/{code}/").status_code == 404


def test_section_is_gone_with_its_last_story_at_once(client, section):
    story = file(section, "Une", PersonFactory(name="Awa Diarra"))
    sequence_all()
    withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")

    assert client.get("/rubriques/diplomatie/").status_code == 404
    assert "Diplomacy" not in get(client, "/rubriques/").links


def test_draft_makes_no_section(client, section):
    ArticleFactory(section=section)
    sequence_all()

    assert client.get("/rubriques/diplomatie/").status_code == 404


def test_section_costs_the_same_for_one_story_and_for_forty(client, section):
    file(section, "Une", PersonFactory())
    sequence_all()
    one = [get(client, path).queries for path in ("/rubriques/", "/rubriques/diplomatie/")]
    for number in range(40):
        file(section, f"N{number}", PersonFactory())
    file(SectionFactory(), "Ailleurs")
    sequence_all()

    page = get(client, "/rubriques/diplomatie/")
    assert [get(client, "/rubriques/").queries, page.queries] == one == [2, 3]
    assert page.links["All of them – Diplomacy"] == "/articles/?section=diplomatie"
