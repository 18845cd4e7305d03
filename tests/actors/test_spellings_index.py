"""The table of ways of writing follows the record, whatever writes to it, and loses nothing."""

import threading
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from actors.models import Actor, Name, Office, Person, Place, Spelling, StaleSpelling
from actors.spellings import index
from actors.spellings.index import refresh, renew
from newsroom.register.names.keys import KEY_VERSION
from tests.factories import (
    CountryFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db


def texts(**of):
    refresh()
    found = Spelling.objects.filter(**of).exclude(source="derived")
    return set(found.values_list("text", flat=True))


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def person():
    person = PersonFactory(name="Célestin Simporé")
    NameFactory(actor=person.actor_ptr, text="Celestin Simpone", kind="misprint")
    refresh()
    return person


WRITERS = {
    "save": lambda p: (setattr(p, "name", "Ali Bongo"), p.save()),
    "update": lambda p: Person.objects.filter(pk=p.pk).update(name="Ali Bongo"),
    "update of the parent": lambda p: Actor.objects.filter(pk=p.pk).update(name="Ali Bongo"),
    "bulk_update": lambda p: (
        setattr(p, "name", "Ali Bongo"),
        Person.objects.bulk_update([p], ["name"]),
    ),
    "SQL": lambda p: raw("update actors_actor set name = 'Ali Bongo' where id = %s", p.pk),
    "new name": lambda p: Name.objects.create(actor_id=p.pk, text="Ali Bongo"),
    "bulk_create": lambda p: Name.objects.bulk_create([Name(actor_id=p.pk, text="Ali Bongo")]),
    "name in English": lambda p: Actor.objects.filter(pk=p.pk).update(name_en="Ali Bongo"),
    "name moved here": lambda p: NameFactory(text="Ali Bongo").__class__.objects.update(
        actor=p.actor_ptr
    ),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_new_way_of_writing_is_there_whoever_wrote_it(person, writer):
    WRITERS[writer](person)

    assert "Ali Bongo" in texts(actor=person)


REMOVERS = {
    "delete": lambda p: p.names.get().delete(),
    "queryset": lambda p: p.names.all().delete(),
    "SQL": lambda p: raw("delete from actors_name where actor_id = %s", p.pk),
    "changed": lambda p: p.names.update(text="Ali Bongo"),
    "moved away": lambda p: p.names.update(actor=PersonFactory().actor_ptr),
}


@pytest.mark.parametrize("remover", REMOVERS)
def test_a_name_that_is_gone_is_no_way_of_writing(person, remover):
    REMOVERS[remover](person)

    assert "Celestin Simpone" not in texts(actor=person)


def test_every_thing_has_its_names_of_every_source(person):
    office = OfficeFactory(title="Premier ministre du Mali", title_en="Prime Minister of Mali")
    place = PlaceFactory(name="Kiev", name_en="Kyiv", other_names=["Kiew"])
    body = OrganisationFactory(name="Alliance des États du Sahel")
    NameFactory(actor=body.actor_ptr, text="AES", kind="acronym")

    assert texts(office=office) == {"Premier ministre du Mali", "Prime Minister of Mali"}
    assert texts(place=place) == {"Kiev", "Kyiv", "Kiew"}
    assert texts(actor=body) == {"Alliance des États du Sahel", "AES"}
    assert Spelling.objects.get(text="AES").need == 2
    misprint = Spelling.objects.get(text="Celestin Simpone")
    assert (misprint.source, misprint.kind) == ("other", "misprint")
    assert misprint.folded == "celestin simpone"


@pytest.mark.parametrize("model", [Office, Place])
def test_offices_and_places_follow_too(model):
    thing = (OfficeFactory if model is Office else PlaceFactory)()
    column = "title" if model is Office else "name"
    model.objects.filter(pk=thing.pk).update(**{column: "Tombouctou"})

    assert "Tombouctou" in texts(**{model._meta.model_name: thing})


def test_what_sql_deletes_takes_its_rows_along(person):
    place = PlaceFactory(name="Kiev")
    raw("delete from actors_name where actor_id = %s", person.pk)
    raw("delete from actors_person where actor_ptr_id = %s", person.pk)
    assert Spelling.objects.filter(actor=person.pk).exists()
    raw("delete from actors_actor where id = %s", person.pk)
    raw("delete from actors_place where id = %s", place.pk)
    raw("set constraints all immediate")

    assert texts() & {"Célestin Simporé", "Celestin Simpone", "Kiev"} == set()
    assert not StaleSpelling.objects.exists()


def test_a_merged_actor_is_found_under_the_one_that_remains(person):
    first, last = PersonFactory(name="C. Simpore"), PersonFactory(name="Célestin le Grand")
    Actor.objects.filter(pk=person.pk).update(merged_into=first)
    Actor.objects.filter(pk=first.pk).update(merged_into=last)

    assert texts(actor=last) == {
        "Célestin le Grand",
        "C. Simpore",
        "Célestin Simporé",
        "Celestin Simpone",
    }
    assert texts(actor=person) == texts(actor=first) == set()

    Name.objects.filter(actor=person.pk).update(text="Simpone, C.")
    assert "Simpone, C." in texts(actor=last)

    Actor.objects.filter(pk=first.pk).update(merged_into=None)
    assert texts(actor=last) == {"Célestin le Grand"}
    assert "Célestin Simporé" in texts(actor=first)


def test_an_office_is_written_anew_when_its_country_is():
    country = CountryFactory(name="Soudan français")
    office = OfficeFactory(title="ministre de la Défense du Mali", country=country)
    refresh()
    before = set(office.spellings.values_list("folded", flat=True))

    Actor.objects.filter(pk=country.pk).update(name="Mali")
    refresh()

    after = set(office.spellings.values_list("folded", flat=True))
    assert "ministre de la defense" in after - before


def test_a_change_that_no_name_is_made_from_marks_nothing(person):
    person.visibility, person.born = "public", "1970"
    person.save()

    assert not StaleSpelling.objects.exists()


def test_rows_that_are_right_are_left_alone(person):
    before = set(Spelling.objects.values_list("pk", flat=True))
    index.mark_all()
    refresh()

    assert set(Spelling.objects.values_list("pk", flat=True)) == before


def test_a_look_up_with_nothing_to_do_asks_once(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        refresh()


def test_more_things_cost_no_more_queries(django_assert_max_num_queries):
    PersonFactory.create_batch(30)
    with django_assert_max_num_queries(40):
        refresh()


def test_rows_made_by_older_rules_are_made_anew_by_the_worker(person):
    Spelling.objects.update(key_version=KEY_VERSION - 1, keys=[])

    assert renew() > 0
    refresh()

    assert not Spelling.objects.filter(key_version__lt=KEY_VERSION).exists()
    assert not Spelling.objects.filter(keys=[]).exclude(source="derived").exists()
    assert renew() == 0


def test_the_command_repairs_and_says_so(person, capsys):
    Spelling.objects.filter(text="Celestin Simpone").delete()
    call_command("rebuild_spellings")

    assert "1 added, 0 removed" in capsys.readouterr().out
    assert "Celestin Simpone" in texts(actor=person)


@pytest.mark.parametrize("text", ["x" * 300, "ﷺ" * 300, "…", "𝔄" * 300])
def test_no_name_is_too_odd_to_be_kept(person, text):
    Name.objects.filter(actor=person.pk).update(text=text)

    assert "Célestin Simporé" in texts(actor=person)


def in_thread(work, errors):
    def run():
        try:
            with closing(connection):
                work()
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_writers_and_look_ups_at_once_lose_nothing():
    people = [PersonFactory(name=f"Personne {n}") for n in range(6)]
    errors: list[Exception] = []

    def write(number):
        for turn in range(12):
            Person.objects.filter(pk=people[turn % 6].pk).update(name=f"Nom {number} {turn}")
            Name.objects.create(actor_id=people[turn % 6].pk, text=f"Autre {number} {turn}")
            refresh()

    def look():
        for _ in range(30):
            refresh()

    threads = [in_thread(lambda n=n: write(n), errors) for n in range(3)]
    threads += [in_thread(look, errors) for _ in range(2)]
    for thread in threads:
        thread.join()

    assert errors == []
    for person in people:
        person.refresh_from_db()
        names = set(Name.objects.filter(actor=person.pk).values_list("text", flat=True))
        assert texts(actor=person) == {person.name} | names
    assert not StaleSpelling.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_long_stops_no_look_up_and_is_found_afterwards():
    slow, other = PersonFactory(name="Ancien Nom"), PersonFactory(name="Autre Nom")
    refresh()
    written, looked, errors = threading.Event(), threading.Event(), []

    def write():
        with transaction.atomic():
            Person.objects.filter(pk=slow.pk).update(name="Nouveau Nom")
            refresh()
            written.set()
            assert looked.wait(20)

    Name.objects.create(actor_id=slow.pk, text="En attente")
    thread = in_thread(write, errors)
    assert written.wait(20)
    Name.objects.create(actor_id=other.pk, text="Trouvé")
    try:
        assert "Trouvé" in texts(actor=other)
        assert texts(actor=slow) == {"Ancien Nom"}
    finally:
        looked.set()
        thread.join()

    assert errors == []
    assert texts(actor=slow) == {"Nouveau Nom", "En attente"}


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_leaves_no_way_of_writing():
    person = PersonFactory(name="Ancien Nom")
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name="Nouveau Nom")
        assert texts(actor=person) == {"Nouveau Nom"}
        transaction.set_rollback(True)

    assert texts(actor=person) == {"Ancien Nom"}
