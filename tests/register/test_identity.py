"""A register has an identity, and another one after its tables were emptied."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client

from newsroom.register.models import Epoch


@pytest.mark.django_db
def test_an_emptied_register_is_another_one():
    before = Client().get("/api/v1/").json()["epoch"]
    Epoch.objects.all().delete()

    emit_post_migrate_signal(0, False, "default")

    after = Client().get("/api/v1/").json()["epoch"]
    assert before
    assert after not in ("", before)
    emit_post_migrate_signal(0, False, "default")
    assert Client().get("/api/v1/").json()["epoch"] == after
