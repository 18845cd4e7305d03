"""The names of items: they follow the record, hold nothing private, and are looked up."""

import pytest

from actors.models import Name
from articles.services import publish
from newsroom.register.models import Item, ItemName, Mark
from newsroom.register.naming import MOST, near, rekey
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    NameFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

PEOPLE = ("person",)


def texts(thing):
    return set(ItemName.objects.filter(item=thing.uid).values_list("text", flat=True))


def found(text, *, kinds=PEOPLE, **how):
    return [one.uid for one in near(text, kinds=kinds, **how)]


def test_every_public_name_of_an_actor_is_kept_and_no_other():
    person = PersonFactory(name="Célestin Simporé", name_en="Celestin Simpore", public=True)
    NameFactory(actor=person.actor_ptr, text="Celestin Simpone", kind="misprint")
    NameFactory(actor=person.actor_ptr, text="Le Lion", visibility="held")
    PersonFactory(name="Salifou Mody")
    sequence_all()

    assert texts(person) == {"Célestin Simporé", "Celestin Simpore", "Celestin Simpone"}
    assert ItemName.objects.count() == 3


def test_a_name_that_is_added_held_back_or_deleted_follows_and_nothing_is_sent_twice():
    person = PersonFactory(name="Célestin Simporé", public=True)
    name = NameFactory(actor=person.actor_ptr, text="Celestin Simpone")
    sequence_all()

    Name.objects.filter(pk=name.pk).update(text="Celestin Simpole")
    sequence_all()
    assert texts(person) == {"Célestin Simporé", "Celestin Simpole"}

    Name.objects.filter(pk=name.pk).update(visibility="held")
    sequence_all()
    assert texts(person) == {"Célestin Simporé"}
    assert sequence_all() == 0


def test_who_is_gone_has_no_names_left_and_is_not_found_even_before_the_register_knows():
    person = PersonFactory(name="Célestin Simporé", public=True)
    sequence_all()
    assert found("Simporé") == [person.uid]

    person.visibility = "private"
    person.save()

    assert Mark.objects.filter(retract=True).exists()
    assert found("Simporé") == []
    sequence_all()
    assert texts(person) == set()


def test_who_was_merged_is_found_no_more():
    kept = PersonFactory(name="Sadio Camara", public=True)
    gone = PersonFactory(name="Saadio Kamara", public=True)
    sequence_all()
    gone.merged_into = kept.actor_ptr
    gone.save()
    sequence_all()

    assert found("Sadio Camara") == [kept.uid]
    assert texts(gone) == set()


def test_somebody_opened_by_a_story_has_names_from_then_on():
    person = PersonFactory(name="Célestin Simporé")
    article = ArticleFactory(mentions=[person])
    sequence_all()
    assert found("Simporé") == []

    publish(article, by=None)
    sequence_all()

    assert found("Simporé") == [person.uid]


def test_only_the_kinds_asked_for_are_found_the_nearest_first():
    country = CountryFactory(name="Mali", public=True)
    body = OrganisationFactory(name="Union du Mali", public=True)
    other = OrganisationFactory(name="Union du Niger", public=True)
    sequence_all()

    assert found("Mali", kinds=("country",)) == [country.uid]
    assert found("Mali", kinds=("country", "organisation")) == [country.uid, body.uid]
    assert found("union du niger", kinds=("organisation",))[0] == other.uid


def test_each_is_found_once_by_its_nearest_name():
    person = PersonFactory(name="Andreï Belooussov", name_en="Andrey Belousov", public=True)
    NameFactory(actor=person.actor_ptr, text="Андрей Белоусов")
    sequence_all()

    [one] = near("Andrey Belousov", kinds=PEOPLE)

    assert (one.uid, one.text, one.score) == (person.uid, "Andrey Belousov", 1.0)


@pytest.mark.parametrize("text", ["", " ", "de la", "'\"%_\\", "\0", "x" * 500, "?" * 50])
def test_what_is_no_name_finds_nobody(text):
    PersonFactory(name="Awa Diarra", public=True)
    sequence_all()

    assert found(text) == []


def test_words_beyond_a_name_do_not_make_it_one():
    PersonFactory(name="Mali Awa", public=True)
    country = CountryFactory(name="Mali", public=True)
    sequence_all()

    assert found("accord entre le Mali et la Russie", kinds=("country",)) == []
    assert found("Mali", kinds=("country",)) == [country.uid]


def test_a_crowd_is_cut_off(django_assert_num_queries):
    PersonFactory.create_batch(MOST + 5, public=True)
    sequence_all()

    with django_assert_num_queries(1):
        crowd = found("Awa Diarra")
    assert len(crowd) == MOST


def test_names_keyed_by_older_rules_are_keyed_again():
    person = PersonFactory(name="Célestin Simporé", public=True)
    sequence_all()
    ItemName.objects.update(keys=["!old"], key_version=0)
    assert found("Simpone") == []

    assert (rekey(), rekey()) == (1, 0)

    assert found("Simpone") == [person.uid]
    assert Item.objects.get().version == 1
