"""An editor says for which day a sentence states a fact, and how it words it."""

from datetime import UTC, date, datetime

import pytest

from actors.models import Attestation
from articles import services
from articles.models import Evidence
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory, EvidenceFactory, OfficeFactory, PersonFactory
from tests.factories.actors import TenureFactory
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db

MAY, AUGUST = date(2025, 5, 11), date(2025, 8, 14)
SENTENCE = "Ils ont parlé de coopération."
FULL = "ministre de la Défense et des Anciens combattants du Mali"
SHORT = "ministre malien de la Défense"


@pytest.fixture
def tenure():
    return TenureFactory(
        person=PersonFactory(public=True),
        office=OfficeFactory(public=True),
        attested_first=None,
        attested_last=None,
    )


@pytest.fixture
def story(tenure):
    """About 14 August, and published on that day once it is."""
    return ArticleFactory(event_date="2025-08-14", mentions=[tenure.person])


def enter(chief, story, tenure, number=0, **more):
    """Add a sentence about the tenure in the form of the story, as an editor does."""
    row = {
        "exact": SENTENCE,
        "fact": f"tenure:{tenure.pk}",
        "certainty": "explicit",
        "review": "confirmed",
        **more,
    }
    data = {f"evidence-{number}-{name}": value for name, value in row.items()}
    response = desk.post(chief, story, **data, **{"evidence-TOTAL_FORMS": str(number + 1)})
    assert response.status_code == 302, response.context["errors"]


def publish(story):
    story.refresh_from_db()
    services.publish(story, by=None, at=datetime(2025, 8, 14, 12, tzinfo=UTC))


def days():
    return list(Attestation.objects.values_list("day", flat=True))


@pytest.mark.parametrize(
    ("typed", "attested"),
    [
        ({}, [AUGUST]),
        ({"attests_on": "2025-05-11"}, [MAY]),
        ({"is_about_the_past": "on"}, []),
        ({"is_about_the_past": "on", "attests_on": "2025-05-11"}, [MAY]),
    ],
)
def test_the_day_that_is_typed_is_the_day_that_is_attested(chief, story, tenure, typed, attested):
    enter(chief, story, tenure, **typed)
    publish(story)

    assert days() == attested


def test_a_typed_day_is_shown_again_and_sent_back_unchanged(chief, story, tenure):
    enter(chief, story, tenure, attests_on="2025-05-11", as_printed=FULL)

    page = chief.get(desk.change(story)).content.decode()
    assert 'type="date" value="2025-05-11"' in page
    assert desk.post(chief, story).status_code == 302
    assert Evidence.objects.values_list("attests_on", "as_printed").get() == (MAY, FULL)


def test_a_day_of_a_published_story_is_corrected_in_the_form_of_its_own(chief, story, tenure):
    evidence = EvidenceFactory(article=story, tenure=tenure)
    publish(story)
    assert days() == [AUGUST]

    page = chief.get(desk.change(evidence)).content.decode()
    response = desk.post(chief, evidence, attests_on="2025-05-11", as_printed=FULL)

    assert all(f'name="{name}"' in page for name in ("attests_on", "is_about_the_past"))
    assert response.status_code == 302, response.context["errors"]
    assert list(Attestation.objects.values_list("day", "as_printed")) == [(MAY, FULL)]


def test_one_office_is_printed_in_two_ways_on_two_days(chief, client, story, tenure):
    enter(chief, story, tenure, attests_on="2025-05-11", as_printed=FULL)
    enter(chief, story, tenure, number=1, as_printed=SHORT)
    publish(story)
    sequence_all()

    for thing in (tenure.person, tenure.office):
        [told] = Item.objects.get(uid=thing.uid).doc["tenures"]
        assert [(one["day"], one["as_printed"]) for one in told["attested"]] == [
            ("2025-05-11", FULL),
            ("2025-08-14", SHORT),
        ]
        page = get(client, page_of(thing)).text
        assert f"(11 May 2025, printed “{FULL}”)" in page
        assert f"(14 August 2025, printed “{SHORT}”)" in page


def test_of_two_sentences_of_a_day_the_one_that_words_it_is_told(story, tenure):
    EvidenceFactory(article=story, tenure=tenure)
    worded = EvidenceFactory(article=story, tenure=tenure, as_printed=SHORT)
    publish(story)
    sequence_all()

    [told] = Item.objects.get(uid=tenure.person.uid).doc["tenures"]

    assert [one["evidence"] for one in told["attested"]] == [str(worded.uid)]


def test_another_wording_is_followed_with_its_story(story, tenure):
    evidence = EvidenceFactory(article=story, tenure=tenure, as_printed=SHORT)
    publish(story)
    evidence.as_printed = FULL
    evidence.save()
    services.correct(story, by=None, note="Le titre complet.")

    assert Attestation.objects.get().as_printed == FULL
