"""A translation falls behind when the text of its source changes, and is held if so configured."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import services, translations
from articles.checking import blocking, checks
from articles.models import Article, Notification
from newsroom.audit.models import AuditEntry
from tests.factories import ArticleFactory, ContributorFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def pair(**values: object) -> tuple[Article, Article]:
    source = ArticleFactory(published=True)
    return source, ArticleFactory(language="en", translation_of=source, **values)


def is_stale(article: Article) -> bool:
    return Article.objects.get(pk=article.pk).stale_since is not None


@pytest.mark.parametrize("column", ["headline", "lead", "body"])
def test_a_changed_text_leaves_its_translations_behind(column):
    source, translation = pair()
    setattr(source, column, "<p>Autrement.</p>")
    source.save()

    assert is_stale(translation)


def test_every_way_of_writing_is_noticed():
    source, translation = pair()
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    assert is_stale(translation)
    translations.confirm(translation, by=None)

    with connection.cursor() as cursor:
        cursor.execute("update articles_article set lead = 'Encore' where id = %s", [source.pk])

    assert is_stale(translation)


def test_what_is_no_change_of_the_text_leaves_nothing_behind():
    source, translation = pair()
    source.urgency = 1
    source.save()

    assert not is_stale(translation)


def test_a_source_that_is_not_out_is_still_being_written():
    source = ArticleFactory()
    translation = ArticleFactory(translation_of=source)
    source.lead = "Autrement."
    source.save()

    assert not is_stale(translation)


def test_saving_the_translation_does_not_say_that_it_is_up_to_date():
    source, translation = pair()
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    translation = Article.objects.get(pk=translation.pk)
    translation.lead = "Otherwise."
    translation.save()

    assert is_stale(translation)


def test_another_source_makes_a_fresh_start():
    source, translation = pair()
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    translation = Article.objects.get(pk=translation.pk)
    translation.translation_of = None
    translation.save()

    assert not is_stale(translation)


def test_confirming_is_written_into_the_audit():
    source, translation = pair()
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    user = UserFactory(chief=True)

    translations.confirm(translation, by=user)

    assert not is_stale(translation)
    assert AuditEntry.objects.filter(action="translation_up_to_date").count() == 1


def test_a_section_may_hold_what_is_behind():
    section = SectionFactory(hold_stale_translations=True)
    source, translation = pair(section=section)
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    translation.refresh_from_db()
    assert [check.code for check in blocking(translation)] == ["stale_translation"]
    with pytest.raises(ValidationError):
        services.publish(translation, by=None)

    translations.confirm(translation, by=None)

    services.publish(translation, by=None)
    assert translation.is_published


def test_elsewhere_it_is_only_said():
    source, translation = pair()
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    translation.refresh_from_db()

    assert blocking(translation) == []
    assert "stale_translation" in {check.code for check in checks(translation)}


def test_who_translated_is_told_once():
    source, translation = pair()
    user = UserFactory(reporter=True)
    contributor = ContributorFactory(initials="AC", user=user)
    translation.signatories.create(initials="AC", contributor=contributor)
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")

    translations.tell_of_stale(source, by=None, before=set())
    translations.tell_of_stale(source, by=None, before={translation.pk})

    told = Notification.objects.filter(event="stale_translation", user=user)
    assert [row.article_id for row in told] == [translation.pk]
