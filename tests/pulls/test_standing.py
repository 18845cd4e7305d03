"""How far partners are with withdrawals and corrections: real mirrors against the report."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.services import correct, withdraw
from newsroom.partners.models import Partner
from newsroom.pulls.models import Acknowledgement, Pull, Reach
from newsroom.pulls.standing import PATIENCE, reports
from newsroom.register.models import Epoch, Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, SectionFactory
from tests.factories.delivery import DeliveryFactory, EndpointFactory
from tests.pulls.takers import partner_of, report_on, state, states, taker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    article = ArticleFactory(published=True, language="fr", section=SectionFactory(code="paix"))
    sequence_all()
    return article


def kill(story):
    withdraw(story, by=None, reason="Faux.")
    sequence_all()


def test_a_mirror_has_taken_a_withdrawal_exactly_when_it_comes_back_with_the_cursor(story):
    mirror = taker("lang:fr").pull()
    kill(story)

    seen = [state(mirror, story)]
    mirror.pull_page()
    seen.append(state(mirror, story))
    mirror.pull_page()
    seen.append(state(mirror, story))

    assert seen == ["nothing", "delivered", "taken"]
    [row] = report_on(story).rows
    assert row.taken_at == Acknowledgement.objects.order_by("-place")[0].at
    change = report_on(story).change
    assert (change.sort, change.note) == ("withdrawn", "Faux.")


def test_what_is_asked_for_in_small_pages_is_taken_at_the_page_that_passes_it(story):
    others = [ArticleFactory(published=True, language="fr") for _ in range(3)]
    sequence_all()
    mirror = taker("lang:fr", limit=1).pull()
    for article in (others[0], story, others[1]):
        kill(article)

    seen = []
    for _ in range(4):
        mirror.pull_page()
        seen.append([state(mirror, one) for one in (others[0], story, others[1])])

    assert seen == [
        ["delivered", "nothing", "nothing"],
        ["taken", "delivered", "nothing"],
        ["taken", "taken", "delivered"],
        ["taken", "taken", "taken"],
    ]


def test_who_never_had_the_story_is_not_listed(story):
    mine = taker("lang:fr").pull()
    taker("lang:en").pull()  # never could
    idle = taker("lang:fr")  # has a key, and never asked for anything
    kill(story)
    late = taker("lang:fr").pull()  # came after it was gone

    assert set(states(story)) == {mine.access.partner}
    assert {idle.access.partner, late.access.partner}.isdisjoint(states(story))


def test_labels_that_a_contract_has_lost_count_as_well(story):
    mirror = taker("lang:fr").pull()
    Partner.objects.filter(pk=mirror.access.partner).update(labels=["lang:en"])
    kill(story)

    assert state(mirror, story) == "nothing"


def test_a_contract_that_is_at_an_end_is_not_waited_for(story):
    mirror = taker("lang:fr").pull()
    Partner.objects.filter(pk=mirror.access.partner).update(is_active=False)
    kill(story)

    assert states(story) == {}


def test_a_correction_is_taken_even_if_another_change_came_after_it(story):
    mirror = taker("lang:fr").pull()
    correct(story, by=None, note="Il y en avait trois.")
    sequence_all()
    mirror.pull()
    mirror.pull_page()
    assert state(mirror, story) == "taken"

    story.headline = "Autrement"
    story.save()
    sequence_all()

    [report] = reports(story=story.uid)
    assert (report.change.sort, report.change.note) == ("corrected", "Il y en avait trois.")
    assert Item.objects.get(pk=story.uid).version == report.change.version + 1
    assert [row.state.value for row in report.rows] == ["taken"]


def test_a_correction_that_was_passed_over_is_not_taken_with_what_came_before(story):
    mirror = taker("lang:fr").pull()
    correct(story, by=None, note="Il y en avait trois.")
    sequence_all()
    story.headline = "Autrement"
    story.save()
    sequence_all()

    assert state(mirror, story) == "nothing"
    mirror.pull()
    assert state(mirror, story) == "delivered"
    mirror.pull_page()
    assert state(mirror, story) == "taken"


def test_the_corrected_document_is_a_delivery_without_the_feed(story):
    mirror = taker("lang:fr")
    mirror.client.get(f"/api/v1/articles/{story.uid}")
    correct(story, by=None, note="Il y en avait trois.")
    sequence_all()
    assert state(mirror, story) == "nothing"

    mirror.client.get(f"/api/v1/articles/{story.uid}")

    assert state(mirror, story) == "delivered"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "person"}, "nothing"),
        ({"kind": "article,person"}, "taken"),
        ({"labels": "section:paix"}, "taken"),
        ({"labels": "section:sport"}, "nothing"),
    ],
)
def test_a_feed_of_a_part_acknowledges_that_part_only(story, asked, expected):
    ArticleFactory(published=True, language="fr", section=SectionFactory(code="sport"))
    sequence_all()
    mirror = taker("lang:fr", "section:paix", "section:sport").pull()
    kill(story)

    cursor = mirror.client.get("/api/v1/changes", asked).json()["cursor"]
    mirror.client.get("/api/v1/changes", asked | {"since": cursor})

    assert state(mirror, story) == expected


def test_what_another_register_was_acknowledged_of_says_nothing_of_this_one(story):
    mirror = taker("lang:fr").pull()
    kill(story)
    mirror.pull()
    mirror.pull_page()
    assert state(mirror, story) == "taken"

    Epoch.objects.all().delete()
    Epoch.objects.create()

    assert state(mirror, story) == "nothing"


def test_a_key_for_trying_has_taken_nothing_and_need_not(story):
    mirror = taker("lang:fr").pull()
    kill(story)
    Reach.objects.update(label="test:abc")

    assert state(mirror, story) is None


def test_who_has_not_taken_it_is_late_after_a_quarter_of_an_hour(story):
    taker("lang:fr").pull()
    kill(story)
    report = report_on(story)

    assert report.late(report.change.at + PATIENCE) == []
    assert len(report.late(report.change.at + PATIENCE + timedelta(seconds=1))) == 1


def test_what_happened_long_ago_is_shown_of_one_story_only(story):
    taker("lang:fr").pull()
    Reach.objects.update(first_at=timezone.now() - timedelta(days=60))
    kill(story)
    then = timezone.now() - timedelta(days=31)
    Item.objects.filter(pk=story.uid).update(sequenced_at=then)

    assert reports() == []
    assert len(reports(story=story.uid)) == 1


def test_what_came_back_need_not_be_removed(story):
    mirror = taker("lang:fr").pull()
    kill(story)
    Item.objects.filter(pk=story.uid).update(
        live=True, status="usable", doc={"id": str(story.uid)}, channels=["lang:fr"], events=[]
    )

    assert state(mirror, story) is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "heard"),
        ({"delivered_at": None}, "nothing"),
        ({"event": "feed.advanced", "payload": {"cursor": "x"}}, "nothing"),
        ({"payload": {"items": [{"id": str(uuid.uuid4())}]}}, "nothing"),
    ],
)
def test_a_webhook_that_was_acknowledged_is_told(story, told, expected):
    mirror = taker("lang:fr").pull()
    kill(story)
    endpoint = EndpointFactory(partner=partner_of(mirror))
    values = {"payload": {"items": [{"id": str(story.uid)}]}, "delivered_at": timezone.now()}
    message = DeliveryFactory(endpoint=endpoint, **values | told)

    [row] = report_on(story).rows

    assert row.state.value == expected
    assert row.at == (message.delivered_at if expected == "heard" else None)
    mirror.pull()
    assert state(mirror, story) == "delivered"


def test_the_number_of_queries_does_not_grow(story, django_assert_num_queries):
    taker("lang:fr").pull()
    kill(story)
    with django_assert_num_queries(4):
        reports()

    for _ in range(3):
        taker("lang:fr").pull()
    more = [ArticleFactory(published=True, language="fr") for _ in range(3)]
    sequence_all()
    for _ in range(3):
        taker("lang:fr").pull()
    for article in more:
        kill(article)

    with django_assert_num_queries(4):
        found = reports()
    assert [len(report.rows) for report in found] == [4 + 3, 4 + 3, 4 + 3, 1]
    assert Pull.objects.count() >= 7


def test_a_correction_is_not_taken_by_who_only_finds_the_story_or_its_pictures(story):
    mirror = taker("lang:fr").pull()
    correct(story, by=None, note="Il y en avait trois.")
    sequence_all()

    found = mirror.client.get("/api/v1/search", {"language": "fr"}).json()["data"]
    mirror.client.get(f"/api/v1/articles/{story.uid}/images")

    assert [row["id"] for row in found] == [str(story.uid)]
    assert Pull.objects.filter(uids__contains=[story.uid]).count() == 2
    assert state(mirror, story) == "nothing"
    mirror.client.get(f"/api/v1/articles/{story.uid}")
    assert state(mirror, story) == "delivered"
