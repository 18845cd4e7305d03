"""Review of sentences and statements: who decided, what is never shown, what partners ask for."""

import pytest
from django.test import Client

from actors.choices import Visibility
from articles import services
from articles.choices import Review
from articles.models import Article, Evidence, Statement
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    PersonFactory,
    RankFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(chief=True)


@pytest.fixture
def chief(client: Client, user) -> Client:
    client.force_login(user)
    return client


def act(client: Client, action: str, *rows: object) -> None:
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = client.post(desk.changelist(type(rows[0])), form)
    assert response.status_code == 302


def test_what_code_stores_nobody_has_looked_at():
    assert EvidenceFactory().review == StatementFactory().review == Review.UNREVIEWED


def test_what_an_editor_enters_is_confirmed_by_that_editor(chief, user):
    article = ArticleFactory()
    page = desk.posted(chief.get(desk.change(article)))
    row = {"exact": "Ils se reverront.", "certainty": "explicit", "fact": ""}
    page |= {f"evidence-0-{name}": value for name, value in row.items()}

    response = chief.post(desk.change(article), page | {"evidence-TOTAL_FORMS": "1"})

    assert response.status_code == 302, response.context["errors"]
    evidence = article.evidence.get()
    assert (evidence.review, evidence.reviewed_by) == (Review.CONFIRMED, user)
    assert evidence.reviewed_at is not None


def test_a_row_that_is_sent_back_unchanged_keeps_who_reviewed_it(chief):
    other = UserFactory()
    evidence = EvidenceFactory(review="disputed", reviewed_by=other)

    desk.post(chief, evidence.article, headline="Autre titre")
    desk.post(chief, evidence)

    evidence.refresh_from_db()
    assert (evidence.review, evidence.reviewed_by) == (Review.DISPUTED, other)


@pytest.mark.parametrize("factory", [EvidenceFactory, StatementFactory])
@pytest.mark.parametrize(
    ("action", "review"),
    [
        ("confirm_selected", Review.CONFIRMED),
        ("dispute_selected", Review.DISPUTED),
        ("reject_selected", Review.REJECTED),
    ],
)
def test_several_rows_are_decided_at_once(chief, user, factory, action, review):
    rows = factory.create_batch(2)

    act(chief, action, *rows)

    for row in rows:
        row.refresh_from_db()
        assert (row.review, row.reviewed_by) == (review, user)


def test_a_writer_decides_nothing_in_a_story_that_is_out(client):
    may = ["articles.view_evidence", "articles.change_evidence", "articles.change_article"]
    client.force_login(UserFactory(permissions=may))
    public, draft = EvidenceFactory(article=ArticleFactory(published=True)), EvidenceFactory()

    act(client, "reject_selected", public, draft)

    assert list(Evidence.objects.filter(review="rejected")) == [draft]


def test_rejected_rows_are_never_public():
    article = ArticleFactory(published=True)
    rejected = StatementFactory(article=article, review="rejected")
    later = StatementFactory(article=article, continues=rejected)
    EvidenceFactory(article=article, review="rejected", note="Faux.")
    kept = EvidenceFactory(article=article, statement=rejected)
    sequence_all()

    doc = Item.objects.get(uid=article.uid).doc
    assert [row["id"] for row in doc["statements"]] == [str(later.uid)]
    assert doc["statements"][0]["continues"] is None
    assert [row["id"] for row in doc["evidence"]] == [str(kept.uid)]
    assert doc["evidence"][0]["supports"] is None
    assert not Item.objects.filter(uid=rejected.uid).exists()


def test_a_rejected_statement_is_hidden_at_once():
    statement = StatementFactory(article=ArticleFactory(published=True))
    sequence_all()
    visible = Item.objects.visible(("public",)).filter(uid=statement.uid)
    assert visible.exists()

    Statement.objects.filter(pk=statement.pk).update(review="rejected")

    assert not visible.exists()
    sequence_all()
    Statement.objects.filter(pk=statement.pk).update(review="confirmed")
    sequence_all()
    assert visible.exists()


def test_rejecting_the_only_sentence_closes_what_it_had_opened(chief):
    person = PersonFactory(visibility="public")
    rank = RankFactory(person=person, visibility="held")
    article = ArticleFactory()
    evidence = EvidenceFactory(article=article, rank=rank)
    services.publish(Article.objects.get(pk=article.pk), by=None)
    rank.refresh_from_db()
    assert rank.visibility == Visibility.STORY

    act(chief, "reject_selected", evidence)
    rank.refresh_from_db()
    assert rank.visibility == Visibility.HELD

    act(chief, "confirm_selected", evidence)
    rank.refresh_from_db()
    assert rank.visibility == Visibility.STORY


def test_the_words_of_the_text_can_be_accepted(chief):
    article = ArticleFactory(body="<p>Ils ont parlé de coopération militaire.</p>")
    evidence = EvidenceFactory(article=article, exact="Ils ont parlé de coopération médicale.")
    assert evidence.anchor == "changed"

    act(chief, "accept_selected", evidence)

    evidence.refresh_from_db()
    assert (evidence.anchor, evidence.exact) == (
        "anchored",
        "Ils ont parlé de coopération militaire.",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("confirmed", ["confirmed"]), ("confirmed,disputed", ["confirmed", "disputed"])],
)
def test_partners_ask_for_statements_by_review(client, asked, found):
    article = ArticleFactory(published=True)
    for review in ("confirmed", "disputed", "unreviewed", "rejected"):
        StatementFactory(article=article, review=review)
    sequence_all()

    rows = client.get("/api/v1/statements", {"review": asked}).json()["data"]

    assert sorted(row["review"] for row in rows) == found
    assert client.get("/api/v1/statements", {"review": "rejected"}).status_code == 400
