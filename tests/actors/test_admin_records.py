"""Forms and lists of the actors' record: what editors can and cannot do to it."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from actors.choices import MeetingKind, Visibility
from actors.models import Actor, Country, Meeting, Name, Organisation, Person, Tenure
from tests import desk
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def errors(response) -> str:
    return str(response.context["errors"])


@pytest.mark.parametrize("make", [PersonFactory, CountryFactory, OrganisationFactory])
def test_a_form_sent_back_unchanged_is_accepted_and_changes_nothing(chief, make):
    row = make(public=True)
    NameFactory(actor=row.actor_ptr)
    before = {name: value for name, value in vars(row).items() if name[0] != "_"}

    response = desk.post(chief, row)

    assert response.status_code == 302, errors(response)
    row.refresh_from_db()
    after = {name: value for name, value in vars(row).items() if name[0] != "_"}
    assert {**before, "updated_at": 0} == {**after, "updated_at": 0}


def test_a_wrong_date_is_explained_and_what_was_typed_stays(chief):
    person = PersonFactory(born="1979")

    response = desk.post(chief, person, born="quatorze mars", name="Sadio Camara")

    assert response.status_code == 200
    assert 'value="quatorze mars"' in response.content.decode()
    assert 'value="Sadio Camara"' in response.content.decode()
    assert response.context["adminform"].form.errors["born"][0]
    person.refresh_from_db()
    assert person.born == "1979"


def test_a_date_is_kept_with_its_bounds(chief):
    person = PersonFactory()

    assert desk.post(chief, person, born="1979-03").status_code == 302

    person.refresh_from_db()
    assert [str(person.born_earliest), str(person.born_latest)] == ["1979-03-01", "1979-03-31"]


def test_a_tenure_is_added_in_the_form_of_its_person(chief):
    person, office = PersonFactory(), OfficeFactory()

    response = desk.post(
        chief,
        person,
        **{
            "tenures-TOTAL_FORMS": "1",
            "tenures-0-office": str(office.pk),
            "tenures-0-began": "2020-10",
            "tenures-0-certainty": "explicit",
            "tenures-0-visibility": "public",
        },
    )

    assert response.status_code == 302, errors(response)
    assert Tenure.objects.get().office == office


@pytest.mark.parametrize("model", [Actor, Person, Country, Organisation])
def test_actors_of_record_cannot_be_deleted(rf, model):
    request = rf.get("/")
    request.user = UserFactory(chief=True)

    model_admin = admin.site._registry[model]

    assert not model_admin.has_delete_permission(request)
    assert "delete_selected" not in model_admin.get_actions(request)


def test_the_page_that_deletes_an_actor_is_refused(chief):
    person = PersonFactory()

    assert chief.post(f"/admin/actors/person/{person.pk}/delete/").status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def test_an_actor_is_edited_as_what_it_is(chief):
    country = CountryFactory()

    response = chief.get(f"/admin/actors/actor/{country.pk}/change/?_popup=1")

    assert response.url == f"/admin/actors/country/{country.pk}/change/?_popup=1"
    assert chief.get("/admin/actors/actor/999999/change/").status_code == 404


def test_adding_an_actor_asks_which_kind_and_keeps_the_popup(chief):
    page = chief.get("/admin/actors/actor/add/?_popup=1&_to_field=id").content.decode()

    for kind in ("person", "country", "organisation"):
        assert f"/admin/actors/{kind}/add/?_popup=1&amp;_to_field=id" in page


def test_a_kind_of_meeting_stands_once_it_is_entered(chief):
    meeting = MeetingFactory()

    response = desk.post(chief, meeting, kind=MeetingKind.EVENT)

    assert response.status_code == 302, errors(response)
    meeting.refresh_from_db()
    assert meeting.kind == MeetingKind.MEETING
    assert "kind" in chief.get(desk.add(Meeting)).context["adminform"].form.fields


def test_an_old_form_does_not_close_what_a_story_has_opened_since(chief):
    person = PersonFactory()
    address = desk.change(person)
    form = desk.posted(chief.get(address))
    Person.objects.filter(pk=person.pk).update(visibility=Visibility.STORY)

    assert chief.post(address, form).status_code == 302

    person.refresh_from_db()
    assert person.visibility == Visibility.STORY


@pytest.mark.parametrize("decided", [Visibility.PUBLIC, Visibility.PRIVATE])
def test_an_editor_decides_what_is_seen(chief, decided):
    person = PersonFactory(visibility=Visibility.STORY)

    assert desk.post(chief, person, visibility=decided).status_code == 302

    person.refresh_from_db()
    assert person.visibility == decided


@pytest.mark.parametrize(
    ("action", "left"),
    [
        ("make_public", ["public", "public", "public"]),
        ("make_private", ["private", "private", "private"]),
        ("leave_to_stories", ["held", "story", "held"]),
    ],
)
def test_visibility_is_decided_in_bulk_and_logged(chief, action, left):
    people = [PersonFactory(visibility=value) for value in ("held", "story", "public")]
    changed = [person for person, value in zip(people, left, strict=True)
               if person.visibility != value]  # fmt: skip

    chief.post(
        desk.changelist(Person),
        {"action": action, "_selected_action": [person.pk for person in people]},
    )

    assert [Person.objects.get(pk=person.pk).visibility for person in people] == left
    logged = set(LogEntry.objects.values_list("object_id", flat=True))
    assert logged == {str(person.pk) for person in changed}


def test_a_list_finds_what_is_missing(chief):
    complete, bare = MeetingFactory(title="Tenue"), MeetingFactory(title="Vide")
    ParticipationFactory.create_batch(2, meeting=complete)

    def shown(value: str) -> list[Meeting]:
        address = desk.changelist(Meeting)
        response = chief.get(address, {"with_participations": value})
        return list(response.context["cl"].result_list)

    assert shown("no") == [bare]
    assert shown("yes") == [complete]


def test_a_name_is_entered_once(chief):
    person = PersonFactory()
    NameFactory(actor=person.actor_ptr, text="Kamara")
    twice = {
        "names-TOTAL_FORMS": "2",
        "names-1-text": "Kamara",
        "names-1-kind": "spelling",
        "names-1-language": "fr",
        "names-1-certainty": "explicit",
        "names-1-visibility": "public",
    }

    response = desk.post(chief, person, **twice)

    assert response.status_code == 200
    assert Name.objects.count() == 1


def test_the_time_for_which_a_name_was_borne_is_entered_with_it(chief):
    person = PersonFactory()
    row = {
        "names-TOTAL_FORMS": "1",
        "names-0-text": "Awa Traoré",
        "names-0-kind": "former",
        "names-0-certainty": "explicit",
        "names-0-visibility": "public",
    }

    refused = desk.post(chief, person, **row, **{"names-0-began": "2004", "names-0-ended": "1979"})
    desk.post(chief, person, **row, **{"names-0-began": "1979", "names-0-ended": "2004-07"})

    assert refused.status_code == 200
    name = Name.objects.get()
    assert (name.began, name.ended, name.ended_latest.isoformat()) == (
        "1979",
        "2004-07",
        "2004-07-31",
    )


def test_every_field_that_an_editor_fills_in_explains_itself_or_is_plain(rf):
    """Dates, visibility and certainty are not plain: they carry a help text everywhere."""
    request = rf.get("/")
    request.user = UserFactory(chief=True)
    for model in desk.registered("actors"):
        for name, field in admin.site._registry[model].get_form(request)().fields.items():
            if name in ("visibility", "born", "died", "began", "ended", "when", "signed"):
                assert field.help_text, (model, name)


def test_a_title_of_a_form_is_a_noun_without_a_preposition(chief):
    page = chief.get(desk.change(TenureFactory())).content.decode()

    assert "Modification de" not in page
