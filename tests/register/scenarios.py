"""What may happen to the record, and what a mirror must hold after it: each a promise to break."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, connections, transaction

from actors.choices import Visibility
from actors.models import Actor, Name, Organisation, Participation, Person
from articles import services
from articles.models import Article, Mention
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    NameFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    SectionFactory,
)
from tests.register.mirrors import Mirror, settle, truth


def in_thread(work: Callable[[], Any]) -> threading.Thread:
    """Run with a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def commits_out_of_order() -> None:
    first, second = PersonFactory(public=True), PersonFactory(public=True)
    mirror = Mirror()
    settle(mirror)
    written, go_on = threading.Event(), threading.Event()

    def slow_editor() -> None:
        with transaction.atomic():
            Person.objects.filter(pk=first.pk).update(name="Slow")
            written.set()
            assert go_on.wait(20)

    thread = in_thread(slow_editor)
    try:
        assert written.wait(20)
        Person.objects.filter(pk=second.pk).update(name="Quick")
        sequence_all()
        mirror.pull()
    finally:
        go_on.set()
        thread.join()
    settle(mirror)


def every_way_to_write() -> None:
    mirror = Mirror()
    person, body = PersonFactory(public=True), OrganisationFactory(public=True)
    meeting = MeetingFactory(public=True)
    article = ArticleFactory(published=True, mentions=[person])
    imported = ArticleFactory(published=True)  # without a history, which would be kept for ever
    settle(mirror)
    Person.objects.filter(pk=person.pk).update(name="Par update")
    settle(mirror)
    Name.objects.bulk_create([Name(actor=person.actor_ptr, text=f"Variante {n}") for n in range(3)])
    settle(mirror)
    ParticipationFactory(meeting=meeting, person=person, delegation=None)
    settle(mirror)
    Participation.objects.filter(meeting=meeting).delete()
    settle(mirror)
    Mention.objects.bulk_create([Mention(article=article, actor=body.actor_ptr, spelling="x")])
    settle(mirror)
    article.mentions.all().delete()
    settle(mirror)
    with connection.cursor() as cursor:
        cursor.execute("update actors_actor set name = 'Par SQL' where id = %s", [body.pk])
    settle(mirror)
    Organisation.objects.get(pk=body.pk).delete()
    settle(mirror)
    services.withdraw(article, by=None, reason="Erreur.")
    settle(mirror)
    services.publish(article, by=None)
    settle(mirror)
    imported.delete()
    meeting.delete()
    settle(mirror)


def saving_without_a_change() -> None:
    person = PersonFactory(public=True)
    NameFactory(actor=person.actor_ptr)
    settle(Mirror())
    before = Item.objects.values_list("seq", flat=True).order_by("seq")
    numbers = list(before)
    person.save()
    Name.objects.update(text=Name.objects.get().text)
    assert sequence_all() == 0
    assert list(before.all()) == numbers


def a_draft_leaves_no_trace() -> None:
    mirror = Mirror()
    settle(mirror)
    draft = ArticleFactory(mentions=[PersonFactory()])
    sequence_all()
    draft.headline = "Autre titre"
    draft.save()
    sequence_all()
    Article.objects.all().delete()
    assert sequence_all() == 0
    assert not Item.objects.exists()
    assert mirror.pull().heard == []


def the_hour_alone_publishes_nothing() -> None:
    mirror = Mirror()
    now = datetime.now(UTC)
    scheduled = ArticleFactory()
    services.schedule(scheduled, by=None, at=now + timedelta(hours=1))
    settle(mirror)
    # The hour passes; nobody has written anything yet, but an editor touches the row.
    Article.objects.filter(pk=scheduled.pk).update(release_at=now - timedelta(seconds=1))
    sequence_all()
    assert mirror.pull().held == {}
    assert services.release_due(datetime.now(UTC)) == 1
    settle(mirror)
    assert str(scheduled.uid) in mirror.held


def leaving_a_scope() -> None:
    french, english = Mirror("lang:fr"), Mirror("lang:en")
    stays = ArticleFactory(published=True, language="en")
    leaves = ArticleFactory(published=True, language="fr")
    settle(french, english)
    Article.objects.filter(pk=leaves.pk).update(language="ar")
    settle(french, english)
    assert french.heard[-1] == ("remove", str(leaves.uid))
    assert [uid for _, uid in english.heard] == [str(stays.uid)]


def retraction_at_the_commit() -> None:
    mirror = Mirror()
    article = ArticleFactory(published=True)
    person = PersonFactory(public=True)
    settle(mirror)
    services.withdraw(article, by=None, reason="Erreur.")
    Actor.objects.filter(pk=person.pk).update(visibility=Visibility.PRIVATE)
    # The sequencer has not run, and nobody sees them any more.
    assert not Item.objects.visible().filter(uid__in=[article.uid, person.uid]).exists()
    late = Mirror().pull()
    assert late.held == {} == truth()


def back_before_the_sequencer_ran() -> None:
    article = ArticleFactory(published=True)
    settle(Mirror())
    services.withdraw(article, by=None, reason="Erreur.")
    early = Mirror().pull()  # is told to remove it
    services.publish(article, by=None, at=article.published_at)
    settle(early)
    assert str(article.uid) in early.held


def moving_between_sections() -> None:
    narrow, wide = Mirror("section:securite"), Mirror()
    security, other = SectionFactory(code="securite"), SectionFactory(code="societe")
    article = ArticleFactory(published=True, section=security)
    settle(narrow, wide)
    Article.objects.filter(pk=article.pk).update(section=other)
    settle(narrow, wide)
    assert narrow.held == {}
    assert str(article.uid) in wide.held


SCENARIOS = (
    commits_out_of_order,
    every_way_to_write,
    saving_without_a_change,
    a_draft_leaves_no_trace,
    the_hour_alone_publishes_nothing,
    leaving_a_scope,
    retraction_at_the_commit,
    back_before_the_sequencer_ran,
    moving_between_sections,
)
