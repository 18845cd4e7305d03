"""What the collector of garbage is spared in a process that serves requests."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load what all requests need, and take it out of the collector's sight.

    Code, models and addresses stay as long as the process. Each full round would walk through
    some hundred thousand objects of them, and a request in a dozen would wait for that.
    """
    get_resolver().url_patterns  # noqa: B018  # they are loaded when they are asked for
    gc.collect()
    gc.freeze()
