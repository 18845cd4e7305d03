"""What a key opens at the API, and what it does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.partners import keys
from newsroom.partners.issuing import issue, revoke
from newsroom.partners.models import Key, Partner
from tests.partners.contracts import asking, client, forget, key, partner
from tests.register.register_rows import batch, bury, put

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles"


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


def told(response):
    assert response.status_code == 200, response.content
    return {row["id"] for row in response.json()["data"]}


def refused(response, status, sort):
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith(f"/problems/{sort}")
    return response


@pytest.mark.parametrize(
    ("labels", "seen"),
    [
        (["public"], {"news", "english"}),
        (["lang:fr"], {"news"}),
        (["section:economie", "lang:en"], {"english", "economy"}),
        (["record"], set()),
    ],
)
def test_a_key_reads_what_has_one_of_its_labels(labels, seen):
    things = {
        "news": put(channels=("public", "lang:fr")),
        "english": put(channels=("public", "lang:en")),
        "economy": put(channels=("section:economie",)),
    }
    batch(*things.values())

    found = told(asking(*labels).get(LIST))

    assert found == {str(things[name].uid) for name in seen}


@pytest.mark.parametrize("path", ["", "/{uid}", "?q=title", "?count=exact"])
def test_what_is_not_in_the_contract_is_as_if_it_were_not_there(path):
    secret = put(channels=("section:economie",))
    batch(secret)
    path = LIST + path.format(uid=secret.uid)
    mine, other = asking("section:economie"), asking("section:politique")

    if path.endswith(str(secret.uid)):
        assert mine.get(path).status_code == 200
        refused(other.get(path), 404, "not-found")
    else:
        body = other.get(path).json()
        assert body["data"] == []
        assert body.get("meta", {"count": 0})["count"] == 0


def test_what_was_withdrawn_is_told_to_who_had_it_and_to_nobody_else():
    item = put(channels=("section:economie",))
    batch(item)
    batch(bury(item, "canceled", notice={"reason": "Faux."}))
    path = f"{LIST}/{item.uid}"

    assert asking("section:economie").get(path).status_code == 410
    assert asking("section:politique").get(path).status_code == 404


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer nothing",
        "Basic dXNlcjpwYXNz",
        "nrk_live_0000000000_x",
        "Bearer {live}",
        "Bearer {test}",
    ],
)
def test_a_key_that_is_none_is_refused_and_not_taken_for_nobody(header):
    header = header.format(live=keys.make().text, test=keys.make(is_test=True).text)

    response = Client().get(LIST, headers={"authorization": header})

    refused(response, 401, "unauthorized")
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_key_is_looked_up_once_for_a_request_that_is_refused(django_assert_num_queries):
    header = f"Bearer {keys.make().text}"

    with django_assert_num_queries(1) as asked:
        assert Client().get(LIST, headers={"authorization": header}).status_code == 401

    assert "partners_key" in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize("end", ["revoked", "expired", "contract", "deleted secret"])
def test_a_key_that_does_not_hold_any_more_is_refused(end, time_machine):
    row, text = key(expires_at=timezone.now() + timedelta(days=1))
    mine = client(text)
    assert mine.get(LIST).status_code == 200

    match end:
        case "revoked":
            revoke(row)
        case "expired":
            time_machine.move_to(timezone.now() + timedelta(days=2))
        case "contract":
            Partner.objects.update(is_active=False)
        case _:
            Key.objects.update(digest="0" * 64)
    if end != "expired":  # which holds at once, whatever a process remembers
        forget()

    refused(mine.get(LIST), 401, "unauthorized")


def test_the_other_key_of_the_partner_goes_on():
    house = partner("public")
    first, old = issue(house)
    _, new = issue(house)
    revoke(first)
    forget()

    assert client(old).get(LIST).status_code == 401
    assert client(new).get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("networks", "address", "status"),
    [
        ([], "203.0.113.7", 200),
        (["203.0.113.0/24"], "203.0.113.7", 200),
        (["203.0.113.0/24"], "203.0.114.7", 403),
        (["203.0.113.0/24", "2001:db8::/32"], "2001:db8::1", 200),
        (["203.0.113.0/24"], "::ffff:203.0.113.7", 200),
        (["2001:db8::/32"], "203.0.113.7", 403),
        (["203.0.113.7/32"], "nonsense", 403),
    ],
)
def test_a_key_is_good_from_the_partner_s_networks(networks, address, status, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    mine = asking(networks=networks)
    # What a client writes into the header itself stands before what the proxy has seen.
    forged = {"x-forwarded-for": f"203.0.113.7, {address}"}

    assert mine.get(LIST, headers=forged).status_code == status


def test_the_use_of_a_key_is_noted_to_the_hour(time_machine):
    row, text = key()
    mine = client(text)
    mine.get(LIST)
    first = Key.objects.get(pk=row.pk).last_used_at
    assert first is not None

    for later, moved in ((timedelta(minutes=20), False), (timedelta(minutes=70), True)):
        time_machine.move_to(first + later)
        forget()
        mine.get(LIST)
        assert (Key.objects.get(pk=row.pk).last_used_at != first) == moved


class TestHidden:
    """Members that a contract leaves out."""

    @pytest.fixture
    def story(self):
        doc = {"id": "", "type": "article", "headline": "Titre", "body": "Texte", "lead": "Tête"}
        item = put(doc=doc)
        batch(item)
        return item

    @pytest.fixture
    def mine(self, story):
        return asking(hidden=["body"])

    @pytest.mark.parametrize("path", ["{list}", "{list}/{uid}", "{list}?fields=body", "{feed}"])
    def test_they_stand_nowhere(self, mine, story, path):
        path = path.format(list=LIST, uid=story.uid, feed="/api/v1/changes")

        text = mine.get(path).content.decode()

        assert "Texte" not in text
        assert str(story.uid) in text or "Titre" in text or "fields" in path
        assert "Texte" in asking().get(path).content.decode() or path == LIST

    @pytest.mark.parametrize("words", ["Texte", "nimporte"])
    def test_nobody_can_ask_for_the_words_in_them(self, mine, words):
        response = refused(mine.get(LIST, {"q": words}), 400, "invalid-parameters")

        assert [error["parameter"] for error in response.json()["errors"]] == ["q"]

    def test_which_of_them_changed_is_not_told(self, mine, story):
        story.members = {"body": 2, "lead": 3}
        story.save()

        [row] = mine.get("/api/v1/changes").json()["data"]

        assert row["changed"] == {"lead": 3}


class TestScope:
    """Cursors of the feed when the contract changes."""

    @pytest.fixture
    def house(self):
        return partner("lang:fr")

    @pytest.fixture
    def mine(self, house):
        return client(key(house)[1])

    def changed(self, house, **contract):
        Partner.objects.filter(pk=house.pk).update(**contract)
        forget()

    def test_what_was_added_is_named_and_the_place_kept(self, house, mine):
        english, french = put(channels=("lang:en",)), put(channels=("lang:fr",))
        batch(english, french)
        cursor = mine.get("/api/v1/changes").json()["cursor"]
        self.changed(house, labels=["lang:fr", "lang:en"])

        problem = refused(
            mine.get("/api/v1/changes", {"since": cursor}), 409, "scope-changed"
        ).json()

        assert (problem["added"], problem["lost"]) == (["lang:en"], [])
        on = mine.get("/api/v1/changes", {"since": problem["cursor"]}).json()
        assert (on["data"], on["caught_up"]) == ([], True)
        added = mine.get("/api/v1/changes", {"labels": "lang:en"}).json()
        assert [row["id"] for row in added["data"]] == [str(english.uid)]

    @pytest.mark.parametrize(
        ("contract", "lost"),
        [
            ({"labels": ["lang:en"]}, ["lang:fr"]),
            ({"labels": ["lang:fr"], "hidden": ["body"]}, []),
        ],
    )
    def test_where_anything_was_lost_no_place_is_kept(self, house, mine, contract, lost):
        batch(put(channels=("lang:fr",)))
        cursor = mine.get("/api/v1/changes").json()["cursor"]
        self.changed(house, **contract)

        problem = refused(
            mine.get("/api/v1/changes", {"since": cursor}), 409, "scope-changed"
        ).json()

        assert (problem["lost"], problem["cursor"]) == (lost, None)

    def test_the_cursor_of_another_partner_is_not_one_s_own(self, mine):
        batch(put(channels=("lang:fr",)))
        cursor = asking("lang:en").get("/api/v1/changes").json()["cursor"]

        refused(mine.get("/api/v1/changes", {"since": cursor}), 409, "scope-changed")

    def test_labels_of_others_cannot_be_asked_for(self, mine):
        response = mine.get("/api/v1/changes", {"labels": "lang:en"})

        [error] = refused(response, 400, "invalid-parameters").json()["errors"]
        assert error["parameter"] == "labels"

    def test_a_cursor_for_some_labels_is_for_those_alone(self, house, mine):
        self.changed(house, labels=["lang:fr", "lang:en"])
        batch(put(channels=("lang:fr",)))
        cursor = mine.get("/api/v1/changes", {"labels": "lang:fr"}).json()["cursor"]

        refused(mine.get("/api/v1/changes", {"since": cursor}), 400, "cursor-mismatch")

    def test_what_leaves_one_of_several_labels_stays(self, house, mine):
        self.changed(house, labels=["lang:fr", "section:economie"])
        item = put(channels=("lang:fr", "section:economie"))
        batch(item)
        cursor = mine.get("/api/v1/changes", {"labels": "section:economie"}).json()["cursor"]
        item.channels, item.seq = ["lang:fr"], item.seq + 1000
        item.save()
        batch(item)

        query = {"labels": "section:economie", "since": cursor}
        [row] = mine.get("/api/v1/changes", query).json()["data"]

        assert row["op"] == "upsert"
