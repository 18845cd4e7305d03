"""Nobody of the demo archive is entered twice under another spelling without a warning."""

import pytest

from actors.models import Actor, Person
from newsroom.demo import archive
from tests import desk
from tests.factories import UserFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """The demo archive, undone at the end; the tests' own transactions nest inside."""
    with django_db_blocker.unblock(), undone():
        archive.load(lambda _rows: None)
        yield


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Celestin Simpone", "Célestin Simporé"),
        ("Simpone", "Célestin Simporé"),
        ("Salifou Modi", "Salifou Mody"),
        ("Tiani", "Abdourahamane Tiani"),
        ("Abdourahamane Tchiani", "Abdourahamane Tiani"),
        ("Goita", "Assimi Goïta"),
        ("Assimi Goita", "Assimi Goïta"),
        ("Vladimir Putin", "Vladimir Poutine"),
        ("Putin", "Vladimir Poutine"),
        ("Andreï Belooussov", "Andrei Belousov"),
    ],
)
def test_somebody_of_the_demo_archive_is_not_entered_twice(client, typed, known):
    before = Actor.objects.count()

    client.force_login(UserFactory(chief=True))
    form = desk.posted(client.get(desk.add(Person)))

    answer = client.post(desk.add(Person), form | {"name": typed})

    assert answer.status_code == 200
    assert known in [one.name for one in answer.context["adminform"].form.known]
    assert Actor.objects.count() == before
