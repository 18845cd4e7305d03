"""Spellings in stories that are near to a name of whom they name, but no known way to write it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from actors.choices import NameKind
from actors.models import Actor
from articles.models import Mention
from articles.quality.found import CHUNK, Found, about
from newsroom.register.names.score import likeness
from newsroom.register.text import tokens, words

NEAR = 0.8  # from this likeness on, a word is taken for another one that was meant


def misprints() -> Iterator[Found]:
    """Mentions printed as a name recorded as a misprint, or with a word close to one of a name.

    Accents and case do not count. Neither do words in lower case: what is no name describes
    (« son armée »), or is an office (« le ministre malien »). A capital that stands for its
    government is no name of the country.
    """
    rows = (
        Mention.objects.filter(actor__isnull=False, is_metonym=False, article__trashed_at=None)
        .exclude(spelling="")
        .select_related("actor__organisation", "article")
        .defer("article__body", "article__body_text")
        .prefetch_related("actor__names", "actor__organisation__offices")
        .order_by("pk")
    )
    for mention in rows.iterator(chunk_size=CHUNK):
        actor = mention.actor
        if actor is not None and _is_misprint(mention.spelling, actor):
            said = _("Printed “%(spelling)s” for %(name)s, in: %(story)s")
            yield about(
                mention,
                said % {"spelling": mention.spelling, "name": actor.name, "story": mention.article},
            )


def _is_misprint(spelling: str, actor: Actor) -> bool:
    wrong = [name.text for name in actor.names.all() if name.kind == NameKind.MISPRINT]
    if spelling in wrong:
        return True
    known = _known(actor)
    printed = tokens(spelling)
    strange = {one.word for one in printed if spelling[one.start].isupper()} - known
    if strange.intersection(word for text in wrong for word in words(text)):
        return True
    # A word that is printed as it should be was not meant by another one.
    meant = known.difference(one.word for one in printed)
    return any(likeness(word, other) >= NEAR for word in strange for other in meant)


def _known(actor: Actor) -> set[str]:
    """The words of all names of the actor, and of the offices through which a body is named."""
    names = [name for name in actor.names.all() if name.kind != NameKind.MISPRINT]
    texts = [actor.name, actor.name_en, *(name.text for name in names)]
    body: Any = getattr(actor, "organisation", None)
    for office in body.offices.all() if body else ():
        texts += [office.title, office.short_title]
    adjectives = [name.text for name in names if name.kind == NameKind.DEMONYM]
    plurals = {f"{word}s" for text in adjectives for word in words(text)}
    return plurals.union(word for text in texts for word in words(text))
