"""Addresses of pages that are about two actors."""

from uuid import UUID

from django.urls import reverse


def pair_address(one: UUID, other: UUID) -> str:
    """The one address of two actors."""
    first, last = sorted((one, other))
    return reverse("pair", args=[first, last])
