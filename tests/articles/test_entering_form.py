"""The story's form with many rows: light, fast to save, and saved as it was shown."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from actors.choices import Certainty
from articles.models import Evidence
from tests import desk
from tests.factories import (
    ArticleFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    PersonFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIMIT = 250_000  # bytes that a first visit may transfer


def linked(number: int):
    """A story with so many linked rows of the four kinds that an editor works on."""
    words = [f"Phrase numéro {n} du texte, que dit la personne {n}." for n in range(number)]
    article = ArticleFactory(body="".join(f"<p>{one}</p>" for one in words))
    for n in range(number):
        kind = n % 4
        if kind == 0:
            MentionFactory(article=article, actor=PersonFactory(name=f"Prénom{n} Nom{n}"))
        elif kind == 1:
            StatementFactory(article=article, text=words[n], speaker=PersonFactory())
        elif kind == 2:
            EvidenceFactory(article=article, exact=words[n], tenure=TenureFactory())
        else:
            CoverageFactory(article=article, meeting=MeetingFactory())
    return article


def assets(page: str) -> set[str]:
    """Static files that a browser loads with the page, and those that they load."""
    found = set(re.findall(r'/static/([\w./-]+\.(?:js|css|svg|woff2))"', page))
    for name in [one for one in found if one.endswith(".css")]:
        text = Path(finders.find(name)).read_text()
        folder = Path(name).parent
        found |= {str(folder / one) for one in re.findall(r'url\("?([\w-]+\.woff2)"?\)', text)}
    return found


def test_a_first_visit_to_a_story_with_two_hundred_links_transfers_little(chief):
    page = chief.get(desk.change(linked(200))).content

    sizes = {
        name: len(data if name.endswith("woff2") else brotli.compress(data))
        for name in assets(page.decode())
        if (data := Path(finders.find(name)).read_bytes())
    }
    total = len(gzip.compress(page, 6)) + sum(sizes.values())

    assert "django_prose_editor/editor.js" in sizes, "the editor is not weighed"
    assert "newsroom/desk/rows.js" in sizes, "what the import map names is not weighed"
    assert total <= LIMIT, sorted(sizes.items(), key=lambda one: -one[1])[:12]


def test_the_page_is_sent_compressed(chief):
    answer = chief.get(desk.change(linked(8)), headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_story_with_three_hundred_links_can_be_sent_back(chief):
    article = linked(300)

    response = desk.post(chief, article, notes="vu")

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.notes == "vu"


def test_rows_that_are_sent_back_unchanged_cost_no_questions(chief):
    few, many = linked(8), linked(40)

    def cost(article) -> list[str]:
        sent = desk.posted(chief.get(desk.change(article))) | {"notes": "vu"}
        return desk.posting(chief, desk.change(article), sent)

    cost(linked(4))
    assert len(cost(many)) == len(cost(few))


def test_options_stand_once_however_many_rows_there_are(chief):
    page = chief.get(desk.change(linked(40))).content.decode()

    assert page.count(f'value="{Certainty.DISPUTED}"') <= page.count("<template>")


def test_the_line_of_a_row_says_what_it_is(chief):
    article = ArticleFactory()
    person = PersonFactory(name="Sadio Camara")
    MentionFactory(article=article, actor=person, spelling="le général Camara")

    page = chief.get(desk.change(article)).content.decode()

    assert re.search(r"<summary>Sadio Camara · le général Camara · [^<]+</summary>", page)


def test_a_row_that_was_refused_comes_back_open_with_what_was_typed(chief):
    article = linked(8)
    row = article.mentions.first()

    response = desk.post(chief, article, **{"mentions-0-actor": "", "mentions-0-spelling": "tapé"})

    page = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<details class="row errors" id="mentions-0" open>', page)
    assert 'value="tapé"' in page
    row.refresh_from_db()
    assert row.actor_id


def test_who_may_only_look_sees_rows_and_no_input(client):
    article = linked(8)
    names = ("article", "mention", "coverage", "statement", "evidence")
    client.force_login(UserFactory(permissions=[f"articles.view_{name}" for name in names]))

    page = client.get(desk.change(article)).content.decode()

    assert 'id="mentions-0"' in page
    assert 'name="mentions-0-actor"' not in page
    assert "<template>" not in page
    # The fact behind a sentence is no column, and is told all the same.
    assert str(article.evidence.order_by("pk")[0].fact.person) in page.partition("evidence-0")[2]


def evidence(chief: Client, article, fact: str):
    row = {"exact": "Phrase numéro 0 du texte", "fact": fact, "certainty": "explicit"}
    data = {f"evidence-0-{name}": value for name, value in row.items()}
    return desk.post(chief, article, **data, **{"evidence-TOTAL_FORMS": "1"})


def test_a_fact_of_somebody_linked_in_the_same_form_can_be_chosen(chief):
    article = ArticleFactory(body="<p>Phrase numéro 0 du texte.</p>")
    tenure = TenureFactory()

    response = evidence(chief, article, f"tenure:{tenure.pk}")

    assert response.status_code == 302
    assert Evidence.objects.get().tenure_id == tenure.pk


@pytest.mark.parametrize("made", ["mention:{}", "tenure:999999", "nonsense:1", "tenure:x"])
def test_what_is_no_fact_or_of_another_story_is_refused(chief, made):
    article = ArticleFactory(body="<p>Phrase numéro 0 du texte.</p>")

    response = evidence(chief, article, made.format(MentionFactory().pk))

    assert response.status_code == 200
    assert not Evidence.objects.filter(article=article).exists()


def test_facts_of_links_that_are_not_saved_yet_are_listed(chief):
    tenure, meeting = TenureFactory(), MeetingFactory(title="Entretien de Bamako")
    asked = {"actors": str(tenure.person_id), "meetings": str(meeting.pk)}

    answer = chief.get("/admin/articles/article/facts/", asked).json()

    listed = {value for _kind, options in answer["groups"] for value, _label in options}
    assert {f"tenure:{tenure.pk}", f"meeting:{meeting.pk}"} <= listed
