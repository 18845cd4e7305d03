"""What is kept of what keys are given: what it was, who had it, and what it says to hold."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from newsroom.partners.identifying import identify
from newsroom.pulls import keeping
from newsroom.pulls.models import Acknowledgement, Pull, Reach
from newsroom.register.changes import epoch
from newsroom.register.grants import GIVEN, ROLE
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.dumps.reading import inside_a_transaction, made
from tests.factories import ArticleFactory
from tests.register.mirrors import key_of
from tests.register.register_rows import START, batch, put

pytestmark = pytest.mark.django_db
KEEP = "pulls_pull"


@pytest.fixture
def key():
    return key_of("public")


@pytest.fixture
def ask(client, key):
    """An answer of the API to somebody with a key."""

    def asked(path, status=200, method="get", headers=None, **parameters):
        sent = {"authorization": f"Bearer {key}"} | (headers or {})
        response = getattr(client, method)(f"/api/v1/{path}", parameters, headers=sent)
        assert response.status_code == status, response.content
        return response

    return asked


def kept():
    return [
        (row.surface, row.number, [str(uid) for uid in row.uids], row.version, row.after, row.upto)
        for row in Pull.objects.order_by("id")
    ]


def test_a_list_is_kept_with_what_was_in_it(ask, key):
    items = [put(), put()]
    batch(*items)

    ask("articles")

    [row] = Pull.objects.all()
    access = identify(f"Bearer {key}", None)
    assert (row.partner_id, row.key_id, row.surface) == (access.partner, access.key, "list")
    assert {str(uid) for uid in row.uids} == {str(item.uid) for item in items}
    assert row.number == 2


def test_a_detail_is_kept_with_its_version(ask):
    item = put(version=3)
    batch(item)

    ask(f"articles/{item.uid}")

    assert kept() == [("detail", 1, [str(item.uid)], 3, 0, None)]


def test_what_comes_along_with_a_document_is_kept_too(ask):
    person = put("person")
    item = put(doc={"id": "", "type": "article", "people": [str(person.uid)]})
    batch(person, item)

    ask(f"articles/{item.uid}", expand="people")

    assert Pull.objects.get().uids == [item.uid, person.uid]


def test_a_page_of_the_feed_is_kept_as_a_range(ask):
    items = [put() for _ in range(3)]
    batch(*items)
    seqs = [item.seq for item in items]

    cursor = ask("changes", limit=2).json()["cursor"]
    ask("changes", limit=2, since=cursor)

    assert kept() == [("changes", 2, [], None, 0, seqs[1]), ("changes", 1, [], None, *seqs[1:])]


def test_coming_back_with_a_cursor_acknowledges_and_asking_again_adds_nothing(ask):
    batch(put())
    cursor = ask("changes", kind="article,person").json()["cursor"]
    assert not Acknowledgement.objects.exists()

    for _ in range(3):
        ask("changes", kind="person,article", since=cursor)

    [row] = Acknowledgement.objects.all()
    assert (row.place, row.kinds, row.labels) == (
        Pull.objects.get().upto,
        ["article", "person"],
        [],
    )
    assert row.epoch == epoch()


def test_labels_are_kept_since_they_were_first_read_with(ask):
    batch(put())

    ask("articles")
    first = Reach.objects.get()
    ask("articles")

    assert [(row.label, row.first_at) for row in Reach.objects.all()] == [
        ("public", first.first_at)
    ]


@pytest.mark.parametrize(
    ("path", "status", "method"),
    [
        ("articles/00000000-0000-4000-8000-000000000000", 404, "get"),
        ("articles?unknown=1", 400, "get"),
        ("articles", 200, "head"),
        ("people", 200, "get"),  # there are none
        ("me", 200, "get"),
        ("", 200, "get"),
    ],
)
def test_what_carries_nothing_is_not_kept(ask, path, status, method):
    batch(put())

    ask(path, status, method)

    assert kept() == []


def test_nothing_is_kept_of_whoever_has_no_key(client):
    item = put()
    batch(item)

    for path in ("articles", f"articles/{item.uid}", "changes"):
        assert client.get(f"/api/v1/{path}").status_code == 200

    assert (kept(), Reach.objects.count()) == ([], 0)


def statements(captured):
    return [query["sql"] for query in captured.captured_queries if KEEP in query["sql"]]


@pytest.mark.parametrize("path", ["articles", "articles/{uid}", "changes"])
def test_it_takes_one_statement_and_none_where_nothing_has_changed(
    ask, client, path, django_assert_num_queries
):
    item = put()
    batch(item)
    path = path.format(uid=item.uid)
    tag = ask(path).headers["ETag"]
    anonymous = 2 if path == "changes" else 1

    with django_assert_num_queries(anonymous):
        client.get(f"/api/v1/{path}")
    # Beside the answer itself: its count, its use, and what is kept of it.
    with django_assert_num_queries(anonymous + 3) as captured:
        ask(path)
    assert len(statements(captured)) == 1
    with django_assert_num_queries(anonymous):
        ask(path, 304, headers={"if-none-match": tag})


def test_the_public_role_puts_it_in_and_can_neither_read_nor_change_it(ask):
    item = put()
    batch(item)
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")

        first = ask("changes").json()["cursor"]
        ask("changes", since=first)
        ask("articles")

        for table in GIVEN:
            for right in ("select", "update", "delete"):
                cursor.execute("select has_table_privilege(%s, %s)", [table, right])
                assert cursor.fetchone() == (False,)
        cursor.execute("reset role")
    assert [row[0] for row in kept()] == ["changes", "list"]
    assert Acknowledgement.objects.count() == 1


def test_after_twelve_months_it_is_forgotten(ask):
    batch(put())
    ask("changes", since=ask("changes").json()["cursor"])
    ask("articles")
    long_ago = timezone.now() - timedelta(days=367)
    Pull.objects.filter(surface="changes").update(at=long_ago)
    Acknowledgement.objects.update(at=long_ago)

    assert keeping.forget(timezone.now()) == 2

    assert [row[0] for row in kept()] == ["list"]
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("form", ["ninjs", "jsonld"])
def test_what_is_written_in_a_format_is_kept_too(ask, form):
    story = ArticleFactory(published=True)
    sequence_all()

    ask("articles", format=form)
    ask(f"articles/{story.uid}", format=form)

    assert [(row[0], row[2], row[3]) for row in kept()] == [
        ("list", [str(story.uid)], None),
        ("detail", [str(story.uid)], 1),
    ]


def test_what_is_harvested_is_kept_and_heads_alone_are_not(client, key):
    story = ArticleFactory(published=True)
    sequence_all()
    Item.objects.update(sequenced_at=START)
    headers = {"authorization": f"Bearer {key}"}

    for verb in ("ListIdentifiers", "ListRecords"):
        asked = {"verb": verb, "metadataPrefix": "oai_dc"}
        assert client.get("/oai", asked, headers=headers).status_code == 200

    assert kept() == [("oai", 1, [str(story.uid)], None, 0, None)]


def test_a_dump_is_kept_as_what_it_brings_its_reader_up_to(ask):
    batch(put(), item := put("person"))
    with inside_a_transaction():
        dump = made()

    ask("dumps/latest/manifest.json")
    ask("changes", since=dump.manifest["cursor"])

    assert kept() == [("dump", 2, [], None, 0, item.seq)]
    assert [row.place for row in Acknowledgement.objects.all()] == [item.seq]
