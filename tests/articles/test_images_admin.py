"""Pictures at the desk: no chosen file is lost, rights are asked for, what is read is shown."""

import pytest
from django.urls import reverse
from PIL import Image as Pillow

from articles import services
from articles.models import Article, Image, Upload
from articles.pictures import missing_rights
from tests.articles.picture_files import drawn, encoded, opened, speaking_jpeg, upload
from tests.desk import change, posted
from tests.factories import ArticleFactory, ImageFactory, UploadFactory, UserFactory

pytestmark = pytest.mark.django_db

SMALL = encoded(drawn(90, 60))
UPLOAD = "admin:articles_image_upload"


@pytest.fixture
def user():
    return UserFactory(chief=True)


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client


def with_picture(desk, article: Article | None = None, **values: object) -> dict[str, object]:
    """The form of a story with one more picture in it."""
    address = change(article) if article else reverse("admin:articles_article_add")
    data = posted(desk.get(address))
    number = int(data["images-TOTAL_FORMS"])
    row = {"position": "1", "focal_x": "0.5", "focal_y": "0.5", "credit": "", "alt_text": ""}
    row |= values
    data |= {f"images-{number}-{name.replace('__', '-')}": value for name, value in row.items()}
    return data | {"images-TOTAL_FORMS": str(number + 1)}


def send(desk, data: bytes, name: str = "DSC_0042.jpg"):
    return desk.post(reverse(UPLOAD), {"file": upload(data, name)})


def test_a_file_that_the_script_sends_is_kept_with_what_it_says(desk, user):
    answer = send(desk, speaking_jpeg(90, 60)).json()

    one = Upload.objects.get(uid=answer["uid"])
    assert one.made_by == user
    assert answer["told"]["credit"] == "A. Traoré / Agence du Fleuve"
    assert answer["told"]["place"] == "Bamako, Mali"
    thumb = desk.get(answer["thumb"])
    assert thumb["Content-Type"] == "image/jpeg"
    assert opened(thumb.content).size == (90, 60)


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", SMALL[:300]], ids=["empty", "fake", "cut off"]
)
def test_a_file_that_is_refused_is_refused_in_words_and_not_kept(desk, data):
    response = send(desk, data)

    assert response.status_code == 400
    assert len(response.json()["error"]) > 10
    assert not Upload.objects.exists()


def test_sending_no_file_at_all_is_refused(desk):
    assert desk.post(reverse(UPLOAD), {}).status_code == 400
    assert desk.get(reverse(UPLOAD)).status_code == 405


@pytest.mark.parametrize(
    ("rights", "status"),
    [([], 403), (["articles.view_image"], 403), (["articles.add_image"], 200)],
)
def test_who_may_add_no_picture_sends_no_file(client, rights, status):
    client.force_login(UserFactory(permissions=rights))

    assert send(client, SMALL).status_code == status


def test_small_pictures_are_for_those_who_may_see_them(client):
    image, kept = ImageFactory(), UploadFactory()
    thumb = reverse("admin:articles_image_thumb", args=[image.pk])
    chosen = reverse("admin:articles_image_chosen", args=[kept.uid])

    assert [client.get(address).status_code for address in (thumb, chosen)] == [302, 302]
    client.force_login(UserFactory(permissions=["articles.view_image"]))
    assert [client.get(address).status_code for address in (thumb, chosen)] == [200, 404]
    client.force_login(kept.made_by)
    assert [client.get(address).status_code for address in (thumb, chosen)] == [403, 200]


def test_a_small_picture_at_the_desk_bears_no_metadata(desk):
    image = ImageFactory(file=upload(speaking_jpeg(1200, 800)))

    picture = opened(desk.get(reverse("admin:articles_image_thumb", args=[image.pk])).content)

    assert picture.size == (480, 320)
    assert dict(picture.getexif()) == {}
    assert picture.getxmp() == {}


def test_a_picture_whose_file_was_sent_before_is_saved_with_the_story(desk):
    article = ArticleFactory()
    uid = send(desk, speaking_jpeg(90, 60)).json()["uid"]

    response = desk.post(
        change(article),
        with_picture(desk, article, **{"file-upload": uid}, alt_text="Un palais."),
    )

    assert response.status_code == 302, response.context["errors"]
    image = article.images.get()
    kept = Upload.objects.get()
    assert image.file.name == kept.file.name
    assert (image.width, image.height) == (90, 60)
    assert kept.taken_at is not None
    # The script had proposed it, and somebody emptied it again.
    assert image.credit == ""


def test_a_file_that_comes_with_the_form_fills_what_is_empty_and_overwrites_nothing(desk):
    article = ArticleFactory()

    response = desk.post(
        change(article),
        with_picture(desk, article, file=upload(speaking_jpeg(90, 60)), credit="De ma main"),
    )

    assert response.status_code == 302, response.context["errors"]
    image = article.images.get()
    assert image.credit == "De ma main"
    assert image.caption == "Les deux ministres à Bamako."
    assert (image.taken_on, image.place) == ("2025-08-14", "Bamako, Mali")


def test_a_chosen_file_outlives_a_form_that_is_refused_for_something_else(desk):
    article = ArticleFactory()
    data = with_picture(desk, article, file=upload(SMALL), alt_text="Un palais.")

    refused = desk.post(change(article), data | {"event_date": "hier"})

    assert refused.status_code == 200
    assert not article.images.exists()
    again = posted(refused)
    html = refused.content.decode()
    kept = Upload.objects.get()
    assert f'name="images-0-file-upload" value="{kept.uid}"' in html
    assert reverse("admin:articles_image_chosen", args=[kept.uid]) in html
    assert again["images-0-alt_text"] == "Un palais."

    again |= {"event_date": "2025-08-14", "images-0-file-upload": str(kept.uid)}
    saved = desk.post(change(article), {k: v for k, v in again.items() if k != "images-0-file"})

    assert saved.status_code == 302, saved.context["errors"]
    assert article.images.get().file.name == kept.file.name


def test_a_row_without_a_file_is_refused(desk):
    article = ArticleFactory()

    response = desk.post(change(article), with_picture(desk, article, alt_text="Un palais."))

    assert response.status_code == 200
    assert not article.images.exists()


def test_nobody_puts_into_a_story_what_somebody_else_has_chosen(desk):
    article, theirs = ArticleFactory(), UploadFactory()

    desk.post(change(article), with_picture(desk, article, **{"file-upload": str(theirs.uid)}))

    assert not article.images.exists()


def test_saving_a_story_again_leaves_its_picture_as_it_is(desk):
    image = ImageFactory(made=True, file=upload(SMALL))
    names = set(image.renditions.values_list("name", flat=True))

    response = desk.post(change(image.article), posted(desk.get(change(image.article))))

    assert response.status_code == 302, response.context["errors"]
    again = Image.objects.get()
    assert again.file.name == image.file.name
    assert set(again.renditions.values_list("name", flat=True)) == names
    assert not Image.objects.unmade().exists()


@pytest.mark.parametrize("missing", ["credit", "alt_text"])
def test_a_draft_may_lack_rights_and_a_story_that_is_out_may_not(desk, missing):
    rights = {"credit": "A. Traoré", "alt_text": "Un palais.", missing: "  "}
    draft, out = ArticleFactory(), ArticleFactory(published=True)

    for article, status in ((draft, 302), (out, 200)):
        data = with_picture(desk, article, file=upload(SMALL), **rights)
        assert desk.post(change(article), data).status_code == status

    assert missing_rights(draft) == list(draft.images.all())
    assert not out.images.exists()


def test_rights_are_not_taken_away_from_a_picture_that_is_out(desk):
    image = ImageFactory(file=upload(SMALL))
    services.publish(image.article, by=None)
    for address in (change(image.article), change(image)):
        data = posted(desk.get(address))
        [name] = [key for key in data if key.endswith("credit")]
        assert desk.post(address, data | {name: ""}).status_code == 200

    assert Image.objects.get().credit == image.credit


def test_what_lacks_rights_is_found_in_the_order_of_the_story():
    article = ArticleFactory()
    later = ImageFactory(article=article, position=3, credit="")
    ImageFactory(article=article, position=2)
    first = ImageFactory(article=article, position=1, alt_text=" ")

    assert missing_rights(article) == [first, later]


def test_the_form_has_a_mark_for_the_focal_point_and_says_what_is_expected(desk):
    image = ImageFactory(file=upload(SMALL))

    html = desk.get(change(image.article)).content.decode()

    assert reverse("admin:articles_image_thumb", args=[image.pk]) in html
    assert 'class="focal"' in html
    assert "newsroom/desk/pictures.js" in html
    assert 'name="images-0-focal_x"' in html
    assert image.file.name not in html


def test_a_picture_has_a_form_of_its_own(desk):
    article = ArticleFactory()
    data = posted(desk.get(reverse("admin:articles_image_add"))) | {
        "article": str(article.pk),
        "file": upload(encoded(Pillow.new("RGB", (64, 48)))),
        "credit": "A. Traoré",
    }

    response = desk.post(reverse("admin:articles_image_add"), data)

    assert response.status_code == 302, response.context["errors"]
    assert article.images.get().credit == "A. Traoré"
