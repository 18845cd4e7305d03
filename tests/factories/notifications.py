"""Factories of what somebody is told, and wants to be told."""

import factory
from factory.django import DjangoModelFactory

from articles.choices import NotificationEvent
from articles.models import MailSetting, Notification, NotificationPreference
from tests.factories.accounts import UserFactory
from tests.factories.articles import ArticleFactory


class NotificationFactory(DjangoModelFactory):
    """Somebody is told that a story was published."""

    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    article = factory.SubFactory(ArticleFactory)
    event = NotificationEvent.PUBLISH
    parts = factory.LazyAttribute(lambda row: {"by": "chef", "story": str(row.article)})


class NotificationPreferenceFactory(DjangoModelFactory):
    """Somebody wants to hear of publications by e-mail too."""

    class Meta:
        model = NotificationPreference

    user = factory.SubFactory(UserFactory)
    event = NotificationEvent.PUBLISH
    by_mail = True


class MailSettingFactory(DjangoModelFactory):
    """Somebody wants e-mails in English."""

    class Meta:
        model = MailSetting

    user = factory.SubFactory(UserFactory)
    language = "en"
