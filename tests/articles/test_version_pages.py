"""What a story said before, for readers: its versions, what was corrected, and what is hidden."""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles import services
from articles.history.word_diff import ADDED, REMOVED, SAME, Piece, compare_words
from articles.models import Article
from articles.version_pages import SHOWN, changed_paragraphs
from newsroom.register.models import Item, Past
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, MentionFactory, PersonFactory
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db

FIRST = "<p>Trois ministres se sont vus.</p><p>Ils ont signé.</p><p>Rien d’autre.</p>"
SECOND = FIRST.replace("Trois", "Deux")


@pytest.fixture
def story() -> Article:
    article = ArticleFactory(headline="Rencontre à Bamako", lead="", body=FIRST)
    services.publish(article, by=None)
    sequence_all()
    return article


def rewrite(story: Article, **values: str) -> Article:
    """Change the story as the desk does, and let the register catch up."""
    for name, value in values.items():
        setattr(story, name, value)
    story.save()
    sequence_all()
    return story


def correct(story: Article, note: str, *, hides: bool = False, **values: str) -> None:
    for name, value in values.items():
        setattr(story, name, value)
    story.save()
    services.correct(story, by=None, note=note, hides_earlier=hides)
    sequence_all()


def history(client, story, **asked):
    return get(client, f"/articles/{story.uid}/versions/", **asked)


def test_a_reader_sees_that_and_what_was_corrected_and_when(client, story):
    correct(story, "Ils étaient deux.", body=SECOND)

    page = history(client, story)

    assert page.texts("h2") == ["Version 2 the present one", "Version 1"]
    assert (page.texts("del"), page.texts("ins")) == (["Trois"], ["Deux"])
    [note] = page.texts("p[@class='notice']")
    assert note.startswith("Correction Ils étaient deux.")
    # Of what did not change nothing is repeated, but the earlier version can be read as a whole.
    assert page.text.count("Ils ont signé.") == 1
    assert "Trois ministres se sont vus. Ils ont signé. Rien d’autre." in page.texts("details")[0]
    assert page.all("meta[@name='robots']")[0].get("content") == "noindex, follow"


def test_the_story_leads_there_once_there_is_something_to_see(client, story):
    assert "What it said before" not in get(client, page_of(story)).links

    rewrite(story, body=SECOND)

    page = get(client, page_of(story))
    assert page.links["What it said before"] == f"/articles/{story.uid}/versions/"
    assert "Version 2, since" in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"body": FIRST.replace("<p>Ils ont signé.</p>", "<p>Ils <em>ont</em>  signé.</p>")},
        {"notes": "À relire."},
        {"urgency": 2},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_readers_cannot_tell_apart_is_no_other_version(story, change):
    rewrite(story, **change)

    assert not Past.objects.exists()


def test_a_new_name_in_the_document_is_no_other_version(story):
    person = PersonFactory(public=True)
    MentionFactory(article=story, actor=person.actor_ptr)
    sequence_all()

    assert Item.objects.get(uid=story.uid).version == 2
    assert not Past.objects.exists()


def test_a_correction_can_hide_what_was_said_before_for_good(client, story):
    rewrite(story, body=FIRST.replace("Trois", "Quatre"))
    correct(story, "Les noms étaient faux.", hides=True, body=SECOND)
    correct(story, "Ils sont trois.", body=SECOND.replace("Deux", "Cinq"))

    page = history(client, story)

    assert page.texts("h2") == ["Version 4 the present one", "Version 3", "Version 2", "Version 1"]
    assert (page.texts("del"), page.texts("ins")) == (["Deux"], ["Cinq"])
    assert "Trois" not in page.text
    assert "Quatre" not in page.text
    assert page.text.count("What this version said is not shown any more.") == 2
    assert "Earlier versions were deleted for legal reasons." in page.text
    rows = Past.objects.order_by("number").values_list("words", flat=True)
    assert [words and words["body"].split()[0] for words in rows] == [None, None, "Deux"]
    with connection.cursor() as cursor:  # not in the table in any form
        cursor.execute("select string_agg(p::text, '') from register_past p")
        assert "Quatre" not in cursor.fetchone()[0]


def test_hiding_needs_no_other_words(client, story):
    rewrite(story, body=SECOND)
    correct(story, "La photo était fausse.", hides=True)

    assert list(Past.objects.values_list("number", "words")) == [(1, None)]
    assert "Trois" not in history(client, story).text


def test_two_corrections_of_one_moment_hide_what_the_first_hid(story):
    services.correct(story, by=None, note="Faux.", hides_earlier=True)
    story.body = SECOND
    story.save()
    services.correct(story, by=None, note="Autre chose.")
    sequence_all()

    assert list(Past.objects.values_list("number", "words")) == [(1, None)]


def test_a_withdrawn_story_has_no_past_from_the_commit_on(client, story):
    rewrite(story, body=SECOND)
    services.withdraw(story, by=None, reason="Tout est faux.")

    page = history(client, story)
    assert page.status == 404 or "Trois" not in page.text
    assert not Past.objects.visible().exists()
    sequence_all()
    page = history(client, story)
    assert page.status == 410
    assert "Tout est faux." in page.text
    assert page.response["X-Robots-Tag"] == "noindex"
    assert not Past.objects.exists()


def test_a_story_that_comes_back_begins_anew(client, story):
    rewrite(story, body=SECOND)
    services.withdraw(story, by=None, reason="À vérifier.")
    sequence_all()
    services.publish(story, by=None)
    sequence_all()

    page = history(client, story)
    assert page.texts("h2") == ["Version 2 the present one", "Version 1"]
    assert "Trois" not in page.text


def test_a_rebuild_neither_loses_nor_invents_a_version(story):
    correct(story, "Ils étaient deux.", body=SECOND)
    before = list(Past.objects.values())

    call_command("rebuild_register", verbosity=0)
    assert list(Past.objects.values()) == before

    Item.objects.all().delete()  # a register built anew knows only what stories say now
    call_command("rebuild_register", verbosity=0)
    assert Item.objects.filter(uid=story.uid).exists()
    assert not Past.objects.exists()


def test_a_rebuild_keeps_what_readers_saw_until_it_found_the_change(story):
    Article.objects.filter(pk=story.pk).update(headline="Autre titre")
    with connection.cursor() as cursor:
        cursor.execute("delete from register_mark")

    call_command("rebuild_register", verbosity=0)

    [past] = Past.objects.all()
    assert past.words["headline"] == "Rencontre à Bamako"


def test_a_long_history_is_shown_in_parts_with_a_fixed_number_of_queries(client, story):
    rewrite(story, body=SECOND)
    one = history(client, story).queries
    for number in range(SHOWN + 3):
        rewrite(story, headline=f"Titre {number}")

    page = history(client, story)
    assert page.queries == one <= 3
    assert len(page.texts("h2")) == SHOWN
    older = history(client, story, before=page.links["Earlier versions"].removeprefix("?before="))
    assert older.texts("h2") == [f"Version {number}" for number in range(5, 0, -1)]
    assert older.texts("section")[0].count("Titre 12") == 1  # what it said before, and then


@pytest.mark.parametrize("asked", [{"before": "x"}, {"before": "1"}, {"since": "2"}])
def test_what_cannot_be_answered_is_refused(client, story, asked):
    assert history(client, story, **asked).status == 400


def test_a_story_called_versions_has_an_address_of_its_own(client):
    article = ArticleFactory(headline="Versions", published=True)
    sequence_all()

    assert page_of(article) == f"/articles/{article.uid}/versions-1/"
    assert get(client, page_of(article)).texts("h1") == ["Versions"]


def test_corrections_from_before_versions_were_kept_stand_at_the_present_one(client, story):
    correct(story, "La signature manquait.")

    page = history(client, story)

    assert page.texts("h2") == ["Version 1 the present one"]
    assert "La signature manquait." in page.text


def test_each_correction_stands_at_the_version_that_it_brought(client, story):
    correct(story, "Première.", headline="Un")
    correct(story, "Deuxième.", headline="Deux")
    correct(story, "Sans autre mot.")

    sections = history(client, story).texts("section")

    assert [
        [note for note in ("Première.", "Deuxième.", "Sans autre mot.") if note in section]
        for section in sections
    ] == [["Deuxième.", "Sans autre mot."], ["Première."], []]


TEXTS = st.lists(st.sampled_from(["Un mot.", "Deux mots de plus.", "Fin", ""]), max_size=6).map(
    "\n\n".join
)


@given(TEXTS, TEXTS)
def test_of_the_paragraphs_none_that_changed_is_missing(old, new):
    pieces = compare_words(old, new)

    shown = [piece for paragraph in changed_paragraphs(pieces) if paragraph for piece in paragraph]

    for op in (REMOVED, ADDED):
        of_all = "".join(piece.text for piece in pieces if piece.op == op)
        assert "".join(p.text for p in shown if p.op == op) == of_all.replace("\n\n", "")
    assert changed_paragraphs([Piece(SAME, old)]) in ([], [None])
