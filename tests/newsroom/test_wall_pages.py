"""Every reader page is made with the rights of the read-only role, and nothing more."""

import pytest
from django.core.management import call_command
from django.db import connection

from newsroom.register.grants import ROLE
from tests.factories import AlertFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> list[str]:
    """All sorts of pages; from here to the end of the test the database knows only the role."""
    scene = publish_scene()
    found = [page_of(thing) for thing in scene.values() if thing is not scene["statement"]]
    words = ("articles", "personnes", "organisations", "pays", "rencontres", "evenements")
    found += [f"/{word}/" for word in (*words, "fonctions", "accords")]
    found += [f"/signaler/{scene['article'].uid}/", "/signaler/merci/"]
    found += ["/alertes/creer/?q=ministre", f"/alertes/{AlertFactory().key}/"]
    found += ["/", "/recherche/?q=ministre", f"/articles/?person={scene['camara'].uid}"]
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLE}")
    return found


def test_pages_read_the_register_only(client, addresses):
    assert {path: get(client, path).status for path in addresses} == dict.fromkeys(addresses, 200)
