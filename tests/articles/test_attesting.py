"""The days that stories attest: with their publication, and only as long as they are out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from actors.models import Attestation
from articles import services
from articles.publicity import following
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    RankFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

AUGUST = date(2025, 8, 14)


def unknown_tenure(**more: Any) -> Any:
    return TenureFactory(
        person=PersonFactory(public=True),
        office=OfficeFactory(public=True),
        attested_first=None,
        attested_last=None,
        **more,
    )


def story_of(fact: Any, event_date: str = "2025-08-14", **evidence: Any) -> Any:
    story = ArticleFactory(event_date=event_date)
    EvidenceFactory(article=story, **{fact._meta.model_name: fact}, **evidence)
    return story


def days() -> list[date]:
    return list(Attestation.objects.values_list("day", flat=True))


def interval(person: Any) -> tuple[Any, Any]:
    sequence_all()
    [tenure] = Item.objects.get(uid=person.uid).doc["tenures"]
    return tenure["attested_first"], tenure["attested_last"]


@pytest.mark.parametrize("make", [TenureFactory, RankFactory, MembershipFactory])
def test_a_published_story_attests_its_day(make):
    fact = make()
    story = story_of(fact)
    assert days() == []
    services.publish(story, by=None)

    [row] = Attestation.objects.all()
    assert (row.day, row.fact, row.story) == (AUGUST, fact, story.uid)
    assert row.evidence == story.evidence.get().uid


@pytest.mark.parametrize(
    ("event_date", "published", "evidence", "expected"),
    [
        ("2025-08-14", "2025-08-20", {}, AUGUST),
        ("2025-08-14", "2025-08-20", {"attests_on": date(2025, 5, 11)}, date(2025, 5, 11)),
        ("", "2025-08-20", {}, date(2025, 8, 20)),
        ("2025-08", "2025-08-20", {}, date(2025, 8, 20)),
        ("2025-08-14/2025-08-20", "2025-08-20", {}, date(2025, 8, 20)),
        ("1979", "2025-08-20", {}, None),
        ("2025-08-14", "2025-08-20", {"is_about_the_past": True}, None),
        (
            "2025-08-14",
            "2025-08-20",
            {"is_about_the_past": True, "attests_on": date(2020, 1, 1)},
            date(2020, 1, 1),
        ),
        ("2025-08-14", "2025-08-20", {"certainty": "inferred"}, None),
        ("2025-08-14", "2025-08-20", {"certainty": "outside"}, None),
        ("2025-08-14", "2025-08-20", {"review": "rejected"}, None),
        ("2025-08-14", "2025-08-20", {"review": "disputed"}, None),
        ("2025-08-14", "2025-08-20", {"review": "confirmed"}, AUGUST),
        ("2025-08-14", "2025-08-20", {"exact": "Ces mots n’y sont pas."}, None),
    ],
)
def test_which_day_a_sentence_attests(event_date, published, evidence, expected):
    at = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC)
    services.publish(story_of(unknown_tenure(), event_date, **evidence), by=None, at=at)

    assert days() == ([expected] if expected else [])


def test_the_day_of_publication_is_that_of_the_newsroom(settings):
    settings.TIME_ZONE = "Europe/Paris"
    at = datetime(2025, 8, 14, 22, 30, tzinfo=UTC)  # past midnight in Paris
    with timezone.override("Europe/Paris"):
        services.publish(story_of(unknown_tenure(), ""), by=None, at=at)

    assert days() == [date(2025, 8, 15)]


def test_stories_widen_what_is_known_and_a_withdrawal_narrows_it_again():
    tenure = unknown_tenure()
    first, last = story_of(tenure, "2025-05-11"), story_of(tenure, "2025-08-14")
    services.publish(first, by=None)
    assert interval(tenure.person) == ("2025-05-11", "2025-05-11")
    services.publish(last, by=None)
    assert interval(tenure.person) == ("2025-05-11", "2025-08-14")
    services.withdraw(first, by=None, reason="Erreur.")
    assert interval(tenure.person) == ("2025-08-14", "2025-08-14")
    services.publish(first, by=None)
    assert interval(tenure.person) == ("2025-05-11", "2025-08-14")


def test_what_an_editor_entered_stays_part_of_it():
    tenure = unknown_tenure()
    type(tenure).objects.update(attested_first="2025-06-01", attested_last="2025-06-02")
    services.publish(story_of(tenure), by=None)

    assert interval(tenure.person) == ("2025-06-01", "2025-08-14")


def test_a_day_that_two_stories_attest_stays_while_one_is_out():
    tenure = unknown_tenure()
    one, other = story_of(tenure), story_of(tenure)
    for story in (one, other):
        services.publish(story, by=None)
    services.withdraw(one, by=None, reason="Erreur.")
    assert interval(tenure.person) == ("2025-08-14", "2025-08-14")
    services.withdraw(other, by=None, reason="Erreur.")
    assert interval(tenure.person) == (None, None)


def test_a_story_under_embargo_attests_nothing():
    tenure = unknown_tenure()
    story = story_of(tenure)
    story.embargo_until = timezone.now() + timedelta(days=1)
    story.embargo_reason = "Conférence de presse"
    story.save()
    services.schedule(story, by=None, at=timezone.now() + timedelta(days=2))

    assert days() == []
    assert interval(tenure.person) == (None, None)


def test_a_change_of_a_published_story_is_followed():
    tenure = unknown_tenure()
    story = story_of(tenure)
    services.publish(story, by=None)
    evidence = story.evidence.get()
    with following(story):
        evidence.attests_on = date(2025, 5, 11)
        evidence.save()
    assert days() == [date(2025, 5, 11)]
    with following(story):
        evidence.delete()
    assert days() == []


def test_a_correction_follows_the_day_of_the_news():
    story = story_of(unknown_tenure())
    services.publish(story, by=None)
    story.event_date = "2025-08-15"
    story.save()
    services.correct(story, by=None, note="C’était le 15.")

    assert days() == [date(2025, 8, 15)]


def test_saving_again_changes_no_row():
    story = story_of(unknown_tenure())
    services.publish(story, by=None)
    before = list(Attestation.objects.values())
    with following(story):
        pass

    assert list(Attestation.objects.values()) == before


def test_a_day_outside_of_the_known_dates_is_kept_for_editors_and_shown_to_nobody():
    tenure = unknown_tenure(ended="2020")
    services.publish(story_of(tenure), by=None)

    assert days() == [AUGUST]
    assert interval(tenure.person) == (None, None)


def test_a_day_is_told_with_the_story_and_the_sentence():
    tenure = unknown_tenure()
    story = story_of(tenure)
    services.publish(story, by=None)
    sequence_all()

    for thing, list_ in ((tenure.person, "tenures"), (tenure.office, "tenures")):
        [told] = Item.objects.get(uid=thing.uid).doc[list_]
        assert told["attested"] == [
            {
                "day": "2025-08-14",
                "article": str(story.uid),
                "evidence": str(story.evidence.get().uid),
                "source": "",
                "source_url": "",
                "as_printed": "",
            }
        ]


@trials(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stories=st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), min_size=1, max_size=3),
    withdrawn=st.integers(0, 2),
)
def test_a_withdrawn_story_is_as_one_never_published(db, stories, withdrawn):
    tenure = unknown_tenure()
    before = interval(tenure.person)
    made = [story_of(tenure, day.isoformat()) for day in stories]
    kept = [day for n, day in enumerate(stories) if n != withdrawn]
    for story in made:
        services.publish(story, by=None)
    if withdrawn < len(made):
        services.withdraw(made[withdrawn], by=None, reason="Erreur.")

    ends = (min(kept).isoformat(), max(kept).isoformat()) if kept else before
    assert interval(tenure.person) == ends
