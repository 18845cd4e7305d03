"""Which dumps may be handed out: the one rule of what a later withdrawal does to them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from newsroom.register.changes import epoch
from newsroom.register.models import Batch, Item, ItemStatus, Mark, Past
from newsroom.register.projection import projections


class DumpQuerySet(models.QuerySet):
    """Dumps."""

    def standing(self) -> Self:
        """Those whose cursor the register still knows, each with what has befallen it since.

        is_spoilt: it holds something that its audience must not have any more. is_in_doubt: the
        same, or a merger; the change has no number yet. Read through the read-only connection.
        """
        alias = settings.REGISTER_DATABASE
        labels = OuterRef("labels")
        heard_of = Item.objects.filter(ever__overlap=labels, first_at__lte=OuterRef("at"))
        pending = Mark.objects.filter(retract=True).values("uid")
        known = Batch.objects.filter(nonce=OuterRef("batch"), last_seq=OuterRef("number"))
        return (
            self.using(alias)
            .filter(Exists(known) | Q(batch=None), epoch=epoch())
            .annotate(
                is_spoilt=Exists(heard_of.filter(seq__gt=OuterRef("number")).filter(taken_back()))
                | Exists(hidden_words()),
                is_in_doubt=Exists(heard_of.filter(uid__in=pending, live=True)),
            )
        )

    def sound(self) -> Self:
        """Those that are handed out, the newest first."""
        return (
            self.standing()
            .filter(withdrawn_at=None, is_spoilt=False, is_in_doubt=False)
            .order_by("-made_at", "-uid")
        )


def taken_back() -> Q:
    """What a dump must not hold any more, of the things that changed after it.

    Whatever left its audience, but for two: a merger leaves nothing that must not be read, and a
    part goes by a correction of the whole, whose earlier text the dump holds as well. A person who
    is private from now on leaves like something deleted, so that what is deleted counts.
    """
    parts = [kind for kind, projection in projections().items() if projection.is_part]
    left = Q(live=True) & ~Q(channels__overlap=OuterRef("labels"))
    gone = Q(live=False) & ~Q(status=ItemStatus.MERGED)
    return left | (gone & ~Q(status=ItemStatus.GONE, kind__in=parts))


def hidden_words() -> Any:
    """Words that a dump holds and nobody may look up: of what came back, or was corrected so."""
    return Past.objects.filter(
        words__isnull=True,
        until__gt=OuterRef("at"),
        item__ever__overlap=OuterRef("labels"),
        item__first_at__lte=OuterRef("at"),
    )
