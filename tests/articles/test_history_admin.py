"""The history of a story at the desk: kept by the form, listed, compared, restored, planned."""

import pytest
from django.contrib.messages import get_messages

from articles.history import content_of, record
from articles.history.snapshot import digest
from articles.models import Article
from tests import desk
from tests.factories import (
    ArticleFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    PersonFactory,
    RevisionFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db

WRITER = ["articles.view_article", "articles.change_article"]


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_each_save_of_the_form_keeps_a_version_with_its_author_and_comment(chief):
    article = ArticleFactory()
    record(article, by=None)

    desk.post(chief, article, headline="Nouveau", revision_comment="Titre plus court")

    last = article.revisions.first()
    assert (last.number, last.author.username) == (2, "chief")
    assert last.comment == "Titre plus court"
    assert digest(last.content) == digest(content_of(article))


def test_a_save_that_changes_nothing_keeps_nothing(chief):
    article = ArticleFactory()
    record(article, by=None)

    desk.post(chief, article)

    assert article.revisions.count() == 1


def test_a_story_from_before_the_history_is_kept_before_its_first_save(chief):
    article = ArticleFactory(headline="Ancien")

    desk.post(chief, article, headline="Nouveau")

    first, second = article.revisions.order_by("number")
    assert (first.kind, first.author, first.content["fields"]["headline"]) == (
        "imported",
        None,
        "Ancien",
    )
    assert second.content["fields"]["headline"] == "Nouveau"


def test_what_was_changed_past_the_form_is_a_version_of_its_own(chief):
    article = ArticleFactory()
    record(article, by=None)
    form = desk.posted(chief.get(desk.change(article)))
    MentionFactory(article=article)

    chief.post(desk.change(article), form | {"headline": "Nouveau"})

    authors = [revision.author for revision in article.revisions.order_by("number")]
    assert [author and author.username for author in authors] == [None, None, "chief"]


def test_a_part_saved_in_its_own_form_is_kept_with_its_author(chief):
    evidence = EvidenceFactory()
    record(evidence.article, by=None)

    desk.post(chief, evidence, note="Vu sur place.")

    assert evidence.article.revisions.first().author.username == "chief"


def test_the_list_of_versions_asks_the_same_for_few_and_for_many(chief):
    article = ArticleFactory()
    RevisionFactory.create_batch(2, article=article)
    few = desk.queries(chief, desk.page_of("history", article))
    RevisionFactory.create_batch(15, article=article)

    assert len(desk.queries(chief, desk.page_of("history", article))) == len(few)


def test_the_list_has_pages(chief):
    article = ArticleFactory()
    RevisionFactory.create_batch(30, article=article)

    first = chief.get(desk.page_of("history", article))
    second = chief.get(desk.page_of("history", article), {"page": "2"})

    assert len(first.context["versions"]) == 25
    assert len(second.context["versions"]) == 5


def test_the_list_says_how_much_was_changed(chief):
    article = ArticleFactory(headline="Un deux trois")
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Un deux quatre cinq")
    record(article, by=None)

    versions = chief.get(desk.page_of("history", article)).context["versions"]

    assert (versions[0]["added"], versions[0]["removed"]) == (2, 1)


def test_a_comparison_shows_words_columns_and_rows_by_name(chief):
    article = ArticleFactory(headline="Entretiens à Bamako", language="fr")
    person, other = PersonFactory(name="Sadio Camara"), PersonFactory(name="Kassoum Coulibaly")
    MentionFactory(article=article, actor=person.actor_ptr, role="about")
    meeting = CoverageFactory(article=article, meeting=MeetingFactory(title="Entretien bilatéral"))
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Entretiens à Niamey", urgency=2)
    article.mentions.update(role="source")
    MentionFactory(article=article, actor=other.actor_ptr)
    meeting.delete()
    record(article, by=None)

    page = chief.get(desk.page_of("compare", article), {"old": "1", "new": "2"})

    assert page.status_code == 200
    told = page.context["told"]
    [headline] = told.texts
    assert [(piece.op, piece.text) for piece in headline["pieces"]] == [
        ("same", "Entretiens à "),
        ("removed", "Bamako"),
        ("added", "Niamey"),
    ]
    assert [line.old[0] + line.new[0] for line in told.lines] == ["42"]
    rows = {(row.op, row.title) for _heading, some in told.parts for row in some}
    assert {(op, True) for op in ("added", "removed", "changed")} == {
        (op, bool(title)) for op, title in rows
    }
    text = page.content.decode()
    for name in ("Sadio Camara", "Kassoum Coulibaly", "Entretien bilatéral"):
        assert name in text
    assert "<ins>" in text
    assert "<del>" in text


@pytest.mark.parametrize("view", ["", "side"])
def test_a_comparison_can_be_read_either_way(chief, view):
    article = whole_story(1, publish=False)
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(lead="Autre chapô.")
    record(article, by=None)

    page = chief.get(desk.page_of("compare", article), {"old": "1", "new": "2", "view": view})

    assert ("sides" in page.content.decode()) == bool(view)


def test_a_comparison_costs_the_same_for_few_rows_and_for_many(chief):
    few, many = (compared(rows) for rows in (2, 12))
    path = desk.page_of("compare", few)

    one = desk.queries(chief, path, old="1", new="2")
    ten = desk.queries(chief, desk.page_of("compare", many), old="1", new="2")

    assert len(ten) == len(one), "\n".join(ten)


def compared(rows: int) -> Article:
    article = ArticleFactory()
    record(article, by=None)
    for _ in range(rows):
        statement = StatementFactory(article=article)
        EvidenceFactory(article=article, statement=statement)
        MentionFactory(article=article)
        CoverageFactory(article=article)
    record(article, by=None)
    return article


@pytest.mark.parametrize("numbers", [{"old": "9", "new": "1"}, {"old": "x"}, {"new": "1"}, {}])
def test_versions_that_are_not_there_are_not_found_and_one_is_not_compared_with_itself(
    chief, numbers
):
    article = RevisionFactory(number=1).article

    assert chief.get(desk.page_of("compare", article), numbers).status_code in (302, 404)


def test_a_version_is_restored_after_it_was_looked_at(chief):
    article = ArticleFactory(headline="Un")
    MentionFactory(article=article)
    record(article, by=None)
    article.mentions.all().delete()
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    page = chief.get(desk.page_of("restore", article, 1))
    token = page.context["form"]["token"].value()

    response = chief.post(desk.page_of("restore", article, 1), {"token": token, "pieces": "all"})

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.mentions.count(), article.status) == ("Un", 1, "draft")
    assert article.revisions.first().author.username == "chief"
    assert article.version == 2  # forms that were open are stale


def test_a_story_that_changed_in_between_is_looked_at_once_more(chief):
    article = ArticleFactory(headline="Un")
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    form = chief.get(desk.page_of("restore", article, 1)).context["form"]
    Article.objects.filter(pk=article.pk).update(headline="Trois")

    response = chief.post(desk.page_of("restore", article, 1), {"token": form["token"].value()})

    assert response.status_code == 200
    article.refresh_from_db()
    assert article.headline == "Trois"
    again = response.context["form"]["token"].value()
    assert chief.post(desk.page_of("restore", article, 1), {"token": again}).status_code == 302


def test_losses_are_shown_and_must_be_accepted(chief):
    article, meeting = ArticleFactory(headline="Un"), MeetingFactory(title="Sommet annulé")
    EvidenceFactory(article=article, meeting=meeting, exact="Ils se reverront.")
    record(article, by=None)
    meeting.delete()
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    page = chief.get(desk.page_of("restore", article, 1))
    assert len(page.context["losses"]) == 1
    assert "Ils se reverront." in page.context["losses"][0]
    form = {"token": page.context["form"]["token"].value(), "pieces": "all"}

    page = desk.page_of("restore", article, 1)
    assert chief.post(page, form).status_code == 200
    assert chief.post(page, form | {"accept": "on"}).status_code == 302

    article.refresh_from_db()
    assert article.headline == "Un"


def test_a_restored_story_that_is_out_can_say_what_was_wrong(chief):
    article = ArticleFactory(published=True, headline="Un")
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    token = chief.get(desk.page_of("restore", article, 1)).context["form"]["token"].value()

    chief.post(
        desk.page_of("restore", article, 1), {"token": token, "note": "Le titre était faux."}
    )

    article.refresh_from_db()
    assert (article.status, article.headline) == ("corrected", "Un")


@pytest.mark.parametrize(
    ("permissions", "page", "code"),
    [
        (WRITER, "history", 200),
        (WRITER, "compare", 200),
        (WRITER, "restore", 200),
        (WRITER[:1], "history", 200),
        (WRITER[:1], "compare", 200),
        (WRITER[:1], "restore", 403),
        ([], "history", 403),
        ([], "compare", 403),
        ([], "restore", 403),
    ],
)
def test_who_may_look_and_who_may_restore(client, permissions, page, code):
    article = ArticleFactory()
    record(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    client.force_login(UserFactory(permissions=permissions))

    more = [1] if page == "restore" else []
    query = {"old": "1"} if page == "compare" else {}

    assert client.get(desk.page_of(page, article, *more), query).status_code == code
