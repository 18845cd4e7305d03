"""Pictures of published stories: in the document, on the page, and served only while it is out."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from articles import services
from articles.models import Article, Image, Rendition
from articles.pictures.renditions import stored
from newsroom.register.grants import ROLE
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.articles.picture_files import drawn, encoded, upload
from tests.factories import ArticleFactory, ImageFactory
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


def illustrated(**values) -> Article:
    """A published story with one picture, in the register."""
    article = ArticleFactory()
    values = {"file": upload(encoded(drawn(2000, 1000))), "made": True} | values
    ImageFactory(article=article, **values)
    services.publish(article, by=None)
    sequence_all()
    return article


def addresses(article: Article) -> list[str]:
    """Where each file of the story's pictures would be, whether it is shown or not."""
    names = Rendition.objects.filter(image__article=article).values_list("name", flat=True)
    return [f"/images/{article.uid}/{name}" for name in names]


@pytest.fixture
def public_side():
    """The addresses and the middleware of the public side, as in production."""
    with override_settings(
        ROOT_URLCONF="newsroom.urls.public", MIDDLEWARE=settings.PUBLIC_MIDDLEWARE
    ):
        yield


def test_the_document_says_what_a_picture_is_and_where():
    article = illustrated(
        caption="Les deux ministres.", licence="Presse", taken_on="2025-08-14", place="Bamako",
        focal_x=0.25,
    )  # fmt: skip

    [image] = Item.objects.get(uid=article.uid).doc["images"]

    assert image["alt"] == "Deux ministres se serrent la main."
    assert image["credit"] == "A. Traoré, agence"
    assert (image["caption"], image["licence"]) == ("Les deux ministres.", "Presse")
    assert (image["taken_on"]["edtf"], image["place"]) == ("2025-08-14", "Bamako")
    assert (image["width"], image["height"]) == (1600, 800)
    assert image["focal_point"] == {"x": 0.25, "y": 0.5}
    assert {one["url"] for one in image["renditions"]} == set(addresses(article))
    assert "originals" not in str(image)


@pytest.mark.parametrize(
    "values",
    [{"credit": ""}, {"alt_text": " "}, {}],
    ids=["no credit", "no description", "not made"],
)
def test_a_picture_without_rights_or_not_made_ready_is_in_no_document(values):
    article = illustrated()
    assert Item.objects.get(uid=article.uid).doc["images"] != []

    # A story may not go out with such a picture; it may lose its rights while it is out.
    if values:
        Image.objects.update(**values)
    else:
        Rendition.objects.all().delete()
    sequence_all()

    assert Item.objects.get(uid=article.uid).doc["images"] == []


def test_what_was_made_of_an_earlier_file_is_not_shown_any_more():
    article = illustrated()

    Image.objects.update(file="originals/another.jpg")
    sequence_all()

    assert Item.objects.get(uid=article.uid).doc["images"] == []


def test_the_page_shows_pictures_in_their_order_with_size_description_and_credit(client):
    article = illustrated(caption="Les deux ministres.", place="Bamako", position=2)
    ImageFactory(article=article, position=1, alt_text="Un palais.", made=True)
    sequence_all()

    page = get(client, page_of(article))

    images = page.all("figure//img")
    assert [image.get("alt") for image in images] == [
        "Un palais.",
        "Deux ministres se serrent la main.",
    ]
    assert (images[1].get("width"), images[1].get("height")) == ("1600", "800")
    assert images[0].get("loading") is None
    assert images[1].get("loading") == "lazy"
    assert [part.split()[1] for part in images[1].get("srcset").split(", ")] == [
        "480w", "960w", "1600w",
    ]  # fmt: skip
    caption = page.all("figure")[1].find("figcaption")
    assert "Les deux ministres." in "".join(caption.itertext())
    assert "Bamako" in "".join(caption.itertext())
    assert "A. Traoré, agence" in "".join(caption.itertext())


def test_each_file_is_served_for_what_it_is_and_not_for_long(client, public_side):
    article = illustrated()

    for address in addresses(article):
        response = client.get(address)
        kind = "image/webp" if address.endswith("webp") else "image/jpeg"
        assert response.status_code == 200
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "max-age=60, public"
        with default_storage.open(stored(address.rpartition("/")[2])) as file:
            assert response.content == file.read()
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.head(address).content == b""
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["0" * 32 + "-480.webp", "..", "x.php", "%2e%2e%2foriginals%2fa.jpg", "original.jpg"],
)
def test_nothing_else_is_served_there(client, public_side, name):
    article = illustrated()

    assert client.get(f"/images/{article.uid}/{name}").status_code == 404


def test_the_original_is_not_served_anywhere(client, public_side):
    article = illustrated()
    name = article.images.get().file.name

    for address in (f"/{name}", f"/images/{article.uid}/{name.rpartition('/')[2]}"):
        assert client.get(address).status_code == 404


def test_a_file_of_another_story_is_not_served_under_this_one(client, public_side):
    one, other = illustrated(), illustrated()

    [theirs, *_] = addresses(other)

    assert client.get(theirs.replace(str(other.uid), str(one.uid))).status_code == 404


@pytest.mark.parametrize(
    "state",
    [{}, {"in_review": True}, {"ready": True}, {"scheduled": True}],
    ids=["draft", "in review", "ready", "scheduled"],
)
def test_a_picture_of_a_story_that_is_not_out_is_not_there(client, public_side, state):
    article = ArticleFactory(**state)
    ImageFactory(article=article, made=True)
    sequence_all()

    assert addresses(article)
    for address in addresses(article):
        assert client.get(address).status_code == 404
        assert client.get(address, headers={"if-none-match": "*"}).status_code == 404


@pytest.mark.parametrize(("is_sequenced", "status"), [(False, 404), (True, 410)])
def test_a_withdrawal_takes_pictures_back_at_once(client, public_side, is_sequenced, status):
    article = illustrated()
    services.withdraw(article, by=None, reason="La rencontre n’a pas eu lieu.")
    if is_sequenced:
        sequence_all()

    for address in addresses(article):
        response = client.get(address)
        assert response.status_code == status
        assert "max-age" not in response.get("Cache-Control", "").replace("max-age=0", "")
        assert not response.content.startswith((b"\xff\xd8", b"RIFF"))


def test_a_picture_that_is_taken_out_of_its_story_is_not_served_any_more(client, public_side):
    article = illustrated()
    known = addresses(article)

    article.images.all().delete()
    sequence_all()

    assert [client.get(address).status_code for address in known] == [404] * len(known)


def test_pictures_are_served_with_the_rights_of_the_read_only_role(client, public_side):
    known = addresses(illustrated())
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")

    assert [client.get(address).status_code for address in known] == [200] * len(known)
