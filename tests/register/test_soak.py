"""Ten editors at once, and mirrors that follow them, from the start and from a dump."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections, transaction

from actors.models import Actor, Name, Participation, Person
from articles import services
from articles.models import Article, Mention
from newsroom.dumps import making
from newsroom.register import snapshot
from newsroom.register.projection import digest
from newsroom.register.sequencer import sequence, sequence_all
from tests.dumps.reading import held_in, made
from tests.factories import ArticleFactory, MeetingFactory, PersonFactory, SectionFactory
from tests.register.mirrors import SCOPES, Mirror, settle
from tests.register.scenarios import in_thread

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
SECONDS = 6
PATIENCE = 60
WRITERS = 10


class RolledBack(Exception):
    """What a writer raises when it changes its mind."""


def archive() -> dict[str, list[int]]:
    sections = [SectionFactory(code="securite"), SectionFactory(code="societe")]
    people = PersonFactory.create_batch(20, public=True)
    meetings = MeetingFactory.create_batch(6, public=True)
    articles = [
        ArticleFactory(
            published=bool(n % 3),
            language="fr" if n % 2 else "en",
            section=sections[n % 2],
            mentions=people[n % 10 : n % 10 + 2],
        )
        for n in range(24)
    ]
    return {
        "people": [person.pk for person in people],
        "meetings": [meeting.pk for meeting in meetings],
        "articles": [article.pk for article in articles],
        "sections": [section.pk for section in sections],
    }


def one_edit(ids: dict[str, list[int]], chance: random.Random) -> None:
    """Something that an editor, an import or a shell may do."""
    person, article = chance.choice(ids["people"]), chance.choice(ids["articles"])
    story = Article.objects.filter(pk=article)
    match chance.randrange(9):
        case 0:
            Actor.objects.filter(pk=person).update(name=f"Nom {chance.random()}")
        case 1:
            Name.objects.create(actor_id=person, text=f"Autre {chance.random()}")
        case 2:
            Name.objects.filter(actor=person).delete()
        case 3:
            Participation.objects.get_or_create(
                meeting_id=chance.choice(ids["meetings"]), person_id=person, delegation=None,
                office=None,
            )  # fmt: skip
        case 4:
            Participation.objects.filter(person=person).delete()
        case 5:
            story.update(
                section=chance.choice(ids["sections"]), language=chance.choice(["fr", "en", "ar"])
            )
        case 6:
            found = story.get()
            if found.is_published:
                services.withdraw(found, by=None, reason="Erreur.")
            else:
                services.publish(found, by=None)
        case 7:
            Mention.objects.filter(article=article).delete()
            Mention.objects.create(article_id=article, actor_id=person, spelling="x")
        case 8:
            Person.objects.filter(pk=person).update(
                visibility=chance.choice(["public", "private", "public"])
            )


def writer(
    number: int, ids: dict[str, list[int]], stop: threading.Event, errors: list[Any]
) -> None:
    chance = random.Random(number)  # noqa: S311
    while not stop.is_set():
        try:
            with transaction.atomic():
                for _ in range(chance.randint(1, 3)):
                    with transaction.atomic():
                        one_edit(ids, chance)
                time.sleep(0.5 if chance.random() < 0.02 else chance.random() * 0.01)
                if chance.random() < 0.1:
                    raise RolledBack
        except (RolledBack, services.IllegalTransition):
            pass  # as when another editor was faster
        except Exception as error:
            if "deadlock" not in str(error) and "duplicate key" not in str(error):
                errors.append(error)
                return


def from_dump(scope: tuple[str, ...]) -> Mirror:
    """A mirror that is started from a dump made at this moment, to go on from its cursor."""
    mirror = Mirror(*scope)
    dump = made(mirror.access)
    mirror.held = {uid: digest(doc) for uid, doc in held_in(dump.folder).items()}
    mirror.cursor = dump.manifest["cursor"]
    return mirror


def slowly(rows: Iterator[Any]) -> Iterator[Any]:
    """A dump takes its time."""
    for row in rows:
        time.sleep(0.002)
        yield row


def storm(followers: Callable[[], list[Mirror]]) -> list[Mirror]:
    """Let the writers loose; the mirrors that `followers` makes in the midst of it."""
    ids, stop, errors = archive(), threading.Event(), []

    def sequencing() -> None:
        while not stop.is_set():
            if sequence(50) is None:
                time.sleep(0.01)

    mirrors = [Mirror(*scope, limit=7) for scope in SCOPES]

    def following(mirror: Mirror) -> None:
        while not stop.is_set():
            mirror.pull_page()

    threads = [in_thread(lambda n=n: writer(n, ids, stop, errors)) for n in range(WRITERS)]
    threads += [in_thread(sequencing), in_thread(sequencing)]
    threads += [in_thread(lambda mirror=mirror: following(mirror)) for mirror in mirrors]
    try:
        blow(mirrors, 100)
        mirrors += followers()
        blow(mirrors, 250)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not errors
    return mirrors


def blow(mirrors: list[Mirror], changes: int) -> None:
    """Let the storm go on until the mirrors have heard so much, however slow the machine is."""
    began = time.monotonic()
    while (lasted := time.monotonic() - began) < PATIENCE:
        heard = sum(len(mirror.heard) for mirror in mirrors)
        if lasted >= SECONDS / 2 and heard >= changes:
            return
        time.sleep(0.1)
    raise AssertionError(f"the storm was a breeze: {heard} changes heard")


@pytest.fixture(autouse=True)
def _scopes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rows = snapshot.rows
    monkeypatch.setattr(snapshot, "rows", lambda alias, scope, _: slowly(rows(alias, scope, 5)))
    yield
    connections["public"].close()


def test_six_mirrors_are_exact_after_a_storm() -> None:
    mirrors = storm(lambda: [from_dump(scope) for scope in SCOPES])
    settle(*mirrors)


def between_the_rows_and_the_number() -> None:
    """An editor changes somebody while a dump is made; its mirror must hear of that too."""
    person = PersonFactory(public=True)
    settle(Mirror())
    plain = snapshot.rows

    def edited(alias: str, scope: Any, chunk: int) -> Iterator[Any]:
        yield from plain(alias, scope, chunk)
        in_thread(rename).join()

    def rename() -> None:
        Person.objects.filter(pk=person.pk).update(name="Entre les deux")
        sequence_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "rows", edited)
        mirror = from_dump(("public",))
    settle(mirror)


def test_what_changes_while_a_dump_is_made_comes_after_it() -> None:
    between_the_rows_and_the_number()


@contextmanager
def cursor_after_the_data_at_read_committed() -> Iterator[None]:
    """The mutation of the dump: the rows first, and where the register stands when they are out."""

    @contextmanager
    def late(scope: Any, chunk_size: int = 5) -> Iterator[tuple[Any, Any]]:
        rows = list(snapshot.rows("default", scope, chunk_size))
        yield snapshot.moment("default"), iter(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "snapshot", late)
        yield


def test_a_dump_whose_number_is_read_last_loses_changes() -> None:
    with cursor_after_the_data_at_read_committed(), pytest.raises(AssertionError):
        between_the_rows_and_the_number()
