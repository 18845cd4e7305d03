"""The story that is made up for a key: step by step in its feed, and nowhere else."""

import json

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from newsroom.description import FILE
from newsroom.partners.identifying import test_label as label_of
from newsroom.register.models import Entry, Item, ItemDate, ItemName, Mark
from newsroom.register.sequencer import sequence_all
from newsroom.sandbox import story
from newsroom.sandbox.models import Play
from tests.factories import ArticleFactory
from tests.register.mirrors import Mirror, settle, truth
from tests.sandbox.playing import SANDBOX, Player

pytestmark = pytest.mark.django_db
SCHEMAS = json.loads(FILE.read_text())["components"]["schemas"]


@pytest.fixture
def player():
    return Player()


def test_the_story_comes_out_is_corrected_and_is_withdrawn(player):
    told = player.play("publish")
    rows = {row["id"]: row for row in player.pull()}
    assert [row["type"] for row in rows.values()] == [
        *("country", "country", "person", "person", "meeting", "article")
    ]
    assert {row["op"] for row in rows.values()} == {"upsert"}
    first = rows[told["story"]]
    assert first["events"][-1]["type"] == "created"

    player.play("correct")
    talks, corrected = player.pull()
    assert (talks["id"], corrected["id"]) == (told["meeting"], told["story"])
    assert corrected["events"][-1] | {"at": ""} == {
        "version": 2,
        "type": "corrected",
        "at": "",
        "note": story.NOTE,
    }
    expected = {"body", "corrected_at", "corrections", "dated", "event_date", "status"}
    assert corrected["changed"] == dict.fromkeys(sorted(expected), 2)
    assert talks["changed"] == {"when": 2}
    assert corrected["doc"]["body"] != first["doc"]["body"]

    player.play("withdraw")
    gone = {row["id"]: row for row in player.pull()}
    assert gone.keys() == {told["story"], told["meeting"]}
    assert {row["op"] for row in gone.values()} == {"remove"}
    assert gone[told["story"]]["status"] == "canceled"
    assert gone[told["story"]]["reason"] == story.REASON
    assert gone[told["meeting"]]["status"] == "gone"
    detail = player.client.get(f"/api/v1/articles/{told['story']}")
    assert detail.status_code == 410
    assert detail.json()["reason"] == story.REASON

    player.play("reset")
    assert {row["op"] for row in player.pull()} == {"remove"}
    player.play("publish")
    again = {row["id"]: row for row in player.pull()}
    assert again[told["story"]]["events"][-1]["type"] == "restored"


def test_a_withdrawal_holds_before_it_has_a_number(player):
    told = player.play("publish")

    player.ask("withdraw")

    assert Mark.objects.filter(kind="sandbox", retract=True).exists()
    assert player.client.get(f"/api/v1/articles/{told['story']}").status_code == 404
    assert player.client.get("/api/v1/articles").json()["data"] == []


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([], "correct"),
        ([], "withdraw"),
        ([], "reset"),
        (["publish"], "publish"),
        (["publish", "correct"], "correct"),
        (["publish", "correct"], "publish"),
        (["publish", "withdraw"], "publish"),
        (["publish", "withdraw"], "correct"),
        (["publish", "withdraw"], "withdraw"),
        (["publish", "reset"], "correct"),
    ],
)
def test_a_step_that_does_not_follow_changes_nothing(player, before, step):
    if before:
        player.play(*before)
    stands = player.client.get(SANDBOX).json()

    response = player.ask(step)

    assert response.status_code == 409
    problem = response.json()
    assert problem["type"].endswith("/wrong-step")
    assert {name: problem[name] for name in stands} == stands
    assert step not in stands["next"]
    assert player.client.get(SANDBOX).json() == stands
    assert not Mark.objects.exists()


@pytest.mark.parametrize("body", [{}, {"step": "burn"}, {"step": "publish", "at": "now"}, []])
def test_a_body_that_is_none_is_refused(player, body):
    response = player.client.post(SANDBOX, json.dumps(body), content_type="application/json")

    assert response.status_code == 400
    assert response.json()["errors"]
    assert not Play.objects.exists()


def test_without_a_key_for_trying_nothing_is_there(client):
    live = Player(live=True)
    ArticleFactory(published=True)

    for other, status in ((client, 401), (live.client, 404)):
        assert other.get(SANDBOX).status_code == status
        response = other.post(SANDBOX, {"step": "publish"}, content_type="application/json")
        assert response.status_code == status
    assert not Play.objects.exists()


def test_a_key_for_trying_reads_what_is_made_up_for_it_and_nothing_else(player):
    ArticleFactory(published=True)
    other = Player()
    other.play("publish")
    player.play("publish")

    mine = {row["id"] for row in player.pull()}
    theirs = {row["id"] for row in other.pull()}

    assert len(mine) == len(theirs) == 6
    assert mine.isdisjoint(theirs)
    for plural in ("articles", "people", "meetings", "countries"):
        rows = player.client.get(f"/api/v1/{plural}").json()["data"]
        assert {row["id"] for row in rows} <= mine
        assert rows
    filtered = player.client.get(f"/api/v1/articles?person={player.play('correct')['people'][0]}")
    assert len(filtered.json()["data"]) == 1


def test_nobody_else_can_tell_that_it_was_played(client, player):
    ArticleFactory(published=True)
    sequence_all()
    asked = [
        "/api/v1/changes",
        "/api/v1/articles?count=exact",
        "/api/v1/articles?q=Valdorie",
        "/api/v1/people?q=Maravel&count=exact",
        "/api/v1/",
        "/",
        "/articles/",
        "/archives/",
        "/archives/2025/03/04/",
        "/recherche/?q=Valdorie",
        "/recherche/suggestions/?q=Mara",
        "/sitemap.xml",
        "/sitemap/article-0.xml",
        "/sitemap/actualites.xml",
        "/flux.atom",
    ]
    since = client.get("/api/v1/changes").json()["cursor"]
    asked.append(f"/api/v1/changes?since={since}")
    before = [client.get(address) for address in asked]

    told = player.play("publish", "correct")

    for address, earlier in zip(asked, before, strict=True):
        later = client.get(address)
        assert later.content == earlier.content, address
        assert later.headers.get("ETag") == earlier.headers.get("ETag"), address
    for path in (f"/articles/{told['story']}/", f"/api/v1/articles/{told['story']}"):
        assert client.get(path).status_code == 404
    player.play("withdraw")
    assert client.get(f"/api/v1/articles/{told['story']}").status_code == 404


def test_it_is_in_no_calendar_no_search_and_no_index_of_names(player):
    player.play("publish")

    made_up = Item.objects.filter(channels=[label_of(player.key.name)])
    assert made_up.count() == 6
    for model in (Entry, ItemDate, ItemName):
        assert not model._default_manager.filter(item__in=made_up).exists()


def test_a_mirror_of_it_equals_what_is_projected(player):
    public = Mirror()
    player.play("publish", "correct")
    settle(public)

    label = label_of(player.key.name)
    assert {row["id"] for row in player.pull()} == truth(label).keys()
    assert len(truth(label)) == 6


def test_the_audit_of_the_night_finds_nothing_to_repair(player, capsys):
    player.play("publish", "correct")
    Player().play("publish", "withdraw")
    Player().play("publish", "reset")

    call_command("rebuild_register")

    assert "0 items repaired" in capsys.readouterr().out


def test_the_audit_repairs_what_a_lost_mark_left(player, capsys):
    told = player.play("publish")
    Play.objects.update(step="withdrawn")
    Mark.objects.all().delete()

    call_command("rebuild_register")

    assert "2 items repaired" in capsys.readouterr().out
    assert Item.objects.get(pk=told["story"]).status == "canceled"


def test_what_is_made_up_has_every_member_that_its_kind_has(player):
    player.play("publish", "correct")

    for row in player.pull():
        schema = SCHEMAS[row["type"].capitalize()] | {"components": {"schemas": SCHEMAS}}
        Draft202012Validator(schema).validate(row["doc"])
        assert set(schema["properties"]) == set(row["doc"])


def test_when_a_key_goes_its_story_goes(player):
    player.play("publish")

    Play.objects.all().delete()
    sequence_all()

    assert not Item.objects.filter(live=True).exists()
