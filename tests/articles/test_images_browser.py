"""A picture in a real browser: chosen once and kept, its focal point set by keyboard and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Image
from tests.articles.picture_files import speaking_jpeg
from tests.factories import ArticleFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "DSC_0042.jpg"
    path.write_bytes(speaking_jpeg(900, 600))
    return path


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR"}


@pytest.fixture
def desk(page: Page, live_server, client) -> Iterator[Page]:
    client.force_login(UserFactory(chief=True))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield page
    for one in page.context.pages:  # a form that is left says so, while there is a database
        one.goto("about:blank")
        one.wait_for_timeout(500)


def with_new_picture(desk: Page, live_server, article: Article, photo: Path) -> Page:
    """The form of the story with a picture that has just been chosen."""
    desk.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    desk.locator("#images-group > summary").click()
    desk.locator("#images-group .add-row button").click()
    desk.set_input_files("#id_images-0-file", photo)
    expect(desk.locator("#images-0 input[name$='file-upload']")).not_to_have_value("")
    return desk


def test_a_chosen_picture_outlives_a_refused_form_with_all_that_was_set(desk, live_server, photo):
    article = ArticleFactory()
    page = with_new_picture(desk, live_server, article, photo)

    expect(page.locator("#id_images-0-credit")).to_have_value("A. Traoré / Agence du Fleuve")
    page.fill("#id_images-0-credit", "De ma main")
    page.evaluate("document.querySelector('#id_event_date').value = 'hier'")
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".errornote")).to_be_visible()

    expect(page.locator("#images-0 .picture img")).to_have_js_property("naturalWidth", 480)
    expect(page.locator("#id_images-0-credit")).to_have_value("De ma main")
    page.evaluate("document.querySelector('#id_event_date').value = '2025-08-14'")
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    image = Image.objects.get()
    assert (image.article, image.credit, image.width) == (article, "De ma main", 900)
    assert image.place == "Bamako, Mali"


def test_the_focal_point_is_set_by_arrow_keys_and_by_a_click(desk, live_server, photo):
    page = with_new_picture(desk, live_server, ArticleFactory(), photo)
    mark = page.locator("#images-0 .focal")
    across, down = page.locator("#id_images-0-focal_x"), page.locator("#id_images-0-focal_y")

    mark.focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(across).to_have_value("0.48")
    expect(down).to_have_value("0.60")
    expect(page.locator("#images-0 [role=status]")).to_contain_text("48")

    picture = page.locator("#images-0 .picture img")
    picture.evaluate("picture => picture.decode()")  # until then it has another size
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75}, force=True)
    assert abs(float(across.input_value()) - 0.25) < 0.02
    assert abs(float(down.input_value()) - 0.75) < 0.02

    down.fill("0.1")
    down.blur()
    assert mark.evaluate("mark => mark.style.top") == "10%"


def test_a_file_that_is_no_picture_is_refused_in_words_before_the_form_is_sent(
    desk, live_server, tmp_path
):
    fake = tmp_path / "photo.jpg"
    fake.write_bytes(b"not a picture")
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    desk.locator("#images-group > summary").click()
    desk.locator("#images-group .add-row button").click()

    desk.set_input_files("#id_images-0-file", fake)

    expect(desk.locator("#images-0 .picture-state.error")).to_contain_text("JPEG")
    expect(desk.locator("#images-0 .picture-frame")).to_be_hidden()


def test_what_is_typed_is_previewed_in_a_tab_of_its_own(desk, live_server, photo):
    page = with_new_picture(desk, live_server, ArticleFactory(), photo)
    page.fill("#id_headline", "Titre pas encore enregistré")

    with page.context.expect_page() as opened:
        page.locator("button.preview").click()
    preview = opened.value
    frame = preview.frame_locator("iframe")

    expect(frame.locator("h1")).to_have_text("Titre pas encore enregistré")
    expect(frame.locator("figure img")).to_have_js_property("complete", True)
    assert frame.locator("figure img").evaluate("image => image.naturalWidth") > 100
    for width in (360, 768, 1280):
        preview.locator(f"label[for=width-{width}]").click()
        assert frame.locator("body").evaluate("body => window.innerWidth") == width
    assert not Image.objects.exists()
    assert page.locator("#id_headline").input_value() == "Titre pas encore enregistré"
