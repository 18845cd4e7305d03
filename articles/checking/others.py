"""Checks of a story against the archive: names that are not linked, stories that say the same."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checking.check import BODY, MENTIONS, Check, listed, warns
from articles.checking.material import Material
from articles.near_duplicates import of_article
from articles.suggestion.result import Found, How
from articles.suggestion.suggest import names
from articles.texts import BETWEEN
from newsroom.register.text import sort_key

_ACTORS = ("person", "country", "organisation")
# Recognised by an adjective or a post alone: nothing is printed that could be linked.
_UNNAMED = (How.DEMONYM, How.OFFICE)


def unlinked(of: Material) -> Iterator[Check]:
    """Names in the text that no mention links, and names that the record does not know."""
    article = of.article
    text = BETWEEN.join(part for part in (article.headline, article.text) if part)
    linked, spelt = _linked(of), {sort_key(m.spelling) for m in of.mentions if m.spelling}
    loose = [
        one
        for one in names(text, of.day)
        if one.how not in _UNNAMED
        and sort_key(one.text) not in spelt
        and not linked & {thing.pk for thing in one.things if thing.kind in _ACTORS}
    ]
    known = [one.text for one in loose if _is_actor(one)]
    if known:
        text = _("Named in the text and not linked: %s.")
        yield warns("unlinked_name", text % listed(known), MENTIONS)
    unknown = [one.text for one in loose if not one.things]
    if unknown:
        text = _("Names that the record does not know: %s.")
        yield warns("unknown_name", text % listed(unknown), MENTIONS)


def _is_actor(found: Found) -> bool:
    return bool(found.things) and all(thing.kind in _ACTORS for thing in found.things)


def _linked(of: Material) -> set[int]:
    """The actors with whom the story is tied, in whatever part of its form."""
    keys: set[int | None] = {mention.actor_id for mention in of.mentions}
    for row in of.statements:
        keys |= {row.speaker_id, row.originator_id, row.addressee_id}
    for present in of.present:
        keys |= {present.person_id, present.delegation_id}
    return {key for key in keys if key}


def duplicates(of: Material) -> Iterator[Check]:
    """Stories that say the same in nearly the same words."""
    found = of_article(of.article)
    whole = [str(near.article) for near in found if near.is_whole]
    parts = [str(near.article) for near in found if not near.is_whole]
    if whole:
        text = _("Nearly the same words stand in: %s.")
        yield warns("duplicate", text % listed(whole), BODY)
    if parts:
        text = _("A part of the text stands in: %s.")
        yield warns("partial_duplicate", text % listed(parts), BODY)
