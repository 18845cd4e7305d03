"""The trash: drafts lie there for thirty days, what was out never gets there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import services, trash
from articles.models import Article, Evidence
from articles.quality.gaps import statements_without_speaker
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import (
    ArticleFactory,
    EvidenceFactory,
    ImageFactory,
    MentionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = desk.changelist(Article)
TRASH = f"{LIST}trash/"


def thrown(article: Article, *, days: float = 0) -> Article:
    trash.throw_away(article, by=None)
    if days:
        since = timezone.now() - timedelta(days=days)
        Article.objects.filter(pk=article.pk).update(trashed_at=since)
    return article


def test_deleting_a_draft_throws_it_away_with_all_its_rows(chief):
    article = EvidenceFactory().article

    chief.post(f"{desk.change(article)}".replace("change", "delete"), {"post": "yes"})

    article.refresh_from_db()
    assert article.trashed_by.username == "chief"
    assert Evidence.objects.count() == 1


def test_it_is_in_no_list_and_opens_no_form(chief):
    article = thrown(ArticleFactory(headline="Jetée"))

    assert "Jetée" not in chief.get(LIST).content.decode()
    assert chief.get(desk.change(article)).status_code == 302
    assert "Jetée" in chief.get(TRASH).content.decode()


def test_it_comes_back_as_it_was(chief):
    article = thrown(ArticleFactory(in_review=True))

    chief.post(TRASH, {"story": [article.pk]})

    article.refresh_from_db()
    assert (article.trashed_at, article.trashed_by, article.status) == (None, None, "in_review")
    assert chief.get(desk.change(article)).status_code == 200


def test_several_drafts_are_thrown_away_at_once(chief):
    articles = ArticleFactory.create_batch(3)
    chosen = [article.pk for article in articles[:2]]

    question = {"action": "delete_selected", "_selected_action": chosen}
    assert "action" in chief.post(LIST, question).content.decode()
    assert not Article.objects.filter(trashed_at__isnull=False).exists()
    chief.post(LIST, question | {"post": "yes"})

    thrown_away = Article.objects.filter(trashed_at__isnull=False)
    assert set(thrown_away.values_list("pk", flat=True)) == set(chosen)


def test_with_one_that_was_out_among_them_none_is(chief):
    articles = [ArticleFactory(), ArticleFactory(published=True)]
    question = {
        "action": "delete_selected",
        "_selected_action": [article.pk for article in articles],
        "post": "yes",
    }

    chief.post(LIST, question)

    assert not Article.objects.filter(trashed_at__isnull=False).exists()


@pytest.mark.parametrize(
    "state", [{"published": True}, {"corrected": True}, {"withdrawn": True}, {"scheduled": True}]
)
def test_what_was_out_or_is_due_is_never_thrown_away(chief, state):
    article = ArticleFactory(**state)

    with pytest.raises(ValidationError):
        trash.throw_away(article, by=None)
    address = desk.change(article).replace("change", "delete")
    assert chief.post(address, {"post": "yes"}).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())


def test_what_lies_there_goes_nowhere():
    article = thrown(ArticleFactory())

    for name in ("submit", "mark_ready", "publish"):
        with pytest.raises(ValidationError):
            getattr(services, name)(article, by=None)


@pytest.mark.parametrize(
    ("permissions", "may"),
    [(["articles.delete_article"], True), (["articles.change_article"], False)],
)
def test_throwing_away_and_bringing_back_need_the_right_to_delete(permissions, may):
    user, article = UserFactory(permissions=permissions), ArticleFactory()

    for deed in (trash.throw_away, trash.bring_back):
        if may:
            deed(article, by=user)
        else:
            with pytest.raises(PermissionDenied):
                deed(article, by=user)


@pytest.mark.parametrize(("days", "emptied"), [(0, 0), (29.9, 0), (30.1, 1)])
def test_after_thirty_days_it_is_deleted(days, emptied):
    thrown(EvidenceFactory().article, days=days)

    assert trash.empty(timezone.now()) == emptied

    assert Article.objects.count() == Evidence.objects.count() == 1 - emptied


def test_a_draft_that_is_in_use_is_not_touched():
    ArticleFactory()

    assert trash.empty(timezone.now() + timedelta(days=400)) == 0


def test_one_to_which_another_refers_waits_for_it():
    source = thrown(ArticleFactory(), days=31)
    other = ArticleFactory(translation_of=source)

    assert trash.empty(timezone.now()) == 0
    other.translation_of = None
    other.save()
    assert trash.empty(timezone.now()) == 1


def test_its_pictures_go_with_it_unless_another_story_has_them(
    django_capture_on_commit_callbacks,
):
    article = ArticleFactory()
    own, shared = ImageFactory(article=article), ImageFactory(article=article)
    ImageFactory(file=shared.file.name)
    thrown(article, days=31)

    with django_capture_on_commit_callbacks(execute=True):
        trash.empty(timezone.now())

    assert not default_storage.exists(own.file.name)
    assert default_storage.exists(shared.file.name)


def test_who_threw_what_away_is_in_the_audit():
    user, article = UserFactory(chief=True), ArticleFactory()

    trash.throw_away(article, by=user)
    trash.bring_back(article, by=user)

    deeds = AuditEntry.objects.filter(action__in=["throw_away", "bring_back"])
    assert deeds.count() == 2


@pytest.mark.parametrize(
    "factory", [EvidenceFactory, ImageFactory, MentionFactory, StatementFactory]
)
def test_the_rows_of_what_lies_there_are_in_no_list_either(chief, factory):
    row = factory()
    assert desk.change(row) in chief.get(desk.changelist(type(row))).content.decode()

    thrown(row.article)

    assert desk.change(row) not in chief.get(desk.changelist(type(row))).content.decode()


def test_what_lies_there_is_no_gap_in_the_record():
    statement = StatementFactory(speaker=None)
    assert list(statements_without_speaker())

    thrown(statement.article)

    assert not list(statements_without_speaker())
