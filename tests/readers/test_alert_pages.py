"""The pages of alerts: asking for one, and what the links in e-mails open."""

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.readers.choices import Purpose
from newsroom.readers.models import Alert, Letter
from newsroom.readers.taking import take_letters
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory, ArticleFactory, PersonFactory, SectionFactory
from tests.reader import get
from tests.readers.letters import send

pytestmark = pytest.mark.django_db

NEW = "/alertes/creer/"
SAID = {"q": "Tombouctou", "about": "", "section": "", "pace": "daily", "email": "awa@example.org"}


@pytest.fixture
def person():
    found = PersonFactory(public=True, name="Salifou Mody")
    sequence_all()
    return found


def test_an_alert_that_is_asked_for_waits_in_the_box(client):
    response = send(client, NEW, what="alert", **SAID)

    assert (response.status_code, response["Location"]) == (302, "/alertes/merci/")
    letter = Letter.objects.get()
    assert letter.purpose == Purpose.ALERT
    assert letter.content == {**SAID, "language": "fr"}
    assert not Alert.objects.exists()
    assert get(client, "/alertes/merci/").status == 200


def test_pages_lead_to_an_alert_about_them(client, person):
    section = SectionFactory(name="Défense")
    ArticleFactory(published=True, headline="Salifou Mody à Tombouctou", section=section)
    sequence_all()
    about = f"{NEW}?about={person.uid}"
    assert about in client.get(f"/personnes/{person.uid}/", follow=True).content.decode()
    assert (
        f"{NEW}?q=mody%20tombouctou" in client.get("/recherche/?q=mody+tombouctou").content.decode()
    )

    of_section = f"{NEW}?section={section.code}"
    assert of_section in client.get(f"/rubriques/{section.code}/").content.decode()
    assert "Défense" in get(client, of_section).text

    page = get(client, about)

    assert "Salifou Mody" in page.text
    assert page.tree.find(".//input[@name='about']").get("value") == str(person.uid)
    page = get(client, f"{NEW}?q=tombouctou")
    assert page.tree.find(".//input[@id='id_q']").get("value") == "tombouctou"


@pytest.mark.parametrize(
    "query",
    ["text=x", "about=x", "about=00000000-0000-4000-8000-000000000000", "section=nulle-part"],
)
def test_what_cannot_be_asked_is_refused(client, query):
    assert client.get(f"{NEW}?{query}").status_code == 400


@pytest.mark.parametrize(
    "said",
    [{"q": ""}, {"q": "le la"}, {"about": "x"}, {"email": ""}, {"email": "x"}, {"pace": "hourly"}],
)
def test_what_is_refused_stays_typed(client, said):
    response = send(client, NEW, what="alert", **{**SAID, **said})

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert ({**SAID, **said}["email"] or "Tombouctou") in response.content.decode()
    assert not Letter.objects.exists()


def test_a_key_opens_the_alerts_of_one_reader_and_shows_no_address(client, person):
    about = {"q": "", "about": str(person.uid), "section": "", "section_name": ""}
    known = AlertFactory()
    AlertFactory(question=about)
    AlertFactory(question={**about, "about": "", "q": "jamais"}, confirmed_at=None)
    other = {"q": "autrui", "about": "", "section": "", "section_name": ""}
    AlertFactory(email="autre@example.org", question=other)

    page = get(client, f"/alertes/{known.key}/", language="fr")

    assert "Tombouctou" in page.text
    assert "Salifou Mody" in page.text
    assert "jamais" not in page.text
    assert "autrui" not in page.text
    assert "example.org" not in page.response.content.decode()
    assert page.response["Cache-Control"] == "no-store"
    assert page.response["X-Robots-Tag"] == "noindex"
    assert page.queries == 2


def test_the_key_of_what_is_not_confirmed_opens_nothing_else(client):
    AlertFactory()
    mine = {"q": "jamais", "about": "", "section": "", "section_name": ""}
    asked = AlertFactory(question=mine, confirmed_at=None)

    page = get(client, f"/alertes/{asked.key}/")

    assert "jamais" in page.text
    assert "Tombouctou" not in page.text


def test_what_is_gone_is_not_named(client, person):
    about = {"q": "", "about": str(person.uid), "section": "", "section_name": ""}
    known = AlertFactory(question=about)
    person.visibility = "private"
    person.save()

    assert "Mody" not in get(client, f"/alertes/{known.key}/").text


@pytest.mark.parametrize("key", ["nothing", "%00", "x" * 300])
def test_another_key_opens_nothing(client, key):
    AlertFactory()

    assert client.get(f"/alertes/{key}/").status_code == 404
    assert client.post(f"/alertes/{key}/", {"confirm": "yes"}).status_code == 404
    assert client.post(f"/alertes/{key}/fin/").status_code == 200
    assert not Letter.objects.exists()


def test_looking_confirms_and_ends_nothing(client):
    asked = AlertFactory(confirmed_at=None)
    for end in ("", "fin/"):
        client.get(f"/alertes/{asked.key}/{end}")

    assert not Letter.objects.exists()


def test_confirming_begins_an_alert(client):
    asked = AlertFactory(confirmed_at=None)

    response = client.post(f"/alertes/{asked.key}/", {"confirm": "yes"})
    take_letters()

    assert response.status_code == 200
    asked.refresh_from_db()
    assert asked.confirmed_at == asked.seen_until is not None


def test_one_alert_is_ended_from_the_page_of_another(client):
    known, other, foreign = AlertFactory(), AlertFactory(), AlertFactory(email="x@example.org")
    path = f"/alertes/{known.key}/"

    assert client.post(path, {"stop": str(foreign.uid)}).status_code == 404
    assert client.post(path, {}).status_code == 404
    assert client.post(path, {"stop": str(other.uid)}).status_code == 200
    take_letters()

    assert set(Alert.objects.all()) == {known, foreign}


def test_a_mail_program_unsubscribes_by_itself_and_more_than_once(client):
    known = AlertFactory()
    for _ in range(2):
        response = client.post(
            f"/alertes/{known.key}/fin/", {"List-Unsubscribe": "One-Click"}, headers={}
        )
        assert response.status_code == 200
        take_letters()

    assert not Alert.objects.exists()
    assert [one.purpose for one in Letter.objects.exclude(taken_at=None)] == ["stop"]


def test_nobody_is_kept_from_unsubscribing(client):
    for _ in range(12):
        assert client.post(f"/alertes/{AlertFactory().key}/fin/").status_code == 200

    assert take_letters() == 12
    assert not Alert.objects.exists()


def test_another_site_confirms_nothing(client):
    asked = AlertFactory(confirmed_at=None)
    elsewhere = {"origin": "https://elsewhere.example"}

    response = client.post(f"/alertes/{asked.key}/", {"confirm": "yes"}, headers=elsewhere)

    assert response.status_code == 400
    assert not Letter.objects.exists()


def test_an_alert_is_known_by_its_key_alone():
    AlertFactory(confirmed_at=timezone.now())
    with connection.cursor() as cursor:
        for guess in ("", "%", "lectrice@example.org", str(Alert.objects.get().uid)):
            cursor.execute("select count(*) from readers_alerts(%s)", [guess])
            assert cursor.fetchone() == (0,)
