"""Before a story goes out, each thing that is missing or astray in it is named; nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actors.models import Meeting, Tenure
from articles.checking import Level, blocking, checks
from articles.models import Article, Contributor, Coverage, Evidence, Image, Mention, Statement
from tests import factories
from tests.articles.sound_story import BODY, MET, sound_story

pytestmark = pytest.mark.django_db

Spoil = Callable[[Article], object]


def codes(article: Article) -> set[str]:
    return {check.code for check in checks(article)}


def put(**values: object) -> Spoil:
    return lambda article: Article.objects.filter(pk=article.pk).update(**values)


def write(body: str) -> Spoil:
    def spoil(article: Article) -> None:
        article.body = body
        article.save()

    return spoil


def of_all(model: type, **values: object) -> Spoil:
    return lambda article: model._default_manager.update(**values)


def two_of_these_initials(article: Article) -> None:
    factories.ContributorFactory(initials="AC")


def another_story(article: Article) -> None:
    words = article.body_text
    factories.ArticleFactory(headline="Ailleurs", lead=words, body="<p>Autre chose.</p>")


def the_same_inside_more(article: Article) -> None:
    more = " ".join(f"mot{number} terme{number}" for number in range(200))
    factories.ArticleFactory(headline="Ailleurs", lead=article.body_text, body=f"<p>{more}</p>")


def a_known_name(article: Article) -> None:
    factories.PersonFactory(name="Binta Sow", family_name="Sow", given_name="Binta")
    write(BODY + "<p>Plus tard Binta Sow est venue à la réunion.</p>")(article)


ENGLISH = (
    "<p>The minister met with the press on the way to the airport, and said that the talks are "
    "going well for this country and that it was the end of the day for all of them in the "
    "region, from where the delegation was to leave by plane.</p>"
)

WARNINGS: dict[str, tuple[Spoil, set[str]]] = {
    "headline": (put(headline=""), {"no_headline"}),
    "section": (put(section=None), {"no_section"}),
    "dateline": (put(dateline=None), {"no_dateline"}),
    "event date": (put(event_date=""), {"no_event_date"}),
    "signature": (put(signature=""), {"no_signature"}),
    "strange initials": (put(signature="AC/Zz"), {"unknown_initials"}),
    "initials of two": (two_of_these_initials, {"ambiguous_initials"}),
    "initials of the past": (
        lambda article: Contributor.objects.update(valid_until="2020-01-01"),
        {"unknown_initials"},
    ),
    "no office": (lambda article: Tenure.objects.all().delete(), {"person_without_office"}),
    "office ended": (
        of_all(Tenure, ended="2025-08-13", attested_first=None, attested_last=None),
        {"person_without_office"},
    ),
    "nobody speaks": (of_all(Statement, speaker=None), {"statement_without_speaker"}),
    "words not in the text": (write(f"<p>{MET}</p>"), {"quotation_not_in_text"}),
    "sentence not in the text": (
        write(BODY.replace(MET, "Ailleurs Awa Diarra parle.")),
        {"sentence_not_in_text"},
    ),
    "no day": (of_all(Meeting, when="", status="planned"), {"meeting_without_date"}),
    "no place": (of_all(Meeting, place=None), {"meeting_without_place"}),
    "no sentence": (lambda article: Evidence.objects.all().delete(), {"fact_without_evidence"}),
    "deduced": (
        of_all(Statement, certainty="inferred", review="unreviewed"),
        {"inference_unreviewed"},
    ),
    "language": (write(BODY + ENGLISH), {"language"}),
    "bare link": (
        write(BODY + '<p><a href="https://example.org/"></a></p>'),
        {"link_without_text"},
    ),
    "headings": (write(BODY.replace("h2", "h3")), {"heading_order"}),
    "not linked": (a_known_name, {"unlinked_name"}),
    "not known": (
        write(BODY + "<p>Plus tard Mamadou Zorobabel est venu à la réunion.</p>"),
        {"unknown_name"},
    ),
    "duplicate": (another_story, {"duplicate"}),
    "partial duplicate": (the_same_inside_more, {"partial_duplicate"}),
}


def test_a_sound_story_passes():
    assert checks(sound_story()) == []


@pytest.mark.parametrize("name", WARNINGS)
def test_what_is_missing_or_astray_is_named(name):
    spoil, expected = WARNINGS[name]
    article = sound_story()
    spoil(article)

    found = checks(article)

    assert {check.code for check in found} == expected, found
    assert {check.level for check in found} == {Level.WARNING}
    assert all(check.message and check.target for check in found)
    assert blocking(Article.objects.get(pk=article.pk)) == []


def test_the_words_of_the_dead_are_contradicted():
    article = sound_story()
    person = article.mentions.get().actor.person
    person.died = "2001-01-01"
    person.save()

    assert "contradiction" in codes(article)


def test_an_empty_story_is_kept_in():
    article = factories.ArticleFactory(headline="", lead="", body="")

    assert [check.code for check in blocking(article)] == ["empty"]
    assert checks(article)[0].level is Level.BLOCKING


def test_a_story_under_embargo_is_kept_in_until_then():
    article = sound_story(embargo_until=timezone.now() + timedelta(hours=1))
    [check] = checks(article)
    assert (check.code, check.level) == ("embargo", Level.BLOCKING)
    assert blocking(article) == []  # it may be scheduled for later

    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now())

    assert checks(article) == []


def test_a_picture_without_credit_keeps_the_story_in():
    article = sound_story()
    image = factories.ImageFactory(article=article)
    assert blocking(article) == []
    Image.objects.filter(pk=image.pk).update(credit="")

    assert [check.code for check in blocking(article)] == ["picture_without_rights"]


def test_a_linked_name_is_linked_however_it_is_spelt():
    article = sound_story()
    factories.MentionFactory(
        article=article, actor=factories.PersonFactory(), spelling="Mamadou Zorobabel"
    )
    write(BODY + "<p>Plus tard MAMADOU ZOROBABEL est venu.</p>")(article)

    assert not codes(article) & {"unknown_name", "unlinked_name"}


def test_rejected_rows_are_not_looked_at():
    article = sound_story()
    write(f"<p>{MET}</p>")(article)
    Statement.objects.update(review="rejected")

    assert "quotation_not_in_text" not in codes(article)


def test_the_checks_ask_a_fixed_number_of_queries():
    small, big = sound_story(), sound_story()
    for number in range(8):
        person = factories.PersonFactory()
        factories.TenureFactory(person=person)
        Mention.objects.create(article=big, actor=person.actor_ptr)
        Coverage.objects.create(article=big, meeting=factories.MeetingFactory())
        factories.StatementFactory(article=big, text=f"Mot {number}")
        factories.EvidenceFactory(article=big)
        factories.SignatoryFactory(article=big, position=number + 2)
    checks(small)  # makes the index of spellings current

    assert queries(big) == queries(small)


def queries(article: Article) -> int:
    with CaptureQueriesContext(connection) as captured:
        checks(article)
    return len(captured)
