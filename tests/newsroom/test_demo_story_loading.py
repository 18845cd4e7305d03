"""Loading the story of 14 August 2025: once, beside what an archive holds already, and undone."""

import pytest
from django.apps import apps

from actors.models import Identifier, Name, Office, Person, Tenure
from articles.models import Article
from articles.services import withdraw
from newsroom.demo.story import load
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    def census():
        return {
            model: (model._base_manager.count(), model._base_manager.order_by("pk").last())
            for app in ("actors", "articles", "register")
            for model in apps.get_app_config(app).get_models()
        }

    first = load()
    sequence_all()
    before = census()

    assert load() == first
    assert sequence_all() == 0
    assert census() == before


@pytest.mark.django_db
def test_a_changed_story_is_left_as_its_editors_made_it():
    Article.objects.filter(pk=load().pk).update(headline="Titre donné depuis")

    assert load().headline == "Titre donné depuis"


@pytest.mark.django_db
def test_withdrawing_the_story_closes_all_that_only_it_had_opened():
    article = load()
    sequence_all()
    assert Item.objects.visible().count() == 58

    withdraw(article, by=None, reason="Essai")
    sequence_all()

    assert list(Item.objects.visible()) == []


@pytest.mark.django_db
def test_people_and_posts_that_an_import_brought_are_met_by_number_and_never_by_surname():
    belousov = Person.objects.create(name="Andrey Belousov", visibility="public")
    Identifier.objects.create(actor=belousov, scheme="wikidata", value="Q4082839")
    post = Office.objects.create(title="Defence minister", wikidata="Q98915482")
    namesakes = [
        Person.objects.create(name=name, visibility="public")
        for name in ("Mikhail Belousov", "Aimé Barthélemy Simporé", "Salifou Mody")
    ]

    load()

    belousov.refresh_from_db()
    assert (belousov.name, belousov.name_en) == ("Andrei Belousov", "Andrey Belousov")
    assert belousov.participations.count() == 4
    assert Tenure.objects.get(person__name="Sadio Camara").office == post
    assert Person.objects.count() == 8 + len(namesakes)
    for person in namesakes:
        assert not person.participations.exists()
        assert not Name.objects.filter(actor=person).exists()
