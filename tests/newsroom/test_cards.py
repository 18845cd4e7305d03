"""Cards of pages where somebody shares an address: Open Graph in the head of each page."""

import pytest

from articles import services
from newsroom.register.sequencer import sequence_all
from tests.articles.picture_files import drawn, encoded, upload
from tests.factories import ArticleFactory, ClassificationFactory, ImageFactory
from tests.factories.articles import PUBLISHED_AT
from tests.reader import Reading, get, page_of, publish_scene

pytestmark = pytest.mark.django_db


def card(page: Reading) -> dict[str, str]:
    """The card of a page; of a name that stands there twice, the last value."""
    found = {m.get("property") or m.get("name"): m.get("content") for m in page.all("meta")}
    return {name: value for name, value in found.items() if name and ":" in name}


def illustrated(**values):
    article = ArticleFactory(headline="Deux ministres", lead="Ils se sont vus.")
    ClassificationFactory(article=article, subject__name="Diplomatie")
    ImageFactory(article=article, file=upload(encoded(drawn(2000, 1000))), made=True, **values)
    services.publish(article, by=None, at=PUBLISHED_AT)
    sequence_all()
    return article


def test_a_story_has_a_card_with_its_picture_and_its_credit(client):
    article = illustrated()

    found = card(get(client, page_of(article)))

    assert found.pop("og:image").startswith(f"http://testserver/images/{article.uid}/")
    assert found == {
        "og:type": "article",
        "og:site_name": "The archive",
        "og:title": "Deux ministres",
        "og:url": f"http://testserver{page_of(article)}",
        "og:description": "Ils se sont vus.",
        "og:locale": "fr_FR",
        "og:locale:alternate": "en_GB",
        "article:published_time": "2025-08-14T20:30:00+02:00",
        "article:tag": "Diplomatie",
        "og:image:type": "image/jpeg",
        "og:image:width": "1600",
        "og:image:height": "800",
        "og:image:alt": "Deux ministres se serrent la main. – A. Traoré, agence",
        "twitter:card": "summary_large_image",
    }


def test_a_picture_without_its_rights_is_on_no_card(client):
    article = illustrated(credit="")

    found = card(get(client, page_of(article)))

    assert "og:image" not in found
    assert found["twitter:card"] == "summary"


def test_the_picture_of_a_card_is_gone_with_the_story(client):
    article = illustrated()
    address = card(get(client, page_of(article)))["og:image"].removeprefix("http://testserver")
    services.withdraw(article, by=None, reason="Faux.")

    assert client.get(address).status_code == 404
    assert card(get(client, f"/articles/{article.uid}/")) == {}


def test_other_pages_have_cards_without_pictures(client):
    scene = publish_scene()

    person = card(get(client, page_of(scene["camara"])))
    listed = card(get(client, "/articles/"))

    assert person["og:type"] == "profile"
    assert person["profile:last_name"] == scene["camara"].family_name
    assert (listed["og:type"], listed["og:title"]) == ("website", "Stories")
    assert card(get(client, "/", language="fr"))["og:locale"] == "fr_FR"
