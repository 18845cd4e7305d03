"""The home page and the search page: what is found, what is marked, what is said otherwise."""

import pytest

from articles.services import publish
from newsroom.register.search import take_in
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, NameFactory, PersonFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def test_home_shows_newest_stories_and_meetings(client, scene):
    links = get(client, "/").links.values()

    assert page_of(scene["article"]) in links
    assert page_of(scene["meeting"]) in links


def test_home_of_an_empty_archive_says_so(client):
    assert "No story has been published yet." in get(client, "/").text


def test_interface_is_french_unless_the_browser_asks_for_english(client):
    assert get(client, "/", language="").tree.get("lang") == "fr"
    assert get(client, "/", language="de").tree.get("lang") == "fr"
    assert get(client, "/", language="en").tree.get("lang") == "en"


def test_words_found_are_marked_with_their_accents(client, scene):
    page = get(client, "/recherche/", q="ministre bamako d’accord", kind="article")

    assert {"ministres", "Bamako", "accord"} <= set(page.texts("mark"))


def test_story_is_found_under_a_name_it_does_not_print_and_that_is_marked(client):
    person = PersonFactory(name="Célestin Simporé")
    NameFactory(actor=person.actor_ptr, text="Celestin Simpone", kind="misprint")
    article = ArticleFactory(
        headline="Visite", body="<p>Le général Celestin Simpone est venu.</p>", mentions=[person]
    )
    other = ArticleFactory(headline="Autre", published=True)
    publish(article, by=None)
    sequence_all()

    page = get(client, "/recherche/", q="Simporé", kind="article")

    assert page_of(article) in page.links.values()
    assert page_of(other) not in page.links.values()
    assert page.texts("mark") == ["Celestin Simpone"]


def test_the_search_itself_may_be_found_elsewhere_and_no_answer_of_it(client, scene):
    robots = "meta[@name='robots']"

    assert get(client, "/recherche/").all(robots) == []
    assert get(client, "/recherche/", q="ministre").all(robots)[0].get("content").startswith("no")


def test_kind_narrows_the_search(client, scene):
    page = get(client, "/recherche/", q="ministre", kind="office")

    assert page_of(scene["defence"]) in page.links.values()
    assert page_of(scene["article"]) not in page.links.values()


def test_nothing_found_is_said_with_ways_on(client, scene):
    page = get(client, "/recherche/", q="Nigeria", kind="person")

    assert "Nothing was found for “Nigeria”." in page.text
    assert page.links["Search among everything"] == "?q=Nigeria"
    assert "/personnes/" in page.links.values()


def test_words_that_say_nothing_are_said_to_say_nothing(client, scene):
    assert "add one that matters" in get(client, "/recherche/", q="de la").text


@pytest.mark.parametrize("q", ['"', "<script>alert(1)</script>", "a & | !", "\0", "'" * 500, "-x"])
def test_odd_input_is_answered_and_never_run(client, scene, q):
    page = get(client, "/recherche/", q=q)

    assert page.status == 200
    assert [script.text for script in page.all("script")] == [None]


def test_search_goes_on_page_by_page(client):
    for _ in range(25):
        ArticleFactory(headline="Sommet du Sahel", published=True)
    sequence_all()

    first = get(client, "/recherche/", q="sahel")
    second = get(client, "/recherche/" + first.links["Further"])

    found = [len(page.all("ol[@class='rows hits']/li")) for page in (first, second)]
    assert found == [15, 10]
    assert "Further" not in second.links


def test_place_in_one_search_is_none_in_another(client):
    ArticleFactory.create_batch(25, headline="Sommet du Sahel", published=True)
    sequence_all()
    cursor = get(client, "/recherche/", q="sahel").links["Further"].rpartition("cursor=")[2]

    assert get(client, f"/recherche/?q=sommet&cursor={cursor}").status == 400


def test_what_came_in_is_taken_into_the_index_once():
    take_in()
    publish_scene()
    sequence_all()

    assert take_in() > 0
    assert take_in() == 0


def test_what_has_no_day_of_its_own_comes_after_all_that_has(client, scene):
    """The offices came in after every story, as an import of them does."""
    page = get(client, "/recherche/", q="ministre", order="newest")
    kinds = [words.split(" ")[0] for words in page.texts("ol/li/p[@class='when']")]

    assert {"Story", "Office"} <= {*kinds}
    assert max(n for n, kind in enumerate(kinds) if kind == "Story") < kinds.index("Office")
