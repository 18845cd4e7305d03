"""What whoever holds a key for trying sees of the story that was made up for it."""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Q

from newsroom.partners.identifying import test_label
from newsroom.register.projection import Projected, Projection, Ref
from newsroom.sandbox import story
from newsroom.sandbox.models import Play, Step

MEMBERS = ("country", "neighbour", "minister", "guest", "meeting", "story")


class SandboxProjection(Projection):
    """A second source of documents of kinds that there are, each for one key alone.

    It is marked by a name of its own. Its things are in no calendar and are found by no search:
    they have no label that somebody else has, and nothing beside the document is kept of them
    but what they refer to.
    """

    kind = "sandbox"
    rank = 100

    def everything(self) -> Iterable[uuid.UUID]:
        for row in Play.objects.all():
            yield from (getattr(row, name) for name in MEMBERS)

    def project(self, uids: Iterable[uuid.UUID]) -> Iterator[Projected]:
        wanted = set(uids)
        named = Q(pk__in=[])
        for name in MEMBERS:
            named |= Q(**{f"{name}__in": wanted})
        found = {
            one.uid: one
            for row in Play.objects.filter(named).order_by("pk")
            for one in things(row)
            if one.uid in wanted
        }
        yield from found.values()
        yield from (Projected("article", uid) for uid in sorted(wanted - found.keys()))


def things(play: Play) -> Iterator[Projected]:
    """Everything in the story of one key, what others refer to first."""
    yield _thing(play, story.country(play.country, "Valdorie", "Valdoria"))
    yield _thing(play, story.country(play.neighbour, "Ostrélie", "Ostrelia"))
    yield _thing(play, story.person(play.minister, "Élise", "Maravel", "female", play.country))
    yield _thing(play, story.person(play.guest, "Anton", "Brisk", "male", play.neighbour))
    is_told = play.step in (Step.PUBLISHED, Step.CORRECTED)
    talks = _thing(play, story.meeting(play), is_there=is_told)
    talks.references = [
        *(Ref(uid, "participant", "explicit") for uid in (play.minister, play.guest)),
        *(Ref(uid, "delegation", "explicit") for uid in (play.country, play.neighbour)),
        Ref(play.country, "host"),
    ]
    yield talks
    yield _story(play, is_told)


def _story(play: Play, is_told: bool) -> Projected:
    doc = story.article(play)
    item = _thing(play, doc, is_there=is_told)
    if is_told:
        item.sort_at, item.language, item.section = play.published_at, "fr", doc["section"]["code"]
        item.references = [
            *(Ref(uuid.UUID(one["actor"]), one["role"], "explicit") for one in doc["mentions"]),
            Ref(play.meeting, "news"),
        ]
    elif play.step == Step.WITHDRAWN:
        item.status = "canceled"
        item.notice = {"reason": story.REASON, "withdrawn_at": play.made_at.isoformat()}
    return item


def _thing(play: Play, doc: story.Doc, *, is_there: bool = True) -> Projected:
    item = Projected(doc["type"], uuid.UUID(doc["id"]))
    if is_there and play.step != Step.RESET:
        item.doc = doc
        item.channels = [test_label(str(play.key_id))]
        item.name = str(doc.get("name") or doc.get("title") or doc.get("headline"))
    return item
