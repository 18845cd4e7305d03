"""Stories that hang together with one, each with the reason: its meetings, its people."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy, ngettext

from newsroom.register.models import Item
from newsroom.register.pages import Things, document
from newsroom.register.reading import uuid_or_none

SHOWN = 6
# Of each thing in the story, so many stories before it and after it are looked at: as many for a
# president whom half a million stories name as for anybody.
NEAR = 30
MOST_TARGETS = 60
# A thing of which more stories were found than were looked at is in as many for each day of these.
DAYS = 3650
# Somebody in this many stories at most is a reason alone; else it takes two.
SELDOM = 12
LINKS = ("follows", "on_the_occasion_of", "part_of", "same_series", "replaces")
WEIGHTS = {"same_meeting": 3.0, "tied_meeting": 2.0, "person": 1.0, "organisation": 0.4}

# What is tied to the meetings of the story, either way; then, for these and for all that the
# story names, the stories nearest to it in time. Every part is the head of a range of an index.
SQL = """
with own as (select t.uid, i.kind from unnest(%(named)s::uuid[]) t(uid)
  join register_item i on i.uid = t.uid
  where i.live and i.kind in ('person', 'organisation', 'meeting', 'event')),
tied as (select l.* from own o cross join lateral (
    (select r.target as uid, r.rel, false as back from register_reference r
      where r.item_id = o.uid and r.rel = any(%(links)s) limit %(near)s)
    union all
    (select r.item_id, r.rel, true from register_reference r
      where r.target = o.uid and r.kind in ('meeting', 'event') and r.rel = any(%(links)s)
      limit %(near)s)) l
  where o.kind in ('meeting', 'event')),
targets as (select uid, kind, '' as rel, false as back from own
  union all (select uid, 'tied', rel, back from tied where uid not in (select uid from own)))
select t.uid, t.kind, t.rel, t.back, near.item_id, near.sort_at
from targets t cross join lateral (
  (select r.item_id, r.sort_at from register_reference r
    where r.target = t.uid and r.kind = 'article' and r.sort_at <= %(at)s and r.item_id <> %(uid)s
    order by r.sort_at desc, r.item_id desc limit %(near)s)
  union
  (select r.item_id, r.sort_at from register_reference r
    where r.target = t.uid and r.kind = 'article' and r.sort_at > %(at)s and r.item_id <> %(uid)s
    order by r.sort_at, r.item_id limit %(near)s)) near
"""

TIED = {
    ("follows", False): gettext_lazy("the meeting before"),
    ("follows", True): gettext_lazy("what followed the meeting"),
    ("on_the_occasion_of", False): gettext_lazy("what the meeting was held on the occasion of"),
    ("on_the_occasion_of", True): gettext_lazy("a meeting held on that occasion"),
    ("part_of", False): gettext_lazy("what the meeting was part of"),
    ("part_of", True): gettext_lazy("a part of the meeting"),
    ("same_series", False): gettext_lazy("same series of meetings"),
    ("same_series", True): gettext_lazy("same series of meetings"),
    ("replaces", False): gettext_lazy("the meeting that was to be held"),
    ("replaces", True): gettext_lazy("the meeting held later in its place"),
}


@dataclass
class Shared:
    """What a story has in common with another: uids of things by how they tie the two."""

    score: float = 0.0
    things: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tied: dict[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """Why a story is shown, in words, and the things that tie it to the other."""

    words: str
    items: list[Item]


@dataclass(frozen=True)
class Related:
    """A story beside another, with all that ties the two."""

    item: Item
    reasons: list[Reason]


def candidates(item: Item) -> dict[str, Shared]:
    """The stories that have most in common with this one, the nearest first; one query."""
    doc = document(item)
    named = names_of(doc)
    if not named:
        return {}
    values: dict[str, Any] = {
        "named": named,
        "links": list(LINKS),
        "near": NEAR,
        "at": item.sort_at,
    }
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(SQL, values | {"uid": item.uid})
        rows = cursor.fetchall()
    left_out = {*doc["versions"], doc["translation_of"], doc["update_of"], str(item.uid)}
    found: dict[str, Shared] = defaultdict(Shared)
    # In the order in which the story names them, which is the order of the reasons on its page.
    place = {uid: number for number, uid in enumerate(named)}
    targets = sorted(
        by_target(rows).items(), key=lambda pair: (place.get(pair[0][0], MOST_TARGETS), pair[0][0])
    )
    for (uid, kind, rel, back), stories in targets:
        how = {"meeting": "same_meeting", "event": "same_meeting", "tied": "tied_meeting"}
        name = how.get(kind, kind)
        number = estimate(stories)
        weight = WEIGHTS[name] * (rarity(number) if name == kind else 1.0)
        for story in dict.fromkeys(str(one) for one, _at in stories):
            shared = found[story]
            shared.score += weight
            shared.things[name if number > SELDOM or name != kind else f"seldom_{name}"].append(
                str(uid)
            )
            if rel:
                shared.tied[str(uid)] = (rel, back)
    told = {uid: one for uid, one in found.items() if uid not in left_out and is_reason(one)}
    best = sorted(told, key=lambda uid: (-told[uid].score, uid))[: SHOWN * 2]
    return {uid: told[uid] for uid in best}


def names_of(doc: dict[str, Any]) -> list[UUID]:
    """Whom and what a story names, those first that are in it as such."""
    uids = [one["meeting"] for one in doc["meetings"]]
    uids += [one["actor"] for one in doc["mentions"]]
    uids += [one[end] for one in doc["statements"] for end in ("speaker", "originator")]
    found = (uuid_or_none(uid) for uid in dict.fromkeys(uids))
    return [uid for uid in found if uid][:MOST_TARGETS]


Row = tuple[UUID, str, str, bool, UUID, datetime]
Target = tuple[UUID, str, str, bool]


def by_target(rows: Iterable[Row]) -> dict[Target, list[tuple[UUID, datetime]]]:
    """The stories of each thing."""
    found: dict[Target, list[tuple[UUID, datetime]]] = defaultdict(list)
    for uid, kind, rel, back, story, at in rows:
        found[uid, kind, rel, back].append((story, at))
    return found


def estimate(stories: list[tuple[UUID, datetime]]) -> float:
    """In about how many stories a thing is, from those that were looked at."""
    instants = [at for _story, at in stories]
    if len(stories) < NEAR:
        return len(stories)
    days = max(1, (max(instants) - min(instants)).days)
    return len(stories) * max(1.0, DAYS / days)


def rarity(number: float) -> float:
    """How much it says that a thing is in two stories, of so many that it is in."""
    return 1 / math.log2(2 + number)


def is_reason(shared: Shared) -> bool:
    """Whether what two stories have in common is worth a reader's time."""
    names = shared.things
    if names["same_meeting"] or names["tied_meeting"] or names["seldom_person"]:
        return True
    people = len(names["person"])
    bodies = len(names["organisation"]) + len(names["seldom_organisation"])
    return people >= 2 or people + bodies >= 3


def related(found: dict[str, Shared], things: Things) -> list[Related]:
    """The stories that readers may see, each with its reasons."""
    stories: list[Related] = []
    for uid, shared in found.items():
        reasons = list(reasons_of(shared, things))
        if uid in things and reasons and len(stories) < SHOWN:
            stories.append(Related(things[uid], reasons))
    return stories


def reasons_of(shared: Shared, things: Things) -> Iterable[Reason]:
    """What ties two stories, in words; what readers may not see is no reason."""

    def seen(*names: str) -> list[Item]:
        return [things[uid] for name in names for uid in shared.things[name] if uid in things]

    if meetings := seen("same_meeting"):
        yield Reason(ngettext("same meeting", "same meetings", len(meetings)), meetings)
    for meeting in seen("tied_meeting"):
        yield Reason(str(TIED[shared.tied[str(meeting.uid)]]), [meeting])
    if people := seen("seldom_person", "person"):
        words = ngettext("same person", "%(number)d same people", len(people))
        yield Reason(words % {"number": len(people)}, people)
    if bodies := seen("seldom_organisation", "organisation"):
        words = ngettext("same organisation", "%(number)d same organisations", len(bodies))
        yield Reason(words % {"number": len(bodies)}, bodies)
