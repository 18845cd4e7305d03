"""Pages ask the register a small, fixed number of questions, however much there is to show."""

import pytest

from articles.services import publish
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    MembershipFactory,
    MentionFactory,
    OfficeFactory,
    ParticipationFactory,
    StatementFactory,
    TenureFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

LISTS = {
    "/": 3,
    "/articles/": 3,
    "/articles/?q=ministres": 3,
    "/personnes/": 3,
    "/organisations/": 3,
    "/pays/": 3,
    "/rencontres/": 3,
    "/evenements/": 3,
    "/fonctions/": 3,
    "/accords/": 3,
    "/propos/": 3,
    "/chronologie/": 3,
    "/carte/": 3,
    "/personnes/?q=camara": 5,
}
# Few answers are looked at twice, for names near to the words; many are not.
SEARCHES = {
    "/recherche/?q=ministre": 5,
    "/recherche/?q=camara": 5,
    "/recherche/?q=kamara": 8,
    "/recherche/?q=introuvable+ministre": 8,
}


@pytest.mark.parametrize(("path", "most"), LISTS.items())
def test_list_takes_as_many_queries_for_ten_things_as_for_one(client, path, most):
    publish_scene(0)
    one = get(client, path).queries
    for number in range(1, 10):
        publish_scene(number)

    assert get(client, path).queries == one <= most


@pytest.mark.parametrize(("path", "most"), SEARCHES.items())
def test_search_takes_no_more_queries_for_ten_things_than_for_one(client, path, most):
    publish_scene(0)
    one = get(client, path).queries
    for number in range(1, 10):
        publish_scene(number)

    assert get(client, path).queries <= one <= most


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("article", 6),
        ("camara", 4),
        ("bloc", 5),
        ("mali", 5),
        ("meeting", 4),
        ("defence", 4),
        ("statement", 4),
    ],
)
def test_page_takes_as_many_queries_with_ten_times_as_much_on_it(client, name, most):
    scene = publish_scene(0)
    one = get(client, page_of(scene[name])).queries
    for number in range(1, 10):
        office = OfficeFactory(country=scene["mali"], public=True)
        TenureFactory(person=scene["camara"], office=office)
        TenureFactory(office=scene["defence"], person__visibility="public")
        MembershipFactory(organisation=scene["bloc"], member__visibility="public")
        meeting = MeetingFactory(public=True)
        for person in (scene["camara"], scene["mody"]):
            ParticipationFactory(meeting=meeting, person=person, delegation=None, office=office)
        ParticipationFactory(meeting=scene["meeting"], person__name=f"Autre {number}")
        story = ArticleFactory(coverages=[scene["meeting"]], mentions=[scene["camara"]])
        MentionFactory(article=scene["article"], spelling=f"Nom {number}")
        for article in (story, scene["article"]):
            StatementFactory(
                article=article, speaker=scene["camara"].actor_ptr, occasion=scene["meeting"]
            )
        publish(story, by=None)
    sequence_all()

    assert get(client, page_of(scene[name])).queries == one <= most
