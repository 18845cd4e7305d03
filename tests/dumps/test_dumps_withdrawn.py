"""What is taken back is in no dump that anybody can still fetch, from the commit on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from actors.choices import Visibility
from actors.merging import merge
from actors.models import Actor
from articles import services
from articles.models import Statement
from newsroom.dumps import keeping, serving, tasks
from newsroom.dumps.making import alone
from newsroom.dumps.models import Dump
from newsroom.register.models import Epoch, Item
from newsroom.register.sequencer import draw, sequence_all
from tests.dumps.reading import fetched, held_in, made
from tests.factories import ArticleFactory, PersonFactory, StatementFactory, UserFactory
from tests.factories.whole import whole_story
from tests.register.register_rows import batch

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def killed() -> None:
    services.withdraw(story(), by=None, reason="Faux.")


def killed_and_out_again() -> None:
    services.withdraw(story(), by=None, reason="Faux.")
    sequence_all()
    services.publish(story(), by=None)


def corrected_so_that_the_earlier_words_are_hidden() -> None:
    found = story()
    found.headline = "Juste"
    found.save()
    services.correct(found, by=None, note="Faux.", hides_earlier=True)


def made_private() -> None:
    Actor.objects.filter(name="Dans le fichier").update(visibility=Visibility.PRIVATE)


def deleted() -> None:
    Actor.objects.filter(name="Dans le fichier").delete()


def out_of_the_audience() -> None:
    item = Item.objects.get(kind="person")
    item.channels, item.ever, item.seq = ["lang:fr"], ["lang:fr", "public"], draw(1)[0]
    item.save()
    batch(item)


def corrected() -> None:
    found = story()
    found.headline = "Juste"
    found.save()
    services.correct(found, by=None, note="Une coquille.")


def statement_deleted() -> None:
    Statement.objects.all().delete()


def merged() -> None:
    kept = PersonFactory(public=True)
    sequence_all()
    gone = Actor.objects.get(name="Dans le fichier")
    merge(gone, kept.actor_ptr, by=UserFactory(chief=True))


def published() -> None:
    ArticleFactory(published=True)


def new_and_killed() -> None:
    found = ArticleFactory(published=True)
    sequence_all()
    services.withdraw(found, by=None, reason="Faux.")


def story() -> Any:
    return ArticleFactory._meta.model.objects.get(headline__in=["Dans le fichier", "Juste"])


SPOILING = [
    killed,
    killed_and_out_again,
    corrected_so_that_the_earlier_words_are_hidden,
    made_private,
    deleted,
    out_of_the_audience,
]
HARMLESS = [corrected, statement_deleted, merged, published, new_and_killed]


@pytest.fixture
def dump() -> Dump:
    """A dump that holds a story with a statement, and a person."""
    StatementFactory(article=ArticleFactory(published=True, headline="Dans le fichier"))
    PersonFactory(public=True, name="Dans le fichier")
    sequence_all()
    return made()


def manifest(client: Any, name: Any) -> Any:
    return client.get(f"/api/v1/dumps/{name}/manifest.json")


def kind(answer: Any) -> str:
    return answer.json()["type"].rpartition("/")[2]


@pytest.mark.parametrize("happen", SPOILING, ids=lambda happen: happen.__name__)
def test_what_is_taken_back_withdraws_the_dump(
    client: Any, dump: Dump, happen: Callable[[], None]
) -> None:
    [file] = [
        f for f in manifest(client, dump.uid).json()["files"] if f["name"] == "article.ndjson.gz"
    ]
    assert fetched(client, file["url"]).status_code == 200

    happen()
    sequence_all()

    # Nobody has looked after the dumps yet.
    assert client.get("/api/v1/dumps").json()["data"] == []
    for address in (file["url"], f"/api/v1/dumps/{dump.uid}/manifest.json"):
        refusal = client.get(address)
        assert (refusal.status_code, kind(refusal)) == (410, "dump-withdrawn")
        assert refusal.json()["dump"] is None
    keeping.look_after(timezone.now())
    assert not dump.folder.exists()
    [newest] = client.get("/api/v1/dumps").json()["data"]
    assert newest["id"] != str(dump.uid)
    assert client.get(file["url"]).json()["dump"] == newest["manifest"]
    [fresh] = Dump.objects.sound()
    assert held_in(fresh.folder) == {str(i.uid): i.doc for i in Item.objects.visible()}


@pytest.mark.parametrize("happen", HARMLESS, ids=lambda happen: happen.__name__)
def test_what_takes_nothing_back_leaves_the_dump(
    client: Any, dump: Dump, happen: Callable[[], None]
) -> None:
    before = Item.objects.order_by("-seq").first().seq

    happen()
    sequence_all()

    assert Item.objects.order_by("-seq").first().seq > before
    keeping.look_after(timezone.now())
    assert manifest(client, dump.uid).status_code == 200
    assert Dump.objects.get() == dump


def test_a_withdrawal_holds_at_its_commit(client: Any, dump: Dump) -> None:
    url = manifest(client, dump.uid).json()["files"][0]["url"]

    killed()  # and the sequencer has not run

    for address in (url, f"/api/v1/dumps/{dump.uid}/manifest.json"):
        refusal = client.get(address)
        assert (refusal.status_code, kind(refusal)) == (503, "dump-in-doubt")
        assert int(refusal.headers["Retry-After"]) > 0
    assert client.get("/api/v1/dumps").json()["data"] == []


def test_a_merger_that_has_no_number_yet_holds_the_dump_up_and_no_more(
    client: Any, dump: Dump
) -> None:
    merged()
    assert manifest(client, dump.uid).status_code == 503

    sequence_all()

    assert manifest(client, dump.uid).status_code == 200


def test_a_download_is_cut_when_the_dump_is_withdrawn(
    client: Any, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "BLOCK", 10)
    monkeypatch.setattr(serving, "LOOK_AGAIN", 0)
    url = manifest(client, dump.uid).json()["files"][0]["url"]
    stream = iter(client.get(url).streaming_content)
    assert len(next(stream)) == 10

    killed()

    with pytest.raises(serving.Withdrawn):
        next(stream)


def test_the_dumps_of_others_stay(client: Any, dump: Dump) -> None:
    other = Dump.objects.get(pk=dump.pk)
    other.pk, other.labels, other.audience = None, ["lang:xx"], "0" * 16
    other.uid = Dump._meta.pk.default()
    other.save(force_insert=True)

    killed()
    sequence_all()

    with alone():
        assert keeping.withdraw(timezone.now()) == 1
    assert Dump.objects.get(pk=other.pk).withdrawn_at is None


def test_they_are_kept_for_seven_days_and_told_of_as_long(client: Any, dump: Dump) -> None:
    killed()
    now = timezone.now()
    keeping.look_after(now)
    [fresh] = Dump.objects.sound()

    keeping.look_after(now + timedelta(days=6, hours=23))
    assert manifest(client, dump.uid).status_code == 410
    assert manifest(client, fresh.uid).status_code == 200

    keeping.look_after(now + timedelta(days=7, hours=1))
    assert manifest(client, dump.uid).status_code == 404
    assert manifest(client, fresh.uid).status_code == 404
    assert not fresh.folder.exists()
    assert manifest(client, "latest").status_code == 200


def test_a_dump_of_another_register_is_forgotten_and_made_anew(client: Any, dump: Dump) -> None:
    Epoch.objects.update(nonce="11111111-1111-4111-8111-111111111111")

    assert client.get("/api/v1/dumps").json()["data"] == []
    assert manifest(client, dump.uid).status_code == 404
    keeping.look_after(timezone.now())

    [fresh] = client.get("/api/v1/dumps").json()["data"]
    assert fresh["epoch"] == "11111111-1111-4111-8111-111111111111"
    assert Dump.objects.count() == 1


def test_a_number_that_a_restored_register_does_not_know_is_no_dump_of_it(
    client: Any, dump: Dump
) -> None:
    Dump.objects.update(number=dump.number + 5)

    assert client.get("/api/v1/dumps").json()["data"] == []


def test_the_jobs_do_it() -> None:
    whole_story(1)
    sequence_all()

    assert tasks.make_dumps(0) == "made: 1"
    assert tasks.look_after_dumps(0) == "withdrawn: 0, forgotten: 0, made: 0"
    made_private_ = Item.objects.visible().filter(kind="person").first()
    Actor.objects.filter(uid=made_private_.uid).update(visibility=Visibility.PRIVATE)
    assert tasks.look_after_dumps(0) == "withdrawn: 1, forgotten: 0, made: 1"
