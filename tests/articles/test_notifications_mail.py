"""E-mails: in the reader's language, sent once, and without a word that must not leave yet."""

import pytest
from django.core import mail as outbox
from django.utils import timezone

from articles.choices import NotificationEvent as E
from articles.mailing import mail
from articles.models import Article
from articles.notifying import tell
from tests.factories import ArticleFactory, MailSettingFactory, NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db

SECRET = "Un sommet secret à Niamey"


def told(article: Article | None = None, event: str = E.WITHDRAW, **values):
    user = UserFactory(email="awa@agence.example", username="awa", reporter=True)
    return NotificationFactory(
        user=user,
        article=article or ArticleFactory(published=True),
        event=event,
        by_mail=True,
        **values,
    )


def sent() -> outbox.EmailMessage:
    [message] = outbox.outbox
    return message


@pytest.mark.parametrize(
    "state", [{}, {"in_review": True}, {"ready": True}, {"scheduled": True}, {"withdrawn": True}]
)
@pytest.mark.parametrize("event", E)
def test_of_a_story_that_is_not_out_no_word_is_sent(state, event):
    story = ArticleFactory(headline=SECRET, lead=SECRET, **state)

    mail(told(story, event).pk)

    whole = sent().message().as_string() + sent().body + sent().subject
    assert "sommet" not in whole.lower()
    assert "Niamey" not in whole
    assert str(story.pk) in sent().body


def test_of_an_embargoed_story_no_word_is_sent():
    hour = timezone.now() + timezone.timedelta(days=1)
    story = ArticleFactory(headline=SECRET, embargo_until=hour, embargo_reason="Partenaire")

    mail(told(story).pk)

    assert "Niamey" not in sent().subject + sent().body


def test_of_an_assignment_no_word_is_sent():
    reporter = UserFactory(email="awa@agence.example")
    [row] = tell(E.ASSIGNMENT, None, by=None, to=[reporter], parts={"story": SECRET})

    mail(row.pk)

    assert "Niamey" not in sent().subject + sent().body


def test_a_story_that_is_out_is_named_as_readers_know_it():
    story = ArticleFactory(headline="Un sommet à Niamey", published=True)

    mail(told(story, parts={"by": "chef", "story": "Un titre de travail"}).pk)

    assert "Un sommet à Niamey" in sent().subject
    assert "titre de travail" not in sent().body


def test_an_e_mail_leads_to_the_desk_and_goes_to_the_account(settings):
    settings.DESK_ADDRESS = "https://pupitre.example"
    row = told()

    mail(row.pk)

    assert f"https://pupitre.example/admin/articles/article/{row.article_id}/change/" in sent().body
    assert sent().to == ["awa@agence.example"]
    assert sent().from_email == settings.DEFAULT_FROM_EMAIL


def test_an_e_mail_is_in_the_language_of_who_reads_it():
    english = told(event=E.WITHDRAW)
    MailSettingFactory(user=english.user, language="en")

    mail(english.pk)

    assert sent().body.startswith("Hello awa,")


def test_a_line_break_in_a_headline_does_not_break_an_e_mail():
    story = ArticleFactory(headline="Un sommet", published=True)
    Article.objects.filter(pk=story.pk).update(headline="Un sommet\nBcc: x@example.org")

    mail(told(story).pk)

    assert "\n" not in sent().subject
    assert sent().recipients() == ["awa@agence.example"]


def test_an_e_mail_is_sent_once():
    row = told()

    assert mail(row.pk)
    assert not mail(row.pk)

    row.refresh_from_db()
    assert row.mailed_at is not None
    assert len(outbox.outbox) == 1


@pytest.mark.parametrize(
    "values", [{"email": ""}, {"is_active": False}], ids=["no address", "account closed"]
)
def test_nothing_is_sent_where_nobody_reads_it(values):
    row = told()
    for name, value in values.items():
        setattr(row.user, name, value)
    row.user.save()

    assert not mail(row.pk)
    assert outbox.outbox == []


def test_what_the_server_refuses_is_not_said_to_be_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # where nothing listens
    row = told()

    with pytest.raises(OSError, match="refused"):
        mail(row.pk)

    row.refresh_from_db()
    assert row.mailed_at is None
