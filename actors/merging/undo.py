"""Undoing a merger, days later: both records and every link, where that still can be."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.choices import Visibility
from actors.merging import rows, stories
from actors.merging.merge import PERMISSION
from actors.merging.refusals import LossesNotAccepted, MergeRefused
from actors.merging.reverse import Reverse, make_reverse
from actors.models import Actor, Merge


def preview_undo(merge: Merge) -> Reverse:
    """What `undo` would do, without writing. Raises MergeRefused where it would refuse."""
    return make_reverse(merge)


def undo(merge: Merge, *, by: Any, accept_losses: bool = False) -> Reverse:
    """Make two records of one again, as they were before they were merged.

    Columns edited since keep the edit, and what was entered for the survivor since stays with
    it. Raises MergeRefused if it was undone already or a later merger builds on it,
    LossesNotAccepted if something cannot be brought back and nobody has agreed to that;
    PermissionDenied.
    """
    if by is not None and not by.has_perm(PERMISSION):
        raise PermissionDenied
    try:
        with transaction.atomic():
            stories.take_turns()
            pair = Actor.objects.filter(pk__in=[merge.kept_id, merge.gone_id]).order_by("pk")
            list(pair.select_for_update())
            merge = Merge.objects.select_for_update().get(pk=merge.pk)
            reverse = make_reverse(merge, lock=True)
            if reverse.losses and not accept_losses:
                raise LossesNotAccepted(_("Not everything can be brought back."), code="losses")
            _write(reverse)
            merge.undone_at, merge.undone_by = timezone.now(), by
            merge.save(update_fields=["undone_at", "undone_by"])
            touched = _touched(reverse)
            _follow_stories(reverse, touched)
            stories.follow(touched)
    except IntegrityError as error:
        raise MergeRefused(
            _("Something entered since the merger stands in the place of what was there."),
            code="taken",
        ) from error
    return reverse


def _write(reverse: Reverse) -> None:
    removed: dict[type[Model], list[Any]] = defaultdict(list)
    for model, pk in reverse.removed:
        removed[model].append(pk)
    for model, pks in removed.items():
        rows.remove(model, pks)
    # Two records again, before anything is tied to the one that was an address only.
    parted = [change for change in reverse.changed if "merged_into_id" in change[2]]
    rows.change(parted)
    # The survivor lets go of codes before the other takes them back.
    rows.change(change for change in reversed(reverse.changed) if change not in parted)
    for (model, _pk), values in reverse.restored.items():
        rows.restore(model, values)


def _touched(reverse: Reverse) -> stories.Ids:
    """The rows that were written, and the two actors."""
    found: stories.Ids = defaultdict(set)
    found[Actor] = {reverse.merge.kept_id, reverse.merge.gone_id}
    for model, pk in [*reverse.restored, *((model, pk) for model, pk, _values in reverse.changed)]:
        found[model].add(pk)
    return found


def _follow_stories(reverse: Reverse, touched: stories.Ids) -> None:
    """Open and hold what stories published or withdrawn since the merger have opened or closed.

    Only what has changed since: a visibility that no story ever decided comes back as it was.
    """
    named = stories.named(touched)
    for label, pk, visibility, was_named in reverse.merge.journal["told"]:
        model = rows.model_of(label)
        if pk not in touched[model]:
            continue
        is_named, now = pk in named[model], model._base_manager.filter(pk=pk)
        if is_named and not was_named:
            now.filter(visibility=Visibility.HELD).update(visibility=Visibility.STORY)
        elif not is_named and (was_named or visibility != Visibility.STORY):
            now.filter(visibility=Visibility.STORY).update(visibility=Visibility.HELD)
