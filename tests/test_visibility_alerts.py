"""What readers are sent: nothing that is not public, whatever they ask and whenever it went."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from articles import services
from newsroom.readers import alerts
from newsroom.readers.models import Alert
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory
from tests.register.mutants import pending_retractions_ignored
from tests.walk.addresses import WORDS
from tests.walk.canaries import CANARY
from tests.walk.crawl import UUID
from tests.walk.worlds import BUILT_AT, World, published_once, world

pytestmark = pytest.mark.django_db(databases=["default", "public"])

# From long before anything was in the archive.
SINCE = BUILT_AT - timedelta(days=60)


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A world in which a story that was taken back is still in the register, marked to go."""
    logging.disable()
    with django_db_blocker.unblock(), world(secrets=True) as built:
        story = published_once(built)
        sequence_all()
        services.withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")
        yield built
    logging.disable(logging.NOTSET)


def questions(found: World) -> Iterator[dict[str, str]]:
    """Words that stand everywhere and that must not be seen; every thing; every section."""
    empty = {"q": "", "about": "", "section": "", "section_name": ""}
    # Asked for by a word of its text, a story would say its headline.
    texts = [word for word, where in found.words.given.items() if "Article.body" in where]
    for word in (*WORDS, *texts):
        yield {**empty, "q": word}
    for uids in (*found.visible.values(), *found.hidden.values()):
        yield from ({**empty, "about": str(uid)} for uid in uids[:3])
    for code in set(Item.objects.values_list("section", flat=True)) - {""}:
        yield {**empty, "section": code, "section_name": code}


def write_to_everybody(found: World) -> None:
    """Send all there is to who asks everything; AssertionError where too much is said."""
    Alert.objects.all().delete()
    for question in questions(found):
        AlertFactory(question=question, confirmed_at=SINCE)
    for pk in Alert.objects.values_list("pk", flat=True):
        alerts.mail(pk, timezone.now() + timedelta(days=1))
        alerts.send_confirmation(pk)
    assert len(outbox.outbox) > 5
    for message in outbox.outbox:
        text = f"{message.message().as_string()} {message.subject} {message.body}".lower()
        asked = " ".join(Alert.objects.get(key=key_in(message)).question.values()).lower()
        assert [w for w in CANARY.findall(text) if w in found.words.given and w not in asked] == []
        assert set(UUID.findall(text)) & set(map(str, found.ids.hidden)) == set()


def key_in(message: Any) -> str:
    """The key of the alert that an e-mail is of."""
    return message.extra_headers["List-Unsubscribe"].split("/alertes/")[1].split("/")[0]


def test_nobody_is_sent_what_nobody_may_see(found):
    write_to_everybody(found)


def test_an_e_mail_about_what_was_taken_back_is_found(found):
    with pending_retractions_ignored(), pytest.raises(AssertionError):
        write_to_everybody(found)
