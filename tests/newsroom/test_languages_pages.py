"""No page mixes languages: in French nothing of the interface is English, nor the reverse."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from articles.services import withdraw
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory, UserFactory
from tests.newsroom.wording import strays
from tests.reader import page_of, publish_scene

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])
LISTS = ("article", "person", "organisation", "country", "meeting", "event", "office", "agreement")


def shown(client: Client, address: str, language: str, status: int = 200) -> str:
    response = client.get(address, headers={"accept-language": language}, follow=True)
    assert response.status_code == status, address
    return response.content.decode()


def mixed(client: Client, addresses: Iterator[str], language: str) -> dict[str, list[str]]:
    """The pages on which the other language stands, with what stands there."""
    found = {address: strays(shown(client, address, language), language) for address in addresses}
    return {address: texts for address, texts in found.items() if texts}


@LANGUAGES
def test_pages_of_readers_are_in_one_language(client, language):
    scene = publish_scene()
    lists = [reverse(f"{name}_list") for name in LISTS]
    pages = [page_of(thing) for thing in scene.values()]
    asked = [
        *("/", "/recherche/", "/recherche/?q=ministre", "/recherche/?q=introuvable"),
        f"{page_of(scene['mali'])}?on=2025-06-15",
        f"{page_of(scene['mali'])}?on=2030-01-01",
        f"{reverse('meeting_list')}?meeting_format=bilateral",
        f"{reverse('person_list')}?initial=z",
    ]

    assert mixed(client, iter([*lists, *pages, *asked]), language) == {}


@LANGUAGES
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/personnes/inconnue/", 404),
        ("/personnes/?surname=Camara", 400),
        ("/recherche/?kind=star", 400),
        ("/rencontres/?on_or_after=demain", 400),
    ],
)
def test_refusals_are_in_one_language(client, language, address, status):
    assert strays(shown(client, address, language, status), language) == []


@LANGUAGES
def test_the_notice_of_a_withdrawn_story_is_in_one_language(client, language):
    article = publish_scene()["article"]
    address = page_of(article)
    withdraw(article, by=None, reason="Zut.")
    sequence_all()

    assert strays(shown(client, address, language, 410), language) == []


@LANGUAGES
def test_problems_of_the_api_are_in_one_language(client, language):
    response = client.get("/api/v1/people?surname=Camara", headers={"accept-language": language})

    problem = response.json()
    told = [problem["title"], problem["detail"], *(e["detail"] for e in problem["errors"])]
    assert strays("".join(f"<p>{text}</p>" for text in told), language) == []


@LANGUAGES
def test_lists_and_empty_forms_of_the_desk_are_in_one_language(client, language):
    client.force_login(UserFactory(chief=True))
    index = client.get(reverse("admin:index"))
    models = [model for group in index.context["app_list"] for model in group["models"]]
    pages = [model[page] for model in models for page in ("admin_url", "add_url")]
    addresses = [reverse("admin:index"), *filter(None, pages)]
    assert len(addresses) > 30

    assert mixed(client, iter(addresses), language) == {}


@LANGUAGES
def test_forms_of_the_desk_are_in_one_language(client, language):
    client.force_login(UserFactory(chief=True))
    scene, draft = publish_scene(), ArticleFactory()
    addresses = [desk.change(thing) for thing in (*scene.values(), draft)]
    for name, article in (("schedule", draft), ("withdraw", scene["article"])):
        addresses.append(reverse("admin:articles_article_transition", args=[article.pk, name]))

    assert mixed(client, iter(addresses), language) == {}


@pytest.mark.parametrize(
    ("html", "language", "found"),
    [
        ("<p>Rechercher</p>", "fr", []),
        ("<p>Search</p>", "fr", ["Search"]),
        ("<label>Headline:</label>", "fr", ["Headline"]),
        ("<a title='Skip to the content'>x</a>", "fr", ["Skip to the content"]),
        ("<input type='submit' value='Cancel'>", "fr", ["Cancel"]),
        ("<p>Attention. An empty story cannot be published. Bien.</p>", "fr", None),
        ("<p>3 facts and their sentences</p>", "fr", ["3 facts and their sentences"]),
        ("<p>Rechercher</p>", "en", ["Rechercher"]),
        ("<p>Type</p><p>Article</p>", "en", []),
        ("<template><p>Search</p></template>", "fr", ["Search"]),
        ("<template>Search</template>", "fr", ["Search"]),
        ('<script type="application/json">{"a": ["Search"]}</script>', "fr", ["Search"]),
        ('<script type="application/json">{"Search": "search"}</script>', "fr", []),
        ('<p data-names=\'{"Search": "Cancel"}\'></p>', "fr", ["Cancel"]),
        ("<p data-failed='Search'></p>", "fr", ["Search"]),
        ("<button class='material-icons' title='Gras'>search</button>", "fr", []),
    ],
)
def test_a_text_in_the_other_language_is_found(html: str, language: str, found: list[str] | None):
    strayed = strays(html, language)

    assert (len(strayed) == 1) if found is None else (strayed == found)
