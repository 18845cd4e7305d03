"""What is kept of a story at each save: all of it, once, and for ever once it was out."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import services
from articles.history import content_of, record
from articles.history.parts import APART, DECIDED, PARTS, PLACED, row_columns, story_columns
from articles.models import Article, Revision
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    MentionFactory,
    PersonFactory,
    RevisionFactory,
    StatementFactory,
    StatementSubjectFactory,
    UserFactory,
)
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db


def test_every_table_that_refers_to_a_story_is_kept_or_stated_to_be_apart():
    ours = {Article, *(part.model for part in PARTS)}
    referring = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model in ours
    }

    kept = {part.model._meta.label_lower for part in PARTS}

    assert referring == kept | APART.keys()
    assert not kept & APART.keys()


def test_the_columns_that_are_named_are_there():
    assert {column.name for column in story_columns()} >= DECIDED
    assert {column.name for part in PARTS for column in row_columns(part.model)} >= PLACED


@pytest.mark.parametrize("column", ["status", "published_at", "corrected_at", "trashed_at"])
def test_what_is_reached_by_a_transition_is_no_part_of_a_version(column):
    assert column not in {column.name for column in story_columns()}


def test_a_version_holds_the_text_and_every_linked_row():
    article = whole_story(2, publish=False)

    revision = record(article, by=None)

    assert revision.content == content_of(article)
    assert revision.content["fields"]["headline"] == article.headline
    counts = {part.name: part.model.objects.filter(**{part.path: article.pk}).count()
              for part in PARTS}  # fmt: skip
    assert {name: len(rows) for name, rows in revision.content["rows"].items()} == counts
    assert counts["statements"]
    assert counts["evidence"]
    assert counts["subjects"]


def test_a_version_says_who_when_and_why():
    article, writer = ArticleFactory(), UserFactory()

    revision = record(article, by=writer, comment="Le lieu était faux.")

    assert (revision.number, revision.author, revision.status) == (1, writer, "draft")
    assert revision.comment == "Le lieu était faux."
    assert revision.made_at is not None


def test_nothing_is_kept_when_nothing_changed():
    article = ArticleFactory()
    first = record(article, by=None)

    assert record(article, by=None) is None
    article.save()  # the time of saving is not part of what it says
    assert record(article, by=None) is None
    assert list(article.revisions.all()) == [first]


@pytest.mark.parametrize("changed", ["headline", "row", "status"])
def test_any_change_is_kept(changed):
    article = ArticleFactory()
    record(article, by=None)
    if changed == "headline":
        Article.objects.filter(pk=article.pk).update(headline="Autre titre")
    elif changed == "row":
        MentionFactory(article=article)
    else:
        Article.objects.filter(pk=article.pk).update(status="in_review")

    assert record(article, by=None).number == 2


def test_a_transition_keeps_a_version():
    article = ArticleFactory()

    services.submit(article, by=None)
    services.publish(article, by=None)

    assert [revision.status for revision in article.revisions.all()] == ["published", "in_review"]


def test_keeping_a_version_costs_the_same_for_a_few_rows_and_for_many():
    article = ArticleFactory()
    fill(article, 1)
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    with CaptureQueriesContext(connection) as few:
        record(article, by=None)
    fill(article, 30)
    with CaptureQueriesContext(connection) as many:
        record(article, by=None)

    assert len(many) == len(few)


def fill(article: Article, rows: int) -> None:
    for _ in range(rows):
        statement = StatementFactory(article=article)
        StatementSubjectFactory(statement=statement)
        EvidenceFactory(article=article, statement=statement)
        MentionFactory(article=article, actor=PersonFactory().actor_ptr)


@pytest.mark.parametrize(
    "changed",
    [{"content": {}}, {"number": 7}, {"comment": "Autre"}, {"kind": "restored"}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_version_is_never_changed(changed):
    revision = RevisionFactory()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**changed)


def test_an_author_can_go_and_cannot_be_exchanged():
    writer, other = UserFactory(), UserFactory()
    revision = RevisionFactory(author=writer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(author=other)
    writer.delete()

    revision.refresh_from_db()
    assert revision.author is None


@pytest.mark.parametrize("state", [{"published": True}, {"withdrawn": True}])
def test_the_versions_of_a_story_that_was_out_are_kept_for_ever(state):
    article = ArticleFactory(**state)
    record(article, by=None)

    with pytest.raises(IntegrityError, match="are kept"), transaction.atomic():
        article.revisions.all().delete()


def test_a_draft_takes_its_versions_along():
    article = ArticleFactory()
    record(article, by=None)

    article.delete()

    assert not Revision.objects.exists()
