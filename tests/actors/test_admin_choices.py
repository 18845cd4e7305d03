"""Autocompletes of the desk: found without accents, namesakes told apart, few queries."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
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
MENTIONED = {"app_label": "articles", "model_name": "mention", "field_name": "actor"}


def offered(client: Client, term: str, model: str = "mention", field: str = "actor") -> list[str]:
    app = "articles" if model in ("mention", "coverage", "article") else "actors"
    query = {"term": term, "app_label": app, "model_name": model, "field_name": field}
    return [row["text"] for row in client.get(ADDRESS, query).json()["results"]]


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ("belooussov", ""),
        ("ANDREI", ""),
        ("Andreï bel", ""),
        ("Belousov Andrei", ""),
        ("Andrey Belousov", ""),
        ("Андрей Белоусов", ""),
        ("Andreï Belooussof", ""),
        ("Béloukov", " ← André Béloukhof"),
        ("André Beloukhof", " ← André Béloukhof"),
        ("russov", None),
    ],
)
def test_an_actor_is_found_by_any_spelling_of_any_of_its_names(chief, typed, by):
    person = PersonFactory(name="Andreï Belooussov")
    NameFactory(actor=person, text="André Béloukhof")
    PersonFactory(name="Sadio Camara")

    found = offered(chief, typed)

    assert found == ([] if by is None else [f"Andreï Belooussov{by}"])


def test_labels_tell_namesakes_apart(chief):
    mali = CountryFactory(name="Mali", iso2="ML")
    held = OfficeFactory(title="ministre de la Défense du Mali")
    TenureFactory(person=PersonFactory(name="Sadio Camara"), office=held)
    PersonFactory(name="Sadio Camara", nationality=mali, born="1979")
    OrganisationFactory(name="Fondation Sadio Camara", home_country=mali, type="ngo")

    foundation = str(OrganisationType.NGO.label).lower()

    assert offered(chief, "camara") == [
        "Sadio Camara · ministre de la Défense du Mali",
        "Sadio Camara · Mali · 1979–",
        f"Fondation Sadio Camara · {foundation} · Mali",
    ]


def test_those_that_begin_with_the_word_come_first(chief):
    for name in ("Ambassade au Mali", "Mali", "Guatemala et Mali"):
        OrganisationFactory(name=name)

    assert offered(chief, "mali")[0].startswith("Mali ·")


def test_a_merged_actor_is_not_offered(chief):
    kept = PersonFactory(name="Sadio Camara")
    PersonFactory(name="Sadio Kamara", merged_into=kept.actor_ptr)

    assert offered(chief, "sadio") == ["Sadio Camara"]
    assert offered(chief, "Kamara") == ["Sadio Camara ← Sadio Kamara"]


def test_the_likeliest_come_first_and_further_ones_on_the_next_page(chief):
    PersonFactory.create_batch(25)
    PersonFactory(name="Zacharie Modi")
    PersonFactory(name="Abdou Mody")

    assert offered(chief, "Modi") == ["Zacharie Modi", "Abdou Mody"]
    pages = [
        chief.get(ADDRESS, MENTIONED | {"term": "Awa Diarra", "page": page}).json()
        for page in (1, 2)
    ]
    assert [page["pagination"]["more"] for page in pages] == [True, False]
    rows = [row["id"] for page in pages for row in page["results"]]
    assert len(rows) == len(set(rows)) == 25


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("comm", True), ("coop rég", True), ("pêche", True), ("ommission", False), ("o'pé:*|", False)],
)
def test_beginnings_of_any_words_find_a_name_and_pieces_of_words_do_not(chief, typed, is_found):
    OrganisationFactory(name="Commission régionale de la coopération pour la pêche")

    assert bool(offered(chief, typed)) == is_found


def test_a_page_after_the_last_is_empty_and_no_page_is_counted(chief):
    PersonFactory(name="Awa Keïta")
    asked = MENTIONED | {"term": "awa", "page": 3}

    assert chief.get(ADDRESS, asked).json() == {"results": [], "pagination": {"more": False}}
    assert chief.get(ADDRESS, asked | {"page": "x"}).status_code == 404
    assert not [sql for sql in desk.queries(chief, ADDRESS, **asked) if "COUNT(*)" in sql]


def test_the_list_of_merged_records_is_searched_by_the_names_they_had(chief):
    kept = PersonFactory(name="Sadio Camara")
    PersonFactory(name="Bakary Kante", merged_into=kept.actor_ptr)
    address = reverse("admin:actors_person_changelist")

    for merged, names in (("", ["Sadio Camara"]), ("yes", ["Bakary Kante"])):
        page = chief.get(address, {"q": "bakary"} | ({"merged": merged} if merged else {}))
        assert [row.name for row in page.context["cl"].result_list] == names


def test_only_the_kind_that_a_field_is_for_is_offered(chief):
    PersonFactory(name="Malik Mali")
    CountryFactory(name="Mali", iso2="")

    assert offered(chief, "mali", "participation", "person") == ["Malik Mali"]
    assert offered(chief, "mali", "person", "nationality") == ["Mali"]


@pytest.mark.parametrize(
    ("day", "office"),
    [
        ("", "premier ministre du Mali"),
        ("2025-01-01", "premier ministre du Mali"),
        ("2019-06-01", "ministre de la Défense du Mali"),
        ("1950-01-01", "premier ministre du Mali"),
        ("2025-02-31", "premier ministre du Mali"),
        ("soon", "premier ministre du Mali"),
    ],
)
def test_people_stand_in_the_office_of_the_day_asked_about_if_one_is_known(chief, day, office):
    person = PersonFactory(name="Sadio Camara")
    for title, began, ended in (
        ("ministre de la Défense du Mali", "2018", "2020-08"),
        ("premier ministre du Mali", "2021", ""),
    ):
        held = OfficeFactory(title=title)
        TenureFactory(
            **{"person": person, "office": held, "began": began, "ended": ended},
            **{"attested_first": None, "attested_last": None},
        )

    answer = chief.get(ADDRESS, MENTIONED | {"term": "camara", "on": day}).json()

    assert [row["text"] for row in answer["results"]] == [f"Sadio Camara · {office}"]


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
    most = 4 if model == "coverage" else 7
    assert len(ten) == len(one) <= most, "\n".join(ten)


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
            if field.related_model is get_user_model():
                continue  # colleagues are few, and not every editor may search accounts
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
