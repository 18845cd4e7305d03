"""Remarks on sentences: where they stand, who is told, and that no reader ever sees them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import commenting, history
from articles.choices import Anchor
from articles.models import Comment, Notification
from articles.sentences import sentences
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db

SECRET = "DIT-ENTRE-NOUS"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("« Oui. » Il part.", ["« Oui. »", "Il part."]),
        ("Un titre\n\nUne phrase.", ["Un titre", "Une phrase."]),
        ("Sans point", ["Sans point"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_a_text_is_cut_into_sentences_that_stand_where_they_say(text, expected):
    found = sentences(text)

    assert [one.text for one in found] == expected
    assert [text[one.start : one.end] for one in found] == expected


def test_a_remark_follows_its_sentence_through_an_edit():
    story = ArticleFactory(body="<p>Ils ont parlé de coopération militaire à Bamako.</p>")
    said = commenting.remark(
        story, by=UserFactory(), text="Selon qui ?", exact="Ils ont parlé de coopération militaire"
    )
    assert said.anchor == Anchor.ANCHORED

    story.body = "<p>Hier, ils ont parlé de coopération militaires à Bamako.</p>"
    story.save()
    said.refresh_from_db()
    assert said.anchor == Anchor.CHANGED
    assert "coopération militaires" in said.present
    story.body = "<p>Tout autre chose.</p>"
    story.save()
    said.refresh_from_db()
    assert commenting.is_gone(said)
    assert said.exact == "Ils ont parlé de coopération militaire"


def test_of_words_that_occur_twice_the_chosen_ones_are_meant():
    story = ArticleFactory(lead="", body="<p>Il a dit oui.</p><p>Elle aussi. Il a dit oui.</p>")
    second = story.text.rindex("Il a dit oui.")

    said = commenting.remark(
        story, by=UserFactory(), text="Lequel ?", exact="Il a dit oui.", start=second
    )

    said.refresh_from_db()
    assert said.start == second


@pytest.mark.parametrize(
    ("text", "exact"), [("", ""), ("  ", ""), ("Où ?", "Ces mots n’y sont pas")]
)
def test_an_empty_remark_and_one_on_words_that_are_not_there_are_refused(text, exact):
    with pytest.raises(ValidationError):
        commenting.remark(ArticleFactory(), by=UserFactory(), text=text, exact=exact)

    assert not Comment.objects.exists()


def test_the_writers_are_told_of_a_remark_and_the_thread_of_an_answer():
    writer, editor, third = (UserFactory(reporter=True) for _ in range(3))
    story = ArticleFactory()
    history.record(story, by=writer)

    said = commenting.remark(story, by=editor, text="Selon qui ?")
    assert set(Notification.objects.values_list("user", flat=True)) == {writer.pk}
    Notification.objects.all().delete()
    answer = commenting.answer(said, by=third, text="Selon le ministère.")
    assert set(Notification.objects.values_list("user", flat=True)) == {writer.pk, editor.pk}
    again = commenting.answer(answer, by=editor, text="Merci.")

    assert again.parent == said
    assert [one.text for one in said.replies.all()] == ["Selon le ministère.", "Merci."]


def test_a_thread_is_settled_as_a_whole_and_raised_again():
    user, said = UserFactory(), CommentFactory()
    answer = commenting.answer(said, by=user, text="Fait.")
    assert commenting.open_in(said.article) == 1

    commenting.settle(answer, by=user)
    said.refresh_from_db()
    assert (said.resolved_by, commenting.open_in(said.article)) == (user, 0)
    commenting.raise_again(said, by=user)

    assert commenting.open_in(said.article) == 1


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"parent": True}, {"parent": True, "exact": "", "resolved": True}]
)
def test_the_database_holds_the_rules_of_a_thread(wrong):
    said = CommentFactory()
    values = dict(wrong)
    if values.pop("parent", False):
        values["parent"] = said
    if values.pop("resolved", False):
        values["resolved_at"] = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        CommentFactory(article=said.article, **values)


def test_a_comment_marks_nothing_and_stands_in_no_document():
    story = ArticleFactory(published=True)
    sequence_all()
    assert not Mark.objects.exists()

    said = CommentFactory(article=story, text=SECRET)
    commenting.answer(said, by=UserFactory(), text=SECRET)
    commenting.settle(said, by=UserFactory())

    assert not Mark.objects.exists()
    story.headline = "Autre titre"
    story.save()
    sequence_all()
    assert not Item.objects.filter(doc__icontains=SECRET).exists()
