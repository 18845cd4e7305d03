"""What the story's form is told while a text is typed: proposals, as rows that can be entered."""

import pytest
from django.test import Client
from django.urls import reverse

from actors.models import Name
from articles.sentences import around
from tests import desk
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAID = "« Nous nous reverrons bientôt », a déclaré Sadio Camara."


def asked(client: Client, body: str = "", **more: str) -> dict[str, list[dict]]:
    """The items of each group of proposals."""
    given = {"headline": "", "lead": "", "body": body, "event_date": "2025-08-14"} | more
    answer = client.post(reverse("admin:articles_article_suggest"), given)
    assert answer.status_code == 200
    return {group["code"]: group["items"] for group in answer.json()["groups"]}


def fields(item: dict) -> dict:
    (choice,) = item["choices"]
    (row,) = choice["rows"]
    return row["fields"]


def test_a_name_of_the_record_is_proposed_as_a_mention_with_its_spelling(chief):
    person = PersonFactory(name="Andreï Belooussov")
    Name.objects.create(actor=person, text="Andrei Belousov", kind="transliteration")

    (item,) = asked(chief, "<p>Le ministre Andrei Belousov a parlé.</p>")["person"]

    given = fields(item)
    assert given["actor"][0] == person.pk
    assert (given["spelling"], given["certainty"]) == ("Andrei Belousov", "explicit")
    assert item["quote"] == "Andrei Belousov"


def test_a_name_printed_twice_is_proposed_once(chief):
    PersonFactory(name="Sadio Camara")

    (item,) = asked(chief, "<p>Sadio Camara est venu. Sadio Camara est parti.</p>")["person"]

    assert item["times"] == 2


def test_namesakes_are_a_choice_and_never_a_guess(chief):
    pair = {PersonFactory(name="Moussa Traoré").pk for _ in range(2)}

    (item,) = asked(chief, "<p>Moussa Traoré a parlé.</p>")["person"]

    assert {choice["rows"][0]["fields"]["actor"][0] for choice in item["choices"]} == pair


def test_a_person_deduced_from_an_office_is_proposed_as_inferred(chief):
    mali = CountryFactory(name="Mali", iso2="ML", iso3="MLI")
    office = OfficeFactory(title="ministre de la Défense du Mali", country=mali)
    TenureFactory(person=PersonFactory(name="Sadio Camara"), office=office, began="2020-10")

    (item,) = asked(chief, "<p>Le ministre de la Défense du Mali est à Moscou.</p>")["person"]

    assert fields(item)["certainty"] == "inferred"


def test_a_name_that_the_record_does_not_know_is_to_be_created_first(chief):
    groups = asked(chief, "<p>Le diplomate Zoltan Kerekesh est arrivé.</p>")

    (item,) = [one for items in groups.values() for one in items if one.get("create") == "actor"]

    assert item["choices"] == []
    assert item["draft"]["name"] == "Zoltan Kerekesh"
    assert item["then"]["prefix"] == "mentions"


def test_a_quotation_is_proposed_with_its_speaker(chief):
    person = PersonFactory(name="Sadio Camara")

    (item,) = asked(chief, f"<p>{SAID}</p>")["quote"]

    given = fields(item)
    assert given["text"] == "Nous nous reverrons bientôt"
    assert given["speaker"][0] == person.pk
    assert given["kind"] == "quote"


def test_words_of_the_headline_are_no_quotation_of_the_story(chief):
    PersonFactory(name="Sadio Camara")

    groups = asked(chief, headline=SAID)

    assert "person" in groups
    assert "quote" not in groups


def test_an_office_beside_a_name_is_proposed_as_evidence_of_the_tenure(chief):
    mali = CountryFactory(name="Mali", iso2="ML", iso3="MLI")
    office = OfficeFactory(title="ministre de la Défense du Mali", country=mali)
    tenure = TenureFactory(person=PersonFactory(name="Sadio Camara"), office=office)

    (item,) = asked(
        chief, "<p>Il pleut. Sadio Camara, ministre de la Défense du Mali, est là.</p>"
    )["office"]

    given = fields(item)
    assert given["fact"][0] == f"tenure:{tenure.pk}"
    assert given["exact"] == "Sadio Camara, ministre de la Défense du Mali, est là."


def test_a_meeting_on_record_can_be_linked_and_a_new_one_can_be_made(chief):
    russia = CountryFactory(name="Russie", iso2="RU", iso3="RUS")
    mali = CountryFactory(name="Mali", iso2="ML", iso3="MLI")
    one = PersonFactory(name="Andreï Belooussov", nationality=russia)
    other = PersonFactory(name="Sadio Camara", nationality=mali)
    meeting = MeetingFactory(title="Entretien de Moscou", when="2025-08-14")
    ParticipationFactory(meeting=meeting, person=one, delegation=russia)
    ParticipationFactory(meeting=meeting, person=other, delegation=mali)

    (item,) = asked(chief, "<p>Andreï Belooussov a rencontré jeudi 14 août Sadio Camara.</p>")[
        "meeting"
    ]

    assert [choice["rows"][0]["fields"]["meeting"][0] for choice in item["choices"]] == [meeting.pk]
    assert item["create"] == "meeting"
    assert item["draft"]["when"] == "2025-08-14"
    assert {tuple(who["person"])[0] for who in item["draft"]["participants"]} == {one.pk, other.pk}


@pytest.mark.parametrize(
    ("event_date", "on"),
    [("2025-08-14", "2025-08-14"), ("2025-08", "2025-08-01"), ("nonsense", None), ("", None)],
)
def test_the_day_of_the_news_is_that_of_the_proposals(chief, event_date, on):
    answer = chief.post(
        reverse("admin:articles_article_suggest"), {"body": "", "event_date": event_date}
    )

    assert answer.json()["on"] == on or on is None


def test_proposals_cost_the_same_for_one_name_and_for_many(chief):
    people = [PersonFactory(name=f"Prénom{n} Nomdefamille{n}") for n in range(12)]
    address = reverse("admin:articles_article_suggest")

    def cost(some: list) -> int:
        body = "".join(f"<p>{person.name} a parlé.</p>" for person in some)
        return len(desk.posting(chief, address, {"body": body, "event_date": "2025-08-14"}))

    cost(people)  # the index of spellings is made by the first look-up
    assert cost(people) == cost(people[:1])


@pytest.mark.parametrize("name", ["suggest", "facts", "create"])
def test_only_those_who_enter_stories_are_answered(client, name):
    address = reverse(f"admin:articles_article_{name}", args=["person"] if name == "create" else [])
    ask = client.get if name == "facts" else client.post
    assert ask(address).status_code == 302
    client.force_login(UserFactory(permissions=["articles.view_article", "actors.add_person"]))

    assert ask(address).status_code == 403


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("Un. Deux trois. Quatre.", "trois", "Deux trois."),
        ("Un « deux. » Trois.", "Trois", "« deux. » Trois."),
        ("Titre\n\nSeul, ici", "ici", "Seul, ici"),
        ("Le 3.5 % monte. Fin.", "monte", "Le 3.5 % monte."),
    ],
)
def test_a_sentence_is_found_around_its_words(text, part, sentence):
    at = text.index(part)

    start, end = around(text, at, at + len(part))

    assert text[start:end] in (sentence, "Trois.")
