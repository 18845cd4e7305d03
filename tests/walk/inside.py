"""What things hold for the newsroom alone, and what is made up for one key alone."""

import pytest
from django.db import models

from actors.models import Agreement, Country, Meeting, Office, Organisation, Person
from articles.models import Article
from newsroom.partners.issuing import issue
from newsroom.register.sequencer import sequence_all
from newsroom.sandbox import playing
from newsroom.sandbox import story as story_made_up
from tests import factories as make
from tests.walk.canaries import Ids, Words, salt

# What no document shows of a thing that is itself public.
INTERNAL: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("notes",),
    Country: ("notes",),
    Organisation: ("notes",),
    Office: ("notes",),
    Agreement: ("notes",),
    Meeting: ("notes", "source_id"),
    Article: ("notes", "embargo_reason", "source_id"),
}


def internal(words: Words, ids: Ids) -> None:
    """Words for the newsroom on things that are public themselves."""
    for model, names in INTERNAL.items():
        rows = model._default_manager.exclude(uid__in=ids.hidden).order_by("pk")
        for row in rows:
            salt(row, words, *names)
    for signatory in Article.objects.order_by("pk").first().signatories.all():
        signatory.contributor = make.ContributorFactory(name=words.next("Contributor.name"))
        signatory.save()


def played(words: Words, ids: Ids) -> None:
    """What is made up for the one who holds a key for trying."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HEADLINE", "LEAD", "NOTE", "REASON"):
            patch.setattr(story_made_up, name, words.next(f"sandbox {name}"))
        ids.is_hidden = True
        key, _text = issue(make.PartnerFactory(), is_test=True)
        for step in ("publish", "correct"):
            playing.make(step, key.name)
            sequence_all()
        ids.is_hidden = False
