"""The copy of the client: what webhooks and pages of the feed make of it, in any order."""

import json
import random
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook

from newsroom.client import newsroom_mirror as mirror
from tests.client.mirroring import command, run

SECRET, OTHER = "whsec_" + "A" * 43 + "=", "whsec_" + "B" * 43 + "="
UID = "00000000-0000-4000-8000-00000000000"


def signed(body: str, secret: str = SECRET, at: float = 0) -> dict[str, str]:
    """As the archive signs, with a library that is not ours."""
    moment = datetime.fromtimestamp(int(at or time.time()), tz=UTC)
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", moment, body),
    }


def test_a_signature_of_ours_is_good() -> None:
    body = json.dumps({"type": "feed.advanced", "data": {}})
    two = signed(body)
    two["webhook-signature"] = (
        signed(body, OTHER)["webhook-signature"] + " " + two["webhook-signature"]
    )

    assert mirror.verified(SECRET, signed(body), body.encode())["type"] == "feed.advanced"
    assert mirror.verified(f"{OTHER}\n{SECRET}", signed(body), body.encode())
    assert mirror.verified(SECRET, two, body.encode())


@pytest.mark.parametrize(
    "forge",
    [
        lambda headers, body: (headers, body + b" "),
        lambda headers, body: (headers | {"webhook-id": "msg_2"}, body),
        lambda headers, body: (headers | {"webhook-timestamp": str(int(time.time()) + 1)}, body),
        lambda headers, body: (signed(body.decode(), OTHER), body),
        lambda headers, body: (signed(body.decode(), at=time.time() - 400), body),
        lambda headers, body: (signed(body.decode(), at=time.time() + 400), body),
        lambda headers, body: (headers | {"webhook-signature": ""}, body),
        lambda headers, body: ({}, body),
    ],
)
def test_a_signature_that_is_not_is_refused(forge: Any) -> None:
    body = b'{"type": "feed.advanced", "data": {}}'
    headers, sent = forge(signed(body.decode()), body)

    with pytest.raises(ValueError, match="."):
        mirror.verified(SECRET, headers, sent)


def upsert(n: int, version: int = 1) -> dict[str, Any]:
    doc = {"id": f"{UID}{n}", "type": "person", "name": f"{n} {version}"}
    return {"op": "upsert", "version": version, "changed_at": "x", "doc": doc} | {
        name: doc[name] for name in ("id", "type")
    }


def removal(n: int, version: int = 1) -> dict[str, Any]:
    gone = {"status": "gone", "reason": None, "replaced_by": None}
    return (
        {"op": "remove", "id": f"{UID}{n}", "type": "person", "version": version}
        | gone
        | {"changed_at": "x"}
    )


def started(path: Path) -> mirror.Copy:
    copy = mirror.Copy(str(path))
    copy.begin("")
    return copy


def test_what_a_webhook_removes_is_hidden_at_once_and_the_feed_confirms(tmp_path: Path) -> None:
    db = tmp_path / "copy.sqlite"
    copy, wake = started(db), threading.Event()
    copy.put(1, [upsert(1), upsert(2), upsert(3)], time.time(), is_whole=True)
    server = mirror.listen("127.0.0.1:0", str(db), SECRET, wake)
    url = f"http://127.0.0.1:{server.server_port}"

    def post(message: Any, secret: str = SECRET) -> Any:
        body = json.dumps(message)
        request = urllib.request.Request(  # noqa: S310
            url, body.encode(), headers=signed(body, secret)
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.loads(answer.read())

    began = time.time()
    removed = {"type": "item.removed", "data": {"items": [{"id": f"{UID}1"}, {"id": f"{UID}2"}]}}
    try:
        assert post({"type": "endpoint.verify", "data": {"challenge": "c"}}) == {"challenge": "c"}
        assert not wake.is_set()
        with pytest.raises(urllib.error.HTTPError):
            post(removed, OTHER)
        assert copy.count("items") == 3
        post(removed)
    finally:
        server.shutdown()
        server.server_close()

    assert wake.is_set()
    assert [doc["id"] for doc in copy.documents()] == [f"{UID}3"]
    copy.put(1, [upsert(1)], began)  # an answer from before
    assert copy.count("items") == 1
    copy.put(1, [removal(1, 2), upsert(2, 3)], time.time() + 1)
    assert [doc["id"] for doc in copy.documents()] == [f"{UID}2", f"{UID}3"]
    assert copy.count("hidden") == 0
    assert copy.count("removed") == 1


def test_only_one_writes_a_copy(tmp_path: Path) -> None:
    db = tmp_path / "copy.sqlite"
    lock = mirror.alone(str(db))

    done = run(command("sync", "http://127.0.0.1:1", "--db", db))

    assert (done.returncode, "another copy" in done.stderr) == (1, True)
    lock.close()
    mirror.alone(str(db)).close()


ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=12
)  # what happens to things, in order


@settings(max_examples=150, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_pages_in_any_order_and_any_number_of_times_give_the_latest(
    happened: list[tuple[int, bool]], chance: random.Random
) -> None:
    versions: dict[int, int] = {}
    rows, latest = [], {}
    for n, is_there in happened:
        versions[n] = versions.get(n, 0) + 1
        row = upsert(n, versions[n]) if is_there else removal(n, versions[n])
        rows.append(row)
        latest[row["id"]] = row
    copy = started(Path(":memory:"))
    delivered = rows + chance.choices(rows, k=chance.randint(0, 8))
    chance.shuffle(delivered)
    while delivered:
        size = chance.randint(1, 4)
        copy.put(1, delivered[:size], time.time(), is_whole=True)
        delivered = delivered[size:]

    there = {uid: row["doc"] for uid, row in latest.items() if row["op"] == "upsert"}
    assert {doc["id"]: doc for doc in copy.documents()} == there
    gone = {row["id"] for row in copy.db.execute("select id from removed")}
    assert gone == latest.keys() - there.keys()
