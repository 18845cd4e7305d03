"""The newsroom's view of what partners have taken: who sees it, what it says, what it costs."""

import pytest
from django.utils import timezone

from articles.models import Article
from articles.services import correct, withdraw
from newsroom.partners.models import Partner
from newsroom.pulls.models import Nudge, Reach
from newsroom.pulls.standing import PATIENCE
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.desk import queries
from tests.factories import ArticleFactory, UserFactory
from tests.pulls.takers import report_on, taker
from tests.reader import Reading

pytestmark = pytest.mark.django_db
PAGE, NUDGE, INDEX = "/admin/deliveries/taken/", "/admin/deliveries/nudge/", "/admin/"


@pytest.fixture
def story():
    article = ArticleFactory(published=True, language="fr", headline="Entretien à Bamako")
    sequence_all()
    return article


@pytest.fixture
def mirror(story):
    found = taker("lang:fr").pull()
    withdraw(story, by=None, reason="Faux.")
    sequence_all()
    return found


@pytest.fixture
def at_the_desk(client):
    def log_in(**role):
        client.force_login(UserFactory(**role))
        return client

    return log_in


@pytest.fixture
def long_ago(mirror, story):
    """It happened more than a quarter of an hour ago."""
    earlier = timezone.now() - 2 * PATIENCE
    Item.objects.filter(pk=story.uid).update(sequenced_at=earlier)
    Reach.objects.update(first_at=earlier - PATIENCE)


def page(client, address=PAGE) -> Reading:
    response = client.get(address)
    assert response.status_code == 200
    return Reading(response)


def panel(client):
    shown = client.get(INDEX).context["panels"]
    return next((one for one in shown if one.code == "not_taken"), None)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("partner_manager", True),
        ("chief_editor", True),
        ("reporter", False),
        ("desk_editor", False),
        ("archivist", False),
        ("operator", False),
    ],
)
def test_who_sees_it(at_the_desk, mirror, story, long_ago, role, sees):
    client = at_the_desk(**{role: True})
    asked = {"partner": mirror.access.partner, "uid": story.uid, "version": 2}

    assert client.get(PAGE).status_code == (200 if sees else 403)
    assert client.post(NUDGE, asked).status_code == (302 if sees else 403)
    assert Nudge.objects.exists() == sees
    assert (panel(client) is not None) == sees


def test_it_says_how_far_each_partner_is(at_the_desk, mirror, story):
    client = at_the_desk(partner_manager=True)
    name = Partner.objects.get(pk=mirror.access.partner).name

    found = page(client)
    assert "Retiré" in found.text
    assert "Faux." in found.text
    [row] = [one for one in found.texts("tr") if name in one]
    assert "Rien" in row

    mirror.pull()
    [row] = [one for one in page(client).texts("tr") if name in one]
    assert "Livré, sans accusé de réception" in row
    mirror.pull_page()
    [row] = [one for one in page(client).texts("tr") if name in one]
    assert "Relevé" in row
    assert page(client).all("form[@action='/admin/deliveries/nudge/']") == []


def test_what_is_out_no_more_is_named_to_who_may_read_stories_alone(at_the_desk, mirror, story):
    Article.objects.filter(pk=story.pk).update(headline="Ce que personne ne sait encore")
    assert "Ce que personne" in page(at_the_desk(chief_editor=True)).text

    found = page(at_the_desk(partner_manager=True))

    assert "Ce que personne" not in found.text
    assert str(story.uid)[:8] in found.text


def test_what_only_some_partners_may_see_is_not_named_to_who_reads_no_stories(at_the_desk, story):
    taker("lang:fr").pull()
    correct(story, by=None, note="Ils étaient trois.")
    sequence_all()
    manager = at_the_desk(partner_manager=True)
    assert "Entretien à Bamako" in page(manager).text

    own = ["partner:gazette"]
    ever = [*Item.objects.get(pk=story.uid).ever, *own]
    Item.objects.filter(pk=story.uid).update(channels=own, ever=ever)

    found = page(manager)
    assert str(story.uid)[:8] in found.text
    assert "Entretien à Bamako" not in found.text


def test_of_one_story_it_says_what_became_of_that(at_the_desk, mirror, story):
    other = ArticleFactory(published=True, language="fr", headline="Visite à Niamey")
    sequence_all()
    mirror.pull()
    correct(other, by=None, note="Ils étaient trois.")
    sequence_all()
    client = at_the_desk(chief_editor=True)

    assert {"Faux.", "Ils étaient trois."} <= set_of(page(client))
    assert "Faux." not in page(client, f"{PAGE}?story={other.uid}").text
    assert "Ils étaient trois." in page(client, f"{PAGE}?story={other.uid}").text


def set_of(found: Reading) -> set[str]:
    return {words for words in ("Faux.", "Ils étaient trois.") if words in found.text}


def test_the_story_leads_there(at_the_desk, mirror, story):
    address = f"/admin/articles/article/{story.pk}/change/"
    link = f"{PAGE}?story={story.uid}"

    assert link in at_the_desk(chief_editor=True).get(address).content.decode()
    assert link not in at_the_desk(reporter=True).get(address).content.decode()


def test_a_reminder_is_sent_from_there_and_not_twice(at_the_desk, mirror, story):
    client = at_the_desk(partner_manager=True)
    version = report_on(story).change.version
    asked = {"partner": mirror.access.partner, "uid": story.uid, "version": version}

    first = client.post(NUDGE, asked, follow=True)
    second = client.post(NUDGE, asked, follow=True)

    assert "Un message part pour" in Reading(first).text
    assert "il y a moins d’une heure" in Reading(second).text
    assert Nudge.objects.count() == 1


@pytest.mark.parametrize("asked", [{}, {"partner": "x", "uid": "y", "version": "z"}])
def test_what_is_no_reminder_is_refused(at_the_desk, asked):
    assert at_the_desk(partner_manager=True).post(NUDGE, asked).status_code == 400


def test_a_reminder_is_not_sent_by_a_link(at_the_desk):
    assert at_the_desk(partner_manager=True).get(NUDGE).status_code == 405


def test_the_first_page_counts_those_who_are_late(at_the_desk, mirror, story, long_ago):
    client = at_the_desk(partner_manager=True)

    shown = panel(client)
    assert shown.title == "1 livraison non relevée après 15 minutes"
    assert shown.is_alarm
    [line] = shown.lines
    assert Partner.objects.get(pk=mirror.access.partner).name in line.beside

    mirror.pull()
    mirror.pull_page()
    assert panel(client) is None


def test_before_a_quarter_of_an_hour_nobody_is_late(at_the_desk, mirror):
    assert panel(at_the_desk(partner_manager=True)) is None


def test_it_takes_as_many_queries_for_many_as_for_one(at_the_desk, mirror, story, long_ago):
    client = at_the_desk(chief_editor=True)
    few = [len(queries(client, address)) for address in (PAGE, INDEX)]
    stories = ArticleFactory.create_batch(3, published=True, language="fr")
    sequence_all()
    for _ in range(3):
        taker("lang:fr").pull()
    for one in stories:
        withdraw(one, by=None, reason="Faux.")
    sequence_all()
    earlier = timezone.now() - 2 * PATIENCE
    Item.objects.filter(live=False).update(sequenced_at=earlier)
    Reach.objects.update(first_at=earlier - PATIENCE)

    assert len(panel(client).lines) == 4
    assert [len(queries(client, address)) for address in (PAGE, INDEX)] == few
