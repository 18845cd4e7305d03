"""What became of a thing: told so that whoever was away learns all of it from one row."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actors.models import Actor
from articles import services
from articles.models import Article
from newsroom.register.changing import MOST
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, EmbargoAccessFactory, PersonFactory, SectionFactory
from tests.partners.contracts import client, forget, key, partner

pytestmark = pytest.mark.django_db


def item(thing) -> Item:
    sequence_all()
    return Item.objects.get(pk=thing.uid)


def events(thing) -> list[tuple[int, str]]:
    return [(event["version"], event["type"]) for event in item(thing).events]


def reworded(article: Article, **columns) -> None:
    Article.objects.filter(pk=article.pk).update(**columns)


def test_a_thing_that_comes_in_is_created_and_all_its_members_are_as_then():
    article = ArticleFactory(published=True)

    assert events(article) == [(1, "created")]
    assert item(article).members == {}


def test_a_correction_says_what_is_right_and_which_members_are_others():
    article = ArticleFactory(published=True)
    item(article)
    article.headline = "Titre juste"
    article.save()
    services.correct(article, by=None, note="Le titre était faux.")

    found = item(article)

    assert events(article) == [(1, "created"), (2, "corrected")]
    assert found.events[-1]["note"] == "Le titre était faux."
    assert {"headline", "corrections", "status"} <= found.members.keys()
    assert "body" not in found.members
    assert set(found.members.values()) == {2}


def test_whoever_slept_through_a_correction_still_learns_of_it():
    article = ArticleFactory(published=True)
    cursor = item(article).seq
    services.correct(article, by=None, note="C’était faux.")
    item(article)
    reworded(article, urgency=2)

    found = item(article)

    missed = [event for event in found.events if event["version"] > 1]
    assert found.seq > cursor
    assert [event["type"] for event in missed] == ["corrected", "updated"]
    assert missed[0]["note"] == "C’était faux."
    assert found.members["urgency"] == 3
    assert found.members["corrections"] == 2


def test_two_corrections_at_once_are_told_with_both_notes():
    article = ArticleFactory(published=True)
    item(article)
    services.correct(article, by=None, note="Un.")
    services.correct(article, by=None, note="Deux.")

    assert sorted(item(article).events[-1]["note"].split("\n")) == ["Deux.", "Un."]


def test_what_comes_back_begins_anew_and_may_differ_anywhere():
    article = ArticleFactory(published=True)
    item(article)
    services.withdraw(article, by=None, reason="Faux.")
    assert (item(article).events, item(article).members) == ([], {})

    services.publish(article, by=None)

    found = item(article)
    assert events(article) == [(3, "restored")]
    assert set(found.members) == set(found.doc)
    assert set(found.members.values()) == {3}


def test_of_the_time_under_embargo_the_world_is_told_nothing(time_machine):
    article = ArticleFactory(ready=True, embargo_until=timezone.now() + timedelta(hours=1))
    access = EmbargoAccessFactory(article=article, partner=partner(gets_embargoed=True))
    services.schedule(article, by=None, at=article.embargo_until)
    early = client(key(access.partner)[1])
    sequence_all()
    path = f"/api/v1/articles/{article.uid}"
    told = early.get(path).json()
    assert (told["status"], told["published_at"]) == ("scheduled", None)
    assert told["embargoed_until"] is not None
    assert client(key()[1]).get(path).status_code == 404
    reworded(article, urgency=2)
    assert events(article) == [(1, "created"), (2, "updated")]

    time_machine.move_to(article.embargo_until)
    assert services.release_due(timezone.now()) == 1

    assert events(article) == [(3, "released")]
    told = early.get(path).json()
    assert (told["status"], told["embargoed_until"]) == ("published", None)


@pytest.mark.parametrize("how", ["unscheduled", "no longer entitled"])
def test_what_a_partner_had_early_is_taken_back_at_the_commit(how):
    article = ArticleFactory(ready=True)
    access = EmbargoAccessFactory(article=article, partner=partner(gets_embargoed=True))
    services.schedule(article, by=None, at=timezone.now() + timedelta(hours=1))
    early = client(key(access.partner)[1])
    sequence_all()
    cursor = early.get("/api/v1/changes").json()["cursor"]

    if how == "unscheduled":
        services.reopen(article, by=None)
    else:
        access.delete()

    # The register has not caught up.
    assert early.get(f"/api/v1/articles/{article.uid}").status_code == 404
    [row] = early.get("/api/v1/changes", {"since": cursor}).json()["data"] or [None]
    assert row is None or row["op"] == "remove"
    sequence_all()
    page = early.get("/api/v1/changes", {"since": cursor}).json()
    assert [(row["op"], row["id"]) for row in page["data"]] == [("remove", str(article.uid))]


def test_a_contract_without_embargoed_stories_opens_none():
    article = ArticleFactory(ready=True)
    access = EmbargoAccessFactory(article=article, partner=partner(gets_embargoed=False))
    services.schedule(article, by=None, at=timezone.now() + timedelta(hours=1))
    sequence_all()
    forget()

    assert client(key(access.partner)[1]).get(f"/api/v1/articles/{article.uid}").status_code == 404


def test_who_had_a_story_early_keeps_it_whatever_else_the_contract_says(time_machine):
    article = ArticleFactory(ready=True, section=SectionFactory(code="societe"))
    house = partner("section:economie", gets_embargoed=True)
    EmbargoAccessFactory(article=article, partner=house)
    services.schedule(article, by=None, at=timezone.now() + timedelta(hours=1))
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    services.release_due(timezone.now())
    sequence_all()

    assert client(key(house)[1]).get(f"/api/v1/articles/{article.uid}").status_code == 200


def test_no_more_than_the_last_events_are_kept():
    person = PersonFactory(public=True)
    for number in range(MOST + 5):
        Actor.objects.filter(pk=person.pk).update(name=f"Nom {number}")
        sequence_all()

    found = events(person)

    assert len(found) == MOST
    assert found[-1] == (item(person).version, "updated")


def test_another_audience_alone_is_no_other_text():
    article = ArticleFactory(published=True, section=SectionFactory(code="societe"))
    item(article)
    house = partner(gets_embargoed=True)
    EmbargoAccessFactory(article=article, partner=house)

    assert events(article) == [(1, "created"), (2, "moved")]
    assert item(article).members == {}
