"""The form with which a reader says that something is wrong, and what keeps machines from it."""

from datetime import timedelta

import pytest

from newsroom.readers import letters
from newsroom.readers.choices import Purpose
from newsroom.readers.forms import BODY_MAX
from newsroom.readers.models import Letter
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory
from tests.reader import get, page_of, publish_scene
from tests.readers.letters import TEXT, aged, send, stamp_of

pytestmark = pytest.mark.django_db

KINDS = ("article", "camara", "bloc", "mali", "meeting", "defence", "agreement")


@pytest.fixture
def story():
    article = ArticleFactory(published=True, headline="Entretiens de Bamako")
    sequence_all()
    return article


@pytest.fixture
def path(story):
    return f"/signaler/{story.uid}/"


def test_every_page_of_a_thing_leads_to_its_form(client):
    scene = publish_scene()
    for name in KINDS:
        path = f"/signaler/{scene[name].uid}/"
        assert f'href="{path}"' in client.get(page_of(scene[name])).content.decode()
        assert page_of(scene[name]) in client.get(path).content.decode()
    assert "/signaler/" not in client.get("/").content.decode()


def test_what_a_reader_sends_is_put_into_the_box(client, story, path):
    said = {"text": TEXT, "quote": "vendredi 15 août", "email": "awa@example.org"}

    response = send(client, path, what=str(story.uid), **said)

    assert (response.status_code, response["Location"]) == (302, "/signaler/merci/")
    letter = Letter.objects.get()
    assert letter.purpose == Purpose.REPORT
    assert letter.content == {"item": str(story.uid), "language": "fr", **said}
    assert letter.taken_at is None
    assert "127.0.0.1" not in letter.sender
    assert get(client, "/signaler/merci/").status == 200


def test_no_cookie_is_set_and_nothing_is_kept_by_others(client, path):
    response = client.get(path)

    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "thing",
    [
        lambda: ArticleFactory(ready=True),
        lambda: ArticleFactory(withdrawn=True),
        lambda: PersonFactory(private=True),
    ],
)
def test_of_what_is_not_public_there_is_no_form(client, thing):
    row = thing()
    sequence_all()
    path = f"/signaler/{row.uid}/"

    assert client.get(path).status_code == 404
    assert send(client, path, what=str(row.uid), text=TEXT).status_code == 404
    assert not Letter.objects.exists()


REFUSED = {
    "too little": {"text": "a"},
    "too much": {"text": "a" * 2001},
    "a long quote": {"text": TEXT, "quote": "a" * 1001},
    "no address": {"text": TEXT, "email": "awa"},
    "no stamp": {"text": TEXT, "stamp": ""},
    "a made-up stamp": {"text": TEXT, "stamp": "x:y:z"},
    "another's stamp": {"text": TEXT, "stamp": aged("another")},
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_stays_typed_and_why_is_said(client, story, path, said):
    response = send(client, path, what=str(story.uid), **{"quote": "Vendredi ?", **said})

    page = response.content.decode()
    assert response.status_code == 400
    assert 'role="alert"' in page
    assert said["text"] in page
    assert said.get("quote", "Vendredi ?") in page
    assert not Letter.objects.exists()
    assert response["Cache-Control"] == "no-store"


def test_a_fault_is_said_at_its_field(client, story, path):
    page = send(client, path, what=str(story.uid), text=TEXT, email="awa").content.decode()

    assert 'aria-invalid="true"' in page
    assert 'id="id_email_error"' in page
    assert "id_email_error" in page.partition('type="email"')[2].partition(">")[0]


def test_who_is_too_quick_sends_the_same_form_again_a_moment_later(client, story, path):
    quick = stamp_of(client.get(path).content.decode())
    response = send(client, path, what=str(story.uid), text=TEXT, stamp=quick)

    assert response.status_code == 400
    assert stamp_of(response.content.decode()) == quick


def test_who_left_the_page_open_sends_it_again_with_a_fresh_stamp(client, story, path):
    old = aged(str(story.uid), timedelta(hours=25))
    response = send(client, path, what=str(story.uid), text=TEXT, stamp=old)

    assert response.status_code == 400
    assert stamp_of(response.content.decode()) != old


def test_who_fills_in_what_nobody_sees_is_thanked_and_not_heard(client, story, path):
    response = send(client, path, what=str(story.uid), text=TEXT, website="https://example.org")

    assert response["Location"] == "/signaler/merci/"
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://testserver"}, 302),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, 302),
        ({}, 302),
    ],
)
def test_another_site_cannot_let_its_visitors_write(client, story, path, headers, status):
    response = send(client, path, what=str(story.uid), text=TEXT, headers=headers)

    assert response.status_code == status


def test_a_large_body_is_not_looked_at(client, story, path):
    response = send(client, path, what=str(story.uid), text=TEXT, website="a" * BODY_MAX)

    assert response.status_code == 413


def test_the_button_pressed_twice_sends_one_letter(client, story, path):
    stamp = aged(str(story.uid))
    for _ in range(2):
        response = send(client, path, what=str(story.uid), text=TEXT, stamp=stamp)
        assert response.status_code == 302

    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("raised", "status"), [(letters.TooMany, 429), (letters.Full, 503)], ids=["many", "full"]
)
def test_who_sends_too_much_keeps_what_was_typed(client, story, path, monkeypatch, raised, status):
    def post(*args, **options):
        raise raised

    monkeypatch.setattr("newsroom.readers.pages.post", post)
    response = send(client, path, what=str(story.uid), text=TEXT)

    assert response.status_code == status
    assert TEXT in response.content.decode()


def test_an_unknown_parameter_is_refused(client, path):
    assert client.get(f"{path}?text=x").status_code == 400


def test_the_form_works_in_english_too(client, path):
    page = get(client, path, language="en").text

    assert "What is wrong?" in page
