"""The one rule of what the public sees: live, in the reader's scope, not about to be retracted."""

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from newsroom.partners.access import PUBLIC_SCOPE as PUBLIC_SCOPE


class ItemQuerySet(models.QuerySet):
    """Items of the register."""

    def visible(self, scope: Iterable[str] = PUBLIC_SCOPE) -> Self:
        """What a reader with these labels may see, read through the read-only connection.

        Without what only the change feed tells of it, unless that is asked for.
        """
        return (
            self.using(settings.REGISTER_DATABASE)
            .filter(live=True, channels__overlap=list(scope))
            .exclude(Exists(_items().pending_retractions(OuterRef("pk"))))
            .defer("events", "members")
        )

    def departed(self, scope: Iterable[str] = PUBLIC_SCOPE) -> Self:
        """What a reader with these labels once had and may see no more: exactly the others."""
        scope = list(scope)
        leaves = Q(live=False) | ~Q(channels__overlap=scope)
        return (
            self.using(settings.REGISTER_DATABASE)
            .filter(ever__overlap=scope)
            .filter(leaves | Exists(_items().pending_retractions(OuterRef("pk"))))
        )


class PartQuerySet(models.QuerySet):
    """Parts of items: references and ties. They are seen exactly while their item is."""

    def visible(self, scope: Iterable[str] = PUBLIC_SCOPE) -> Self:
        """Those of visible items."""
        return (
            self.using(settings.REGISTER_DATABASE)
            .filter(item__live=True, item__channels__overlap=list(scope))
            .exclude(Exists(_items().pending_retractions(OuterRef("item_id"))))
        )


def _items() -> Any:
    # Models import this module; the registry of apps leads the other way without a cycle.
    return apps.get_model("register", "Item")
