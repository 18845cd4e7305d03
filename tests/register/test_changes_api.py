"""The change feed as a partner reads it: upserts, removals, cursors that can be trusted."""

import uuid

import pytest
from django.conf import settings
from django.core.signing import Signer

from newsroom.register import changes
from newsroom.register.cursors import unpack
from newsroom.register.models import Batch, Epoch, Mark
from tests.register.register_rows import batch, bury, put

pytestmark = pytest.mark.django_db
REMAINING = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def feed(client):
    """An answer of the feed, checked to be one."""

    def asked(**parameters):
        response = client.get("/api/v1/changes", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return asked


def told(page):
    return [(row["op"], row["id"]) for row in page["data"]]


def numbered(*items):
    batch(*items)
    return [str(item.uid) for item in items]


def test_an_empty_register_gives_a_cursor_all_the_same(feed):
    page = feed()

    assert (page["data"], page["caught_up"], page["pending_since"]) == ([], True, None)
    assert feed(since=page["cursor"])["cursor"] == page["cursor"]


def test_everything_comes_once_in_the_order_of_its_number(feed):
    uids = numbered(put("person"), put("country"), *(put() for _ in range(5)))

    first = feed(limit=3)
    second = feed(limit=3, since=first["cursor"])
    third = feed(limit=3, since=second["cursor"])

    assert [uid for page in (first, second, third) for _op, uid in told(page)] == uids
    assert [page["caught_up"] for page in (first, second, third)] == [False, False, True]
    assert [page["poll_after"] for page in (first, third)] == [0, changes.POLL_LATER]


def test_an_upsert_carries_the_finished_document(feed):
    item = put("person")
    batch(item)

    [row] = feed()["data"]

    assert row["doc"] == item.doc
    assert (row["op"], row["type"], row["version"]) == ("upsert", "person", 1)


@pytest.mark.parametrize(
    ("status", "columns", "reason"),
    [
        ("canceled", {"notice": {"reason": "Faux."}}, "Faux."),
        ("withheld", {}, None),
        ("gone", {}, None),
        ("merged", {"replaced_by": REMAINING}, None),
    ],
)
def test_what_leaves_is_told_as_a_removal(feed, status, columns, reason):
    item = put()
    batch(put(uid=REMAINING), item)
    cursor = feed()["cursor"]
    batch(bury(item, status, **columns))

    [row] = feed(since=cursor)["data"]

    assert (row["op"], row["id"], row["status"]) == ("remove", str(item.uid), status)
    assert (row["replaced_by"], row["reason"]) == (columns.get("replaced_by"), reason)
    assert "doc" not in row


def test_what_it_was_merged_into_is_not_named_to_who_cannot_see_it(feed):
    item = put()
    batch(put(channels=("secret",), uid=REMAINING), item)
    cursor = feed()["cursor"]
    batch(bury(item, "merged", replaced_by=REMAINING))

    [row] = feed(since=cursor)["data"]

    assert (row["status"], row["replaced_by"]) == ("merged", None)


def test_leaving_this_reader_s_scope_is_a_removal_though_others_still_have_it(feed):
    item = put(channels=("secret",), ever=["public", "secret"])
    batch(item)

    [row] = feed()["data"]

    assert (row["op"], row["status"]) == ("remove", "withheld")


def test_what_this_reader_never_had_is_not_mentioned(feed):
    batch(put(channels=("secret",)), bury(put(channels=("secret",))))

    page = feed()

    assert (page["data"], page["caught_up"]) == ([], True)


def test_a_pending_retraction_is_told_before_it_has_a_number(feed):
    item = put()
    batch(item)
    Mark.objects.create(kind="article", uid=item.uid, retract=True)

    page = feed()

    assert told(page) == [("remove", str(item.uid))]
    assert page["pending_since"] is not None
    assert page["caught_up"]


def test_work_on_what_was_never_public_shows_nowhere(feed):
    batch(put())
    Mark.objects.create(kind="article", uid=uuid.uuid4())

    assert feed()["pending_since"] is None


def test_only_the_kinds_asked_for_come(feed):
    person, story = put("person"), put()
    batch(person, story)

    page = feed(kind="person,country")

    assert told(page) == [("upsert", str(person.uid))]
    assert page["caught_up"]


def problem(response, status, sort):
    assert response.status_code == status, response.content
    assert response.json()["type"].endswith(f"/problems/{sort}")


def test_a_cursor_of_other_kinds_is_refused(client, feed):
    batch(put())
    cursor = feed()["cursor"]

    response = client.get("/api/v1/changes", {"since": cursor, "kind": "person"})

    problem(response, 400, "cursor-mismatch")


@pytest.mark.parametrize("since", ["x", "a.b", "…", "e30.e30"])
def test_a_text_that_is_no_cursor_is_refused(client, since):
    problem(client.get("/api/v1/changes", {"since": since}), 400, "invalid-parameters")


def test_a_cursor_of_a_list_is_none_of_the_feed(client):
    payload = {"v": 1, "e": "", "s": 0, "n": "", "c": "", "k": []}
    signed = Signer(salt="newsroom.cursor.list", sep=".").sign_object(payload)

    problem(client.get("/api/v1/changes", {"since": signed}), 400, "invalid-parameters")


def forget_epoch(cursor):
    Epoch.objects.all().delete()
    Epoch.objects.create()


def forget_batch(cursor):
    Batch.objects.filter(nonce=unpack("changes", cursor)["n"]).update(
        nonce="00000000-0000-4000-8000-000000000001"
    )


def forget_commits(cursor):
    Batch.objects.update(first_seq=1, last_seq=1)


@pytest.mark.parametrize("restore", [forget_epoch, forget_batch, forget_commits])
def test_a_register_that_was_restored_does_not_know_the_cursor(client, feed, restore):
    put()
    batch(put(), put())
    cursor = feed()["cursor"]

    restore(cursor)

    problem(client.get("/api/v1/changes", {"since": cursor}), 410, "cursor-expired")


def test_a_reader_of_a_rare_label_is_led_on_past_what_is_not_his(feed, monkeypatch):
    monkeypatch.setattr(changes, "SCAN_BUDGET", 3)
    start = put(channels=("secret",))
    others = [put(channels=("secret",)) for _ in range(7)]
    mine = put()
    batch(start, *others, mine)

    pages, cursor = [], {}
    while not pages or not pages[-1]["caught_up"]:
        pages.append(feed(**cursor))
        cursor = {"since": pages[-1]["cursor"]}

    assert [row for page in pages for row in told(page)] == [("upsert", str(mine.uid))]
    assert len(pages) > 2


def test_an_answer_stays_below_its_size(feed, monkeypatch):
    monkeypatch.setattr(changes, "MAX_BYTES", 2500)
    uids = numbered(*(put(doc={"id": "", "type": "article", "body": "x" * 1000}) for _ in range(4)))

    first = feed()
    second = feed(since=first["cursor"])

    assert [uid for _op, uid in told(first)] == uids[:2]
    assert [uid for _op, uid in told(second)] == uids[2:]
    assert (first["caught_up"], second["caught_up"]) == (False, True)


def test_one_thing_that_is_too_big_still_comes(feed, monkeypatch):
    monkeypatch.setattr(changes, "MAX_BYTES", 10)
    uids = numbered(put(), put())

    first = feed()

    assert [uid for _op, uid in told(first)] == uids[:1]


def test_an_idle_poll_costs_nothing_and_is_not_kept_by_caches(client, feed):
    batch(put())
    cursor = feed()["cursor"]
    first = client.get("/api/v1/changes", {"since": cursor})
    idle = client.get(
        "/api/v1/changes", {"since": cursor}, headers={"if-none-match": first.headers["ETag"]}
    )
    batch(put())
    news = client.get(
        "/api/v1/changes", {"since": cursor}, headers={"if-none-match": first.headers["ETag"]}
    )

    assert idle.status_code == 304
    assert first.headers["Cache-Control"] == "private, no-store"
    assert told(news.json())


@pytest.mark.parametrize("rows", [1, 10])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client, feed, django_assert_num_queries, rows
):
    batch(put())
    cursor = feed()["cursor"]
    batch(*(put() for _ in range(rows)))

    with django_assert_num_queries(2, using=settings.REGISTER_DATABASE):
        assert len(feed(since=cursor)["data"]) == rows


def test_the_links_lead_on_with_everything_that_was_asked(client, feed):
    batch(put(), put(), put())

    page = feed(limit=2, kind="article")
    following = client.get(page["links"]["next"])

    assert len(following.json()["data"]) == 1
    assert "limit=2" in page["links"]["next"]
    assert "kind=article" in page["links"]["next"]
