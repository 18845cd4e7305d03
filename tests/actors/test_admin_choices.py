"""Autocompletes of the desk: found without accents, namesakes told apart, few queries."""

import pytest
from django.contrib import admin
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse

from actors.admin.choices import ChosenSelect, chosen_select
from actors.choices import OrganisationType
from tests import desk
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    MentionFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/autocomplete/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(UserFactory(chief=True))
    return client


def offered(client: Client, term: str, model: str = "mention", field: str = "actor") -> list[str]:
    app = "articles" if model in ("mention", "coverage", "article") else "actors"
    query = {"term": term, "app_label": app, "model_name": model, "field_name": field}
    return [row["text"] for row in client.get(ADDRESS, query).json()["results"]]


@pytest.mark.parametrize("typed", ["belooussov", "ANDREI", "Andreï bel", "beloussoff", "russov"])
def test_an_actor_is_found_by_any_of_its_names_whatever_the_accents(chief, typed):
    person = PersonFactory(name="Andreï Belooussov")
    NameFactory(actor=person, text="Andreï Béloussoff")
    PersonFactory(name="Sadio Camara")

    found = offered(chief, typed)

    assert found == ([] if typed == "russov" else ["Andreï Belooussov"])


def test_labels_tell_namesakes_apart(chief):
    mali = CountryFactory(name="Mali", iso2="ML")
    held = OfficeFactory(title="ministre de la Défense du Mali")
    TenureFactory(person=PersonFactory(name="Sadio Camara"), office=held)
    PersonFactory(name="Sadio Camara", nationality=mali, born="1979")
    OrganisationFactory(name="Fondation Sadio Camara", home_country=mali, type="ngo")

    foundation = str(OrganisationType.NGO.label).lower()

    assert offered(chief, "camara") == [
        f"Fondation Sadio Camara · {foundation} · Mali",
        "Sadio Camara · ministre de la Défense du Mali",
        "Sadio Camara · Mali · 1979–",
    ]


def test_those_that_begin_with_the_word_come_first(chief):
    for name in ("Ambassade au Mali", "Mali", "Guatemala et Mali"):
        OrganisationFactory(name=name)

    assert offered(chief, "mali")[0].startswith("Mali ·")


def test_a_merged_actor_is_not_offered(chief):
    kept = PersonFactory(name="Sadio Camara")
    PersonFactory(name="Sadio Kamara", merged_into=kept.actor_ptr)

    assert offered(chief, "sadio") == ["Sadio Camara"]


@pytest.mark.parametrize(
    ("make", "model", "field", "typed"),
    [
        (PersonFactory, "mention", "actor", "awa"),
        (CountryFactory, "mention", "actor", "pays"),
        (OrganisationFactory, "mention", "actor", "organisation"),
        (PersonFactory, "participation", "person", "awa"),
        (PlaceFactory, "mention", "place", "ville"),
        (MeetingFactory, "coverage", "meeting", "entretiens"),
        (OfficeFactory, "participation", "office", "ministre"),
        (TenureFactory, "participation", "person", "diarra"),
    ],
)
def test_an_answer_asks_the_same_for_one_row_and_for_ten(chief, make, model, field, typed):
    app = "articles" if model in ("mention", "coverage") else "actors"
    query = {"term": typed, "app_label": app, "model_name": model, "field_name": field}
    make()
    one = desk.queries(chief, ADDRESS, **query)
    make.create_batch(9)

    ten = desk.queries(chief, ADDRESS, **query)

    assert len(offered(chief, typed, model, field)) == 10
    assert len(ten) == len(one) <= 4, "\n".join(ten)


def relations() -> list[tuple[type, str]]:
    """Every relation in every form of the desk: (admin or inline, name of the field)."""
    found = []
    for model_admin in admin.site._registry.values():
        if model_admin.model._meta.app_label in desk.OURS:
            found += [(model_admin, model_admin.model)]
            found += [
                (inline(inline.model, admin.site), inline.model) for inline in model_admin.inlines
            ]
    return found


def test_every_relation_is_chosen_by_typing_and_can_be_searched(rf):
    request = rf.get("/")
    request.user = UserFactory(chief=True)
    seen = 0
    for part, model in relations():
        if not part.has_change_permission(request):
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or not field.editable:
                continue
            form_field = part.formfield_for_dbfield(field, request)
            if form_field is None:  # the link of a kind to its actor
                continue
            assert isinstance(chosen_select(form_field), ChosenSelect), (part, field)
            assert admin.site._registry[field.related_model].search_fields, field
            seen += 1
    assert seen > 40


def test_the_chosen_row_shows_with_the_same_label_as_when_it_was_offered(chief):
    tenure = TenureFactory()
    mention = MentionFactory(actor=tenure.person.actor_ptr)

    page = chief.get(desk.change(mention)).content.decode()

    assert offered(chief, "diarra")[0] in page
    assert f'<option value="{mention.actor_id}" selected>' in page


def test_someone_without_rights_gets_no_answer(client):
    client.force_login(UserFactory())
    query = {"term": "a", "app_label": "articles", "model_name": "mention", "field_name": "actor"}

    assert client.get(reverse("admin:autocomplete"), query).status_code == 403
