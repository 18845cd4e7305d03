"""What stands on the page of a partner's account, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.services import correct, withdraw
from newsroom.partners import keys
from newsroom.partners.issuing import issue
from newsroom.partners.models import Partner, Usage
from newsroom.register.grants import ROLE
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.factories.delivery import DeliveryFactory, EndpointFactory
from tests.pulls.takers import PAGE, basic
from tests.reader import Reading
from tests.register.mirrors import Mirror

pytestmark = pytest.mark.django_db


def test_it_says_in_words_what_may_be_read(opened):
    said = opened().section("labels")

    for words in ("Français", "la rubrique « paix »", "images"):
        assert words.lower() in said.replace("\u202f", " ").lower()


def test_usage_is_drawn_and_stands_in_a_table(opened, house):
    today = timezone.now().date()
    now = timezone.now()
    for days, numbers in ((0, (70, 5, 2)), (3, (40, 0, 0)), (40, (9, 0, 0))):
        Usage.objects.create(
            key=house.keys.get() if house.keys.exists() else issue(house)[0],
            day=today - timedelta(days=days),
            requests=numbers[0],
            errors=numbers[1],
            refused=numbers[2],
            bytes=2048,
            last_at=now,
            last_error="not-found" if numbers[1] else "",
            last_error_at=now if numbers[1] else None,
        )

    page = opened()

    rows = [
        [cell.text for cell in row.findall("td")]
        for row in page.all("tr")
        if row.find("th") is not None and row.find("td") is not None and len(row) == 5
    ]
    assert [row[:3] for row in rows] == [["70", "5", "2"], ["40", "0", "0"]]
    assert sorted(rect.get("class") for rect in page.all("{*}rect")) == [
        "error",
        "good",
        "good",
        "refused",
    ]
    assert "110 requêtes en 30 jours" in page.texts("{*}title")[-1]
    assert "Il n’y a rien ici" in page.section("errors")


def test_keys_are_shown_by_their_public_parts_alone(opened, house, key):
    other, text = issue(house, expires_at=timezone.now() + timedelta(days=9))

    page = opened()

    found = page.section("keys")
    assert other.name in found
    assert keys.read(key).name in found
    shown = page.response.content.decode()
    for secret in (key, text, keys.read(key).secret, keys.read(text).secret, other.digest):
        assert secret not in shown


def test_what_was_taken_last_and_what_was_not(client):
    story = ArticleFactory(published=True, language="fr", headline="Entretien à Bamako")
    other = ArticleFactory(published=True, language="fr", headline="Visite à Niamey")
    sequence_all()
    mine = Mirror("lang:fr").pull()
    Mirror("lang:en").pull()
    withdraw(story, by=None, reason="Tout était faux.")
    correct(other, by=None, note="Ils étaient trois.")
    sequence_all()
    password = mine.client.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    def page() -> Reading:
        return Reading(client.get(PAGE, headers={"authorization": basic(password)}))

    first = page()
    assert "Tout était faux." in first.section("waiting")
    assert "Ils étaient trois." in first.section("waiting")
    assert "Visite à Niamey" in first.section("waiting")
    assert "Entretien à Bamako" not in first.text
    assert "Flux des changements" in first.section("pulls")
    assert first.section("waiting").count("Pas encore demandé") == 2
    mine.pull()
    assert page().section("waiting").count("Livré le") == 2
    mine.pull_page()
    assert "Tout ce qui date des 30 derniers jours est relevé." in page().section("waiting")


def test_what_is_hidden_from_a_partner_is_hidden_there_too(client, house):
    Partner.objects.update(hidden=["headline", "lead", "body"])
    key = issue(house)[1]
    story = ArticleFactory(published=True, language="fr", headline="Entretien à Bamako")
    sequence_all()
    client.get("/api/v1/changes", headers={"authorization": f"Bearer {key}"})
    correct(story, by=None, note="Ils étaient trois.")
    sequence_all()

    page = Reading(client.get(PAGE, headers={"authorization": basic(key)}))

    assert "Ils étaient trois." in page.section("waiting")
    assert "Bamako" not in page.section("waiting")


def test_a_partner_sees_nothing_of_another(client, key):
    ArticleFactory(published=True, language="fr", headline="Entretien à Bamako")
    sequence_all()
    other = Mirror("lang:fr").pull()

    page = Reading(client.get(PAGE, headers={"authorization": basic(key)}))

    assert other.access.key_name not in page.text
    assert "Rien pour l’instant." in page.section("pulls")


def test_in_english_too(opened):
    page = opened("en")

    assert "What you may read" in page.texts("h2")
    assert "stories in this language: French" in page.section("labels")


def test_webhooks_and_their_last_messages_are_there(opened, house):
    assert "Aucune adresse" in opened().section("webhooks")
    endpoint = EndpointFactory(partner=house)
    DeliveryFactory(endpoint=endpoint, delivered_at=timezone.now(), tries=1)
    DeliveryFactory(endpoint=endpoint, given_up_at=timezone.now(), fate="tried", tries=10)
    DeliveryFactory()  # of another partner
    EndpointFactory(partner=house, sandbox="abc", url="https://essai.example/hook")

    found = opened().section("webhooks")

    assert found.count(endpoint.url) == 3
    assert "arrivé" in found
    assert "abandonné" in found
    assert "essai.example" not in found


def test_it_is_made_with_the_rights_of_the_public_role(opened, client, key):
    story = ArticleFactory(published=True, language="fr")
    sequence_all()
    client.get("/api/v1/changes", headers={"authorization": f"Bearer {key}"})
    correct(story, by=None, note="Ils étaient trois.")
    sequence_all()
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")
        page = opened()
        cursor.execute("reset role")

    assert "Ils étaient trois." in page.section("waiting")


def test_the_number_of_queries_does_not_grow(opened, client, house, key, django_assert_num_queries):
    headers = {"authorization": f"Bearer {key}"}
    client.get("/api/v1/changes", headers=headers)
    opened()
    with django_assert_num_queries(9):
        opened()

    stories = ArticleFactory.create_batch(3, published=True, language="fr")
    sequence_all()
    client.get("/api/v1/changes", headers=headers)
    for story in stories:
        correct(story, by=None, note="Ils étaient trois.")
    sequence_all()
    issue(house)

    # One more, for what the stories are called.
    with django_assert_num_queries(10):
        assert opened().section("waiting").count("Ils étaient trois.") == 3
