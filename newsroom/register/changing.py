"""What became of a thing, for whoever keeps a copy: typed events, and which members are others.

The change feed has each thing once, at its latest version. Whoever holds version 3 and gets
version 7 finds in `events` all that happened after 3, and in `members` what is not as in 3.
"""

from datetime import datetime
from typing import Any

from newsroom.instants import rfc3339
from newsroom.partners.access import is_for_all
from newsroom.register.models import Item
from newsroom.register.projection import Projected, projections

# Events that are kept of a thing, the latest.
MOST = 20
CREATED, UPDATED, CORRECTED = "created", "updated", "corrected"
RELEASED, RESTORED, MOVED = "released", "restored", "moved"
# Every sort of event, and what it means; the description of the API gives them.
SORTS = {
    CREATED: "It came into the archive.",
    UPDATED: "It says something else, or refers to something else.",
    CORRECTED: "A story was wrong; `note` says what is right.",
    RELEASED: "An embargo is over: what some had early, everybody may read.",
    RESTORED: "It had been withdrawn, and is there again.",
    MOVED: "Who may read it is another; it says the same.",
}


def told(known: Item | None, fresh: Projected, version: int, now: datetime) -> list[dict[str, Any]]:
    """The events of a thing with that of this version, the latest last; none of what is gone.

    What comes out for everybody, or comes back, begins anew: of the time before nothing is told.
    """
    if fresh.doc is None:
        return []
    sort, note = _sort(known, fresh)
    event = {"version": version, "type": sort, "at": rfc3339(now)}
    if note is not None:
        event["note"] = note
    earlier = known.events if known and sort not in (RELEASED, RESTORED) else []
    return [*earlier, event][-MOST:]


def changed_members(known: Item | None, fresh: Projected, version: int) -> dict[str, int]:
    """The version at which each member of the document was last another.

    A member that is not named is as it was when the thing came out.
    """
    if fresh.doc is None or known is None:
        return {}
    if known.doc is None:  # a copy of before may differ anywhere
        return dict.fromkeys(sorted(fresh.doc), version)
    before, after = known.doc, fresh.doc
    differ = {name: version for name in {*before, *after} if before.get(name) != after.get(name)}
    kept = {name: since for name, since in known.members.items() if name in after}
    return dict(sorted((kept | differ).items()))


def _sort(known: Item | None, fresh: Projected) -> tuple[str, str | None]:
    if known is None:
        return CREATED, None
    if known.doc is None:
        return RESTORED, None
    if is_for_all(fresh.channels) and not is_for_all(known.channels):
        return RELEASED, None
    note = projections()[fresh.kind].correction(known.doc, fresh.doc or {})
    if note is not None:
        return CORRECTED, note
    return (MOVED if known.doc == fresh.doc else UPDATED), None
