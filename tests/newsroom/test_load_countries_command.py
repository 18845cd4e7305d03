"""manage.py load_countries: what an archive without the demo starts from."""

import pytest
from django.core.management import call_command

from actors.models import Country
from newsroom.register.models import Item


@pytest.mark.django_db
def test_the_world_is_entered_once_and_is_public() -> None:
    call_command("load_countries")
    numbered = Item.objects.count()
    assert numbered == Country.objects.count() > 249
    call_command("load_countries")
    assert Item.objects.filter(version=1).count() == Country.objects.count() == numbered
