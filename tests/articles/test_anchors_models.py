"""A change of a story's text, by whatever way, moves or flags all that quotes it."""

import threading

import pytest
from django.db import connection, transaction

from actors.importers.jsonl import Line
from articles import services
from articles.choices import Anchor
from articles.importers.articles import import_articles
from articles.models import Article, Evidence, Statement
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory, EvidenceFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

SENTENCE = "Ils ont parlé de coopération."
BODY = "<p>Ils se sont vus.</p><p>Ils ont parlé de coopération. Ils se reverront bientôt.</p>"


@pytest.fixture
def story() -> Article:
    return ArticleFactory(lead="Entretien à Bamako.", body=BODY)


def test_what_is_entered_is_anchored_by_itself(story):
    evidence = EvidenceFactory(article=story, exact=SENTENCE)

    assert (evidence.anchor, evidence.start) == (Anchor.ANCHORED, story.text.index(SENTENCE))
    assert evidence.prefix.endswith("Ils se sont vus.\n\n")
    assert evidence.suffix == " Ils se reverront bientôt."


def test_what_is_entered_in_bulk_is_anchored_too(story):
    Evidence.objects.bulk_create([Evidence(article=story, exact=SENTENCE)])

    assert Evidence.objects.get().anchor == Anchor.ANCHORED


@pytest.mark.parametrize(
    ("kind", "text", "anchor"),
    [
        ("quote", "parlé de coopération", Anchor.ANCHORED),
        ("term", "coopération", Anchor.ANCHORED),
        ("quote", "jamais dit", Anchor.LOST),
        ("claim", "parlé de coopération", Anchor.NONE),
    ],
)
def test_a_quotation_stands_in_the_text_and_a_summary_nowhere(story, kind, text, anchor):
    statement = StatementFactory(article=story, kind=kind, text=text)

    assert statement.anchor == anchor
    assert (statement.start is not None) == (anchor == Anchor.ANCHORED)


def by_save(story):
    story.lead = "Premier entretien des ministres à Bamako."
    story.save()


def by_save_of_the_text_alone(story):
    story.body = "<p>Un mot de plus.</p>" + story.body
    story.save(update_fields=["body"])


def by_update(story):
    Article.objects.filter(pk=story.pk).update(lead="Autre chapô, plus long que le premier.")


def by_bulk_update(story):
    story.lead = "Autre chapô, plus long que le premier."
    Article.objects.bulk_update([story], ["lead"])


def by_the_form(story):
    client = desk.Client()
    client.force_login(UserFactory(chief=True))
    response = desk.post(client, story, lead="Autre chapô, plus long que le premier.")
    assert response.status_code == 302, response.context["errors"]


def by_an_import(story):
    Article.objects.filter(pk=story.pk).update(source_name="AFN", source_id="7")
    row = {"id": "7", "lead": "Un chapô venu du fichier, plus long.", "body": BODY}
    row |= {"published_at": "2025-08-14T10:00:00Z"}
    rejected = []
    import_articles(
        [Line(number=1, end=1, row=row)],
        source="AFN",
        on_reject=lambda line, reason: rejected.append(reason),
    )
    assert rejected == []


WAYS = [
    by_save,
    by_save_of_the_text_alone,
    by_update,
    by_bulk_update,
    by_the_form,
    by_an_import,
]


@pytest.mark.parametrize("change", WAYS, ids=lambda way: way.__name__)
def test_by_whatever_way_the_text_changes_the_anchors_follow(story, change):
    evidence = EvidenceFactory(article=story, exact=SENTENCE)
    quote = StatementFactory(article=story, text="se reverront bientôt")
    before = evidence.start

    change(story)

    text = Article.objects.get(pk=story.pk).text
    for row in (evidence, quote):
        row.refresh_from_db()
        assert row.anchor == Anchor.ANCHORED
        assert text[row.start : row.end] == row.words
    assert evidence.start != before


def test_a_reworded_sentence_keeps_what_was_entered_beside_what_stands_there(story):
    evidence = EvidenceFactory(article=story, exact=SENTENCE)

    story.body = story.body.replace("parlé de coopération", "discuté de coopération")
    story.save()

    evidence.refresh_from_db()
    assert (evidence.anchor, evidence.exact) == (Anchor.CHANGED, SENTENCE)
    assert evidence.present == "Ils ont discuté de coopération."
    assert story.text[evidence.start : evidence.end] == evidence.present


def test_a_sentence_that_is_gone_is_flagged_and_found_when_it_comes_back(story):
    evidence = EvidenceFactory(article=story, exact=SENTENCE)

    story.body = story.body.replace(SENTENCE, "")
    story.save()
    evidence.refresh_from_db()
    assert (evidence.anchor, evidence.start, evidence.exact) == (Anchor.LOST, None, SENTENCE)

    story.body = BODY
    story.save()
    evidence.refresh_from_db()
    assert evidence.anchor == Anchor.ANCHORED


def test_a_change_of_status_looks_nothing_up(story, django_assert_num_queries):
    EvidenceFactory(article=story)
    with django_assert_num_queries(1):
        story.save(update_fields=["urgency"])


def test_the_world_sees_present_words_and_no_lost_sentence(story):
    gone = EvidenceFactory(article=story, exact="Ils se reverront bientôt.")
    EvidenceFactory(article=story, exact=SENTENCE)
    note = EvidenceFactory(article=story, exact="", note="Sans titre.")
    services.publish(story, by=None)

    story.body = "<p>Ils se sont vus.</p><p>Ils ont discuté de coopération.</p>"
    story.save()
    services.correct(story, by=None, note="Le verbe.")
    sequence_all()

    shown = Item.objects.get(uid=story.uid).doc["evidence"]
    assert [row["exact"] for row in shown] == ["Ils ont discuté de coopération.", ""]
    assert [row["anchor"] for row in shown] == ["changed", "none"]
    assert shown[1]["id"] == str(note.uid)
    assert str(gone.uid) not in str(shown)


def test_a_correction_that_is_rolled_back_moves_nothing(story):
    evidence = EvidenceFactory(article=story, exact=SENTENCE)

    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(lead="")
        assert Evidence.objects.get().start != evidence.start
        transaction.set_rollback(True)

    assert Evidence.objects.get().start == evidence.start


@pytest.mark.django_db(transaction=True)
def test_a_sentence_entered_while_the_text_changes_is_anchored_in_the_new_text():
    story = ArticleFactory(lead="", body=BODY)
    entering = threading.Thread(target=_enter, args=(story.pk,))

    with transaction.atomic():
        story.lead = "Un chapô ajouté pendant ce temps."
        story.save()
        entering.start()
        entering.join(timeout=0.5)
        assert entering.is_alive(), "it did not wait for the change of the text"
    entering.join()

    assert Evidence.objects.get().start == story.text.index(SENTENCE)


def _enter(story: int) -> None:
    try:
        Evidence.objects.create(article_id=story, exact=SENTENCE)
    finally:
        connection.close()


def test_words_of_a_statement_are_looked_for_again_when_its_kind_changes(story):
    statement = StatementFactory(article=story, kind="claim", text="coopération")

    statement.kind = "quote"
    statement.save(update_fields=["kind"])

    assert Statement.objects.get().anchor == Anchor.ANCHORED
