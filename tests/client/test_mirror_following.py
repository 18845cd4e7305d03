"""What the reference client does with what the archive tells it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from actors.merging import merge
from actors.models import Person
from articles import services
from newsroom.client.newsroom_mirror import Archive, Copy, Mirror
from newsroom.dumps.models import Dump
from newsroom.partners.identifying import identify, memory
from newsroom.partners.models import Partner
from newsroom.register.models import Batch, Epoch
from newsroom.register.sequencer import sequence_all
from tests.client.chaos import Chaos
from tests.client.mirroring import CLIENT, ask, caught_up, command, held, run, shown, sync
from tests.dumps.reading import made
from tests.factories import ArticleFactory, PersonFactory, UserFactory
from tests.register.mirrors import key_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def proxy(live_server: Any) -> Iterator[Chaos]:
    """A proxy that lets everything pass, and counts."""
    found = Chaos(live_server.url)
    found.is_calm = True
    yield found
    found.end()


def test_it_starts_from_the_dump_and_goes_on(proxy: Chaos, db: Path) -> None:
    first = PersonFactory(public=True)
    gone = ArticleFactory(published=True)
    sequence_all()
    made()
    second = PersonFactory(public=True)
    services.withdraw(gone, by=None, reason="Faux.")
    sequence_all()
    Dump.objects.update(at=timezone.now().replace(year=2000))  # as if it had not held the story

    done = caught_up(proxy.url, db)

    assert "loading the dump" in done.stderr
    assert held(db) == shown()
    assert {str(first.uid), str(second.uid)} <= held(db).keys()
    [tombstone] = ask(db, "select id, status, reason from removed")
    assert tombstone == (str(gone.uid), "canceled", "Faux.")
    assert not Path(f"{db}.dump").exists()


def test_an_idle_poll_is_a_304(proxy: Chaos, db: Path) -> None:
    PersonFactory(public=True)
    sequence_all()
    caught_up(proxy.url, db)
    caught_up(proxy.url, db)  # the last cursor, of which the answer is not known yet
    assert proxy.answered[304] == 0

    caught_up(proxy.url, db)

    assert proxy.answered[304] == 1
    assert held(db) == shown()


def test_a_correction_says_what_changed(proxy: Chaos, db: Path) -> None:
    story = ArticleFactory(published=True)
    sequence_all()
    caught_up(proxy.url, db)
    story.headline = "Juste"
    story.save()
    services.correct(story, by=None, note="Le titre était faux.")
    sequence_all()

    caught_up(proxy.url, db)

    [(version, events, changed)] = ask(db, "select version, events, changed from items")
    assert [event["type"] for event in json.loads(events)][-1] == "corrected"
    assert json.loads(events)[-1]["note"] == "Le titre était faux."
    assert json.loads(changed)["headline"] == version


def test_what_was_merged_is_found_under_what_it_is_now(proxy: Chaos, db: Path) -> None:
    gone, kept = PersonFactory(public=True), PersonFactory(public=True)
    sequence_all()
    caught_up(proxy.url, db)
    merge(gone.actor_ptr, kept.actor_ptr, by=UserFactory(chief=True))
    sequence_all()

    caught_up(proxy.url, db)

    found = Copy(str(db)).get(str(gone.uid))
    assert found is not None
    assert found["id"] == str(kept.uid)
    assert Copy(str(db)).get("nothing") is None


def lost_epoch() -> None:
    Epoch.objects.all().delete()
    Epoch.objects.create()


def lost_batch() -> None:
    for batch in Batch.objects.all():
        batch.nonce = Batch._meta.get_field("nonce").default()
        batch.save()


@pytest.mark.parametrize("lose", [lost_epoch, lost_batch])
@pytest.mark.parametrize("has_dump", [True, False])
def test_a_cursor_that_expired_is_a_new_generation(
    proxy: Chaos, db: Path, lose: Any, has_dump: bool
) -> None:
    people = PersonFactory.create_batch(3, public=True)
    sequence_all()
    caught_up(proxy.url, db)
    lose()
    Person.objects.filter(pk=people[0].pk).delete()
    sequence_all()
    if has_dump:
        made()

    done = caught_up(proxy.url, db)

    assert "everything anew" in done.stderr
    assert ("loading the dump" in done.stderr) == has_dump
    assert held(db) == shown()
    assert len(held(db)) == 2
    assert ask(db, "select count(*), max(number) from generation") == [(1, 2)]


def test_readers_keep_the_old_copy_until_the_new_one_has_caught_up(proxy: Chaos, db: Path) -> None:
    PersonFactory.create_batch(3, public=True)
    sequence_all()
    caught_up(proxy.url, db)
    before = held(db)
    Person.objects.update(name="Autrement")
    sequence_all()
    made()
    copy = Copy(str(db))
    mirror = Mirror(Archive(proxy.url), copy)
    mirror.anew()

    steps = 0
    while (state := copy.state()) and state["dump"]:
        assert held(db) == before
        mirror.load(state)
        steps += 1
    assert (held(db), steps) == (before, 10)
    mirror.sync()

    assert held(db) == shown() != before


@pytest.fixture
def keyed(tmp_path: Path) -> Any:
    """A partner that reads French, the option that names its key, and what it may read now."""
    key = key_of("lang:fr")
    (tmp_path / "key").write_text(key)

    def change(**contract: Any) -> Any:
        Partner.objects.update(**contract)
        memory.forget()
        return identify(f"Bearer {key}", None)

    return ["--key-file", tmp_path / "key"], change


@pytest.mark.parametrize(
    ("contract", "says"),
    [
        ({"labels": ["lang:en", "lang:fr"]}, "added to the contract: lang:en"),
        ({"labels": ["lang:en"]}, "everything anew"),
        ({"labels": ["lang:ar", "record"]}, "everything anew"),
        ({"hidden": ["body"]}, "everything anew"),
    ],
)
def test_another_contract_is_followed(
    proxy: Chaos, db: Path, keyed: Any, contract: Any, says: str
) -> None:
    option, change = keyed
    stories = [ArticleFactory(published=True, language=code) for code in ("fr", "en", "ar")]
    PersonFactory(public=True)
    sequence_all()
    caught_up(proxy.url, db, *option)
    assert held(db).keys() == {str(stories[0].uid)}

    access = change(**contract)
    done = caught_up(proxy.url, db, *option)

    assert says in done.stderr
    assert held(db) == shown(access)
    # And on it goes.
    ArticleFactory(published=True, language="en")
    services.withdraw(stories[0], by=None, reason="Faux.")
    sequence_all()
    caught_up(proxy.url, db, *option)
    assert held(db) == shown(access)


def test_a_label_added_while_another_is_read(proxy: Chaos, db: Path, keyed: Any) -> None:
    option, change = keyed
    for code in ("fr", "en", "ar"):
        ArticleFactory(published=True, language=code)
    sequence_all()
    caught_up(proxy.url, db, *option)
    change(labels=["lang:en", "lang:fr"])
    key = Path(option[1]).read_text()
    copy = Copy(str(db))
    mirror = Mirror(Archive(proxy.url, key), copy)
    state = copy.state()
    with pytest.raises(Exception, match="changed|changé") as refusal:
        mirror.follow(state or {})
    mirror.answer(state, refusal.value)  # type: ignore[arg-type]

    access = change(labels=["lang:ar", "lang:en", "lang:fr"])
    caught_up(proxy.url, db, *option)

    assert held(db) == shown(access)
    assert len(held(db)) == 3


def test_a_dump_that_is_withdrawn_on_the_way_is_left_for_another(proxy: Chaos, db: Path) -> None:
    story = ArticleFactory(published=True)
    PersonFactory(public=True)
    sequence_all()
    made()
    copy = Copy(str(db))
    mirror = Mirror(Archive(proxy.url), copy)
    mirror.anew()
    state = copy.state()
    assert state
    mirror.load(state)
    services.withdraw(story, by=None, reason="Faux.")
    sequence_all()
    made()

    done = caught_up(proxy.url, db)

    assert "taking another" in done.stderr
    assert held(db) == shown()
    assert str(story.uid) not in held(db)


def test_a_key_that_does_not_hold_stops_it(proxy: Chaos, db: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("nonsense")

    done = run(sync(proxy.url, db, "--key-file", tmp_path / "key"))

    assert done.returncode == 1
    assert "refuses (401)" in done.stderr


def test_it_speaks_french_where_that_is_spoken(proxy: Chaos, db: Path) -> None:
    PersonFactory(public=True)
    sequence_all()

    done = caught_up(proxy.url, db, LC_ALL="fr_FR.UTF-8")
    standing = run(command("status", "--db", db), LC_ALL="fr_FR.UTF-8").stdout

    assert "à jour : 1 documents" in done.stderr
    assert standing.startswith("documents : 1\nretirés : 0\n")


def test_status_and_export_say_what_is_held(proxy: Chaos, db: Path) -> None:
    empty = run(command("status", "--db", db)).stdout
    story, person = ArticleFactory(published=True), PersonFactory(public=True)
    sequence_all()
    caught_up(proxy.url, db)

    whole = run(command("export", "--db", db)).stdout.splitlines()
    people = run(command("export", "--db", db, "--type", "person")).stdout.splitlines()
    standing = run(command("status", "--db", db)).stdout

    assert "caught up at: never" in empty
    assert {json.loads(line)["id"] for line in whole} == {str(story.uid), str(person.uid)}
    assert [json.loads(line) for line in people] == [shown()[str(person.uid)]]
    assert "documents: 2" in standing
    assert f"caught up at: {timezone.now().year}" in standing


def test_it_is_handed_out_as_it_is_run_here(client: Any) -> None:
    address = client.get("/api/v1/").json()["client"]

    answer = client.get(address)

    assert answer.content == CLIENT.read_bytes()
    assert answer.headers["Content-Type"].startswith("text/x-python")
    known = {"if-none-match": answer.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    assert client.post(address).status_code == 405
    assert settings.STATIC_URL not in address
