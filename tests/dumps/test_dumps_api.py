"""The addresses of dumps: whose they are, for how long, and in which parts files are fetched."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from newsroom.dumps.audiences import access_of_partner
from newsroom.dumps.models import Dump
from newsroom.partners.access import Access
from newsroom.partners.addresses import LIFETIME, STEP
from newsroom.partners.models import Count, Key, Usage
from newsroom.register.cursors import pack, unpack
from tests.dumps.reading import fetched, lines, made, sha256
from tests.partners.contracts import forget, keyed, partner
from tests.register.mirrors import key_of
from tests.register.register_rows import batch, put

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
LIST = "/api/v1/dumps"


@pytest.fixture
def dump() -> Dump:
    batch(*[put("person") for _ in range(9)])
    return made()


@pytest.fixture
def whole(client: Any, dump: Dump) -> Any:
    """What the manifest says of the file of people, with all its bytes."""
    files = client.get(f"{LIST}/{dump.uid}/manifest.json").json()["files"]
    entry = next(file for file in files if file["name"] == "person.ndjson.gz")
    entry["data"] = (dump.folder / entry["name"]).read_bytes()
    return entry


def test_they_are_listed_the_newest_first(client: Any, dump: Dump) -> None:
    second = made()

    rows = client.get(LIST).json()["data"]

    assert [row["id"] for row in rows] == [str(second.uid), str(dump.uid)]
    assert rows[1]["rows"] == 9
    assert rows[1]["bytes"] == sum(file["bytes"] for file in dump.manifest["files"])
    assert client.get(rows[1]["manifest"]).json()["id"] == str(dump.uid)
    assert client.get(LIST, {"unknown": 1}).status_code == 400


@pytest.mark.parametrize("name", ["{uid}", "{day}", "latest"])
def test_a_dump_is_found_by_its_id_its_day_or_as_the_latest(
    client: Any, dump: Dump, name: str
) -> None:
    name = name.format(uid=dump.uid, day=f"{dump.made_at:%Y-%m-%d}")

    answer = client.get(f"{LIST}/{name}/manifest.json")

    assert answer.json()["id"] == str(dump.uid)
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "name", ["1990-01-01", "nothing", "00000000-0000-4000-8000-000000000000", "2025-13-01"]
)
def test_what_is_no_dump_is_not_found(client: Any, dump: Dump, name: str) -> None:
    assert client.get(f"{LIST}/{name}/manifest.json").status_code == 404


def test_the_dump_of_another_audience_is_not_there(client: Any, dump: Dump) -> None:
    batch(put(channels=("lang:fr",)))
    french = made(Access(("lang:fr",)))
    theirs = {"authorization": f"Bearer {key_of('lang:fr')}"}
    own = client.get(LIST, headers=theirs).json()["data"]
    assert [row["id"] for row in own] == [str(french.uid)]
    assert client.get(own[0]["manifest"], headers=theirs).status_code == 200

    assert [row["id"] for row in client.get(LIST).json()["data"]] == [str(dump.uid)]
    assert client.get(own[0]["manifest"]).status_code == 404


def test_every_file_is_what_the_manifest_says(client: Any, dump: Dump) -> None:
    files = client.get(f"{LIST}/{dump.uid}/manifest.json").json()["files"]

    for entry in files:
        answer = fetched(client, entry["url"])
        assert (len(answer.body), sha256(answer.body)) == (entry["bytes"], entry["sha256"])
        assert answer.headers["ETag"] == f'"{entry["sha256"]}"'
        assert answer.headers["Content-Type"] == entry["media_type"]
        assert answer.headers["Content-Length"] == str(entry["bytes"])
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert len(files) == 12


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, None),
        ("bytes=10-", 10, None),
        ("bytes=10-19", 10, 20),
        ("bytes=10-99999999", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_a_part_is_given_that_is_asked_for(
    client: Any, whole: Any, asked: str, start: int, end: int | None
) -> None:
    answer = fetched(client, whole["url"], range=asked)

    assert answer.status_code == 206
    assert answer.body == whole["data"][start:end]
    begin = start % whole["bytes"] if start < 0 else start
    assert answer.headers["Content-Range"] == (
        f"bytes {begin}-{begin + len(answer.body) - 1}/{whole['bytes']}"
    )


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"]
)
def test_what_is_no_range_is_answered_with_the_whole(client: Any, whole: Any, asked: str) -> None:
    answer = fetched(client, whole["url"], range=asked)

    assert (answer.status_code, answer.body) == (200, whole["data"])


def test_a_part_beyond_the_end_is_refused_with_the_size(client: Any, whole: Any) -> None:
    answer = client.get(whole["url"], headers={"range": f"bytes={whole['bytes']}-"})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{whole['bytes']}"


def test_a_part_of_another_file_is_not_given(client: Any, whole: Any) -> None:
    same = fetched(client, whole["url"], range="bytes=4-", if_range=f'"{whole["sha256"]}"')
    other = fetched(client, whole["url"], range="bytes=4-", if_range='"another"')

    assert (same.status_code, other.status_code) == (206, 200)
    assert other.body == whole["data"]


def test_whoever_has_it_is_told_so(client: Any, whole: Any) -> None:
    known = fetched(client, whole["url"], if_none_match=f'"{whole["sha256"]}"')
    head = client.head(whole["url"])

    assert (known.status_code, known.body) == (304, b"")
    assert (head.headers["Content-Length"], head.getvalue()) == (str(whole["bytes"]), b"")
    assert client.post(whole["url"]).status_code == 405


def test_an_address_ends_after_a_while(client: Any, whole: Any) -> None:
    with time_machine.travel(timezone.now() + LIFETIME - STEP - timedelta(seconds=9), tick=False):
        assert fetched(client, whole["url"]).status_code == 200
    with time_machine.travel(timezone.now() + LIFETIME + timedelta(seconds=30), tick=False):
        late = client.get(whole["url"])
    assert late.status_code == 403
    assert late.json()["type"].endswith("/address-expired")


@pytest.mark.parametrize(
    "change",
    [
        lambda url, _: url.partition("?")[0],
        lambda url, _: url + "x",
        lambda url, _: url + "&more=1",
        lambda url, _: url.replace("person.ndjson", "article.ndjson"),
        lambda url, _: url.replace("person.ndjson.gz", "..%2f..%2fsecret"),
        lambda url, _: url.replace("person.ndjson.gz", "manifest.json"),
        lambda url, other: url.replace(url.split("/")[6], str(other)),
    ],
)
def test_an_address_is_good_for_one_file_of_one_dump(client: Any, whole: Any, change: Any) -> None:
    other = made()

    assert client.get(change(whole["url"], other.uid)).status_code == 404


def test_an_address_does_not_lead_to_another_audience(client: Any, dump: Dump, whole: Any) -> None:
    Dump.objects.filter(pk=dump.pk).update(audience="0" * 16)

    assert client.get(whole["url"]).status_code == 403


def test_of_what_is_only_looked_at_no_bytes_are_counted(client: Any) -> None:
    forget()
    batch(*[put("person") for _ in range(9)])
    house = partner("public")
    made(access_of_partner(house))
    files = keyed(house).get(f"{LIST}/latest/manifest.json").json()["files"]
    before = Usage.objects.get()

    assert client.head(files[0]["url"]).status_code == 200

    after = Usage.objects.get()
    assert (after.requests, after.bytes) == (before.requests + 1, before.bytes)


def test_files_are_counted_with_the_key_and_end_with_it(client: Any) -> None:
    forget()
    batch(*[put("person") for _ in range(9)])
    house = partner("public", per_minute=4)
    made(access_of_partner(house))
    mine = keyed(house)
    files = mine.get(f"{LIST}/latest/manifest.json").json()["files"]

    first = client.get(files[0]["url"])
    assert '"burst";r=2' in first.headers["RateLimit"]
    assert client.get(files[1]["url"]).status_code == 200
    assert fetched(client, files[0]["url"], range="bytes=0-0").status_code == 206
    assert client.get(files[0]["url"]).status_code == 429
    used = Usage.objects.get()
    assert (used.requests, used.refused) == (5, 1)
    assert used.bytes >= files[0]["bytes"] + files[1]["bytes"] + 1
    Count.objects.all().delete()
    Key.objects.update(revoked_at=timezone.now())
    forget()
    late = client.get(files[0]["url"])
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (403, "address-expired")


def test_a_cursor_that_has_expired_is_told_of_the_newest_dump(client: Any, dump: Dump) -> None:
    start = unpack("changes", dump.manifest["cursor"])
    lost = pack("changes", start | {"e": "00000000-0000-4000-8000-000000000000"})

    refusal = client.get("/api/v1/changes", {"since": lost})

    assert refusal.status_code == 410
    address = refusal.json()["dump"]
    assert client.get(address).json()["id"] == str(dump.uid)
    Dump.objects.update(withdrawn_at=timezone.now())
    assert client.get("/api/v1/changes", {"since": lost}).json()["dump"] is None


def test_the_lines_are_the_rows_of_the_feed(client: Any, dump: Dump) -> None:
    feed = client.get("/api/v1/changes").json()["data"]

    assert lines((dump.folder / "person.ndjson.gz").read_bytes()) == feed


def test_no_dump_lies_where_the_web_server_hands_out_files() -> None:
    places = [settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS]

    assert not [
        place for place in places if place and str(settings.DUMPS_ROOT).startswith(str(place))
    ]
