"""Which labels partners have, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from newsroom.delivery.webhooks import dispatching
from newsroom.partners.models import Partner


@contextmanager
def gives_labels(labels: dict[Partner, list[str]]) -> Iterator[None]:
    """These partners have these labels and no others."""
    known = {partner.pk: tuple(own) for partner, own in labels.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dispatching, "scope_of_partner", lambda partner: known[partner.pk])
        yield
