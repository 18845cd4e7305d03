"""What restoring a version does where the world has moved on: mergers, deletions, moves."""

import pytest
from django.core.files.storage import default_storage

from actors.merging import merge
from articles import trash
from articles.history.restoring import (
    LINKS,
    TEXT,
    CannotRestore,
    LossesNotAccepted,
    preview,
    restore,
)
from articles.models import Article, Evidence, Mention, Revision
from tests.articles.history_world import kept
from tests.factories import (
    ArticleFactory,
    ContributorFactory,
    EvidenceFactory,
    ImageFactory,
    MeetingFactory,
    MentionFactory,
    PersonFactory,
    SectionFactory,
    SignatoryFactory,
    StatementFactory,
    StatementSubjectFactory,
)

pytestmark = pytest.mark.django_db


def why(article: Article, revision: Revision) -> list[tuple[str, str]]:
    return [(loss.part, loss.why) for loss in preview(article, revision.content).losses]


def test_a_deleted_statement_comes_back_with_its_key_and_what_rests_on_it():
    article = ArticleFactory()
    statement = StatementFactory(article=article)
    subject = StatementSubjectFactory(statement=statement)
    evidence = EvidenceFactory(article=article, statement=statement)
    revision = kept(article)
    article.statements.all().delete()
    assert not Evidence.objects.exists()

    done = restore(article, revision, by=None)

    back = article.statements.get()
    assert (back.pk, back.uid) == (statement.pk, statement.uid)
    assert back.subjects.get().actor_id == subject.actor_id
    assert Evidence.objects.get().pk == evidence.pk
    assert (done.kind, done.number) == ("restored", 3)  # the second is what it was just before


def test_restoring_never_rewrites_what_was():
    article = ArticleFactory(headline="Un")
    first = kept(article)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    second = kept(article)
    before = [(row.pk, row.content) for row in (first, second)]

    restore(article, first, by=None)

    article.refresh_from_db()
    assert article.headline == "Un"
    rows = article.revisions.filter(pk__in=[first.pk, second.pk]).order_by("number")
    assert [(row.pk, row.content) for row in rows] == before
    assert article.revisions.count() == 3


def test_who_was_merged_since_is_followed_and_doubles_become_one():
    article, one, other = ArticleFactory(), PersonFactory(), PersonFactory()
    MentionFactory(article=article, actor=one.actor_ptr, spelling="Camara")
    double = MentionFactory(article=article, actor=other.actor_ptr, spelling="Camara")
    EvidenceFactory(article=article, mention=double)
    revision = kept(article)
    merge(other, one, by=None)
    Mention.objects.all().delete()

    restore(article, revision, by=None, accept_losses=False)

    mention = article.mentions.get()
    assert mention.actor_id == one.pk
    assert article.evidence.get().mention_id == mention.pk


def test_what_cannot_come_back_is_told_first_and_must_be_accepted():
    article, meeting = ArticleFactory(), MeetingFactory()
    EvidenceFactory(article=article, meeting=meeting)
    revision = kept(article)
    meeting.delete()  # and with it the evidence for it

    assert why(article, revision) == [("evidence", "homeless")]
    with pytest.raises(LossesNotAccepted):
        restore(article, revision, by=None)
    assert not Evidence.objects.exists()
    Article.objects.filter(pk=article.pk).update(headline="Autre")
    restore(article, revision, by=None, accept_losses=True)
    article.refresh_from_db()
    assert article.headline != "Autre"


def test_a_row_comes_back_without_a_tie_that_may_be_loose():
    article, contributor = ArticleFactory(), ContributorFactory()
    SignatoryFactory(article=article, contributor=contributor)
    revision = kept(article)
    contributor.delete()

    assert why(article, revision) == [("signatories", "loose")]
    Article.objects.filter(pk=article.pk).update(headline="Autre")
    restore(article, revision, by=None, accept_losses=True)
    assert article.signatories.get().contributor is None


def test_a_section_that_is_gone_is_a_loss_of_the_story_itself():
    section = SectionFactory()
    article = ArticleFactory(section=section)
    revision = kept(article)
    Article.objects.filter(pk=article.pk).update(section=None)
    section.delete()

    assert why(article, revision) == [("fields", "loose")]


def test_a_row_that_was_given_to_another_story_stays_there():
    article, other = ArticleFactory(), ArticleFactory()
    evidence = EvidenceFactory(article=article)
    revision = kept(article)
    Evidence.objects.filter(pk=evidence.pk).update(article=other)

    assert why(article, revision) == [("evidence", "moved")]
    restore(article, revision, by=None, accept_losses=True)
    assert Evidence.objects.get().article == other


def test_a_picture_without_its_file_does_not_come_back():
    article = ArticleFactory()
    image = ImageFactory(article=article)
    revision = kept(article)
    name = image.file.name
    image.delete()
    default_storage.delete(name)

    assert why(article, revision) == [("images", "file")]


def test_a_picture_comes_back_with_its_file():
    article = ArticleFactory()
    image = ImageFactory(article=article, caption="Poignée de main")
    revision = kept(article)
    image.delete()

    restore(article, revision, by=None)

    back = article.images.get()
    assert (back.uid, back.file.name, back.caption) == (image.uid, image.file.name, image.caption)
    assert default_storage.exists(back.file.name)


@pytest.mark.parametrize(
    ("pieces", "headline", "mentions"),
    [({TEXT}, "Un", 0), ({LINKS}, "Deux", 1), ({TEXT, LINKS}, "Un", 1)],
)
def test_a_piece_can_be_restored_alone(pieces, headline, mentions):
    article = ArticleFactory(headline="Un")
    MentionFactory(article=article)
    revision = kept(article)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    article.mentions.all().delete()

    restore(article, revision, by=None, pieces=frozenset(pieces))

    article.refresh_from_db()
    assert (article.headline, article.mentions.count()) == (headline, mentions)


def test_words_are_found_again_in_the_restored_text():
    article = ArticleFactory(body="<p>Ils ont parlé de coopération.</p>")
    EvidenceFactory(article=article, exact="Ils ont parlé de coopération.")
    revision = kept(article)
    article.body = "<p>Rien.</p>"
    article.save()
    assert article.evidence.get().anchor == "lost"

    restore(article, revision, by=None)

    assert article.evidence.get().anchor == "anchored"


def test_a_version_of_another_story_is_refused():
    with pytest.raises(CannotRestore):
        restore(ArticleFactory(), kept(ArticleFactory()), by=None)


def test_a_story_in_the_trash_is_taken_out_first():
    article = ArticleFactory()
    first = kept(article)
    trash.throw_away(article, by=None)

    with pytest.raises(CannotRestore):
        restore(article, first, by=None)


def test_restoring_what_is_already_so_keeps_nothing():
    article = ArticleFactory()
    revision = kept(article)

    assert restore(article, revision, by=None) is None
    assert article.revisions.count() == 1
