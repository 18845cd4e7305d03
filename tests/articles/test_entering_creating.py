"""Records entered in a dialog of the story's form."""

import json
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from actors.models import Agreement, Distinct, Meeting, Organisation, Person
from articles.quality.gaps import stubs
from tests.factories import CountryFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


class Inputs(HTMLParser):
    """Names and values of what a form sends back, a list with its chosen option."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self._list = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "input" and given.get("type") not in ("checkbox", "radio"):
            self.data[name] = given.get("value") or ""
        elif tag == "input" and "checked" in given and given["type"] == "checkbox":
            self.data[name] = given.get("value") or "on"
        elif tag == "select":
            self._list = name
            self.data.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.data[self._list] = given["value"] or ""


def address(thing: str) -> str:
    return reverse("admin:articles_article_create", args=[thing])


def begun(client: Client, thing: str, **draft: object) -> dict[str, str]:
    """What the dialog would send as it opens."""
    answer = client.post(address(thing), {"draft": json.dumps(draft)})
    assert answer.status_code == 200
    return Inputs(answer.content.decode()).data


def test_a_person_is_entered_by_name_and_is_a_stub(chief):
    sent = begun(chief, "actor", name="Zoltan Kerekesh", kind="person")

    answer = chief.post(address("person"), sent)

    person = Person.objects.get(name="Zoltan Kerekesh")
    assert answer.status_code == 201
    assert answer.json() == {"pk": person.pk, "label": "Zoltan Kerekesh"}
    assert person.pk in {found.pk for found in stubs()}


def test_an_organisation_is_entered_as_what_it_is(chief):
    sent = begun(chief, "organisation", name="Comité des sages")

    answer = chief.post(address("organisation"), sent)

    assert Organisation.objects.get().name == "Comité des sages"
    assert answer.json()["label"].startswith("Comité des sages")


def test_whom_the_record_may_have_already_is_asked_about_and_not_entered(chief):
    known = PersonFactory(name="Sadio Camara")
    sent = begun(chief, "person", name="Sadio Camara")

    answer = chief.post(address("person"), sent)

    assert answer.status_code == 422
    assert f'data-pk="{known.pk}"' in answer.content.decode()
    assert Person.objects.count() == 1


def test_another_one_of_the_same_name_is_entered_when_the_editor_says_so(chief):
    known = PersonFactory(name="Sadio Camara")
    sent = begun(chief, "person", name="Sadio Camara") | {"is_another": str(known.pk)}

    answer = chief.post(address("person"), sent)

    assert answer.status_code == 201
    assert Person.objects.count() == 2
    assert Distinct.objects.exists()


def test_a_meeting_is_entered_with_those_present_as_proposed(chief):
    mali = CountryFactory(name="Mali", iso2="ML", iso3="MLI")
    person = PersonFactory(name="Sadio Camara")
    present = {"person": [person.pk, "Sadio Camara"], "delegation": [mali.pk, "Mali"]}
    draft = {"title": "Entretien", "when": "2025-08-14", "participants": [present]}
    sent = begun(chief, "meeting", **draft)

    answer = chief.post(address("meeting"), sent)

    meeting = Meeting.objects.get()
    assert answer.status_code == 201, answer.content.decode()
    assert (meeting.title, meeting.when, meeting.status) == ("Entretien", "2025-08-14", "held")
    taking_part = meeting.participations.get()
    assert (taking_part.person_id, taking_part.delegation_id) == (person.pk, mali.pk)


def test_a_meeting_without_a_date_comes_back_with_what_is_wrong(chief):
    sent = begun(chief, "meeting", title="Entretien")

    answer = chief.post(address("meeting"), sent)

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_an_agreement_is_entered_with_its_parties(chief):
    mali = CountryFactory(name="Mali", iso2="ML", iso3="MLI")
    draft = {"title": "Déclaration conjointe", "kind": "declaration", "signed": "2025-08-14"}
    sent = begun(chief, "agreement", parties=[[mali.pk, "Mali"]], **draft)

    answer = chief.post(address("agreement"), sent)

    assert answer.status_code == 201, answer.content.decode()
    agreement = Agreement.objects.get()
    assert agreement.parties.get().actor_id == mali.pk


def test_who_may_not_enter_actors_enters_none_from_a_story(client):
    client.force_login(UserFactory(permissions=["articles.add_article"]))

    answer = client.post(address("person"), {"new-name": "Zoltan Kerekesh"})

    assert answer.status_code == 403
    assert not Person.objects.exists()


def test_nothing_else_can_be_entered_there(chief):
    assert chief.post(address("user"), {"draft": "{}"}).status_code == 404


@pytest.mark.parametrize("draft", ["", "[]", "nonsense", '{"name": ["x"]}'])
def test_a_draft_that_is_none_opens_an_empty_dialog(chief, draft):
    assert chief.post(address("person"), {"draft": draft}).status_code == 200
